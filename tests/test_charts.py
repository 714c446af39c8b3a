"""Pictures read as data: what is drawn where, in which colours, and whether the words fit.

Once, the pictures came out in black on the page alone: importing Streamlit replaces Plotly's default template by
one full of placeholder colours (#000001 ...), which only its own page turns into real ones. So Streamlit is
imported here first, and every figure must carry its own template and colours.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import plotly.graph_objects as go
import plotly.io
import pytest
import streamlit  # noqa: F401

from ivac.charts import (
    Canvas,
    Picture,
    activities_picture,
    activity_picture,
    difference_picture,
    involvement_picture,
    multiples_picture,
    profile_picture,
)
from ivac.charts.canvas import TEMPLATE
from ivac.charts.compared import row_name
from ivac.charts.labels import level_name
from ivac.comparison import Comparison, compare
from ivac.content import Scale, load
from ivac.demo import demo_records
from ivac.language import CODES, Language, language
from ivac.model import DONT_KNOW, NAME_LIMIT, NOT_RELEVANT, PHASES, Activity, Cell, Plan
from ivac.palette import EDGE, INK, LINE, PAPER, WHITE, contrast, count_colour, faded, level_colour
from ivac.summaries import PlanSummary, summarise_counts, summarise_plan

IVAC, HART, VOLUNTEERS = (load().scales[name] for name in ("ivac", "hart", "volunteers"))
EN = language("en")

WALL = Canvas(1776, 810, 27)  # 1920x1080, as ivac.ui.wall measures it
SMALL_WALL = Canvas(1184, 540, 18)  # 1280x720
PAGE = Canvas(1270, 460, 16)
PHONE = Canvas(358, 620, 12)  # 390x844
CANVASES = {"wall": WALL, "small wall": SMALL_WALL, "phone": PHONE}

each_canvas = pytest.mark.parametrize("canvas", CANVASES.values(), ids=CANVASES)
each_language = pytest.mark.parametrize("code", CODES)
each_scale = pytest.mark.parametrize("scale", [IVAC, HART, VOLUNTEERS], ids=lambda scale: scale.id)


@dataclass(frozen=True)
class Drawn:
    """One tile, read back from a figure."""

    column: float
    top: float
    bottom: float
    width: float
    text: str
    text_size: float
    text_colour: str
    fill: str
    outline: str
    outline_width: float
    hatch: str
    dashed: bool
    hover: str
    data: tuple[str, ...]

    @property
    def face(self) -> tuple[str, str, bool, float]:
        """What tells tiles apart besides their colour."""
        return (self.text, self.hatch, self.dashed, self.outline_width)


def tiles(picture: Picture) -> list[Drawn]:
    figure = picture.figure
    (bars,) = [trace for trace in figure.data if isinstance(trace, go.Bar)]
    dashed = {
        (round((shape.x0 + shape.x1) / 2, 3), round(shape.y0, 3))
        for shape in figure.layout.shapes
        if shape.line.dash == "dash"
    }
    # Each list is asked for once: Plotly takes its time for every dot.
    columns, tops, heights, width, texts, font = bars.x, bars.base, bars.y, bars.width, bars.text, bars.insidetextfont
    sizes, text_colours, fills, hatches = font.size, font.color, bars.marker.color, bars.marker.pattern.shape
    outlines, outline_widths = bars.marker.line.color, bars.marker.line.width
    hovers, data = bars.hovertext, bars.customdata
    return [
        Drawn(
            column=columns[i],
            top=tops[i],
            bottom=tops[i] + heights[i],
            width=width,
            text=texts[i],
            text_size=sizes[i],
            text_colour=text_colours[i],
            fill=fills[i],
            outline=outlines[i],
            outline_width=outline_widths[i],
            hatch=hatches[i],
            dashed=(round(columns[i], 3), round(tops[i], 3)) in dashed,
            hover=hovers[i],
            data=tuple(data[i]),
        )
        for i in range(len(columns))
    ]


def tile_at(picture: Picture, *data: str) -> Drawn:
    (found,) = [tile for tile in tiles(picture) if tile.data == data]
    return found


def plain_lines(text: str) -> list[str]:
    """The lines of Plotly's small HTML as they are seen."""
    return [html.unescape(re.sub(r"<[^>]+>", "", line)) for line in text.split("<br>")]


# Figtree's letters, measured in Chromium: the width in font sizes, of running text and of bold.
RUNNING = {
    0.18: "’", 0.21: ".", 0.22: "l", 0.23: "i,", 0.25: " \u00a0:·", 0.26: ";", 0.27: "jI", 0.33: "“”", 0.34: "r",
    0.35: "()", 0.37: "f", 0.38: "t", 0.39: "/", 0.41: "1", 0.42: "-", 0.47: "sx", 0.48: "k", 0.49: "z", 0.5: "?",
    0.51: "aåäJ", 0.52: "vL", 0.53: "y", 0.54: "cF37", 0.55: "eéT–", 0.56: "hnuü2", 0.57: "569", 0.58: "oqøöP",
    0.59: "bdgpE", 0.6: "Y", 0.61: "BKSX8…", 0.62: "4+=", 0.63: "R", 0.64: "Z0&", 0.68: "AÅ", 0.69: "DV",
    0.71: "U", 0.72: "C", 0.75: "H", 0.76: "G", 0.77: "N", 0.78: "wOQØ", 0.79: "%", 0.85: "mM", 0.88: "æ",
    0.96: "W", 1.0: "Æ",
}  # fmt: skip
BOLD = {
    0.22: "’", 0.24: " ", 0.25: "l.", 0.26: "i,·", 0.29: "jI", 0.3: ":;", 0.38: "r()", 0.39: "f", 0.4: "t",
    0.41: "-“”", 0.42: "1", 0.43: "/", 0.47: "s", 0.48: "z", 0.51: "?", 0.53: "aåä", 0.54: "kxL", 0.55: "ceFJ–",
    0.56: "vé37", 0.57: "hnuü", 0.58: "oyøöT2569", 0.59: "dqE", 0.6: "bgpP", 0.61: "BS8", 0.63: "Z4+=", 0.64: "R",
    0.65: "Y0&", 0.67: "K", 0.68: "X", 0.7: "DU", 0.71: "AÅ…", 0.72: "CV", 0.74: "G", 0.75: "H", 0.77: "N",
    0.79: "OQØ", 0.81: "%", 0.83: "w", 0.86: "M", 0.87: "mæ", 0.98: "W", 1.02: "Æ",
}  # fmt: skip


LETTERS = {
    weight: {letter: width for width, group in groups.items() for letter in group}
    for weight, groups in (("running", RUNNING), ("bold", BOLD))
}


KERNING = 0.99
"""Pairs of letters move together: lines are that much shorter than their letters."""


LINE_HEIGHT = 1.3
"""Plotly's, in font sizes."""


def width_of(text: str, size: float) -> float:
    """The width in pixels of the widest line of a text in Plotly's small HTML."""
    widths = LETTERS["bold" if text.startswith("<b>") else "running"]
    lines = []
    for line in text.split("<br>"):
        own_size = re.search(r"font-size:(\d+)px", line)
        height = float(own_size[1]) if own_size else size
        lines.append(sum(widths[letter] for letter in plain_lines(line)[0]) * height * KERNING)
    return max(lines)


def column_width(picture: Picture) -> float:
    """The room of one column in pixels."""
    layout = picture.figure.layout
    start, end = layout.xaxis.range
    return (layout.width - layout.margin.l - layout.margin.r) / (end - start)


def summary_of(*counts: tuple[str, str, int], activities: int = 12, scale: Scale = IVAC) -> PlanSummary:
    return summarise_counts(counts, activities, scale)


SUMMARY = summary_of(
    *(("knowledge", "not_involved", 6), ("knowledge", "informed", 3), ("knowledge", DONT_KNOW, 2)),
    *(("ideas", "resident_decide", 2), ("ideas", NOT_RELEVANT, 4), ("planning", "professional_joint", 12)),
)


def involvement(summary: PlanSummary = SUMMARY, canvas: Canvas = PAGE, speech: Language = EN) -> Picture:
    return involvement_picture(summary, speech, canvas, "Nordby")


RUN = Activity(id="run", name="Løbeklub")
CELLS = {
    ("run", "knowledge"): Cell(answer="informed", desired="informed", desired_reason="on_purpose"),
    ("run", "ideas"): Cell(answer=DONT_KNOW),
    ("run", "planning"): Cell(answer=NOT_RELEVANT),
    ("run", "implementation"): Cell(answer="informed", desired="resident_joint", desired_reason="never_considered"),
    ("run", "anchoring"): Cell(answer="informed"),
}


def rows_of(cells: dict = CELLS, canvas: Canvas = PAGE, view: str = "actual", scale: Scale = IVAC) -> Picture:
    return activities_picture([RUN], cells, scale, EN, canvas, "Nordby", view)


def compared(*pairs: tuple[str, PlanSummary]) -> Comparison:
    return compare([(Plan(id=f"p{n}", name=name), summary) for n, (name, summary) in enumerate(pairs)])


SYD = summary_of(("knowledge", "informed", 1), ("ideas", "resident_decide", 4), activities=5)
TWO = compared(("Nord", SUMMARY), ("Syd", SYD))
MIXED = compared(
    ("Nord", SUMMARY),
    ("Syd", summary_of(("ideas", "tokenism", 4), scale=HART)),
    ("Øst", summary_of(("ideas", "needs_money", 4), scale=VOLUNTEERS)),
)


def difference(comparison: Comparison = TWO, canvas: Canvas = PAGE, speech: Language = EN) -> Picture:
    return difference_picture(comparison, comparison.plans[0], comparison.plans[1], speech, canvas)


def profile(comparison: Comparison = TWO, canvas: Canvas = PAGE, speech: Language = EN) -> Picture:
    return profile_picture(comparison.plans, speech, canvas, lambda phase: phase.decision, "Decision share")


@cache
def every_picture(canvas: Canvas, code: str, scale: str = "ivac") -> dict[str, Picture]:
    """Each kind of picture once, with every level of the scale and every other answer in it."""
    speech, chosen = language(code), load().scales[scale]
    activities = [Activity(id="a", name="Den ene"), Activity(id="b", name="Den anden")]
    answers = iter([*chosen.answers, None, *chosen.level_ids])
    keys = [(activity.id, phase) for activity in activities for phase in PHASES]
    cells = {
        key: Cell(answer=answer, desired=chosen.level_ids[-1], desired_reason="on_purpose")
        for key, answer in zip(keys, answers, strict=False)
    }
    summary = summarise_plan(activities, cells, chosen)
    everywhere = [(phase, level, 88) for phase in PHASES for level in chosen.level_ids]
    alike = compared(("Nord", summary), ("Syd", summarise_counts(everywhere, 999, chosen, everywhere)))
    pictures = {
        "involvement": involvement_picture(summary, speech, canvas, "Nordby"),
        "activities": activities_picture(activities, cells, chosen, speech, canvas, "Nordby"),
        "desired": activities_picture(activities, cells, chosen, speech, canvas, "Nordby", "desired"),
        "both": activities_picture(activities, cells, chosen, speech, canvas, "", "both"),
        "one activity": activity_picture(activities[1], cells, chosen, speech, canvas),
        "multiples": multiples_picture(alike, speech, canvas),
        "profile": profile(alike, canvas, speech),
        "difference": difference(alike, canvas, speech),
    }
    if scale == "ivac":  # the common rows of different scales are the same for all
        pictures["multiples, mixed"] = multiples_picture(MIXED, speech, canvas)
        pictures["difference, mixed"] = difference(MIXED, canvas, speech)
    return pictures


# Their own template and colours


def test_streamlit_has_replaced_the_default_template_here():
    assert plotly.io.templates.default == "streamlit"


def test_every_picture_carries_its_own_template_and_no_placeholder_colour():
    for name, picture in every_picture(PHONE, "en").items():
        assert picture.figure.layout.template == TEMPLATE, name
        assert not re.search(r"#0000(0[1-9]|[1-9][0-9])\b", picture.figure.to_json()), name


@pytest.mark.parametrize("canvas", [PAGE, PHONE], ids=["page", "phone"])
def test_every_picture_stands_before_plotlys_own_checks_which_drawing_leaves_out(canvas: Canvas):
    for picture in every_picture(canvas, "da").values():
        go.Figure(picture.figure.to_dict())  # raises ValueError for what Plotly does not know


def test_every_colour_in_a_picture_is_given_not_left_to_a_default():
    for name, picture in every_picture(PHONE, "en").items():
        for trace in picture.figure.data:
            assert trace.marker.color is not None, name
            assert trace.marker.line.color is not None, name
        for shape in picture.figure.layout.shapes:
            assert shape.line.color is not None, name
    assert (TEMPLATE.layout.font.color, TEMPLATE.layout.paper_bgcolor) == (INK, PAPER)


def test_pictures_cannot_be_dragged_or_zoomed_by_accident():
    for name, picture in every_picture(PHONE, "en").items():
        layout = picture.figure.layout
        assert layout.dragmode is False, name
        assert layout.xaxis.fixedrange and layout.yaxis.fixedrange, name


# Phase by involvement


def test_each_cell_shows_its_count():
    shown = {tile.data: plain_lines(tile.text)[0] for tile in tiles(involvement())}
    for phase in SUMMARY.phases:
        for level, count in phase.counts.items():
            assert shown[phase.phase, level] == (str(count) if count else "")
    assert len(shown) == 6 * 5


def test_the_phases_stand_from_left_to_right_and_the_last_level_at_the_top():
    picture = involvement()
    assert [tile_at(picture, phase, "informed").column for phase in PHASES] == [0, 1, 2, 3, 4, 5]
    rows = [tile_at(picture, "ideas", level).top for level in IVAC.level_ids]
    assert rows == sorted(rows, reverse=True)


def test_a_zero_is_outlined_not_filled():
    zero = tile_at(involvement(), "evaluation", "informed")
    assert (zero.fill, zero.text, zero.outline) == (PAPER, "", LINE)
    assert zero.outline_width > 0


def test_a_count_is_as_dark_as_its_share_of_the_largest():
    picture = involvement()
    assert tile_at(picture, "planning", "professional_joint").fill == count_colour(1)
    assert tile_at(picture, "knowledge", "not_involved").fill == count_colour(6 / 12)


def test_a_phase_with_few_known_activities_is_faded():
    picture = involvement()
    assert tile_at(picture, "ideas", "resident_decide").fill == faded(count_colour(2 / 12))
    assert tile_at(picture, "knowledge", "informed").fill == count_colour(3 / 12)


def test_three_known_activities_are_not_few():
    three = summary_of(("ideas", "informed", 2), ("ideas", "not_involved", 1), ("planning", "informed", 2))
    picture = involvement(three)
    assert tile_at(picture, "ideas", "informed").fill == count_colour(1)
    assert tile_at(picture, "planning", "informed").fill == faded(count_colour(1))


CHOSEN = summarise_counts(
    [("knowledge", "not_involved", 6), ("ideas", "informed", 2), ("planning", "informed", 12)],
    12, IVAC, [("knowledge", "not_involved", 2), ("planning", "informed", 1)],
)  # fmt: skip


@pytest.mark.parametrize("canvas", [PAGE, PHONE, WALL, SMALL_WALL], ids=["page", "phone", "wall", "small wall"])
@each_language
def test_a_count_some_of_which_are_on_purpose_is_framed_and_says_how_many(canvas, code):
    speech = language(code)
    picture = involvement(CHOSEN, canvas, speech)
    some, none = tile_at(picture, "knowledge", "not_involved"), tile_at(picture, "ideas", "informed")
    assert " ".join(plain_lines(some.text)) == "6 " + speech.t("{count} on purpose", count=2)
    assert plain_lines(none.text) == ["2"]
    assert (some.outline, some.outline_width) == (INK, 3.5)
    assert none.outline_width == 0
    height = picture.figure.layout.height - picture.figure.layout.margin.t - picture.figure.layout.margin.b
    number, words = float(re.findall(r"font-size:(\d+)px", some.text)[0]), some.text.count("<br>")
    assert number > some.text_size
    assert number + LINE_HEIGHT * some.text_size * words <= height / 5 * (some.bottom - some.top)
    assert speech.t("On purpose: {count}", count=2) in plain_lines(some.hover)
    legend = speech.t("Framed: some chosen on purpose")
    assert legend in [note.text for note in picture.figure.layout.annotations]
    assert speech.t("{count} ({chosen} on purpose)", count=6, chosen=2) in picture.alt
    assert picture.table.rows[4][1] == speech.t("{count} ({chosen} on purpose)", count=6, chosen=2)


def test_where_nothing_is_on_purpose_no_legend_speaks_of_it():
    assert "purpose" not in str(involvement().figure.to_dict()) + involvement().alt


def light_lines(picture: Picture) -> list[tuple[float, float]]:
    """The middles of the light lines inside frames."""
    shapes = [shape for shape in picture.figure.layout.shapes if shape.line.color == PAPER]
    return [((shape.x0 + shape.x1) / 2, (shape.y0 + shape.y1) / 2) for shape in shapes]


def test_a_frame_is_seen_on_a_dark_tile_too():
    picture = involvement(CHOSEN)
    dark = tile_at(picture, "planning", "informed")
    assert contrast(dark.fill, INK) < 3 < contrast(PAPER, dark.fill)
    assert light_lines(picture) == [pytest.approx((dark.column, (dark.top + dark.bottom) / 2))]


def test_a_plan_without_ratings_is_a_grid_of_outlines():
    assert {(tile.fill, tile.text) for tile in tiles(involvement(summary_of()))} == {(PAPER, "")}


def test_hovering_tells_phase_level_count_and_how_many_are_known():
    hover = plain_lines(tile_at(involvement(), "knowledge", "not_involved").hover)
    assert hover == ["Knowledge gathering", "Not involved", "6 activities", "9 activities have a level here"]


def test_a_clicked_cell_stays_as_dark_as_the_others():
    # Fading means few answers here, so selection must not fade.
    for name, picture in every_picture(PHONE, "en").items():
        for trace in picture.figure.data:
            if isinstance(trace, go.Bar):
                assert trace.selected.marker.opacity == trace.unselected.marker.opacity == 1, name


@each_language
@each_scale
def test_the_table_has_the_summarys_numbers(code, scale):
    speech = language(code)
    counts = [(phase, answer, n + 1) for n, phase in enumerate(PHASES) for answer in scale.answers]
    summary = summary_of(*counts, activities=80, scale=scale)

    table = involvement_picture(summary, speech, PHONE, "Nordby").table

    assert table.columns[1:] == tuple(speech.words.phases[phase].name for phase in PHASES)
    names = [level_name(level, scale, speech) for level in reversed(scale.level_ids)]
    assert [row[0] for row in table.rows[: len(names)]] == names
    numbers = {row[0]: [int(number) for number in row[1:]] for row in table.rows}
    assert all(numbers[name] == [1, 2, 3, 4, 5, 6] for name in names)
    assert [sum(column) for column in zip(*numbers.values(), strict=True)] == [80] * 6


def test_the_alternative_text_tells_every_count():
    alt = involvement().alt
    assert "Knowledge gathering: Not involved: 6; Professionals inform, residents say yes or no: 3." in alt
    assert "Evaluation" not in alt


# Activities by phase


def test_a_levels_tile_has_its_colour_and_short_name():
    tile = tile_at(rows_of(), "anchoring", "run")
    assert (tile.fill, plain_lines(tile.text)) == (level_colour(0.25), ["Informed"])


@each_canvas
@each_scale
def test_no_level_has_three_faces_that_differ_from_each_other_and_from_every_level(canvas, scale):
    answers = [None, DONT_KNOW, NOT_RELEVANT, *scale.level_ids]
    activities = [Activity(id=f"a{n}", name=f"{n}") for n in range(len(answers))]
    cells = {(f"a{n}", "ideas"): Cell(answer=answer) for n, answer in enumerate(answers)}
    picture = activities_picture(activities, cells, scale, EN, canvas, "")

    drawn = {tile.data: tile for tile in tiles(picture)}
    faces = [drawn["ideas", f"a{n}"].face for n in range(len(answers))]

    assert len(set(faces)) == len(faces)  # without looking at any colour
    blank, dont_know, not_relevant, *levels = faces
    assert blank[:3] == ("", "", False)
    assert dont_know[:3] == ("?", "", True)
    assert (not_relevant[1], not_relevant[2]) == ("/", False)
    assert all((hatch, dashed) == ("", False) for _, hatch, dashed, _ in levels)


def test_no_level_is_never_filled_with_a_levels_colour():
    picture = rows_of()
    colours = {level_colour(level.palette) for scale in load().scales.values() for level in scale.levels}
    for phase in ("ideas", "planning", "evaluation"):
        assert tile_at(picture, phase, "run").fill not in colours


def test_low_on_purpose_has_a_strong_outline_and_nobody_else_has():
    picture = rows_of()
    on_purpose, merely_low = (tile_at(picture, phase, "run") for phase in ("knowledge", "anchoring"))
    assert on_purpose.fill == merely_low.fill
    assert (on_purpose.outline, merely_low.outline) == (INK, EDGE)
    assert on_purpose.outline_width >= 3
    assert all(tile.outline_width < 2 for tile in tiles(picture) if tile != on_purpose)


def test_both_views_draw_two_tiles_where_there_is_a_gap_and_one_elsewhere():
    drawn = {phase: [tile for tile in tiles(rows_of(view="both")) if tile.data[0] == phase] for phase in PHASES}
    assert {phase: len(found) for phase, found in drawn.items()} == {
        phase: 2 if phase == "implementation" else 1 for phase in PHASES
    }
    now, wish = drawn["implementation"]
    assert (plain_lines(now.text), plain_lines(wish.text)) == (["Informed"], ["desired:", "Res. + joint"])
    assert now.bottom == pytest.approx(wish.top)
    assert now.data == wish.data == ("implementation", "run")


def test_where_rows_are_low_a_wish_is_told_by_its_place_alone():
    activities = [RUN, *(Activity(id=f"a{n}", name=f"{n}") for n in range(5))]
    picture = activities_picture(activities, CELLS, IVAC, EN, PAGE, "", "both")
    now, wish = [tile for tile in tiles(picture) if tile.data == ("implementation", "run")]
    assert (plain_lines(now.text), plain_lines(wish.text)) == (["Informed"], ["Res. + joint"])
    assert now.bottom == pytest.approx(wish.top)


def test_the_desired_view_draws_wishes_alone():
    picture = rows_of(view="desired")
    assert plain_lines(tile_at(picture, "implementation", "run").text) == ["Res. + joint"]
    assert tile_at(picture, "anchoring", "run").text == ""
    assert not any(tile.dashed or tile.hatch for tile in tiles(picture))


@pytest.mark.parametrize("view", ["actual", "desired", "both"])
def test_each_tile_says_which_cell_it_is(view):
    activities = [Activity(id=f"a{n}", name=f"{n}") for n in range(3)]
    cells = {("a1", "ideas"): Cell(answer="informed", desired="resident_joint")}
    picture = activities_picture(activities, cells, IVAC, EN, PAGE, "", view)
    assert {tile.data for tile in tiles(picture)} == {(phase, f"a{n}") for phase in PHASES for n in range(3)}


def test_activities_stand_in_their_own_order():
    activities = [Activity(id=letter, name=letter) for letter in "cab"]
    picture = activities_picture(activities, {}, IVAC, EN, PAGE, "")
    tops = [tile_at(picture, "ideas", letter).top for letter in "cab"]
    assert tops == sorted(tops)
    assert [row[0] for row in picture.table.rows] == ["c", "a", "b"]


def test_the_table_says_in_words_what_the_tiles_show():
    (row,) = rows_of(view="both").table.rows
    informed = level_name("informed", IVAC, EN)
    wish = level_name("resident_joint", IVAC, EN)
    assert row == (
        *("Løbeklub", f"{informed} (on purpose)", "Don’t know", "Not begun / not relevant"),
        *(f"{informed}. Desired: {wish}", informed, "Not answered"),
    )


def test_one_activitys_alternative_text_tells_all_six_phases():
    alt = activity_picture(RUN, CELLS, IVAC, EN, PAGE).alt
    assert "Løbeklub" in alt
    assert all(EN.words.phases[phase].name in alt for phase in PHASES)
    assert "Don’t know" in alt


def test_a_plan_without_activities_still_has_a_picture():
    picture = activities_picture([], {}, IVAC, EN, PAGE, "Nordby")
    assert picture.table.rows == ()
    assert picture.alt


# Plans side by side


def test_small_multiples_keep_the_order_given():
    picture = multiples_picture(compared(("Syd", SYD), ("Nord", SUMMARY)), EN, PAGE)
    left = {plan: min(tile.column for tile in tiles(picture) if tile.data[0] == plan) for plan in ("p0", "p1")}
    assert left["p0"] < left["p1"]
    assert picture.alt.index("Syd") < picture.alt.index("Nord")


def test_small_multiples_shade_by_the_plans_own_share():
    picture = multiples_picture(TWO, EN, PAGE)
    assert tile_at(picture, "p0", "knowledge", "informed").fill == count_colour(3 / 9)
    assert tile_at(picture, "p1", "ideas", "resident_decide").fill == count_colour(1)


def test_small_multiples_fade_where_few_are_known():
    picture = multiples_picture(TWO, EN, PAGE)
    assert tile_at(picture, "p1", "knowledge", "informed").fill == faded(count_colour(1))


@pytest.mark.parametrize("comparison", [TWO, MIXED], ids=["one scale", "mixed"])
def test_small_multiples_tables_have_the_comparisons_numbers(comparison):
    table = multiples_picture(comparison, EN, PAGE).table
    found = {row[0]: row[1:] for row in table.rows}
    for plan in comparison.plans:
        for row in comparison.rows:
            expected = tuple(f"{plan.counts[p.phase][row.id]}/{p.known}" for p in plan.summary.phases)
            assert found[f"{plan.plan.name} · {row_name(row, comparison, EN)}"] == expected


def test_small_multiples_cells_say_plan_phase_and_row():
    expected = {
        (plan.plan.id, phase, row.id) for plan in MIXED.plans for phase in PHASES for row in MIXED.rows
    }  # fmt: skip
    assert {tile.data for tile in tiles(multiples_picture(MIXED, EN, PAGE))} == expected


@pytest.mark.parametrize("canvas", [PAGE, PHONE], ids=["page", "phone"])
def test_no_two_small_multiples_overlap(canvas):
    picture = multiples_picture(compared(*((f"Plan {n}", SYD) for n in range(4))), EN, canvas)
    drawn = tiles(picture)
    assert len({(round(tile.column, 3), round(tile.top, 3)) for tile in drawn}) == len(drawn) == 4 * 30
    start, end = picture.figure.layout.xaxis.range
    assert all(start <= tile.column - tile.width / 2 and tile.column + tile.width / 2 <= end for tile in drawn)


def test_small_multiples_frame_what_some_have_chosen_and_tell_how_many():
    picture = multiples_picture(compared(("Nord", CHOSEN), ("Syd", SYD)), EN, Canvas(1776, 810, 16))
    tile = tile_at(picture, "p0", "knowledge", "not_involved")
    assert plain_lines(tile.text) == ["6", "2 on purpose"]
    assert (tile.outline, tile.outline_width) == (INK, 3.5)
    assert "On purpose: 2" in plain_lines(tile.hover)
    assert tile_at(picture, "p1", "ideas", "resident_decide").outline_width == 0
    assert "6/6 (2 on purpose)" in {cell for row in picture.table.rows for cell in row}
    assert "Framed: some chosen on purpose" in [note.text for note in picture.figure.layout.annotations]
    assert "purpose" not in str(multiples_picture(TWO, EN, WALL).figure.to_dict())


def test_small_multiples_without_room_for_words_are_framed_all_the_same():
    tiny = Canvas(600, 300, 16)
    tile = tile_at(multiples_picture(compared(("Nord", CHOSEN), ("Syd", SYD)), EN, tiny), "p0", "planning", "informed")
    assert plain_lines(tile.text) == ["12"]
    assert (tile.outline_width, "On purpose: 1" in plain_lines(tile.hover)) == (3.5, True)


def test_a_difference_frames_what_is_on_purpose_in_either_plan_and_says_in_which():
    comparison = compared(("Nord", CHOSEN), ("Syd", summary_of(("knowledge", "not_involved", 4))))
    picture = difference(comparison)
    (tile,) = [tile for tile in tiles(picture) if tile.outline_width == 3.5]
    assert plain_lines(tile.text) == ["100% · 100%", "on purpose: 2\u00a0·\u00a00"]
    assert plain_lines(tile.hover) == ["Nord: 6 of 6 (2 on purpose)", "Syd: 4 of 4"]
    assert picture.table.rows[4][1] == "6 of 6 (2 on purpose) / 4 of 4"
    assert "Framed: some chosen on purpose" in [note.text for note in picture.figure.layout.annotations]


def test_the_profile_shows_shares_with_their_denominators():
    picture = profile()
    nord, syd = picture.figure.data
    assert nord.y[:3] == (0, 1, 1)
    assert nord.y[3:] == (None, None, None)
    assert plain_lines(nord.hovertext[0]) == ["Nord", "0 of 9"]
    assert picture.table.rows[0][1:4] == ("0 of 9", "2 of 2", "12 of 12")
    assert picture.table.rows[1][3] == "none known"
    assert (nord.name, syd.name) == ("Nord", "Syd")


def test_the_profiles_marks_are_hollow_where_few_are_known():
    nord, syd = profile().figure.data
    assert nord.marker.color[1] == syd.marker.color[0] == PAPER
    assert PAPER not in (nord.marker.color[0], nord.marker.color[2], syd.marker.color[1])


def test_the_profile_leaves_a_gap_where_nothing_is_known():
    assert all(trace.connectgaps is False for trace in profile().figure.data)


def test_the_profiles_lines_differ_without_their_colour():
    many = compared(*((f"Plan {n}", SUMMARY) for n in range(8)))
    looks = [(trace.marker.symbol, trace.line.dash) for trace in profile(many).figure.data]
    assert len(set(looks)) == 8


def test_a_difference_shows_both_shares():
    picture = difference()
    column, row = PHASES.index("knowledge"), [row.id for row in reversed(TWO.rows)].index("informed")
    (tile,) = [tile for tile in tiles(picture) if tile.column == column and tile.top == row - 0.5 + 0.03]
    assert plain_lines(tile.text) == ["33% · 100%"]
    assert plain_lines(tile.hover) == ["Nord: 3 of 9", "Syd: 1 of 1"]
    rows = {line[0]: line[1:] for line in picture.table.rows}
    assert rows[level_name("informed", IVAC, EN)][0] == "3 of 9 / 1 of 1"


def test_a_difference_that_cannot_be_known_is_hatched_and_an_equal_share_is_told():
    by_column = {column: [t for t in tiles(difference()) if t.column == column] for column in range(6)}
    assert {tile.hatch for tile in by_column[PHASES.index("evaluation")]} == {"/"}
    same = compared(("Nord", SUMMARY), ("Nord igen", SUMMARY))
    knowledge = [tile for tile in tiles(difference(same)) if tile.column == 0]
    assert {tile.hatch for tile in knowledge} == {""}
    nobody_stands_there = ("", PAPER)
    told = {(tile.text, tile.fill) for tile in knowledge} - {nobody_stands_there}
    assert told
    assert all("·" in text and fill == WHITE for text, fill in told)


def test_a_difference_on_few_known_activities_is_faded():
    plenty = compared(("Nord", SUMMARY), ("Syd", summary_of(("knowledge", "informed", 3))))
    few = compared(("Nord", SUMMARY), ("Syd", summary_of(("knowledge", "informed", 2))))
    strong, weak = (
        next(tile.fill for tile in tiles(difference(each)) if tile.column == 0 and tile.text) for each in (plenty, few)
    )
    assert weak == faded(strong)


# Everything fits


@each_canvas
@each_language
@each_scale
def test_all_words_fit_their_place(canvas, code, scale):
    phases = language(code).words.phases.values()
    headings = {name for phase in phases for name in (phase.name, phase.short)}
    for name, picture in every_picture(canvas, code, scale.id).items():
        layout = picture.figure.layout
        assert (layout.width, layout.height) == (canvas.width, canvas.height)
        if name == "profile":
            continue
        room = column_width(picture)
        for tile in tiles(picture):
            assert not tile.text or width_of(tile.text, tile.text_size) <= room * tile.width, f"{name}: {tile.text}"
        columns = [note for note in layout.annotations if " ".join(plain_lines(note.text)) in headings]
        assert len(columns) in (6, 12, 18), name
        for note in columns:
            assert width_of(note.text, note.font.size) <= room, f"{name}: {note.text}"
            if note.y == -0.5:  # above the grid, below the title
                title = layout.title.font.size * LINE_HEIGHT if layout.title.text else 0
                height = note.font.size * LINE_HEIGHT * len(plain_lines(note.text)) + note.yshift
                assert height <= layout.margin.t - title, f"{name}: {note.text}"
        for note in layout.annotations:
            if note.xref == "paper":  # the rows' names and the legend's
                left = layout.margin.l + note.xshift
                largest = canvas.width if note.yref == "paper" else canvas.width if canvas.narrow else layout.margin.l
                assert left + width_of(note.text, note.font.size) <= largest, f"{name}: {note.text}"


@pytest.mark.parametrize("canvas", [WALL, SMALL_WALL], ids=["wall", "small wall"])
@pytest.mark.parametrize("count", [1, 2, 14])  # 14 are as many as a slide holds
@each_scale
def test_every_text_in_a_tile_fits_its_height_on_the_wall(canvas, scale, count):
    activities = [Activity(id=f"a{n}", name=f"{n}") for n in range(count)]
    levels = scale.level_ids
    cells = {
        (f"a{n}", phase): Cell(answer=levels[-1 - n % len(levels)], desired=levels[0])
        for n in range(count)
        for phase in PHASES
    }
    picture = activities_picture(activities, cells, scale, EN, canvas, "", "both")
    layout = picture.figure.layout
    row_height = (layout.height - layout.margin.t - layout.margin.b) / count
    for tile in tiles(picture):
        assert tile.text_size * len(plain_lines(tile.text)) <= row_height * (tile.bottom - tile.top), tile.text


def test_large_text_is_large_on_the_wall():
    assert min(tile.text_size for tile in tiles(involvement(canvas=WALL)) if tile.text) >= 40
    one = activity_picture(RUN, CELLS, IVAC, EN, WALL)
    assert min(tile.text_size for tile in tiles(one) if tile.text) >= 21


def test_a_text_too_long_is_shortened_with_an_ellipsis():
    shortened = PAGE.wrapped("En meget lang aktivitet, som ingen kan læse på én linje", 200, 16, lines=1)
    assert shortened.endswith("…")
    assert width_of(shortened, 16) <= 200


@pytest.mark.parametrize("lines", [1, 2])
def test_of_a_single_word_too_long_the_beginning_is_shown(lines):
    shortened = PAGE.wrapped("Beboerdemokratiundervisningsforløbsplanlægning", 200, 16, lines)
    assert shortened.startswith("Beboerdemokrati")
    assert all(width_of(line, 16) <= 200 for line in shortened.split("<br>"))


@pytest.mark.parametrize("lines", [1, 2])
def test_a_long_word_after_a_short_one_is_cut_and_not_left_out(lines):
    shortened = PAGE.wrapped("12 Beboerdemokratiundervisningsforløbsplanlægning", 200, 16, lines)
    assert "Beboerdemo" in shortened
    assert shortened.endswith("…")
    assert all(width_of(line, 16) <= 200 for line in shortened.split("<br>"))


LONG = (
    "Boligsocial helhedsplan for Nordbyen, Sydbyen og hele området omkring torvet, havnen og skolen, "
    "med alle områdets foreninger"
)


@pytest.mark.parametrize("canvas", [PHONE, PAGE, SMALL_WALL, WALL], ids=["phone", "page", "small wall", "wall"])
@each_language
def test_the_legend_of_a_difference_fits_with_the_longest_names(canvas, code):
    comparison = compared((LONG[:NAME_LIMIT], SUMMARY), (LONG[1 : NAME_LIMIT + 1], SYD))
    picture = difference(comparison, canvas, language(code))
    keys = [note for note in picture.figure.layout.annotations if note.yref == "paper"]
    assert len(keys) == 4
    for note, name in zip(keys[:2], ("Boligsocial", "oligsocial"), strict=True):
        assert name in note.text
        assert picture.figure.layout.margin.l + note.xshift + width_of(note.text, note.font.size) <= canvas.width
        assert note.text.endswith("…") or canvas != PHONE
    assert LONG[:NAME_LIMIT] in picture.alt


def test_a_picture_is_handed_to_plotly_at_once(monkeypatch):
    # One by one, shapes and texts cost the square of their number: a second for seven plans.
    def one_by_one(*_arguments: object, **_options: object) -> None:
        raise AssertionError("added one by one")

    for name in ("add_shape", "add_annotation", "add_hline", "add_vline", "add_hrect", "add_vrect"):
        monkeypatch.setattr(go.Figure, name, one_by_one)
    seven = compared(*((f"Plan {n}", SUMMARY) for n in range(7)))
    assert len(tiles(multiples_picture(seven, EN, PAGE))) == 7 * 30
    assert tiles(involvement()) and tiles(rows_of()) and tiles(difference())
    assert profile(seven).figure.data


def test_a_legend_keeps_the_room_it_says_it_needs():
    picture = rows_of(canvas=PHONE)
    lowest = min(note.yshift for note in picture.figure.layout.annotations if note.yref == "paper")
    assert picture.figure.layout.margin.b >= -lowest


# What people write


HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "an ampersand": "Børn & unge <b>fed</b> &amp; mere",
    "very long": "x" * 120,
    "a link": '<a href="https://example.org">klik</a>',
    "emoji": "🏃‍♀️ Løb 🎉",
    "Arabic": "نادي الجري",
    "braces": "{count} %{x} {name}",
}


def texts_of(picture: Picture) -> Iterator[str]:
    layout = picture.figure.layout
    yield str(layout.title.text or "")
    yield from (str(note.text) for note in layout.annotations)
    for trace in picture.figure.data:
        for texts in (trace.text, trace.hovertext, [trace.name], getattr(trace, "x", ())):
            yield from (str(text) for text in texts if text is not None) if texts is not None else ()


OWN_TAGS = re.compile(r"</?b>|<br>|</?span( style='[^'<>]*')?>")


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("canvas", [PAGE, PHONE], ids=["page", "phone"])
def test_what_people_write_is_shown_as_written(canvas, name):
    activity = Activity(id="a", name=name)
    cells = {("a", phase): Cell(answer="informed") for phase in PHASES}
    summary = summarise_plan([activity], cells, IVAC)
    comparison = compared((name, summary), (f"{name[:118]}2", summary_of(("ideas", "informed", 3))))
    pictures = [
        involvement_picture(summary, EN, canvas, name),
        activities_picture([activity], cells, IVAC, EN, canvas, name),
        activity_picture(activity, cells, IVAC, EN, canvas),
        multiples_picture(comparison, EN, canvas),
        profile(comparison, canvas),
        difference(comparison, canvas),
    ]
    for picture in pictures:
        for text in texts_of(picture):
            assert not re.search(r"<|>", OWN_TAGS.sub("", text)), text
            assert "&" not in re.sub(r"&(amp|lt|gt);", "", text), text
    shown = [html.unescape(re.sub(r"<[^>]+>", "", text)) for picture in pictures for text in texts_of(picture)]
    assert any(name in text for text in shown) or "<b>fed</b>" in name
    assert pictures[1].table.rows[0][0] == name
    assert name in pictures[3].alt
    assert pictures[4].table.rows[0][0] == name


# Everything has its words


@each_language
def test_every_picture_has_an_alternative_and_an_even_table(code):
    for name, picture in every_picture(PHONE, code).items():
        assert len(picture.alt) > 40, name
        assert "{" not in picture.alt, name
        assert picture.table.rows, name
        assert all(len(row) == len(picture.table.columns) == 7 for row in picture.table.rows), name
        assert all(cell for row in picture.table.rows for cell in row), name


@each_language
def test_the_demo_plans_can_be_drawn(code):
    speech = language(code)
    for record in demo_records(code):
        assert record.latest is not None
        assert record.latest.day > date(2000, 1, 1)
        scale, cells = load().scales[record.latest.scale], record.cells_of(record.latest)
        summary = summarise_plan(record.activities, cells, scale)
        drawn = tiles(involvement_picture(summary, speech, PAGE, record.plan.name))
        assert sum(int(plain_lines(tile.text)[0]) for tile in drawn if tile.text) == sum(
            cell.level is not None for cell in cells.values()
        )
        assert len(tiles(activities_picture(record.activities, cells, scale, speech, PAGE, ""))) == 6 * len(
            record.activities
        )

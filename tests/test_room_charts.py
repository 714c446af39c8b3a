"""The pictures of what a room answered, read as data; see `tests/test_charts.py` for how they are read."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import plotly.graph_objects as go
import pytest

from ivac.charts import (
    Canvas,
    Picture,
    bars_picture,
    compared_bars,
    distribution_picture,
    map_picture,
    mixed_bars,
    most_chosen_picture,
    perspective_bars,
    talk_picture,
)
from ivac.charts.canvas import FOCUS, TEMPLATE
from ivac.charts.labels import level_name
from ivac.charts.room import MAPS
from ivac.content import Scale, load
from ivac.language import CODES, Language, language
from ivac.model import DONT_KNOW, NOT_RELEVANT, PHASES, Activity
from ivac.palette import EDGE, INK, LINE, MUTED, PAPER, WHITE, count_colour, level_colour, text_on
from ivac.room import Room, most_mixed, moved, room_of, wished_otherwise
from ivac.summaries import summarise_cell
from ivac.workshop import AgendaItem, Asked, RoomCount, Workshop
from tests.test_charts import (
    CANVASES,
    HOSTILE,
    OWN_TAGS,
    PAGE,
    PHONE,
    SMALL_WALL,
    WALL,
    Drawn,
    column_width,
    plain_lines,
    texts_of,
    tiles,
    width_of,
)

IVAC, HART, VOLUNTEERS = (load().scales[name] for name in ("ivac", "hart", "volunteers"))
EN, DA = language("en"), language("da")
RUN, CAFE = Activity(id="run", name="Løbeklub"), Activity(id="cafe", name="Café på torvet")

each_canvas = pytest.mark.parametrize("canvas", CANVASES.values(), ids=CANVASES)
each_language = pytest.mark.parametrize("code", CODES)
each_scale = pytest.mark.parametrize("scale", [IVAC, HART, VOLUNTEERS], ids=lambda scale: scale.id)

Answers = Mapping[tuple[str, str], Mapping[str, int]]
"""People by answer, by activity and phase; all of them staff, or "perspective answer"."""


def counts_of(cells: Answers, number: int = 1, asked: Asked = "answer") -> list[RoomCount]:
    found = []
    for (activity, phase), answers in cells.items():
        for answer, people in answers.items():
            perspective, _, level = answer.rpartition(" ")
            found.append(RoomCount(asked, activity, phase, number, perspective or "staff", level, people))
    return found


def room(
    *rounds: Answers, wishes: Answers | None = None, scale: Scale = IVAC, joined: int = 12, seen: tuple = (RUN, CAFE)
) -> Room:
    """What a room answered in each round, all of it revealed."""
    agenda = tuple(AgendaItem(activity=one.id, round=len(rounds), revealed=True) for one in seen)
    workshop = Workshop(
        plan_id="nordby", day=date(2026, 3, 12), scale=scale.id, scale_version=1, agenda=agenda, ask_desired=True
    )
    counts = [count for number, cells in enumerate(rounds, 1) for count in counts_of(cells, number)]
    counts += counts_of(wishes or {}, len(rounds), "desired")
    return room_of(workshop, counts, joined, scale)


ANSWERS: Answers = {
    ("run", "knowledge"): {"informed": 4, "not_involved": 2, DONT_KNOW: 1, NOT_RELEVANT: 2},
    ("run", "ideas"): {"informed": 3, "resident_joint": 3},
    ("run", "planning"): {"resident_decide": 2},  # too few
    ("run", "implementation"): {DONT_KNOW: 3},  # nobody chose a level: too few as well
    ("cafe", "knowledge"): {"resident_joint": 5},
}
FOUND = room(ANSWERS)


def distribution(found: Room = FOUND, canvas: Canvas = PAGE, speech: Language = EN, **options: bool) -> Picture:
    return distribution_picture(RUN, found, speech, canvas, **options)


def most(found: Room = FOUND, canvas: Canvas = PAGE, speech: Language = EN) -> Picture:
    return most_chosen_picture([RUN, CAFE], found, speech, canvas)


def mapped(kind: str, found: Room = FOUND, canvas: Canvas = PAGE, speech: Language = EN) -> Picture:
    return map_picture(kind, [RUN, CAFE], found, speech, canvas)


def at(picture: Picture, column: int, row: int) -> list[Drawn]:
    """The tiles of one cell, from the top."""
    here = [tile for tile in tiles(picture) if tile.column == column and row - 0.5 <= tile.top < row + 0.5]
    return sorted(here, key=lambda tile: tile.top)


def level_tile(picture: Picture, phase: str, level: str, scale: Scale = IVAC) -> Drawn:
    (tile,) = at(picture, PHASES.index(phase), scale.level_ids[::-1].index(level))
    return tile


def said(picture: Picture) -> list[str]:
    """All that is written around the tiles."""
    return [line for note in picture.figure.layout.annotations for line in plain_lines(note.text)]


def row_of(picture: Picture, name: str) -> tuple[str, ...]:
    (row,) = [row for row in picture.table.rows if row[0] == name]
    return row[1:]


# One activity: the distribution


def test_each_level_shows_how_many_chose_it():
    picture = distribution()
    shown = {
        (phase, level): plain_lines(level_tile(picture, phase, level).text)[0]
        for phase in PHASES
        for level in IVAC.level_ids
    }
    assert {key: text for key, text in shown.items() if text} == {
        ("knowledge", "informed"): "4", ("knowledge", "not_involved"): "2",
        ("ideas", "informed"): "3", ("ideas", "resident_joint"): "3",
    }  # fmt: skip
    assert len(tiles(picture)) == 6 * 5


def test_a_count_is_as_dark_as_its_share_of_the_largest():
    picture = distribution()
    for phase, level, share in (
        ("knowledge", "informed", 1),
        ("knowledge", "not_involved", 0.5),
        ("ideas", "informed", 0.75),
    ):
        tile = level_tile(picture, phase, level)
        assert (tile.fill, tile.text_colour) == (count_colour(share), text_on(count_colour(share)))


def test_only_the_most_chosen_is_outlined_and_in_a_tie_each_of_them():
    picture = distribution()
    outlined = {
        (phase, level)
        for phase in PHASES
        for level in IVAC.level_ids
        if level_tile(picture, phase, level).outline == INK
    }
    assert outlined == {("knowledge", "informed"), ("ideas", "informed"), ("ideas", "resident_joint")}
    assert level_tile(picture, "knowledge", "informed").outline_width > 2
    assert level_tile(picture, "knowledge", "not_involved").outline == EDGE


def test_below_each_phase_stand_agreement_and_what_lies_outside_the_scale():
    lines = said(distribution())
    assert "4 of 6" in lines
    assert "3 of 6" in lines
    assert "1 · 2" in lines  # one does not know, for two it is not relevant
    assert lines.count("too few") == 2


def test_too_few_look_like_nobody_and_only_the_words_tell_them_apart():
    picture = distribution()
    for level in IVAC.level_ids:
        few, nobody = (level_tile(picture, phase, level) for phase in ("planning", "evaluation"))
        assert few.face == nobody.face
        assert (few.fill, few.text, few.hover, few.outline) == (PAPER, "", "", LINE)


@pytest.mark.parametrize(
    "draw",
    [
        distribution, most, *(lambda found, kind=kind: mapped(kind, found) for kind in MAPS),
        lambda found: bars_picture(mixed_bars(most_mixed(found), {"run": "R", "cafe": "C"}, EN), IVAC, EN, PAGE, ""),
    ],
    ids=["distribution", "most chosen", *MAPS, "mixed"],
)  # fmt: skip
def test_what_too_few_answered_makes_no_difference_to_any_picture(draw: Callable[[Room], Picture]):
    others = [{**ANSWERS, ("run", "planning"): few} for few in (
        {"resident_decide": 2}, {"not_involved": 1, "informed": 1}, {DONT_KNOW: 2},
        {"resident informed": 1, NOT_RELEVANT: 1},
    )]  # fmt: skip
    pictures = [draw(room(cells)) for cells in others]
    assert len({picture.figure.to_json() for picture in pictures}) == 1
    assert len({(picture.alt, picture.table) for picture in pictures}) == 1


def test_a_distribution_nobody_answered_is_a_grid_of_outlines():
    picture = distribution(room({}))
    assert {(tile.fill, tile.text) for tile in tiles(picture)} == {(PAPER, "")}
    assert said(picture).count("–") == 6


def test_the_earlier_round_can_be_drawn_beside_the_later():
    two = room({("run", "ideas"): {"informed": 4}}, {("run", "ideas"): {"resident_joint": 5}})
    later, earlier = distribution(two), distribution(two, earlier=True)
    assert plain_lines(level_tile(later, "ideas", "resident_joint").text) == ["5"]
    assert plain_lines(level_tile(earlier, "ideas", "informed").text) == ["4"]
    assert level_tile(later, "ideas", "informed").text == level_tile(earlier, "ideas", "resident_joint").text == ""


def test_of_one_round_there_is_no_earlier_one():
    assert {tile.text for tile in tiles(distribution(earlier=True))} == {""}


@each_language
def test_the_table_of_a_distribution_has_its_numbers(code):
    speech = language(code)
    picture = distribution(speech=speech)
    few = speech.t("too few")
    assert picture.table.columns[1:] == tuple(speech.words.phases[phase].name for phase in PHASES)
    informed = level_name("informed", IVAC, speech)
    assert row_of(picture, informed) == ("4", "3", few, few, "–", "–")
    assert row_of(picture, speech.t("Don’t know")) == ("1", "0", few, few, "–", "–")
    assert row_of(picture, speech.t("Not begun / not relevant")) == ("2", "0", few, few, "–", "–")
    assert row_of(picture, speech.t("Answers")) == ("9", "6", "2", "3", "0", "0")
    chosen = row_of(picture, speech.t("Most chosen"))
    assert chosen[0] == f"{informed} ({speech.t('{part} of {whole}', part=4, whole=6)})"
    assert chosen[1].startswith(speech.t("tie") + ": ")
    assert informed in chosen[1] and level_name("resident_joint", IVAC, speech) in chosen[1]
    assert chosen[2:] == ("–",) * 4


@each_scale
def test_the_table_and_the_tiles_say_the_same(scale):
    cells = {
        ("run", phase): {level: (n + m) % 4 for m, level in enumerate(scale.level_ids)}
        for n, phase in enumerate(PHASES)
    }
    picture = distribution(room(cells, scale=scale))
    for phase, column in zip(PHASES, range(6), strict=True):
        for level in scale.level_ids:
            drawn = plain_lines(level_tile(picture, phase, level, scale).text)[0] or "0"
            assert row_of(picture, level_name(level, scale, EN))[column] == drawn


def test_the_alternative_text_tells_the_most_chosen_of_what_is_shown():
    alt = distribution().alt
    assert alt.startswith("How many people chose each level for Løbeklub.")
    assert "Knowledge gathering: " in alt
    assert "(4 of 6)" in alt
    assert "tie: " in alt
    assert "Planning" not in alt  # too few


# All activities: the most chosen level


def test_each_cell_has_the_colour_and_name_of_its_most_chosen_level():
    ((tile,), (other,)) = (at(most(), 0, row) for row in (0, 1))
    assert tile.fill == level_colour(IVAC.level("informed").palette)
    assert plain_lines(tile.text) == [EN.words.scales["ivac"].levels["informed"].short]
    assert other.fill == level_colour(IVAC.level("resident_joint").palette)
    assert not tile.dashed


def test_a_tie_is_cut_into_its_levels_in_equal_parts():
    first, second = at(most(), 1, 0)
    assert [first.fill, second.fill] == [
        level_colour(IVAC.level(level).palette) for level in ("informed", "resident_joint")
    ]
    assert first.bottom == pytest.approx(second.top)
    assert first.bottom - first.top == pytest.approx(second.bottom - second.top)
    (whole,) = at(most(), 0, 0)
    assert (first.top, second.bottom) == (pytest.approx(whole.top), pytest.approx(whole.bottom))


def test_a_tie_of_many_keeps_its_colours_when_words_no_longer_fit():
    crowd = [Activity(id=f"a{n}", name=f"{n}") for n in range(14)]
    cells = {(one.id, phase): dict.fromkeys(IVAC.level_ids, 1) for one in crowd for phase in PHASES}
    picture = most_chosen_picture(crowd, room(cells, seen=tuple(crowd)), EN, SMALL_WALL)
    assert len(tiles(picture)) == 14 * 6 * 5
    assert {tile.text for tile in tiles(picture)} == {"<b></b>"}
    assert {tile.fill for tile in at(picture, 0, 0)} == {level_colour(level.palette) for level in IVAC.levels}


def test_too_few_are_dotted_open_and_tell_no_level():
    ((few,), (nobody,), (unknowing,)) = (at(most(), column, 0) for column in (2, 5, 3))
    assert (few.text, few.fill, few.dashed) == ("…", WHITE, True)
    assert few.text_colour == MUTED
    assert (nobody.text, nobody.fill, nobody.dashed, nobody.outline) == ("", PAPER, False, LINE)
    assert unknowing.face == few.face  # three answered, and none of them a level
    assert "… too few answers" in said(most())


@each_language
def test_the_table_of_the_most_chosen_says_what_is_drawn(code):
    speech = language(code)
    picture = most(speech=speech)
    informed, joint = (level_name(level, IVAC, speech) for level in ("informed", "resident_joint"))
    row = row_of(picture, "Løbeklub")
    assert informed in row[0]
    assert informed in row[1] and joint in row[1] and row[1].startswith(speech.t("tie"))
    assert row[2:] == (speech.t("too few"), speech.t("too few"), "–", "–")
    assert row_of(picture, "Café på torvet")[0] == f"{joint} ({speech.t('{part} of {whole}', part=5, whole=5)})"


# All activities: maps


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("spread", ["2 of 6", "3 of 6", "…", "…", "", ""]),
        ("dont_know", ["1 of 9", "0 of 6", "…", "…", "", ""]),
        ("missing", ["3 of 12", "6 of 12", "10 of 12", "9 of 12", "12 of 12", "12 of 12"]),
    ],
)
def test_a_map_says_how_many_of_how_many(kind, texts):
    picture = mapped(kind)
    assert [plain_lines(at(picture, column, 0)[0].text)[0] for column in range(6)] == texts


@pytest.mark.parametrize("kind", MAPS)
def test_a_map_is_as_dark_as_its_share(kind):
    for column in range(6):
        (tile,) = at(mapped(kind), column, 0)
        if found := re.fullmatch(r"(\d+) of (\d+)", plain_lines(tile.text)[0]):
            part, whole = int(found[1]), int(found[2])
            assert tile.fill == (count_colour(part / whole) if part else PAPER)


@each_language
@pytest.mark.parametrize("kind", MAPS)
def test_the_table_of_a_map_says_what_is_drawn(kind, code):
    speech = language(code)
    picture = mapped(kind, speech=speech)
    spoken = {"…": speech.t("too few"), "": "–"}
    for row, activity in enumerate((RUN, CAFE)):
        drawn = [plain_lines(at(picture, column, row)[0].text)[0] for column in range(6)]
        assert list(row_of(picture, activity.name)) == [spoken.get(text, text) for text in drawn]


def test_nobody_is_missing_where_more_answered_than_are_here():
    assert plain_lines(at(mapped("missing", room(ANSWERS, joined=5)), 0, 0)[0].text) == ["0 of 5"]


def test_where_nobody_has_joined_nobody_is_missing():
    assert {tile.text for tile in tiles(mapped("missing", room({}, joined=0)))} == {""}


# Distributions as bars

NAMES = {"run": "Løbeklub", "cafe": "Café på torvet"}


def mixed_picture(found: Room = FOUND, canvas: Canvas = PAGE, speech: Language = EN) -> Picture:
    bars = mixed_bars(most_mixed(found), NAMES, speech)
    return bars_picture(bars, found.scale, speech, canvas, "Where do we differ most?")


def blocks(picture: Picture) -> list[go.layout.Shape]:
    """The parts of all bars, from the top, from left to right."""
    shapes = [shape for shape in picture.figure.layout.shapes if shape.xref != "paper"]
    return sorted(shapes, key=lambda shape: (shape.y0, shape.x0))


def test_a_bar_is_all_who_chose_a_level_in_the_scales_order_and_colours():
    first, second = blocks(mixed_picture())[2:]
    assert (first.x0, second.x1) == (-0.5, pytest.approx(0.5))
    assert first.x1 == second.x0 == pytest.approx(-0.5 + 2 / 6)
    assert [first.fillcolor, second.fillcolor] == [
        level_colour(IVAC.level(level).palette) for level in ("not_involved", "informed")
    ]


def test_the_most_mixed_bar_comes_first_with_its_counts_and_n():
    lines = said(mixed_picture())
    assert lines.index("Idea development") < lines.index("Knowledge gathering")
    assert lines.count("n = 6") == 2
    assert [line for line in lines if line.isdecimal()] == ["3", "3", "2", "4"]


BOTH = {
    ("run", "ideas"): {
        "staff informed": 4,
        "resident not_involved": 3,
        "board resident_joint": 2,
        "partner informed": 1,
    },
    ("cafe", "ideas"): {"staff informed": 4, "resident not_involved": 2},
}


def test_only_perspectives_that_may_be_shown_have_a_bar():
    found = room(BOTH)
    bars = perspective_bars([cell for cell in most_mixed(found) if cell.phase == "ideas"], NAMES, EN)
    assert [(bar.below, dict(bar.summary.counts)["informed"], bar.summary.n) for bar in bars] == [
        ("Idea development · Staff", 4, 4), ("Idea development · Residents", 0, 3),
    ]  # fmt: skip
    assert [bar.label for bar in bars] == ["Løbeklub", ""]


def test_before_and_after_stand_together():
    found = room({("run", "ideas"): {"informed": 4}}, {("run", "ideas"): {"resident_joint": 5}})
    bars = compared_bars(moved(found), ("before", "after"), NAMES, EN)
    assert [(bar.label, bar.below, bar.summary.most_chosen) for bar in bars] == [
        ("Løbeklub", "Idea development · before", ("informed",)), ("", "Idea development · after", ("resident_joint",)),
    ]  # fmt: skip


def test_how_it_is_and_how_it_should_be_stand_together():
    found = room({("run", "ideas"): {"informed": 4}}, wishes={("run", "ideas"): {"resident_joint": 5}})
    bars = compared_bars(wished_otherwise(found), ("is", "should"), NAMES, EN)
    assert [(bar.below, bar.summary.n) for bar in bars] == [
        ("Idea development · is", 4), ("Idea development · should", 5),
    ]  # fmt: skip


@each_language
@each_scale
def test_the_table_of_bars_has_their_numbers_and_names_each(code, scale):
    speech = language(code)
    levels = scale.level_ids
    cells = {("run", "ideas"): {f"staff {levels[0]}": 4, f"resident {levels[1]}": 3}}
    found = room(cells, scale=scale)
    picture = bars_picture(perspective_bars(most_mixed(found), NAMES, speech), scale, speech, PAGE, "…")
    assert picture.table.columns[1:] == (*(level_name(level, scale, speech) for level in levels), "n")
    assert [row[1:] for row in picture.table.rows] == [
        ("4", *["0"] * (len(levels) - 1), "4"), ("0", "3", *["0"] * (len(levels) - 2), "3"),
    ]  # fmt: skip
    # Each row says where it belongs: a table is read row by row.
    where = f"Løbeklub · {speech.words.phases['ideas'].name}"
    assert [row[0].startswith(where) for row in picture.table.rows] == [True, True]
    assert picture.table.rows[0][0] != picture.table.rows[1][0]


def test_without_bars_the_picture_is_an_empty_one():
    picture = bars_picture([], IVAC, EN, PAGE, "Nothing")
    assert blocks(picture) == []
    assert picture.table.rows == ()


def test_a_bar_of_nobody_is_no_bar():
    (bar, *_) = mixed_bars(most_mixed(FOUND), NAMES, EN)
    nobody = replace(bar, summary=summarise_cell([DONT_KNOW] * 3, IVAC))
    picture = bars_picture([nobody], IVAC, EN, PAGE, "")
    assert blocks(picture) == []
    assert "n = 0" in said(picture)


# All of them


def every_picture(canvas: Canvas, code: str, scale: Scale = IVAC) -> dict[str, Picture]:
    """Each kind of picture once, with every level, a tie of all, and too few."""
    speech, levels = language(code), scale.level_ids
    cells = {
        ("run", phase): {f"staff {level}": 88 if n == m else 3 for m, level in enumerate(levels)}
        for n, phase in enumerate(PHASES)
    }
    cells |= {("cafe", phase): dict.fromkeys([*levels, DONT_KNOW, NOT_RELEVANT], 8) for phase in PHASES[:3]}
    cells |= {("cafe", "evaluation"): {levels[-1]: 2}}
    both = {("run", "ideas"): {f"staff {levels[0]}": 40, f"resident {levels[-1]}": 40}}
    found, differing = room(cells, scale=scale, joined=100), room(both, scale=scale)
    sides = {("run", phase): {f"{side} {level}": 8 for side in ("staff", "resident") for level in levels}
             for phase in PHASES}  # fmt: skip
    talked = room(sides, wishes=cells, scale=scale)
    after = room(both, {("run", "ideas"): {levels[1]: 9}}, scale=scale)
    pairs = moved(after)

    def bars(listed: list) -> Picture:
        return bars_picture(listed, scale, speech, canvas, "A sentence that says what this is about.")

    return {
        "distribution": distribution_picture(RUN, found, speech, canvas),
        "talk": talk_picture(RUN, ("ideas", "planning", "evaluation"), talked, speech, canvas),
        "most chosen": most_chosen_picture([RUN, CAFE], found, speech, canvas),
        **{kind: map_picture(kind, [RUN, CAFE], found, speech, canvas) for kind in MAPS},
        "mixed": bars(mixed_bars(most_mixed(found)[:8], NAMES, speech)),
        "perspectives": bars(perspective_bars(most_mixed(differing), NAMES, speech)),
        "moved": bars(compared_bars(pairs, (speech.t("before the talk"), speech.t("after the talk")), NAMES, speech)),
    }


@each_language
@each_canvas
def test_every_picture_has_its_own_template_size_words_and_an_even_table(canvas, code):
    for name, picture in every_picture(canvas, code).items():
        layout = picture.figure.layout
        assert layout.template == TEMPLATE, name
        assert (layout.width, layout.height) == (canvas.width, canvas.height), name
        assert layout.dragmode is False and layout.xaxis.fixedrange and layout.yaxis.fixedrange, name
        assert len(picture.alt) > 40, name
        assert "{" not in picture.alt, name
        assert picture.table.rows, name
        assert all(len(row) == len(picture.table.columns) for row in picture.table.rows), name
        assert all(cell for row in picture.table.rows for cell in row), name


@each_canvas
def test_no_picture_is_in_english_where_danish_is_asked_for(canvas):
    english, danish = every_picture(canvas, "en"), every_picture(canvas, "da")
    for name, picture in danish.items():
        assert picture.alt != english[name].alt or name in ("mixed", "perspectives", "moved"), name
        assert picture.table.columns != english[name].table.columns, name
        assert not {"too few", "n of"} & set(said(picture)), name


@each_language
@each_scale
@each_canvas
def test_every_text_in_a_tile_fits_its_width(canvas, scale, code):
    for name, picture in every_picture(canvas, code, scale).items():
        room_for_it = column_width(picture)
        for tile in tiles(picture) if picture.figure.data[0].x else []:
            if tile.text and tile.text != "<b></b>":
                assert width_of(tile.text, tile.text_size) <= room_for_it * tile.width, f"{name}: {tile.text}"


def test_on_a_phone_the_phases_are_short_and_everything_lies_within_the_screen():
    for name, picture in every_picture(PHONE, "da").items():
        left = picture.figure.layout.margin.l
        assert left == (FOCUS / 2 if name == "talk" else 0), name
        for note in picture.figure.layout.annotations:
            if note.xref == "paper":
                assert left + note.xshift + width_of(note.text, note.font.size) <= PHONE.width, f"{name}: {note.text}"
    lines = said(every_picture(PHONE, "en")["distribution"])
    assert [EN.words.phases[phase].short for phase in PHASES] == [line for line in lines if line in {
        words.short for words in EN.words.phases.values()
    }]  # fmt: skip


def test_large_text_is_large_on_the_wall():
    picture = every_picture(WALL, "en")["distribution"]
    assert min(tile.text_size for tile in tiles(picture) if tile.text) >= 40


LONG = "Boligsocial løbe- og gåklub for hele området omkring torvet, havnen og skolen, med alle foreninger i uge 1"


@each_canvas
def test_a_long_name_is_shortened_in_the_picture_and_whole_in_the_table(canvas):
    long = Activity(id="run", name=LONG)
    pictures = {
        "most chosen": most_chosen_picture([long], FOUND, EN, canvas),
        "map": map_picture("spread", [long], FOUND, EN, canvas),
        "bars": bars_picture(mixed_bars(most_mixed(FOUND), {"run": LONG}, EN), IVAC, EN, canvas, ""),
    }
    for name, picture in pictures.items():
        layout = picture.figure.layout
        assert any("…" in note.text and "Boligsocial" in note.text for note in layout.annotations), name
        for note in layout.annotations:
            if note.xref == "paper" and "Boligsocial" in note.text:
                limit = canvas.width if canvas.narrow else layout.margin.l
                left = layout.margin.l + note.xshift
                assert left + width_of(note.text, note.font.size) <= limit, f"{name}: {note.text}"
        assert LONG in picture.table.rows[0][0], name
    assert LONG in distribution_picture(long, FOUND, EN, canvas).alt


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("canvas", [PAGE, PHONE], ids=["page", "phone"])
def test_what_people_write_is_shown_as_written(canvas, name):
    hostile = Activity(id="run", name=name)
    pictures = [
        distribution_picture(hostile, FOUND, EN, canvas),
        talk_picture(hostile, ("ideas",), FOUND, EN, canvas),
        most_chosen_picture([hostile], FOUND, EN, canvas),
        *(map_picture(kind, [hostile], FOUND, EN, canvas) for kind in MAPS),
        bars_picture(mixed_bars(most_mixed(FOUND), {"run": name}, EN), IVAC, EN, canvas, ""),
        bars_picture(
            perspective_bars(most_mixed(room(BOTH))[:1], {"run": name, "cafe": name}, EN), IVAC, EN, canvas, ""
        ),
    ]
    for picture in pictures:
        for text in texts_of(picture):
            assert not re.search(r"<|>", OWN_TAGS.sub("", text)), text
            assert "&" not in re.sub(r"&(amp|lt|gt);", "", text), text
    assert name in pictures[0].alt
    assert name in pictures[1].alt
    for picture in pictures[2:]:
        assert name in picture.table.rows[0][0]
        shown = [html.unescape(re.sub(r"<[^>]+>", "", text)) for text in texts_of(picture)]
        assert any(name[:8].rstrip() in text for text in shown) or name.startswith("<"), name


def test_a_picture_is_handed_to_plotly_at_once(monkeypatch):
    def one_by_one(*_arguments: object, **_options: object) -> None:
        raise AssertionError("added one by one")

    for way in ("add_shape", "add_annotation"):
        monkeypatch.setattr(go.Figure, way, one_by_one)
    assert len(every_picture(PAGE, "en")) == 9


def test_a_long_agenda_is_drawn_whole():
    many = [Activity(id=f"a{n}", name=f"Aktivitet {n}") for n in range(60)]
    cells = {(one.id, phase): {"informed": 3} for one in many for phase in PHASES}
    picture = most_chosen_picture(many, room(cells, seen=tuple(many)), EN, WALL)
    assert len(tiles(picture)) == 60 * 6
    assert [row[0] for row in picture.table.rows] == [one.name for one in many]

"""The picture for one thing to talk about: what is framed, and who stands on their own beside everybody."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from ivac.charts import Picture, activity_picture, bar_rows, talk_picture
from ivac.charts.labels import level_name
from ivac.model import PHASES, Cell, PhaseId
from ivac.palette import ACCENT, level_colour
from ivac.room import Room
from tests.test_charts import CANVASES, CELLS, PAGE, PHONE, width_of
from tests.test_room_charts import DA, EN, HART, IVAC, RUN, VOLUNTEERS, Answers, room, row_of, said, tiles

SIDES: Answers = {
    ("run", "ideas"): {"staff informed": 4, "resident not_involved": 2, "resident resident_joint": 1},
    ("run", "planning"): {"staff informed": 3, "resident informed": 3, "board informed": 2, "partner informed": 1},
    ("run", "evaluation"): {"staff informed": 5, "resident informed": 2},  # too few residents
}
WISHES: Answers = {("run", "ideas"): {"staff resident_joint": 6}, ("run", "planning"): {"staff informed": 2}}


def talk(*phases: PhaseId, found: Room | None = None, canvas=PAGE, speech=EN) -> Picture:
    return talk_picture(RUN, phases, found or room(SIDES), speech, canvas)


def frames(picture: Picture) -> list[tuple[int, int]]:
    """The first and the last column of each frame."""
    shapes = [shape for shape in picture.figure.layout.shapes if shape.line.color == ACCENT]
    assert all((shape.xref, shape.yref, shape.y0) == ("paper", "paper", 0) and shape.y1 > 1 for shape in shapes)
    return [(round(shape.x0 * len(PHASES)), round(shape.x1 * len(PHASES)) - 1) for shape in shapes]


def names(found: Room, phases: Sequence[PhaseId]) -> list[str]:
    return [row.name for row in bar_rows(RUN, phases, found, EN)]


@pytest.mark.parametrize(
    ("phases", "framed"),
    [
        (("ideas",), [(1, 1)]),
        (("ideas", "planning"), [(1, 2)]),
        (("knowledge", "planning", "implementation", "evaluation"), [(0, 0), (2, 3), (5, 5)]),
        (PHASES, [(0, 5)]),
        ((), []),
    ],
)
def test_the_cells_that_are_talked_about_are_framed_and_neighbours_share_a_frame(phases, framed):
    assert frames(talk(*phases)) == framed
    assert frames(activity_picture(RUN, CELLS, IVAC, EN, PAGE, phases)) == framed


def test_staff_and_residents_stand_on_their_own_only_where_both_may_be_shown():
    both, few, total = (room({("run", "ideas"): cell}) for cell in (
        {"staff informed": 4, "resident informed": 3},
        {"staff informed": 4, "resident informed": 2},
        {"staff informed": 4, "resident informed": 3, "board informed": 1},  # one more would be told by difference
    ))  # fmt: skip
    assert names(both, ["ideas"]) == ["Everybody", "Staff", "Residents"]
    assert names(few, ["ideas"]) == names(total, ["ideas"]) == []


def test_each_phase_has_its_own_and_one_that_may_not_be_shown_stays_empty():
    rows = {row.name: row for row in bar_rows(RUN, ["ideas", "evaluation", "anchoring"], room(SIDES), EN)}
    assert set(rows["Staff"].summaries) == set(rows["Residents"].summaries) == {"ideas"}
    assert {phase: summary.n for phase, summary in rows["Everybody"].summaries.items()} == {"ideas": 7, "evaluation": 7}


def test_wishes_are_shown_where_they_were_asked_for_and_three_have_one():
    found = room(SIDES, wishes=WISHES)
    rows = {row.name: row for row in bar_rows(RUN, ["ideas", "planning"], found, EN)}
    assert set(rows["What we wish"].summaries) == {"ideas"}
    assert names(room({("run", "ideas"): {"informed": 3}}, wishes=WISHES), ["ideas"]) == ["Everybody", "What we wish"]


def test_what_may_not_be_shown_makes_no_difference_to_the_picture():
    pictures = [
        talk("evaluation", found=room({("run", "evaluation"): few}))
        for few in ({"staff informed": 5, "resident informed": 2}, {"staff informed": 6, "resident informed": 1})
    ]
    assert pictures[0].figure == pictures[1].figure
    assert (pictures[0].alt, pictures[0].table) == (pictures[1].alt, pictures[1].table)


def test_a_bar_is_all_who_chose_a_level_in_the_levels_colours():
    picture = talk("ideas")
    bars = [shape for shape in picture.figure.layout.shapes if shape.xref != "paper"]
    residents = [shape for shape in bars if shape.y0 == max(shape.y0 for shape in bars)]
    assert [(shape.fillcolor, round((shape.x1 - shape.x0) / 0.95, 3)) for shape in residents] == [
        (level_colour(IVAC.level("not_involved").palette), 0.667),
        (level_colour(IVAC.level("resident_joint").palette), 0.333),
    ]
    assert "Residents  n = 3" in said(picture)


def test_one_label_tells_how_many_answered_in_each_of_its_phases():
    assert "Everybody  n = 7–9" in said(talk("ideas", "planning"))
    assert "Everyone" not in "".join(said(talk("anchoring")))


def test_the_table_and_the_alternative_text_say_all_of_the_picture():
    picture = talk("ideas", found=room(SIDES, wishes=WISHES))
    informed, wished = (level_name(level, IVAC, EN) for level in ("informed", "resident_joint"))
    assert row_of(picture, "Talked about") == ("–", "yes", "–", "–", "–", "–")
    assert row_of(picture, "Staff") == ("–", f"{informed}: 4", "–", "–", "–", "–")
    assert row_of(picture, "What we wish")[1] == f"{wished}: 6"
    assert row_of(picture, informed)[1] == "4"
    assert "Framed: Idea development." in picture.alt
    assert f"Idea development, Staff: {informed}: 4." in picture.alt
    assert "Framed: Idea development." in activity_picture(RUN, CELLS, IVAC, EN, PAGE, ("ideas",)).alt
    assert "Framed" not in activity_picture(RUN, CELLS, IVAC, EN, PAGE).alt


def test_the_plans_own_picture_shows_what_is_and_what_is_wished():
    cells = {("run", "ideas"): Cell(answer="informed", desired="resident_joint")}
    picture = activity_picture(RUN, cells, IVAC, EN, PAGE, ("ideas",))
    fills = [tile.fill for tile in tiles(picture) if tile.column == 1]
    assert fills == [level_colour(IVAC.level(level).palette) for level in ("informed", "resident_joint")]


@pytest.mark.parametrize("speech", [EN, DA], ids=["en", "da"])
@pytest.mark.parametrize("scale", [IVAC, HART, VOLUNTEERS], ids=lambda scale: scale.id)
@pytest.mark.parametrize("canvas", CANVASES.values(), ids=CANVASES)
def test_labels_stay_beside_the_grid_and_rows_do_not_run_into_one_another(canvas, scale, speech):
    level = scale.level_ids[0]
    many = {("run", phase): {f"staff {level}": 40 + n, f"resident {level}": 50} for n, phase in enumerate(PHASES)}
    found = room(many, wishes=many, scale=scale, joined=100)
    picture = talk(*PHASES, found=found, canvas=canvas, speech=speech)
    layout = picture.figure.layout
    labels = [note for note in layout.annotations if note.xref == "paper"]
    limit = canvas.width if canvas.narrow else layout.margin.l
    for note in labels:
        left = layout.margin.l + note.xshift
        assert left + width_of(note.text, note.font.size) <= limit, note.text
    row = (canvas.height - layout.margin.t - layout.margin.b) / (layout.yaxis.range[0] - layout.yaxis.range[1])
    at = sorted(layout.margin.t + (note.y + 0.5) * row - note.yshift for note in labels)
    assert at[-1] < canvas.height
    assert min(later - earlier for earlier, later in pairwise(at)) >= 0.9 * min(note.font.size for note in labels)


def test_on_a_phone_the_frame_strikes_no_label_through():
    labels = [note for note in talk("ideas", canvas=PHONE).figure.layout.annotations if note.xref == "paper"]
    assert labels
    assert all(note.bgcolor for note in labels)

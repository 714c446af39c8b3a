"""Pictures of many plans: fixed order, n at hand, pale where few are known, a table beside each, few traces."""

from datetime import date

import pytest

from ivac.charts import Placed, course_picture, dots_picture, mosaic_picture, multiples_picture, shares_picture
from ivac.charts.canvas import Canvas, Picture
from ivac.charts.outline import told_of
from ivac.comparison import Comparison, Course, RoundShare, in_common_rows
from ivac.content import load
from ivac.language import CODES, language
from ivac.model import PHASES, Plan
from ivac.palette import PAPER, count_colour, faded, level_colour
from ivac.summaries import Share, summarise_counts

EN = language("en")
IVAC, HART = load().scales["ivac"], load().scales["hart"]
PAGE, PHONE = Canvas(1500, 900, 16), Canvas(358, 1500, 12)
MEASURES = [("Decide", lambda phase: phase.decision), ("Begin", lambda phase: phase.initiative)]


def many(number: int, known: int = 4, scale=IVAC) -> Comparison:
    """Plans with so many known activities in each phase; the first names come last, and all have one level."""
    level = scale.level_ids[-1]
    return in_common_rows([
        (
            Plan(id=f"p{place}", name=f"Plan {number - place:03}"),
            summarise_counts([(phase, level, known) for phase in PHASES], 20, scale),
        )
        for place in range(number)
    ])  # fmt: skip


def trace(picture: Picture, name: str):
    return next(each for each in picture.figure.data if each.name == name)


def texts(picture: Picture) -> list[str]:
    return [note.text for note in picture.figure.layout.annotations]


def filled(heat) -> list[float]:
    return [value for row in heat.z for value in row if value is not None]


def test_a_mosaic_keeps_the_order_given_with_n_at_each_plan():
    picture = mosaic_picture(many(24), EN, PAGE)
    names = [text for text in texts(picture) if text.startswith("<b>")]
    assert names == [f"<b>Plan {24 - place:03}</b>" for place in range(24)]
    assert texts(picture).count("20 activities") == 24


def test_a_mosaic_is_drawn_in_few_traces_and_without_a_text_or_a_shape_a_cell():
    figure = mosaic_picture(many(24), EN, PAGE).figure
    assert len(figure.data) <= 6
    assert len(figure.layout.shapes) + len(figure.layout.annotations) < 24 * 4


def test_a_mosaics_cells_are_the_shares_and_say_of_what():
    heat = trace(mosaic_picture(many(2), EN, PAGE), "known")
    assert filled(heat) == [1.0] * 12
    place = next((r, c) for r, row in enumerate(heat.z) for c, value in enumerate(row) if value is not None)
    assert "4 of 4 activities with a level" in heat.text[place[0]][place[1]]


@pytest.mark.parametrize("draw", [
    lambda found: mosaic_picture(found, EN, PAGE),
    lambda found: shares_picture(found, EN, PAGE, MEASURES),
])  # fmt: skip
def test_what_rests_on_few_is_pale(draw):
    strong, few = draw(many(3, known=3)), draw(many(3, known=2))
    assert filled(trace(strong, "known")) and not filled(trace(strong, "few"))
    assert filled(trace(few, "few")) and not filled(trace(few, "known"))
    assert trace(few, "few").colorscale[1][1] == faded(count_colour(1))
    assert any("fewer than three" in text for text in texts(few))


def test_shares_have_a_row_a_plan_in_the_order_given_and_say_of_how_many():
    picture = shares_picture(many(12), EN, PAGE, MEASURES)
    assert list(trace(picture, "known").y) == [f"Plan {12 - place:03}" for place in range(12)]
    numbers = trace(picture, "numbers")
    assert set(numbers.text) == {"4/4"}
    assert set(numbers.y) == set(trace(picture, "known").y)
    assert set(numbers.x) < set(trace(picture, "known").x)
    assert picture.table.rows[0] == ("Plan 012 · Decide", *["4 of 4"] * 6)
    assert len(picture.table.rows) == 24


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", ["Residents take part in the decision", "Residents take the initiative"])
def test_a_share_is_named_whole_on_a_phone(code, name):
    words = language(code)
    picture = shares_picture(many(3), words, Canvas(358, 300, 12), [(words.t(name), MEASURES[0][1])])
    assert f"<b>{words.t(name)}</b>" in texts(picture)


def test_shares_of_162_plans_are_arrays_without_a_text_a_cell():
    figure = shares_picture(many(162), EN, PAGE, MEASURES).figure
    assert [each.name for each in figure.data if each.name] == ["known", "few"]
    assert len(figure.layout.annotations) < 30


def test_two_plans_of_one_name_have_a_row_each():
    one = (Plan(id="a", name="Engen"), summarise_counts([("ideas", "informed", 3)], 3, IVAC))
    two = (Plan(id="b", name="Engen"), summarise_counts([("ideas", "informed", 3)], 3, IVAC))
    heat = trace(shares_picture(in_common_rows([one, two]), EN, PAGE, MEASURES), "known")
    assert len(set(heat.y)) == 2


def test_a_share_of_none_of_many_is_a_shade_and_an_unknown_one_is_empty():
    some = (Plan(id="a", name="A"), summarise_counts([("ideas", "not_involved", 5)], 9, IVAC))
    heat = trace(shares_picture(in_common_rows([some]), EN, PAGE, MEASURES[:1]), "known")
    assert list(heat.z[0]) == [None, 0.0, None, None, None, None]


def placed(comparison: Comparison, each: int) -> list[Placed]:
    row = comparison.rows[-1].id
    return [
        Placed(plan, row, f"Activity {number}", False)
        for plan in range(len(comparison.plans))
        for number in range(each)
    ]


@pytest.mark.parametrize("plans", [3, 12, 162])
@pytest.mark.parametrize("canvas", [PAGE, PHONE], ids=["page", "phone"])
def test_every_activity_is_one_dot_in_its_row_and_no_two_lie_on_one_another(plans, canvas):
    comparison = many(plans)
    dots = trace(dots_picture(comparison, placed(comparison, 20), "ideas", EN, canvas), "activities")
    assert len(dots.x) == len(set(zip(dots.x, dots.y, strict=True))) == plans * 20
    assert all(-0.5 <= y <= 0.5 for y in dots.y)  # the last level is the uppermost row


def test_dots_are_in_their_levels_colour_and_pale_in_a_plan_with_few():
    colour = level_colour(IVAC.levels[-1].palette)
    for known, expected in ((3, colour), (2, faded(colour))):
        comparison = many(2, known=known)
        dots = trace(dots_picture(comparison, placed(comparison, known), "ideas", EN, PAGE), "activities")
        assert set(dots.marker.color) == {expected}


def test_a_dots_name_is_told_only_where_it_may_be():
    comparison = many(2)
    row = comparison.rows[0].id
    picture = dots_picture(
        comparison, [Placed(0, row, "Choir", False), Placed(1, row, None, False)], "ideas", EN, PAGE
    )  # fmt: skip
    assert trace(picture, "activities").hovertext == ("<b>Plan 002</b><br>Choir", "<b>Plan 001</b>")
    assert [line[-1] for line in picture.table.rows] == ["1: Choir", "1"]


def course(name: str, *shares: Share) -> Course:
    rounds = (RoundShare(date(2024 + n, 3, 1), n == 0, IVAC, share, share) for n, share in enumerate(shares))
    return Course(name, name, tuple(rounds))


COURSES = [course("Syd", Share(3, 4), Share(0, 9), Share(1, 4)), course("Nord", Share(1, 2))]


def test_a_course_shows_then_and_now_in_the_order_given_without_an_arrow_head():
    picture = course_picture(COURSES, EN, PAGE, lambda each: each.decision, "Decide")
    then, now = trace(picture, "then"), trace(picture, "now")
    assert (list(then.x), list(then.y)) == ([0.75], [0])
    assert (list(now.x), list(now.y)) == ([0.25, 0.5], [0, 1])
    assert list(picture.figure.layout.yaxis.ticktext) == ["Syd", "Nord"]
    assert "3/4 → 1/4" in texts(picture)
    assert not any(note.showarrow for note in picture.figure.layout.annotations)
    assert picture.table.rows[0][1:] == ("March 1, 2024: 3 of 4 (from memory)", "March 1, 2026: 1 of 4")
    assert picture.table.rows[1][1] == "one round alone"


def test_a_course_is_pale_where_few_are_known():
    now = trace(course_picture(COURSES, EN, PAGE, lambda each: each.decision, "Decide"), "now")
    assert now.marker.color[1] == faded(now.marker.color[0])


@pytest.mark.parametrize("draw", [multiples_picture, mosaic_picture])
def test_the_study_is_an_outline_only_when_asked_for(draw):
    without, with_it = draw(many(3), EN, PAGE), draw(many(3), EN, PAGE, outlined=True)
    names = {each.name for each in with_it.figure.data} - {each.name for each in without.figure.data}
    assert names == {"usual", "less_usual"}
    assert any("less usual" in text for text in texts(with_it))
    assert not any("usual" in text for text in texts(without))


def test_the_outline_tells_what_the_study_tells_on_every_scale():
    told = {phase.id: phase for phase in load().talk.reference.phases}
    alone = many(1)
    for phase in PHASES:
        usual = {row.id for row in alone.rows if told_of(row, phase, alone) == "usual"}
        assert usual == set(told[phase].usual)
    hart = many(1, scale=HART)
    assert {row.id for row in hart.rows if told_of(row, "knowledge", hart) == "usual"} == {
        level.id for level in HART.levels if level.ivac in told["knowledge"].usual
    }


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("canvas", [PAGE, PHONE], ids=["page", "phone"])
def test_every_picture_has_an_alternative_and_an_even_table(code, canvas):
    speech, comparison = language(code), many(3)
    for picture in (
        mosaic_picture(comparison, speech, canvas, outlined=True),
        shares_picture(comparison, speech, canvas, MEASURES),
        dots_picture(comparison, placed(comparison, 2), "ideas", speech, canvas),
        course_picture(COURSES, speech, canvas, lambda each: each.decision, "Decide"),
    ):
        assert len(picture.alt) > 40 and "{" not in picture.alt
        assert picture.table.rows
        assert {len(row) for row in picture.table.rows} == {len(picture.table.columns)}
        assert picture.figure.layout.paper_bgcolor in (None, PAPER)


@pytest.mark.parametrize("name", ["<b>x</b> & y", "%{x} {name}"])
def test_names_that_people_write_are_shown_as_written(name):
    found = in_common_rows([(Plan(id="a", name=name), summarise_counts([("ideas", "informed", 3)], 3, IVAC))] * 2)
    for picture in (mosaic_picture(found, EN, PAGE), shares_picture(found, EN, PAGE, MEASURES)):
        assert "<b>x" not in str(picture.figure.to_dict())

"""The slides: the numbers and colours of the screen in native tables and charts, and the facilitator's notes."""

import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_FILL
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from ivac.documents.deck import HEIGHT, WIDTH, fitted
from ivac.documents.pictures import about
from ivac.documents.slides import LONGEST, slides
from ivac.language import language
from ivac.model import DONT_KNOW, NOT_RELEVANT, PHASES, Activity, Cell
from ivac.palette import INK, count_colour, faded, level_colour
from ivac.patterns import tell
from ivac.report import Report, Took, chunks
from ivac.steps import STATUSES
from ivac.workshop import GROUPS
from tests.documents.making import demo_report, hostile_records, hostile_report

CODES = ["da", "en"]


def opened(report: Report, code: str = "da") -> list:
    return list(Presentation(io.BytesIO(slides(report, language(code)))).slides)


def titled(made: list, title: str) -> list:
    return [slide for slide in made if slide.shapes.title.text_frame.text.startswith(title)]


def tables(slide: object) -> list:
    return [shape.table for shape in slide.shapes if shape.has_table]


def rows(table: object) -> list[list[str]]:
    return [[cell.text_frame.text for cell in row.cells] for row in table.rows]


def colour(cell: object) -> str:
    return f"#{cell.fill.fore_color.rgb}".lower()


def shapes(made: list) -> Iterator:
    return (shape for slide in made for shape in slide.shapes)


@pytest.mark.parametrize("code", CODES)
def test_phase_by_involvement_has_the_numbers_and_colours_of_the_picture(code: str) -> None:
    report, words = demo_report(code), language(code)
    (slide,) = titled(opened(report, code), words.t("Phase by involvement"))
    (table,) = tables(slide)
    levels = list(reversed(report.scale.levels))
    largest = max(count for phase in report.summary.phases for count in phase.counts.values())
    for row, level in enumerate(levels, 1):
        assert colour(table.cell(row, 0)) == level_colour(level.palette)
        for column, phase in enumerate(report.summary.phases, 2):
            cell, count, chosen = table.cell(row, column), phase.counts[level.id], phase.on_purpose[level.id]
            number, *below = cell.text_frame.text.split("\n")
            assert int(number) == count
            assert below == ([words.t("{count} on purpose", count=chosen)] if chosen else [])
            if count:
                assert colour(cell) == count_colour(count / largest)
    below = [row[2:] for row in rows(table)[len(levels) + 1 :]]
    phases = report.summary.phases
    assert below[0] == [words.t("{part} of {whole}", part=phase.known, whole=phase.activities) for phase in phases]
    assert below[1:] == [[str(getattr(p, name)) for p in phases] for name in (DONT_KNOW, NOT_RELEVANT, "blank")]


def test_few_known_activities_are_paler() -> None:
    report = hostile_report("one activity")
    (slide,) = titled(opened(report), language("da").t("Phase by involvement"))
    (table,) = tables(slide)
    row = len(report.scale.levels) - report.scale.level_ids.index("informed")
    assert {colour(table.cell(row, column)) for column in range(2, 8)} == {faded(count_colour(1))}


@pytest.mark.parametrize("code", CODES)
def test_activities_have_their_levels_in_short_words_and_in_colour(code: str) -> None:
    report, words = demo_report(code), language(code)
    (slide,) = titled(opened(report, code), words.t("Activities by phase"))
    table, legend = tables(slide)
    for row, activity in enumerate(report.activities, 1):
        assert table.cell(row, 0).text_frame.text == activity.name
        for column, phase in enumerate(PHASES, 1):
            cell, said = table.cell(row, column), report.cells.get((activity.id, phase), Cell())
            text = cell.text_frame.text
            if said.level:
                assert text == words.words.scales["ivac"].levels[said.level].short
                assert colour(cell) == level_colour(report.scale.level(said.level).palette)
            else:
                assert text == {DONT_KNOW: "?", NOT_RELEVANT: "–", None: ""}[said.answer]
            assert (cell.fill.type == MSO_FILL.PATTERNED) == (said.answer == NOT_RELEVANT)
            assert _framed(cell) == said.low_on_purpose
            assert _dashed(cell) or said.answer != DONT_KNOW
    told = " ".join(text for row in rows(legend) for text in row)
    for level in words.words.scales["ivac"].levels.values():
        assert level.name in told


def _framed(cell: object) -> bool:
    return all(line.find(f".//{qn('a:srgbClr')}").get("val") == INK[1:].upper() for line in _lines(cell))


def _dashed(cell: object) -> bool:
    return any(line.find(qn("a:prstDash")).get("val") == "dash" for line in _lines(cell))


def _lines(cell: object) -> list:
    return [cell._tc.tcPr.find(qn(f"a:ln{side}")) for side in "LRTB"]


def test_no_answer_outside_the_scale_looks_like_a_level_or_another() -> None:
    report = demo_report()
    levels = {level_colour(level.palette) for level in report.scale.levels}
    (slide,) = titled(opened(report), language("da").t("Activities by phase"))
    looks = set()
    for row, activity in enumerate(report.activities, 1):
        for column, phase in enumerate(PHASES, 1):
            answer = report.cells.get((activity.id, phase), Cell()).answer
            if answer not in report.scale.level_ids:
                cell = tables(slide)[0].cell(row, column)
                assert colour(cell) not in levels
                looks.add((answer, cell.fill.type, cell.text_frame.text))
    assert len(looks) == len({look[1:] for look in looks}) == 3


def test_many_activities_go_on_over_several_slides() -> None:
    report = hostile_report("sixty activities")
    made = titled(opened(report), language("da").t("Activities by phase"))
    names = [row[0] for slide in made for row in rows(tables(slide)[0])[1:]]
    assert names == [activity.name for activity in report.activities]
    assert len(made) == len(chunks(report.activities, 12)) == 5


@pytest.mark.parametrize("code", CODES)
def test_the_profile_is_a_native_chart_with_its_denominators(code: str) -> None:
    report = demo_report(code)
    (chart,) = [shape.chart for shape in shapes(opened(report, code)) if shape.has_chart]
    (plot,) = chart.plots
    deciding, beginning = (list(series.values) for series in plot.series)
    assert deciding == [phase.decision.part for phase in report.summary.phases]
    assert beginning == [phase.initiative.part for phase in report.summary.phases]
    for label, phase in zip(plot.categories, report.summary.phases, strict=True):
        said = language(code).t("{part} of {whole}", part=phase.known, whole=phase.activities)
        assert label == f"{language(code).words.phases[phase.phase].name} ({said})"


@pytest.mark.parametrize("code", CODES)
def test_each_activity_talked_about_has_a_slide_with_the_facilitators_notes(code: str) -> None:
    report, words = demo_report(code), language(code)
    made = [slide for slide in opened(report, code) if slide.shapes.title.text_frame.text[:2] in ("1.", "2.", "3.")]
    assert len(made) == len(report.talked_about) > 1
    for slide, activity in zip(made, report.talked_about, strict=True):
        assert activity.name in slide.shapes.title.text_frame.text
        notes = slide.notes_slide.notes_text_frame.text
        shown = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        for finding in report.first:
            if finding.activity == activity.id:
                told = tell(finding, words)
                assert told.question in shown
                assert told.note in notes
                assert told.note not in " ".join(shown)
        now = rows(tables(slide)[0])[1][1:]
        levels = words.words.scales["ivac"].levels
        assert [text for text in now if text not in ("?", "–", "")] == [
            levels[cell.level].short
            for phase in PHASES
            if (cell := report.cells.get((activity.id, phase))) and cell.level
        ]


@pytest.mark.parametrize("code", CODES)
def test_what_was_agreed_and_the_next_steps_are_all_there(code: str) -> None:
    report, words = demo_report(code), language(code)
    made = opened(report, code)
    agreed = [row for slide in titled(made, words.t("What we agreed")) for row in rows(tables(slide)[0])[1:]]
    assert [row[:2] for row in agreed] == [
        [each.activity.name, words.words.phases[each.phase].name] for each in report.agreed
    ]
    assert [row[4] for row in agreed] == [
        words.words.item("desired_reasons", each.cell.desired_reason).name for each in report.agreed
    ]
    steps = [row for slide in titled(made, words.t("Next steps")) for row in rows(tables(slide)[0])[1:]]
    assert [[row[0], row[2], row[3]] for row in steps] == [
        [step.what, step.who, words.date(step.by)] for step in report.steps
    ]
    for row, step in zip(steps, report.steps, strict=True):
        assert row[4].startswith(words.t(STATUSES[step.status]))


def test_a_long_note_is_shortened_in_the_table_and_whole_in_the_notes() -> None:
    report = hostile_report("one activity")
    key = (report.activities[0].id, "knowledge")
    note = "Vi taler om det igen. " * 100
    report = replace(report, cells={**report.cells, key: report.cells[key].model_copy(update={"desired_note": note})})
    first, *_ = titled(opened(report), language("da").t("What we agreed"))
    assert len(rows(tables(first)[0])[1][5]) <= LONGEST
    assert note in first.notes_slide.notes_text_frame.text


def test_characters_that_no_file_can_hold_are_left_out() -> None:
    report = hostile_report("one activity")
    activity = Activity.model_construct(**{**vars(report.activities[0]), "name": "Kor\x00\x0b\ud800 og\uffff have"})
    made = opened(replace(report, activities=(activity,)))
    assert rows(tables(titled(made, language("da").t("Activities by phase"))[0])[0])[1][0] == "Kor og have"


def test_the_first_slide_says_what_it_is_and_who_took_part() -> None:
    words = language("da")
    report = replace(demo_report(), took=Took(8, {"staff": 5, "resident": 3}))
    report = replace(report, assessment=report.assessment.model_copy(update={"recalled": True}))
    first, *_ = opened(report)
    said = [shape.text_frame.text for shape in first.shapes]
    assert said[0] == report.plan.name
    assert words.t("A level is a description, not a score.") in said
    assert " · ".join(about(report, words)[1:]) in said
    assert f"8 er med · {words.t(GROUPS['staff'])}: 5 · {words.t(GROUPS['resident'])}: 3" in said
    assert words.t("A round was given from memory, afterwards: something to talk from, not a record.") in said


@pytest.mark.parametrize("which", [None, *hostile_records()])
@pytest.mark.parametrize("code", CODES)
def test_any_plan_makes_slides_that_are_whole(which: str | None, code: str) -> None:
    report = hostile_report(which) if which else demo_report(code)
    made = opened(report, code)
    titles = [slide.shapes.title.text_frame.text for slide in made]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    for shape in shapes(made):
        assert shape.shape_type != MSO_SHAPE_TYPE.PICTURE
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= WIDTH * 12_700
        assert shape.top + shape.height <= HEIGHT * 12_700
        if shape.has_table or shape.has_chart:
            assert shape._element.nvGraphicFramePr.cNvPr.get("descr")
    languages = {run.get("lang") for slide in made for run in slide.part._element.iter(qn("a:rPr"))}
    assert languages == {{"da": "da-DK", "en": "en-GB"}[code]}


def test_text_that_does_not_fit_is_shortened() -> None:
    text, size = fitted("ord " * 200, 100, 30, 14, 9)
    assert size == 9
    assert text.endswith("…")
    assert fitted("ord", 100, 30, 14, 9) == ("ord", 14)

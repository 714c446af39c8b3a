"""Makes the files and plans that the tests of `ivac.exchange` read."""

import csv
import io
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from hypothesis import strategies as st
from openpyxl import Workbook

from ivac.content import load
from ivac.exchange import Preview, preview, read_file
from ivac.faults import Code, Fault
from ivac.language import language
from ivac.model import (
    DAYS,
    OUTSIDE,
    PHASES,
    Activity,
    Assessment,
    Breadth,
    Cell,
    Checked,
    Plan,
    PlanRecord,
    StatusChange,
    Step,
)

Rows = Iterable[Sequence[object]]


def xlsx(*sheets: Rows, titles: Sequence[str] = ("Ark1", "Ark2", "Ark3"), hidden: Sequence[str] = ()) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in zip(titles, sheets, strict=False):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if title in hidden else "visible"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def csv_text(rows: Rows, delimiter: str = ";") -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue()


def changed(
    workbook: bytes, change: Callable[[str, bytes], bytes | None], extra: Mapping[str, bytes] | None = None
) -> bytes:
    """A workbook with its parts changed; a part changed to None is left out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return buffer.getvalue()


def seen(rows: Rows, code: str = "da") -> Preview:
    """The preview of a CSV file with these rows."""
    return preview(read_file("fil.csv", csv_text(rows).encode()), load(), language(code))


def codes(faults: Iterable[Fault]) -> list[Code]:
    return [fault.code for fault in faults]


# Letters of many scripts, but not what cleaning changes on purpose: control characters, separators and accents apart.
def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


_LETTERS = st.characters(categories=["L", "N", "P", "S", "Zs"], include_characters="\n æøåé‏🏃")
_WORDS = st.text(_LETTERS, max_size=40).map(_composed)
_NAMES = st.text(st.characters(categories=["L", "N"], include_characters=" '=+-@"), min_size=1, max_size=40).map(
    _composed
)
_IDS = st.uuids().map(lambda each: each.hex)


def _one_of_list(name: str) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(load().lists.ids(name))


def _several_of_list(name: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(load().lists.ids(name)), unique=True, max_size=3).map(tuple)


def activities() -> st.SearchStrategy[Activity]:
    return st.builds(
        Activity,
        id=_IDS,
        name=_NAMES.filter(bool),
        description=_WORDS,
        effort_area=_one_of_list("effort_areas"),
        activity_type=_one_of_list("activity_types"),
        target_groups=_several_of_list("target_groups"),
        complexity=_one_of_list("complexities"),
        professional_skill=st.none() | st.booleans(),
        partners=_WORDS,
        volunteers=st.none() | st.integers(0, 9999),
        aim=_one_of_list("aims"),
        status=st.dictionaries(st.sampled_from(PHASES), st.sampled_from(load().lists.ids("phase_statuses"))),
    )


def _cells(scale: str) -> st.SearchStrategy[Cell]:
    levels = load().scales[scale].level_ids
    return st.builds(
        Cell,
        answer=st.none() | st.sampled_from((*levels, *OUTSIDE)),
        desired=st.none() | st.sampled_from(levels),
        desired_reason=_one_of_list("desired_reasons"),
        desired_note=_WORDS,
        roles=_several_of_list("staff_roles"),
        actors=_several_of_list("actors"),
        worked=_WORDS,
        example=_WORDS,
        evidence=_one_of_list("evidence"),
    )


def _breadths() -> st.SearchStrategy[Breadth]:
    return st.builds(
        Breadth,
        residents=st.none() | st.integers(0, 9999),
        faces=_one_of_list("faces"),
        missing=_several_of_list("target_groups"),
        run_by=_several_of_list("actors"),
        money=_one_of_list("money"),
        stops_without=st.none() | st.integers(1, 9999),
        practised=_several_of_list("practised"),
        note=_WORDS,
    )


def _checks() -> st.SearchStrategy[dict[str, Checked]]:
    answers = st.none() | st.sampled_from(("yes", "partly", "no", "not_relevant"))
    questions = st.sampled_from([question.id for question in load().talk.checklist])
    return st.dictionaries(questions, st.builds(Checked, answer=answers, note=_WORDS), max_size=3)


def _steps(
    plan_id: str, activities: Sequence[Activity], assessments: Sequence[Assessment]
) -> st.SearchStrategy[list[Step]]:
    """Steps of a plan; levels and reasons where the model wants them."""

    def whole(step: Step, level: str | None, dropped: bool) -> Step:
        levels = {"scale": "ivac", "scale_version": 1, "to_level": level} if level else {}
        end = {"status": "dropped", "dropped_because": "Ingen tid"} if dropped else {}
        return step.model_copy(update=levels | end)

    plain = st.builds(
        Step,
        id=_IDS,
        plan_id=st.just(plan_id),
        activity=st.sampled_from([None, *(each.id for each in activities)]),
        phase=st.sampled_from([None, *PHASES]),
        what=_WORDS.filter(bool),
        who=_WORDS,
        by=st.none() | st.dates(*DAYS),
        needs_others=st.booleans(),
        status=st.sampled_from(("planned", "under_way", "done")),
        workshop=st.sampled_from([None, *(each.id for each in assessments)]),
        made_on=st.dates(*DAYS),
    )
    levels = st.none() | st.sampled_from(load().scales["ivac"].level_ids)
    return st.lists(st.builds(whole, plain, levels, st.booleans()), max_size=3, unique_by=lambda each: each.id)


@st.composite
def _status_changes(draw: st.DrawFn, activities: Sequence[Activity]) -> tuple[StatusChange, ...]:
    """How the statuses of activities came to be what they are, some of them taken back on the way."""
    changes = []
    for activity in activities:
        for phase in PHASES:
            days = sorted(draw(st.sets(st.dates(*DAYS), min_size=phase in activity.status, max_size=2)))
            for day in days:
                status = activity.status.get(phase) if day == days[-1] else draw(st.sampled_from([None, "under_way"]))
                changes.append(StatusChange(activity=activity.id, phase=phase, day=day, status=status))
    return tuple(changes)


@st.composite
def records(draw: st.DrawFn) -> PlanRecord:
    """Any plan that the product could hold."""
    plan = Plan(id=draw(_IDS), name="Nordby", area=draw(_WORDS), start_year=draw(st.none() | st.integers(1990, 2100)))
    listed = draw(
        st.lists(activities(), max_size=3, unique_by=(lambda each: each.id, lambda each: each.name.casefold()))
    )
    rounds = draw(
        st.lists(
            st.tuples(_IDS, st.dates(), st.sampled_from(list(load().scales))),
            max_size=2,
            unique_by=lambda each: each[0],
        )
    )
    assessments = tuple(Assessment(id=each, day=day, scale=scale, scale_version=1) for each, day, scale in rounds)
    cells = {}
    if listed:
        keys = st.tuples(st.sampled_from([each.id for each in listed]), st.sampled_from(PHASES))
        for each in assessments:
            if draw(st.booleans()):
                cells[each.id] = draw(st.dictionaries(keys, _cells(each.scale), max_size=4))
    breadth, checks = {}, {}
    for each in assessments:
        checks[each.id] = draw(_checks())
        if listed:
            ids = st.sampled_from([activity.id for activity in listed])
            breadth[each.id] = draw(st.dictionaries(ids, _breadths(), max_size=3))
    return PlanRecord(
        plan=plan,
        activities=tuple(listed),
        assessments=assessments,
        cells=cells,
        breadth=breadth,
        checks=checks,
        steps=tuple(draw(_steps(plan.id, listed, assessments))),
        status_changes=draw(_status_changes(listed)),
    )


def small_record(**activity: object) -> PlanRecord:
    """A plan with one activity, rated in one phase on IVAC(E), and a next step."""
    level = load().scales["ivac"].level_ids[0]
    first = Activity.model_validate({"id": "a1", "name": "Løbeklub", "status": {"knowledge": "done"}, **activity})
    assessment = Assessment(id="r1", title="Forår", day=date(2026, 3, 12), scale="ivac", scale_version=1)
    cells = {
        ("a1", "knowledge"): Cell(answer=level, desired=level, desired_reason="on_purpose", roles=("performing",)),
        ("a1", "ideas"): Cell(answer="dont_know"),
        ("a1", "planning"): Cell(answer="not_relevant", worked="=1+1"),
    }
    plan = Plan(id="p1", name="Nordby", start_year=2025, end_year=2028, fictional=True)
    step = Step(
        id="s1", plan_id="p1", activity="a1", phase="knowledge", what="=Ask the runners", who="MK",
        by=date(2026, 5, 3), scale="ivac", scale_version=1, from_level="informed", to_level="professional_joint",
        workshop="r1", made_on=date(2026, 3, 12),
    )  # fmt: skip
    changes = (
        StatusChange(activity="a1", phase="knowledge", day=date(2025, 3, 12), status="under_way"),
        StatusChange(activity="a1", phase="knowledge", day=date(2026, 3, 12), status="done"),
    )
    return PlanRecord(
        plan=plan,
        activities=(first,),
        assessments=(assessment,),
        cells={"r1": cells},
        breadth={"r1": {"a1": Breadth(residents=12, faces="same_few", run_by=("residents",), note="=2+2")}},
        checks={"r1": {"purpose": Checked(answer="partly", note="Vi taler om det")}},
        steps=(step,),
        status_changes=changes,
    )

"""The report's tables as plain texts: what stands out, what was agreed on, next steps, breadth and anchoring.

All rows are there; `ivac.documents.fitting` leaves out what a report has no room for.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from ivac.charts.labels import key_name, outside_name
from ivac.documents.fitting import Texts, shortened
from ivac.language import Language
from ivac.model import NOTHING_SAID, OUTSIDE, PHASES, Breadth, Cell, PhaseId, Step
from ivac.palette import level_colour
from ivac.patterns import tell
from ivac.report import Report
from ivac.steps import STATUSES

SHORT, LONG = 180, 400
"""The most letters that are shown of one note, and of one step."""


def findings_table(report: Report, language: Language) -> Texts:
    """Everything that stands out beside what is talked about first."""
    t = language.t
    names = {activity.id: activity.name for activity in report.activities}
    rows = [
        (names[finding.activity], told.name, told.sentence)
        for finding in report.findings
        if finding not in report.first
        for told in (tell(finding, language),)
    ]
    columns = (t("Activity"), t("Pattern"), t("What is seen"))
    return Texts(t("What stands out beside that"), columns, (1.2, 1.4, 3), rows, in_workbook=False)


def agreed_table(report: Report, language: Language) -> Texts:
    """The cells with a wish, a reason or a note; phases of one activity with the same words share a row."""
    t = language.t
    alike: dict[tuple[str, Cell], list[PhaseId]] = {}
    for agreed in report.agreed:
        alike.setdefault((agreed.activity.name, agreed.cell), []).append(agreed.phase)
    rows = [
        (
            name,
            _phases(phases, language),
            answer_words(cell.answer, report, language),
            answer_words(cell.desired, report, language) if cell.desired else "–",
            "\n".join(_reasons(cell, language)),
        )
        for (name, cell), phases in alike.items()
    ]
    columns = (t("Activity"), t("Phase"), t("How it is"), t("How we want it"), t("Reason and notes"))
    return Texts(t("What was agreed on, and what is wished"), columns, (1.2, 1.05, 1.2, 1.2, 2), rows)


def _phases(phases: Sequence[PhaseId], language: Language) -> str:
    if len(phases) == len(PHASES):
        return language.t("All phases")
    return ", ".join(language.words.phases[phase].name for phase in phases)


def answer_words(answer: str | None, report: Report, language: Language) -> str:
    """A level's shortest full name, or why there is none."""
    if answer is None or answer in OUTSIDE:
        return outside_name(answer, language)
    return key_name(answer, report.scale, language)


def _reasons(cell: Cell, language: Language) -> Iterable[str]:
    t = language.t
    if cell.desired_reason:
        yield language.words.item("desired_reasons", cell.desired_reason).name
    if cell.desired_note:
        yield shortened(cell.desired_note, SHORT)
    for label, said in (
        (t("What worked"), cell.worked),
        (t("What was hard"), cell.hard),
        (t("Example"), cell.example),
    ):
        if said:
            yield f"{label}: {shortened(said, SHORT)}"


def step_tables(report: Report, language: Language) -> list[Texts]:
    """Next steps: those that the team takes itself, and those that need others; a part without steps is left out."""
    t = language.t
    columns = (t("What"), t("Who"), t("By when"), t("Status"))
    parts = [
        (title, [_step(step, report, language) for step in report.steps if step.needs_others == needs_others])
        for title, needs_others in ((t("We do it ourselves"), False), (t("It needs others"), True))
    ]
    return [Texts(title, columns, (3.6, 1.4, 1.1, 0.8), rows) for title, rows in parts if rows]


def _step(step: Step, report: Report, language: Language) -> tuple[str, ...]:
    names = {activity.id: activity.name for activity in report.activities}
    about = [names[step.activity] if step.activity else language.t("The whole plan")]
    if step.phase:
        about.append(language.words.phases[step.phase].name)
    if step.scale and step.to_level:
        level = language.words.scales[step.scale].levels[step.to_level].full
        about.append(language.t("To: {level}", level=level))
    lines = [shortened(step.what, LONG), " · ".join(about)]
    if step.dropped_because:
        lines.append(language.t("Dropped: {reason}", reason=shortened(step.dropped_because, SHORT)))
    return (
        "\n".join(lines),
        step.who or "–",
        language.date(step.by) if step.by else "–",
        language.t(STATUSES[step.status]),
    )


def breadth_table(report: Report, language: Language) -> Texts:
    """What was said of breadth and anchoring, of the activities of which something was."""
    t = language.t
    rows = [
        (activity.name, *_breadth(said, language))
        for activity in report.activities
        if (said := report.breadth.get(activity.id, NOTHING_SAID)) != NOTHING_SAID
    ]
    columns = (t("Activity"), t("Who takes part"), t("The day after the plan ends"), t("Note"))
    return Texts(t("Breadth and anchoring"), columns, (1.2, 1.5, 1.8, 1.3), rows)


def _breadth(said: Breadth, language: Language) -> tuple[str, str, str]:
    t = language.t

    def names(list_name: str, *items: str | None) -> str:
        return ", ".join(language.words.item(list_name, item).name for item in items if item)

    def people(number: int | None) -> str:
        return "" if number is None else language.number(number)

    def lines(*labelled: tuple[str, str]) -> str:
        return "\n".join(f"{label}: {words}" for label, words in labelled if words) or "–"

    return (
        lines(
            (t("Residents"), people(said.residents)),
            (t("Faces"), names("faces", said.faces)),
            (t("Missing"), names("target_groups", *said.missing)),
        ),
        lines(
            (t("Run by"), names("actors", *said.run_by)),
            (t("Money"), names("money", said.money)),
            (t("Would have to stop"), people(said.stops_without)),
            (t("Practised"), names("practised", *said.practised)),
        ),
        shortened(said.note, SHORT) or "–",
    )


def levels(report: Report, language: Language) -> list[dict[str, Any]]:
    """The scale's levels as the pictures stack them: colour, name as in the pictures' cells, full name, sentence."""
    words = language.words.scales[report.scale.id].levels
    return [
        {
            "colour": level_colour(level.palette),
            "short": words[level.id].short,
            "full": words[level.id].full,
            "sentence": words[level.id].sentence,
        }
        for level in reversed(report.scale.levels)
    ]

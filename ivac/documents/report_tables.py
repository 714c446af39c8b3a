"""The report's tables as plain texts: what stands out, what was agreed on, next steps, breadth and anchoring.

People may write a lot. A table takes no more than its room on paper and then says how many rows are left out, so that
a report stays within its eight pages.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypedDict
from unicodedata import east_asian_width

from ivac.charts.plan import key_name, outside_name
from ivac.language import Language
from ivac.model import NOTHING_SAID, OUTSIDE, PHASES, Breadth, Cell, PhaseId, Step
from ivac.palette import level_colour
from ivac.patterns import tell
from ivac.report import Report
from ivac.steps import STATUSES

WIDTH = 511
"""The width of a page between its margins, in points."""
LETTER, LINE, INSET = 4.5, 10.6, 7
"""The mean width of a letter, a line's height, and the space above and below a row, in points, at 8.5 point text."""
SHORT, LONG = 180, 400
"""The most letters that are shown of one note, and of one step."""
FINDINGS, AGREED, STEPS, BREADTH = 680, 680, 290, 330
"""The room on paper of each table, in points."""


class Texts(TypedDict):
    """A table for the template: widths as shares, texts whose lines end in a line feed, and what is left out."""

    title: str
    columns: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[str]]
    more: str


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
    return fitted(t("What stands out beside that"), columns, (1.2, 1.4, 3), rows, FINDINGS, language)


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
    return fitted(t("What was agreed on, and what is wished"), columns, (1.3, 1.1, 1.1, 1.1, 2), rows, AGREED, language)


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
    return [fitted(title, columns, (3.4, 1.2, 1, 1.2), rows, STEPS, language) for title, rows in parts if rows]


def _step(step: Step, report: Report, language: Language) -> tuple[str, ...]:
    names = {activity.id: activity.name for activity in report.activities}
    about = [names[step.activity] if step.activity else language.t("The whole plan")]
    if step.phase:
        about.append(language.words.phases[step.phase].name)
    if step.scale and step.to_level:
        level = language.words.scales[step.scale].levels[step.to_level].full
        about.append(language.t("To: {level}", level=level))
    status = [language.t(STATUSES[step.status]), shortened(step.dropped_because, SHORT)]
    return (
        f"{shortened(step.what, LONG)}\n{' · '.join(about)}",
        step.who or "–",
        language.date(step.by) if step.by else "–",
        "\n".join(filter(None, status)),
    )


def breadth_table(report: Report, language: Language) -> Texts | None:
    """What was said of breadth and anchoring; None where nothing was."""
    t = language.t
    rows = [
        (activity.name, *_breadth(said, language))
        for activity in report.activities
        if (said := report.breadth.get(activity.id, NOTHING_SAID)) != NOTHING_SAID
    ]
    if not rows:
        return None
    columns = (t("Activity"), t("Who takes part"), t("The day after the plan ends"), t("Note"))
    return fitted(t("Breadth and anchoring"), columns, (1.2, 1.5, 1.8, 1.3), rows, BREADTH, language)


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


def fitted(
    title: str, columns: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[str]], room: float,
    language: Language,
) -> Texts:  # fmt: skip
    """The table with as many rows as its room (points) holds, at least one, and how many are left out."""
    kept = 0
    for row in rows:
        room -= _height(row, widths)
        if room < 0 and kept:
            break
        kept += 1
    left = len(rows) - kept
    more = language.n("{count} more stands in the plan.", "{count} more stand in the plan.", left) if left else ""
    return Texts(title=title, columns=columns, widths=widths, rows=rows[:kept], more=more)


def _height(row: Sequence[str], widths: Sequence[float]) -> float:
    """About how high a row gets on paper, in points."""
    points = [WIDTH * width / sum(widths) - 8 for width in widths]
    lines = [
        sum(1 + int(_letters(line) * LETTER / room) for line in text.split("\n"))
        for text, room in zip(row, points, strict=True)
    ]
    return max(lines) * LINE + INSET


def _letters(line: str) -> int:
    """How many letters wide a line is; some writings and all emoji are twice as wide."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in line)


def shortened(text: str, letters: int) -> str:
    """The text in lines that say something, cut off with … after so many letters."""
    whole = "\n".join(filter(None, (line.strip() for line in text.splitlines())))
    return whole if len(whole) <= letters else whole[: letters - 1].rstrip() + "…"

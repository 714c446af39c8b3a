"""A plan's round as slides that people can edit: native tables and a native chart, and the facilitator's notes."""

from ivac.content import load
from ivac.documents.deck import BODY, BODY_WIDTH, MARGIN, Deck, continued, lines_of, take_notes, write, write_list
from ivac.documents.pictures import about
from ivac.documents.slide_pictures import draw_activities, draw_activity, draw_involvement, draw_profile, level_box
from ivac.documents.slide_tables import OUTLINE, Box, draw_table
from ivac.language import Language
from ivac.model import Activity, Step
from ivac.palette import ACCENT, INK, MUTED
from ivac.patterns import Finding, tell
from ivac.report import Agreed, Report, chunks
from ivac.steps import STATUSES
from ivac.summaries import FEW
from ivac.workshop import GROUPS

ROWS = 12
"""Activities on one slide."""
LONGEST = 240
"""Letters of a text in a table; what is longer stands whole in the speaker notes."""
HEAD_HEIGHT = 34.0
CELL = 12
"""The size of text in tables that are read, in points."""


def slides(report: Report, language: Language) -> bytes:
    """The slides as a PPTX file."""
    said = about(report, language)
    deck = Deck(" · ".join(said), " · ".join(said), report.assessment.day, language)
    _begin(deck, report, said)
    _show_pictures(deck, report)
    _talk(deck, report)
    _show_agreed(deck, report)
    _show_steps(deck, report)
    _explain(deck, report)
    return deck.saved()


def _begin(deck: Deck, report: Report, said: list[str]) -> None:
    t = deck.language.t
    slide = deck.add(report.plan.name)
    write(slide, t("Where residents are involved in a plan, phase by phase."), (MARGIN, 120, BODY_WIDTH, 70), 28)
    lines = [" · ".join(said[1:])]
    if report.assessment.recalled:
        lines.append(t("A round was given from memory, afterwards: something to talk from, not a record."))
    if report.took:
        took = report.took.by_perspective
        joined = deck.language.n("{count} has joined", "{count} have joined", report.took.total)
        groups = [f"{t(name)}: {took[group]}" for group, name in GROUPS.items() if took.get(group)]
        lines.append(" · ".join([joined, *groups]))
    for number, line in enumerate(lines):
        write(slide, line, (MARGIN, 215 + 40 * number, BODY_WIDTH, 36), 18, colour=MUTED)
    said_last = t("A level is a description, not a score.")
    write(slide, said_last, (MARGIN, 400, BODY_WIDTH, 50), 24, colour=ACCENT, bold=True)


def _show_pictures(deck: Deck, report: Report) -> None:
    language = deck.language
    t, phases = language.t, report.summary.phases
    few = any(0 < phase.known < FEW for phase in phases)
    paler = t("Paler: fewer than three activities have a level in the phase.")
    below = [t("The number is how many activities stand there.")]
    if any(count for phase in phases for count in phase.on_purpose.values()):
        below.append(t("Framed: some chosen on purpose") + ".")
    slide = deck.add(t("Phase by involvement"), " ".join(below + [paler] * few))
    draw_involvement(slide, report.summary, language)
    parts = chunks(report.activities, ROWS)
    for number, part in enumerate(parts, 1):
        title = continued(t("Activities by phase"), number, len(parts), language)
        slide = deck.add(title, t("A level describes who takes the initiative and who decides. It is not a score."))
        draw_activities(slide, report, part, language)
    brackets = t("In brackets: how many of the activities have a level in the phase.")
    slide = deck.add(t("In how many activities residents have a say"), " ".join([brackets] + [paler] * few))
    draw_profile(slide, report.summary, language)


def _talk(deck: Deck, report: Report) -> None:
    """What to talk about first, on one slide; then a slide for each of these activities."""
    if not report.first:
        return
    language = deck.language
    t, names = language.t, {activity.id: activity.name for activity in report.activities}
    rows = [[_named(t("Activity")), _named(t("What is seen")), _named(t("Question"))]]
    for finding in report.first:
        told = tell(finding, language)
        name = Box(names[finding.activity], size=18, bold=True, left=True, edge=OUTLINE)
        seen = Box(told.sentence, size=15, left=True, edge=OUTLINE)
        rows.append([name, seen, Box(told.question, size=18, bold=True, left=True, edge=OUTLINE)])
    slide = deck.add(t("To talk about first"), t("A pattern is a question, never a verdict."))
    heights = [HEAD_HEIGHT, *[100.0] * len(report.first)]
    draw_table(
        slide, rows, [220, 310, 350], heights, (MARGIN, BODY[0]), t("To talk about first"),
        " ".join(f"{names[finding.activity]}: {tell(finding, language).question}" for finding in report.first),
    )  # fmt: skip
    for number, activity in enumerate(report.talked_about, 1):
        _talk_about(deck, report, activity, number)


def _talk_about(deck: Deck, report: Report, activity: Activity, number: int) -> None:
    """One activity: its phases now and desired, what is asked, and in the notes what the facilitator knows."""
    language = deck.language
    first = [finding for finding in report.first if finding.activity == activity.id]
    others = [finding for finding in report.findings_of(activity) if finding not in first]
    slide = deck.add(f"{number}. {activity.name}", activity.description[:LONGEST])
    framed = [phase for finding in first for phase in finding.phases]
    draw_activity(slide, report, activity, framed, language)
    top, tall = 242.0, (BODY[1] - 242.0) / len(first)
    for place, finding in enumerate(first):
        told, at = tell(finding, language), top + place * tall
        write(slide, told.sentence, (MARGIN, at, BODY_WIDTH, tall * 0.26), 18, colour=MUTED)
        question = (MARGIN, at + tall * 0.3, BODY_WIDTH, tall * 0.66)
        write(slide, told.question, question, 40, colour=INK, bold=True, name=language.t("Question"))
    notes = [line for finding in first for line in _note(finding, language)]
    if others:
        notes += ["", language.t("Also seen here:"), *(tell(finding, language).sentence for finding in others)]
    take_notes(slide, notes)


def _note(finding: Finding, language: Language) -> list[str]:
    told = tell(finding, language)
    return [told.name, told.why, told.sentence, told.question, told.note, rests_on(told.rests_on, language)]


def rests_on(cells: str, language: Language) -> str:
    """What a finding rests on, as a sentence."""
    return language.t("Rests on: {cells}", cells=cells)


def _show_agreed(deck: Deck, report: Report) -> None:
    t, widths = deck.language.t, [190.0, 120, 120, 120, 130, 200]
    titles = [t("Activity"), t("Phase"), t("How it is"), t("How we want it"), t("Reason"), t("Note")]
    rows = [_agreed_row(agreed, report, deck.language) for agreed in report.agreed]
    long = [f"{each.activity.name}: {each.cell.desired_note}" for each in report.agreed if _is_long(each)]
    _list(deck, t("What we agreed"), titles, rows, widths, long)


def _is_long(agreed: Agreed) -> bool:
    return len(agreed.cell.desired_note) > LONGEST


def _agreed_row(agreed: Agreed, report: Report, language: Language) -> list[Box]:
    cell, scale = agreed.cell, report.scale
    reason = language.words.item("desired_reasons", cell.desired_reason).name if cell.desired_reason else ""
    return [
        _text(agreed.activity.name),
        _text(language.words.phases[agreed.phase].name),
        level_box(cell.answer, scale, language, cell.low_on_purpose, CELL),
        level_box(cell.desired, scale, language, size=CELL),
        _text(reason),
        _text(cell.desired_note),
    ]


def _show_steps(deck: Deck, report: Report) -> None:
    t, widths = deck.language.t, [300.0, 180, 130, 100, 170]
    titles = [t("What"), t("Activity and phase"), t("Who"), t("By when"), t("Status")]
    names = {activity.id: activity.name for activity in report.activities}
    rows = [_step_row(step, names, deck.language) for step in report.steps]
    _list(deck, t("Next steps"), titles, rows, widths, [s.what for s in report.steps if len(s.what) > LONGEST])


def _step_row(step: Step, names: dict[str, str], language: Language) -> list[Box]:
    t = language.t
    where = names.get(step.activity or "", t("The whole plan"))
    phase = language.words.phases[step.phase].name if step.phase else t("All phases")
    day = language.date(step.by) if step.by else ""
    status = t(STATUSES[step.status]) + (f": {step.dropped_because}" if step.dropped_because else "")
    return [_text(step.what), _text(f"{where}, {phase}"), _text(step.who), _text(day), _text(status)]


def _named(column: str) -> Box:
    return Box(column, bold=True, left=True)


def _text(words: str) -> Box:
    """Running text in a table; long texts shortened."""
    short = words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
    return Box(short, size=CELL, left=True, edge=OUTLINE)


def _list(
    deck: Deck, title: str, titles: list[str], rows: list[list[Box]], widths: list[float], long: list[str]
) -> None:
    """A table that goes on over as many slides as it needs; none without rows. `long` are texts for the notes."""
    parts: list[list[tuple[list[Box], float]]] = []
    room = 0.0
    for row in rows:
        lines = max(lines_of(box.text, width - 8, CELL) for box, width in zip(row, widths, strict=True))
        tall = 8 + 1.2 * CELL * lines
        if tall > room:
            parts.append([])
            room = BODY[1] - BODY[0] - HEAD_HEIGHT
        parts[-1].append((row, tall))
        room -= tall
    for number, part in enumerate(parts, 1):
        whole = continued(title, number, len(parts), deck.language)
        slide = deck.add(whole)
        heads = [_named(text) for text in titles]
        heights = [HEAD_HEIGHT, *(tall for _, tall in part)]
        draw_table(slide, [heads, *(row for row, _ in part)], widths, heights, (MARGIN, BODY[0]), whole, whole)
        if long and number == 1:
            take_notes(slide, [deck.language.t("Texts that are too long for the table:"), *long])


def _explain(deck: Deck, report: Report) -> None:
    language = deck.language
    t = language.t
    slide = deck.add(t("How to read it"))
    sentences = (
        t("A level describes who takes the initiative and who decides. It is not a score."),
        t("Where you have chosen on purpose that staff decide, that is said and nothing else is read from it."),
        t("Blank, don’t know and not relevant are no level. Nothing is read from them, save that nobody knows."),
        t("From the room only what everybody may see is used, never fewer than three answers."),
        language.words.scales[report.scale.id].description,
    )
    write_list(slide, list(sentences), (MARGIN, 92, BODY_WIDTH, 230), 16)
    write(slide, t("Sources"), (MARGIN, 350, BODY_WIDTH, 24), 18, bold=True)
    write_list(slide, _sources(report), (MARGIN, 380, BODY_WIDTH, BODY[1] - 380), 12)


def _sources(report: Report) -> list[str]:
    """The documents behind the phases, the scale and the patterns that are seen."""
    content = load()
    seen = {finding.pattern for finding in report.findings}
    sources = (
        *(phase.source for phase in content.phases),
        report.scale.source,
        *(pattern.source for pattern in content.patterns if pattern.id in seen),
    )
    used = {source.document for source in sources} - {"own"}
    return [
        ". ".join(part for part in (document.author, f"{document.title} ({document.year})" if document.year
            else document.title) if part)
        for document in content.documents
        if document.id in used
    ]  # fmt: skip

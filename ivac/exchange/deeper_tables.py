"""What a group said beside the levels, as rows of a workbook: breadth and anchoring, and the checklist."""

from collections.abc import Iterator

from ivac.checklist import ANSWERS
from ivac.content import BREADTH_LISTS, load
from ivac.exchange.sheets import Row
from ivac.language import Language
from ivac.model import NOTHING_SAID, UNCHECKED, PlanRecord


def breadth_headings(language: Language) -> list[str]:
    """What is known of an activity's breadth and of what holds it."""
    t = language.t
    who = [t("Residents, about"), t("New faces or the same few"), t("Groups that are missing"), t("Run by")]
    holds = [t("Where the money comes from"), t("So many would have to stop"), t("What residents have practised")]
    return [t("Activity"), *who, *holds, t("Note")]


def breadth_rows(record: PlanRecord, language: Language) -> Iterator[Row]:
    """One row an activity in the latest round; what was not said is blank."""
    said_of = record.breadth_of(record.latest)

    def names(field: str, ids: tuple[str, ...]) -> str:
        return "; ".join(language.words.item(BREADTH_LISTS[field], item).name for item in ids)

    def name(field: str, item: str | None) -> str:
        return names(field, (item,)) if item else ""

    for activity in record.activities:
        said = said_of.get(activity.id, NOTHING_SAID)
        yield [
            *(activity.name, said.residents, name("faces", said.faces), names("missing", said.missing)),
            *(names("run_by", said.run_by), name("money", said.money), said.stops_without),
            *(names("practised", said.practised), said.note),
        ]


def checklist_headings(language: Language) -> list[str]:
    """What is known of a question."""
    t = language.t
    return [t("Question"), t("Heading"), t("Answer"), t("Note")]


def checklist_rows(record: PlanRecord, language: Language) -> Iterator[Row]:
    """One row a question in the printed order, as answered in the latest round; blank ones too."""
    said_to, words = record.checks_of(record.latest), language.words.talk.checklist
    for check in load().talk.checklist:
        said = said_to.get(check.id, UNCHECKED)
        answer = language.t(ANSWERS[said.answer]) if said.answer else ""
        yield [words.questions[check.id], words.groups[check.group], answer, said.note]

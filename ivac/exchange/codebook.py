"""The codebook: every id that stands in a plan's files, with its names, its meaning and where it comes from."""

from collections.abc import Iterable, Iterator, Mapping

from ivac.checklist import ANSWERS
from ivac.content import LIST_NAMES, Scale, Source, load, rated_scale
from ivac.exchange.distributions import ASKED
from ivac.exchange.shades import OUTSIDE_NAMES
from ivac.exchange.sheets import Row
from ivac.faults import N_
from ivac.language import CODES, Language, language
from ivac.model import PlanRecord
from ivac.steps import STATUSES
from ivac.workshop import GROUPS

_OURS: Mapping[str, Mapping[str, str]] = {
    N_("Answer outside the scale"): OUTSIDE_NAMES,
    N_("What was asked"): {str(asked): name for asked, name in ASKED.items()},
    N_("Group"): {str(group): name for group, name in GROUPS.items()},
    N_("Status of a step"): {str(status): name for status, name in STATUSES.items()},
    N_("Answer to the checklist"): {str(answer): name for answer, name in ANSWERS.items()},
}
"""Ids that are the product's own, by kind, each with its name (catalogue keys)."""


def codebook_headings(speech: Language) -> list[str]:
    """What is told of an id; names stand in both languages, for files travel."""
    names = [language(code).t(name) for code, name in zip(CODES, (N_("Danish"), N_("English")), strict=True)]
    t = speech.t
    return [t("Kind"), t("Id"), *names, t("Meaning"), t("Version"), t("Source")]


def codebook_rows(record: PlanRecord, speech: Language) -> Iterator[Row]:
    """Phases, levels of every scale that the plan uses, lists, then the product's own."""
    t, content = speech.t, load()
    for phase in content.phases:
        names = [language(code).words.phases[phase.id].name for code in CODES]
        yield _row(t("Phase"), phase.id, names, speech.words.phases[phase.id].definition, None, phase.source)
    for scale in _scales(record):
        kind = t("Level: {scale}", scale=speech.words.scales[scale.id].name)
        for level in scale.levels:
            names = [language(code).words.scales[scale.id].levels[level.id].full for code in CODES]
            meaning = speech.words.scales[scale.id].levels[level.id].sentence
            yield _row(kind, level.id, names, meaning, scale.version, level.source)
    for list_name, title in LIST_NAMES.items():
        for item in getattr(content.lists, list_name):
            names = [language(code).words.item(list_name, item.id).name for code in CODES]
            yield _row(t(title), item.id, names, speech.words.item(list_name, item.id).sentence, None, item.source)
    for check in content.talk.checklist:
        names = [language(code).words.talk.checklist.questions[check.id] for code in CODES]
        meaning = speech.words.talk.checklist.groups[check.group]
        yield _row(t("Checklist"), check.id, names, meaning, None, check.source)
    for kind, ids in _OURS.items():
        for id_, name in ids.items():
            yield _row(t(kind), id_, [language(code).t(name) for code in CODES], "", None, None)


def _scales(record: PlanRecord) -> list[Scale]:
    """The scales of the plan's rounds and steps in the versions they had, each once."""
    used = [(each.scale, each.scale_version) for each in record.assessments]
    used += [(step.scale, step.scale_version) for step in record.steps if step.scale and step.scale_version]
    return [rated_scale(scale_id, version) for scale_id, version in dict.fromkeys(used)]


def _row(kind: str, id_: str, names: Iterable[str], meaning: str, version: int | None, source: Source | None) -> Row:
    return [kind, id_, *names, meaning, version, load().place(source) if source else ""]

"""The sheet that says what a workbook shows and how to read it, so that it can travel on its own."""

from collections.abc import Iterator

from ivac.exchange.plan_json import FORMAT, FORMAT_VERSION
from ivac.exchange.sheets import Row
from ivac.language import Language
from ivac.model import PHASES, Assessment, PlanRecord
from ivac.room import Room


def about_rows(record: PlanRecord, room: Room | None, language: Language) -> Iterator[Row]:
    """The plan, its latest round with how much was answered, and how to read the sheets."""
    t, plan = language.t, record.plan
    yield [t("Plan"), plan.name]
    yield [t("Area"), plan.area]
    yield [t("Municipality"), plan.municipality]
    yield [t("Organisation"), plan.organisation]
    yield [t("Period"), "–".join(str(year) for year in (plan.start_year, plan.end_year) if year)]
    framing = plan.framing and language.words.item("framings", plan.framing).name
    yield [t("How the plan is framed"), framing]
    yield [t("Fictional"), t("yes") if plan.fictional else t("no")]
    yield [t("Source"), plan.source]
    yield [t("Activities"), len(record.activities)]
    if record.latest is None:
        yield [t("Assessment"), t("Nothing is rated yet.")]
    else:
        yield from _round(record, record.latest, language)
    yield [t("Format"), t("{format}, version {version}", format=FORMAT, version=FORMAT_VERSION)]
    yield [t("Please note"), t("A level is a description, not a score.")]
    yield [None, t("Each level has its colour. A thick edge: the group wants it so, by choice.")]
    yield [None, t("A blank cell was not answered. It never means a low level.")]
    if room:
        yield [
            None,
            t(
                "Distributions: how many chose what, never who. Where fewer than three answered, and where numbers "
                "would give such an answer away, nothing is shown. No single answer is in this file."
            ),
        ]
    yield [None, t("The codebook explains every id that stands in the plan’s data and in the file for statistics.")]
    yield [None, t("The last sheet holds the whole plan, earlier rounds too. Delete it to share only what you see.")]


def _round(record: PlanRecord, latest: Assessment, language: Language) -> Iterator[Row]:
    t = language.t
    scale = language.words.scales[latest.scale].name
    answered = sum(cell.answer is not None for cell in record.cells_of(latest).values())
    whole = len(record.activities) * len(PHASES)
    yield [t("Assessment"), latest.title]
    yield [t("Date"), latest.day]
    yield [t("Scale"), t("{scale}, version {version}", scale=scale, version=latest.scale_version)]
    numbers = {"part": language.number(answered), "whole": language.number(whole)}
    yield [t("Answered cells"), t("{part} of {whole}", **numbers)]

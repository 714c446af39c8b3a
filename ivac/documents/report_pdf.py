"""The report of a plan's round: two to eight A4 pages as PDF, from the same summaries and pictures as the screen.

`report_of` says what may be told; here it only gets words and places. The pages themselves are templates/report.typ.
"""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from ivac.charts import Canvas, activities_picture, involvement_picture
from ivac.charts.canvas import Picture
from ivac.charts.svg import to_svg
from ivac.content import load
from ivac.documents import typeset
from ivac.documents.fitting import fitted
from ivac.documents.pictures import about, colours
from ivac.documents.report_tables import agreed_table, breadth_table, findings_table, levels, step_tables
from ivac.language import Language
from ivac.model import Activity
from ivac.palette import WHITE
from ivac.patterns import tell
from ivac.report import Report, chunks
from ivac.summaries import FEW, Share
from ivac.workshop import GROUPS

PICTURE_WIDTH, TEXT = 1520, 26
"""A picture's width and text in its own pixels; on the page three of these are about one point."""
INVOLVEMENT_HEIGHT = 1150
ROWS_A_PAGE, PAGES_OF_ROWS = 50, 4
"""The most activities of one picture, whose text is then just over 7 points, and the most pictures."""
ROW, ALL_ROWS = 58, 1800
"""The height of an activity's row, and of all rows of a full page, in the picture's own pixels."""
AROUND = 270
"""What the phases' names and the legend take of such a picture, in its own pixels."""
ROOM, A_PAGE = 2850, 650
"""The room of all tables of what people said, in points, and what each further page of activities takes of it."""

Data = dict[str, Any]


def report_pdf(report: Report, language: Language) -> bytes:
    """The report as a PDF with tags, headings and text alternatives; what has no room in eight pages is counted."""
    t = language.t
    findings, agreed, breadth, *steps = _tables(report, language)
    fictional = [t("Fictional plan")] if report.plan.fictional else []
    return typeset.to_pdf(
        "report.typ",
        {
            "title": report.plan.name,
            "about": " · ".join(about(report, language)),
            "footer": " · ".join([report.plan.name, language.date(report.assessment.day), *fictional]),
            "language": language.code,
            "colours": colours(),
            "kicker": t("Resident involvement, phase by phase"),
            "facts": list(_facts(report, language)),
            "fictional": t("Fictional plan: the area and the ratings are invented.") if report.plan.fictional else "",
            "involvement": _involvement(report, language),
            "reading": _reading(language),
            "activities": _activities(report, language),
            "profile": _profile(report, language),
            "talk": _talk(report, findings, language),
            "agreed": {**agreed, "nothing": t("No wish and no reason has been written yet.")},
            "steps": {"title": t("Next steps"), "tables": steps, "nothing": t("No step has been written yet.")},
            "breadth": breadth,
            "method": _method(report, language),
        },
    )


def _tables(report: Report, language: Language) -> list[Data]:
    """The tables of what people said, as far as they fit: what stands out, what was agreed, breadth, next steps."""
    tables = [make(report, language) for make in (findings_table, agreed_table, breadth_table)]
    room = ROOM - A_PAGE * (max(1, len(_pages(report))) - 1)
    return [asdict(table) for table in fitted([*tables, *step_tables(report, language)], room, language)]


def _facts(report: Report, language: Language) -> Iterator[str]:
    """Where and when, on which scale, of how many activities, and who took part: one line each."""
    plan, round_ = report.plan, report.assessment
    years = "–".join(str(year) for year in (plan.start_year, plan.end_year) if year)
    if place := " · ".join(filter(None, (plan.area, plan.municipality, plan.organisation, years))):
        yield place
    count = language.n("{count} activity", "{count} activities", len(report.activities))
    memory = language.t("Told from memory") if round_.recalled else ""
    scale = language.words.scales[report.scale.id].name
    yield " · ".join(filter(None, (language.date(round_.day), round_.title, memory, scale, count)))
    yield _took_part(report, language)


def _took_part(report: Report, language: Language) -> str:
    if report.took is None:
        return language.t("How many took part was not counted.")
    people = language.n("{count} person took part", "{count} people took part", report.took.total)
    counts = report.took.by_perspective
    groups = [
        f"{language.t(name)}: {language.number(counts[group])}" for group, name in GROUPS.items() if group in counts
    ]
    return " · ".join([people, *groups])


def _involvement(report: Report, language: Language) -> Data:
    canvas = Canvas(PICTURE_WIDTH, INVOLVEMENT_HEIGHT, TEXT)
    picture = involvement_picture(report.summary, language, canvas, "")
    title = language.t("Phase by involvement")
    return {"title": title, "picture": _drawn(picture, title, picture.alt)}


def _reading(language: Language) -> Data:
    t = language.t
    return {
        "title": t("How to read it"),
        "sentences": [
            t("Each number says how many activities stand at that level in that phase."),
            t("A level describes who takes the initiative and who decides. It is not a score."),
            t("What fits depends on the activity and its residents. What is unknown is left out and never means low."),
        ],
    }


def _pages(report: Report) -> list[tuple[Activity, ...]]:
    """The activities of each picture, as far as there are pages for them."""
    return chunks(report.activities[: ROWS_A_PAGE * PAGES_OF_ROWS], ROWS_A_PAGE)


def _activities(report: Report, language: Language) -> Data:
    title = language.t("Activities by phase")
    pictures = []
    for activities in _pages(report):
        height = round(len(activities) * min(ROW, ALL_ROWS / len(activities))) + AROUND
        canvas = Canvas(PICTURE_WIDTH, height, TEXT)
        picture = activities_picture(activities, report.cells, report.scale, language, canvas, "")
        pictures.append(_drawn(picture, title, _in_words(picture)))
    left = len(report.activities) - ROWS_A_PAGE * PAGES_OF_ROWS
    return {
        "title": title,
        "pictures": pictures,
        "nothing": language.t("The plan has no activities yet."),
        "more": language.n(
            "{count} more activity stands in the workbook.", "{count} more activities stand in the workbook.", left
        )
        if left > 0
        else "",
    }


def _in_words(picture: Picture) -> str:
    """All of a picture's table as sentences: on paper no table stands beside it."""
    phases = picture.table.columns[1:]
    return " ".join(
        f"{name}. {'; '.join(f'{phase}: {level}' for phase, level in zip(phases, said, strict=True))}."
        for name, *said in picture.table.rows
    )


def _drawn(picture: Picture, title: str, alt: str) -> Data:
    return {"svg": to_svg(picture, title, WHITE), "alt": alt}


def _profile(report: Report, language: Language) -> Data:
    """Per phase the two shares, each with its denominator; never one number for the plan."""
    t = language.t
    few = any(0 < phase.decision.whole < FEW for phase in report.summary.phases)
    return {
        "title": t("Profile"),
        "reading": t("Counted among the activities that have a level in the phase."),
        "few": t("A hollow bar: fewer than three activities have a level.") if few else "",
        "columns": [t("Phase"), t("Residents take part in the decision"), t("Residents take the initiative")],
        "rows": [
            {
                "phase": language.words.phases[phase.phase].name,
                "shares": [_share(share, language) for share in (phase.decision, phase.initiative)],
            }
            for phase in report.summary.phases
        ],
    }


def _share(share: Share, language: Language) -> Data:
    text = language.t("{part} of {whole}", part=share.part, whole=share.whole)
    return {"value": share.value, "few": share.whole < FEW, "text": text if share.whole else "–"}


def _talk(report: Report, rest: Data, language: Language) -> Data:
    """What is talked about first, with question and note; then the rest."""
    t = language.t
    names = {activity.id: activity.name for activity in report.activities}
    return {
        "title": t("What to talk about"),
        "nothing": t("Nothing stands out yet."),
        "first": [
            {
                "activity": names[finding.activity],
                "why": told.why,
                "name": told.name,
                "sentence": told.sentence,
                "question": told.question,
                "note": t("For whoever leads the talk: {note}", note=told.note),
                "rests_on": t("Rests on: {cells}", cells=told.rests_on),
            }
            for finding in report.first
            for told in (tell(finding, language),)
        ],
        "rest": rest,
    }


def _method(report: Report, language: Language) -> Data:
    """How this came about: phases, scale with its levels, and the documents behind it."""
    t, words = language.t, language.words.scales[report.scale.id]
    version = t("version {number}", number=report.scale.version)
    return {
        "title": t("Method and sources"),
        "sentences": [
            t("Each activity is described in six phases, from gathering knowledge to evaluation."),
            t("An answer outside the scale, and a blank, are no level: they are in no share."),
            t("There is no total and no average: a level describes and says nothing of good or bad."),
        ],
        "scale": f"{words.name} · {version}",
        "description": words.description,
        "columns": [t("Level"), t("Meaning")],
        "levels": levels(report, language),
        "sources_title": t("Sources"),
        "sources": list(_sources(report, language)),
    }


def _sources(report: Report, language: Language) -> Iterator[Data]:
    """The documents that the phases, the scale and what stands out rest on, in the content's order."""
    content = load()
    seen = {finding.pattern for finding in report.findings}
    used = {report.scale.source.document, *(phase.source.document for phase in content.phases)}
    used |= {pattern.source.document for pattern in content.patterns if pattern.id in seen}
    for document in content.documents:
        if document.id in used:
            by = ", ".join(filter(None, (document.author, str(document.year or ""))))
            yield {"title": document.title, "by": by, "note": language.words.documents[document.id].note}

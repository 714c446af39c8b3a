"""Every file that a plan makes, in one list: the page, the archive of all of them and the command line read it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import Literal

from ivac.documents.kit import KIT, Paper, Printing, named
from ivac.documents.page import interactive_page
from ivac.documents.pictures import Kind, Size, picture_of, png, svg
from ivac.documents.report_pdf import report_pdf
from ivac.documents.slides import slides
from ivac.exchange import to_csv, to_ics, to_json, to_tidy_csv, to_xlsx
from ivac.faults import N_
from ivac.language import Language
from ivac.model import Assessment, PlanRecord
from ivac.report import Report, report_of
from ivac.room import Room
from ivac.workshop import Perspective

Group = Literal["show", "pictures", "tables", "paper"]
GROUPS: dict[Group, str] = {
    "show": N_("To read and to show"),
    "pictures": N_("Pictures"),
    "tables": N_("Tables and data"),
    "paper": N_("To print for a workshop on paper"),
}
"""What the files are for, in the order of the page."""

PDF, PNG_TYPE, SVG_TYPE = "application/pdf", "image/png", "image/svg+xml"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Source:
    """What files are made from: a plan in one round, what rooms have seen, who joined, and in which language.

    `rooms` and `people` are by round, for rounds made in a workshop; `people` counts those who joined by perspective.
    A plan without a round makes tables only.
    """

    record: PlanRecord
    assessment: Assessment | None
    rooms: Mapping[str, Room]
    people: Mapping[str, Mapping[Perspective, int]]
    language: Language
    now: datetime

    @cached_property
    def report(self) -> Report:
        """What all documents of this round say; raises ValueError without a round."""
        if self.assessment is None:
            raise ValueError("nothing of this plan has been rated")
        here = self.assessment.id
        return report_of(self.record, self.assessment, self.rooms.get(here), self.people.get(here))

    @property
    def files(self) -> tuple[File, ...]:
        """The files that this plan can make."""
        return tuple(file for file in FILES if (self.assessment or file.group == "tables") and file.holds(self))

    def picture(self, kind: Kind, size: Size) -> bytes:
        """One of the heatmaps as PNG."""
        return png(picture_of(self.report, kind, self.language, size), size, self.language)


@dataclass(frozen=True)
class File:
    """One file: how its name ends, what it is (catalogue keys), its kind for browsers, and how it is made.

    `holds` says whether it would have anything in it.
    """

    ending: str
    group: Group
    name: str
    about: str
    mime: str
    make: Callable[[Source], bytes]
    holds: Callable[[Source], bool] = lambda _: True


def _has_something_to_print(paper: Paper, of: Source) -> bool:
    return bool(of.record.activities) or not paper.of_activities


def _printed(paper: Paper, of: Source) -> bytes:
    return paper.make(Printing(of.record.plan.name, of.record.activities, of.report.scale, of.language))


FILES: tuple[File, ...] = (
    File(
        "pdf", "show", N_("Report (PDF)"), N_("Two to eight pages to send and to print."), PDF,
        lambda of: report_pdf(of.report, of.language),
    ),
    File(
        "pptx", "show", N_("Slides (PowerPoint)"), N_("Tables and charts to edit; notes for the facilitator."), PPTX,
        lambda of: slides(of.report, of.language),
    ),
    File(
        "html", "show", N_("Pictures to point at (HTML)"), N_("One file that opens in any browser, without a network."),
        "text/html", lambda of: interactive_page(of.report, of.language),
    ),
    File(
        "involvement.png", "pictures", N_("Involvement phase by phase, for a slide (PNG)"), N_("1920 pixels wide."),
        PNG_TYPE, lambda of: of.picture("involvement", "slide"),
    ),
    File(
        "involvement.print.png", "pictures", N_("Involvement phase by phase, for print (PNG)"),
        N_("As wide as an A4 page lying, at 300 pixels an inch."), PNG_TYPE,
        lambda of: of.picture("involvement", "print"),
    ),
    File(
        "involvement.svg", "pictures", N_("Involvement phase by phase (SVG)"), N_("Sharp at any size."), SVG_TYPE,
        lambda of: svg(picture_of(of.report, "involvement", of.language)),
    ),
    File(
        "activities.png", "pictures", N_("Activities by phase, for a slide (PNG)"), N_("1920 pixels wide."), PNG_TYPE,
        lambda of: of.picture("activities", "slide"),
    ),
    File(
        "activities.print.png", "pictures", N_("Activities by phase, for print (PNG)"),
        N_("As wide as an A4 page lying, at 300 pixels an inch."), PNG_TYPE,
        lambda of: of.picture("activities", "print"),
    ),
    File(
        "activities.svg", "pictures", N_("Activities by phase (SVG)"), N_("Sharp at any size."), SVG_TYPE,
        lambda of: svg(picture_of(of.report, "activities", of.language)),
    ),
    File(
        "xlsx", "tables", N_("Workbook (XLSX)"), N_("Activities, levels, distributions, next steps, and a codebook."),
        XLSX, lambda of: to_xlsx(of.record, of.language, of.rooms),
    ),
    File(
        "csv", "tables", N_("Table (CSV)"), N_("One row an activity, with the latest round."), "text/csv",
        lambda of: to_csv(of.record, of.language),
    ),
    File(
        "tidy.csv", "tables", N_("For statistics (CSV)"), N_("One row a cell of every round, with ids."), "text/csv",
        lambda of: to_tidy_csv(of.record, of.language, of.rooms),
    ),
    File(
        "json", "tables", N_("Everything (JSON)"), N_("The whole plan, for another installation."), "application/json",
        lambda of: to_json(of.record).encode(),
    ),
    File(
        "ics", "tables", N_("Calendar (ICS)"), N_("The next steps that have a day."), "text/calendar",
        lambda of: to_ics(of.record, of.language, of.now),
        lambda of: any(step.by for step in of.record.steps),
    ),
    *(
        File(
            paper.ending, "paper", paper.name, paper.about, PDF, partial(_printed, paper),
            partial(_has_something_to_print, paper),
        )
        for paper in KIT
    ),
)  # fmt: skip
"""All of them, in the order of the page."""


def file_for(name: str) -> File | None:
    """The file that a name asks for by its ending, the longest that fits; None for no ending of ours."""
    fitting = [file for file in FILES if name.lower().endswith(f".{file.ending}")]
    return max(fitting, key=lambda file: len(file.ending), default=None)


def file_name(source: Source, file: File) -> str:
    """What a file of the plan is called."""
    return named(source.record.plan.name, file.ending)


class Archive:
    """All files of a plan in one ZIP, made one at a time, so that whoever waits sees how far it is and can stop it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._kept = io.BytesIO()

    def __iter__(self) -> Iterator[File]:
        """Make one file after the other; each is given just before it is made."""
        with zipfile.ZipFile(self._kept, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in self.source.files:
                yield file
                archive.writestr(file_name(self.source, file), file.make(self.source))

    def data(self) -> bytes:
        """The finished ZIP."""
        return self._kept.getvalue()

"""One page for the files of a municipality: what this installation keeps, where, who can reach it, and how long."""

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from ivac.documents.pictures import colours
from ivac.documents.typeset import to_pdf
from ivac.language import Language
from ivac.settings import Settings


def data_note(found: Settings, language: Language, today: date) -> bytes:
    """The page as PDF, filled in from the settings; what they cannot know is left as a line to write on."""
    t = language.t
    data: dict[str, Any] = {
        "title": t("Note on data"),
        "about": t("What is kept about people, where, and how long."),
        "language": language.code,
        "colours": colours(),
        "written": t("Filled in from the settings on {day}.", day=language.date(today)),
        "rows": [{"name": name, "text": text} for name, text in _rows(found, language)],
        "open": [t("Who is responsible for the data"), t("Whom to ask"), t("Day and signature")],
    }
    return to_pdf("data_note.typ", data)


def _rows(found: Settings, language: Language) -> list[tuple[str, str]]:
    t = language.t
    return [
        (t("What it is for"), t("To talk about how residents are involved in the activities of a housing plan.")),
        (
            t("What is kept"),
            t(
                "Plans, activities, agreed levels, notes and next steps. Of people in a workshop a random number, from "
                "where they see the activities, and their answers; a name only where a workshop asks for one."
            ),
        ),
        (
            t("What is not kept"),
            t(
                "No civil registration numbers, no addresses, no accounts of participants, and no figure about a "
                "single resident or volunteer. Who takes a next step is written as a role or initials."
            ),
        ),
        (t("Where it lies"), _where(found, language)),
        (t("Who can reach it"), _who(found, language)),
        (t("How long"), _how_long(found, language)),
        (
            t("Who else gets it"),
            t("Nobody. The pages load nothing from other hosts and send nothing to any; there is no telemetry."),
        ),
        (
            t("Deleting"),
            t(
                "A plan, a workshop, or the answers of its participants can be deleted at any time. Copies of the "
                "database and files that somebody has taken away must be deleted where they lie."
            ),
        ),
    ]


def _where(found: Settings, language: Language) -> str:
    address = urlsplit(found.database_url)
    if address.scheme.startswith("sqlite"):
        file = address.path.removeprefix("/")
        return language.t("In one file on the machine that runs the program: {file}", file=file)
    # Neither user nor password leaves the settings.
    place = f"{address.hostname or ''}{address.path}"
    return language.t("In a database of the organisation’s own: {place}", place=place)


def _who(found: Settings, language: Language) -> str:
    t = language.t
    if found.public_url is None:
        return t("Only whoever sits at that machine, unless it is started for a network.")
    who = t(
        "At {address}: plans open with a key link; participants join with the code of their workshop.",
        address=found.public_url,
    )
    if not found.sign_in:
        return who
    return who + " " + t("These may sign in and plan: {who}", who=found.sign_in)


def _how_long(found: Settings, language: Language) -> str:
    if found.keep_months is None:
        return language.t("Until somebody deletes it. No retention time is set (IVAC_KEEP_MONTHS).")
    return language.n(
        "Participants’ answers go by themselves {count} month after the workshop; what was agreed stays.",
        "Participants’ answers go by themselves {count} months after the workshop; what was agreed stays.",
        found.keep_months,
    )

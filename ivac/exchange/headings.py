"""Recognises the headings that people write over their columns, in Danish and English."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ivac.exchange.columns import FIELDS, label
from ivac.exchange.table import HEADING_ROWS, Row, Table
from ivac.exchange.text import key, one_line
from ivac.language import CODES, language
from ivac.model import PHASES

# Bare “Formål”, “Mål” and “Goal” are no aliases of the aim: such columns hold sentences, not our list.
ALIASES: dict[str, tuple[str, ...]] = {
    "plan": (
        *("Helhedsplan", "Helhedsplanen", "Helhedsplaner", "Helhedsplanens navn", "Navn på helhedsplan"),
        *("Boligsocial helhedsplan", "Plan", "Planen", "Planens navn", "Plannavn", "Plan name", "Name of plan"),
    ),
    "name": (
        *("Aktivitet", "Aktiviteter", "Aktiviteten", "Aktivitetens navn", "Aktivitetsnavn", "Navn på aktivitet"),
        *("Navn på aktiviteten", "Navn", "Titel", "Aktivitetstitel", "Aktivitetens titel"),
        *("Activity", "Activities", "Activity name", "Activity title", "Name", "Name of activity", "Title"),
    ),
    "description": (
        *("Beskrivelse", "Beskrivelser", "Aktivitetsbeskrivelse", "Kort beskrivelse", "Beskrivelse af aktivitet"),
        *("Beskrivelse af aktiviteten", "Aktivitetens beskrivelse", "Indhold"),
        *("Description", "Descriptions", "Activity description", "Short description"),
    ),
    "effort_area": (
        *("Indsatsområde", "Indsatsområder", "Indsatsområdet", "Fokusområde"),
        *("Effort area", "Effort areas", "Area of effort", "Focus area", "Action area"),
    ),
    "activity_type": (
        *("Aktivitetstype", "Aktivitetstyper", "Type", "Typer", "Type aktivitet", "Type af aktivitet"),
        *("Activity type", "Activity types", "Types", "Type of activity", "Kind of activity"),
    ),
    "target_groups": (
        *("Målgruppe", "Målgrupper", "Målgruppen", "Målgrupperne", "Aktivitetens målgruppe"),
        *("Target group", "Target groups", "Target audience"),
    ),
    "complexity": (
        *("Kompleksitet", "Kompleksitetsgrad", "Enkel eller kompleks", "Enkel/kompleks"),
        *("Complexity", "Simple or complex", "Simple/complex"),
    ),
    "professional_skill": (
        *("Faglighed", "Kræver faglighed", "Kræver særlig faglighed", "Kræver faglig viden", "Kræver fagperson"),
        *("Kræver fagpersoner", "Kræver fagfolk", "Kræver professionel faglighed", "Faglige kompetencer"),
        *("Kræver faglige kompetencer", "Needs professional skill", "Needs professional skills"),
        *("Professional skill", "Professional skills", "Requires professional skill", "Requires professional skills"),
    ),
    "partners": (
        *("Samarbejdspartner", "Samarbejdspartnere", "Samarbejdspartnerne", "Partner", "Partnere", "Samarbejde"),
        *("Partners", "Cooperation partners", "Collaborators", "Collaborating partners"),
    ),
    "volunteers": (
        *("Frivillig", "Frivillige", "Antal frivillige", "Frivillige antal", "Bærende frivillige"),
        *("Volunteer", "Volunteers", "Number of volunteers", "No of volunteers", "Volunteer count"),
    ),
    "aim": (
        *("Sigte", "Sigtet", "Sigte efter planen", "Mål efter planen", "Efter planen", "Når planen slutter"),
        *("Videreførelse", "Aim", "Aims", "Aim after plan", "After the plan", "When the plan ends"),
    ),
}
_PHASE_ALIASES = {
    "knowledge": ("vidensindsamling", "videnindsamling", "viden", "knowledge gathering", "knowledge"),
    "ideas": ("idéudvikling", "idé", "idéer", "idea development", "idea", "ideas"),
    "planning": ("planlægning", "planning"),
    "implementation": ("implementering", "gennemførelse", "udførelse", "udføring", "implementation"),
    "anchoring": ("forankring", "anchoring", "embedding"),
    "evaluation": ("evaluering", "evaluation"),
}
_FILLERS = {"for", "i", "af", "paa", "fase", "fasen", "phase", "the", "of", "in", "stage"}
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


@dataclass(frozen=True)
class Headings:
    """The row of headings of a table: the column (from 0) of each field, and the columns left out."""

    row: Row
    columns: Mapping[str, int]
    unknown: tuple[int, ...]
    doubled: tuple[tuple[str, int, int], ...]
    """Field, its column, and a second column that means the same."""


def field_of(heading: str) -> str | None:
    """The field that a heading means, or None."""
    whole = key(heading)
    return _known().get(_joined(whole)) or _status(whole) or _known().get(_joined(key(_BRACKETS.sub(" ", heading))))


def find(table: Table) -> Headings | None:
    """The headings of a table; None when no row near the top names the activities' column."""
    found = [_headings(row) for row in table.rows if row.number <= HEADING_ROWS]
    named = [headings for headings in found if "name" in headings.columns]
    return max(named, key=lambda headings: len(headings.columns), default=None)


def text(headings: Headings, column: int) -> str:
    """A heading as it stands in the file, on one line."""
    return one_line(headings.row.cell(column))


def _headings(row: Row) -> Headings:
    columns: dict[str, int] = {}
    unknown: list[int] = []
    doubled: list[tuple[str, int, int]] = []
    for column, heading in enumerate(row.cells):
        field = field_of(heading)
        if field is None:
            unknown.append(column)
        elif field in columns:
            doubled.append((field, columns[field], column))
        else:
            columns[field] = column
    return Headings(row, columns, tuple(column for column in unknown if row.cell(column)), tuple(doubled))


@cache
def _known() -> Mapping[str, str]:
    known = {_joined(key(alias)): field for field, aliases in ALIASES.items() for alias in aliases}
    for code in CODES:
        known |= {_joined(key(label(field, language(code)))): field for field in FIELDS}
    return known


@cache
def _phases() -> Mapping[str, str]:
    return {_stem(key(alias)): phase for phase in PHASES for alias in (phase, *_PHASE_ALIASES[phase])}


def _joined(words: str) -> str:
    """Without spaces: Danish joins words that people also write apart or with a hyphen."""
    return words.replace(" ", "")


def _status(heading: str) -> str | None:
    """The status field for headings such as “planlaegning status” (already a key)."""
    if "status" not in heading:
        return None
    words = [word for word in heading.replace("status", " ").split() if word not in _FILLERS]
    phase = _phases().get(" ".join(_stem(word) for word in words))
    return f"status_{phase}" if phase else None


def _stem(word: str) -> str:
    return re.sub(r"(sfasen?|fasen?|s)$", "", word)

"""The languages of the product: interface strings (gettext), dates and numbers, and the method's words.

A `Language` is handed to whatever makes text; nothing reads a global language.
"""

import gettext
import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, cached_property
from pathlib import Path

from babel.dates import format_date, format_datetime, get_timezone
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from ivac.content import Words, load

CODES = ("da", "en")
DEFAULT = "da"
COUNTRY = get_timezone("Europe/Copenhagen")
"""Where the workshops are held."""
CATALOGUES = Path(__file__).parent / "locale"


@dataclass(frozen=True)
class Language:
    """One language, ready to speak; `code` is "da" or "en"."""

    code: str
    catalogue: gettext.NullTranslations

    def t(self, message: str, **values: object) -> str:
        """The interface text for an English message, its {places} filled."""
        return self.catalogue.gettext(message).format(**values)

    def n(self, one: str, many: str, count: int, **values: object) -> str:
        """The singular or plural text for a count; {count} is filled as the language writes numbers."""
        text = self.catalogue.ngettext(one, many, count)
        return text.format(count=self.number(count), **values)

    def number(self, value: int) -> str:
        """A whole number with the language's own separators."""
        return format_decimal(value, locale=self.code)

    def percent(self, share: float) -> str:
        """A share from 0 to 1 as whole per cent."""
        return format_percent(share, format="#,##0 %" if self.code == "da" else "#,##0%", locale=self.code)

    def date(self, day: date) -> str:
        """A date as people write it, for example 12. marts 2026."""
        return format_date(day, format="long", locale=self.code)

    def time(self, at: datetime) -> str:
        """A moment in UTC as a clock in this country shows it, with its day."""
        here = at.replace(tzinfo=UTC)
        return format_datetime(here, "d. MMM HH:mm" if self.code == "da" else "d MMM HH:mm", COUNTRY, self.code)

    @cached_property
    def words(self) -> Words:
        """The method's texts in this language."""
        return load().words[self.code]


@cache
def language(code: str) -> Language:
    """The language with this code; an unknown code gives the default."""
    code = code if code in CODES else DEFAULT
    po_file = CATALOGUES / f"{code}.po"
    if not po_file.exists():
        return Language(code, gettext.NullTranslations())
    # Compiled in memory, so that the repository holds the readable catalogue alone.
    compiled = io.BytesIO()
    with po_file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return Language(code, gettext.GNUTranslations(compiled))


def first_guess(accept_language: str | None) -> str:
    """The best of our languages for a browser's Accept-Language header; Danish when it names none."""
    ranked: list[tuple[float, int, str]] = []
    for position, part in enumerate((accept_language or "").split(",")):
        tag, *options = (piece.strip() for piece in part.split(";"))
        weights = [option.removeprefix("q=") for option in options if option.startswith("q=")]
        try:
            quality = float(weights[0]) if weights else 1.0
        except ValueError:
            quality = 0.0
        ranked.append((-quality, position, tag.split("-")[0].lower()))
    return next((code for quality, _, code in sorted(ranked) if code in CODES and quality < 0), DEFAULT)

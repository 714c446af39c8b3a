"""What a comparison shows at one moment, ready to be taken away."""

from dataclasses import dataclass
from datetime import date

from ivac.charts import Picture, Table
from ivac.language import Language


@dataclass(frozen=True)
class View:
    """One picture or table of a page: its title, what can and cannot be read from it, and what is shown.

    `selection` says in words what was chosen, `n` of how many plans or activities it is; `address` is where it is seen.
    """

    id: str
    title: str
    reading: str
    shown: Picture | Table
    selection: str
    n: str
    day: date
    address: str = ""

    @property
    def picture(self) -> Picture | None:
        """The picture; None where a table alone is shown."""
        return self.shown if isinstance(self.shown, Picture) else None

    @property
    def table(self) -> Table:
        """The table that is shown, or that stands beside the picture."""
        return self.shown.table if isinstance(self.shown, Picture) else self.shown

    def said(self, language: Language) -> str:
        """The line under the title: what was chosen, of how many, and when."""
        return " · ".join(part for part in (self.selection, self.n, language.date(self.day)) if part)

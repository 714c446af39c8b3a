"""What a comparison shows at one moment, ready to be taken away."""

from dataclasses import dataclass
from datetime import date

from ivac.charts import Picture
from ivac.language import Language


@dataclass(frozen=True)
class View:
    """One picture of a page: its title, what can and cannot be read from it, and the picture with its table.

    `selection` says in words what was chosen, `n` of how many plans or activities it is; `address` is where it is seen.
    """

    id: str
    title: str
    reading: str
    picture: Picture
    selection: str
    n: str
    day: date
    address: str = ""

    def said(self, language: Language) -> str:
        """The line under the title: what was chosen, of how many, and when."""
        return " · ".join(part for part in (self.selection, self.n, language.date(self.day)) if part)

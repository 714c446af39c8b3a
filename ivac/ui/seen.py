"""What a visitor looks at where plans stand beside one another, and what of it can be taken away."""

from dataclasses import dataclass
from datetime import date

from ivac.charts import Picture, Table
from ivac.documents.view import View
from ivac.language import Language
from ivac.selection import Selection
from ivac.ui import counted
from ivac.ui.filters import Filters
from ivac.ui.scope import Looked
from ivac.ui.take_view import address_here, offer_view


@dataclass(frozen=True)
class Seen:
    """Whose plans, under which choices."""

    language: Language
    looked: Looked
    selection: Selection

    @property
    def filters(self) -> Filters:
        """The fields for the choices."""
        beside = counted.beside(self.looked.scope, self.selection)
        return Filters(self.selection, beside, self.language, self.looked.hidden)

    @property
    def chosen(self) -> str:
        """All that is chosen, in words."""
        return self.filters.said

    def offer(
        self, name: str, title: str, reading: str, shown: Picture | Table, count: str, chosen: str | None = None
    ) -> View:
        """Offer a picture's or a table's files; each asks anew whether this visitor may look at these plans.

        `count` says of how much it is; `chosen` what was chosen, where that is not just what holds for all.
        """
        chosen = self.chosen if chosen is None else chosen
        view = View(name, title, reading, shown, chosen, count, date.today(), address_here())
        offer_view(view, self.looked.require, self.language)
        return view

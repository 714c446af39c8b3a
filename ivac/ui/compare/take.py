"""What somebody can take away of a comparison's picture, as it is chosen and named on the page."""

from datetime import date

from ivac.access import Rights
from ivac.charts import Picture
from ivac.documents.view import View
from ivac.ui import counted
from ivac.ui.compare.shown import Shown
from ivac.ui.filters import Filters
from ivac.ui.take_view import address_here, offer_view


def offer(shown: Shown, name: str, title: str, reading: str, picture: Picture) -> None:
    """The files of a picture; each asks anew whether this visitor may look at these plans."""
    language, looked = shown.language, shown.looked
    filters = Filters(shown.selection, counted.beside(looked.scope, shown.selection), language, looked.hidden)
    plans = [plan.plan.id for plan in shown.comparison.plans]
    count = language.n("{count} plan", "{count} plans", len(plans))
    view = View(name, title, reading, picture, filters.said, count, date.today(), address_here())

    def require(rights: Rights) -> None:
        if looked.collection:
            rights.require_collection(looked.collection.id)
            return
        for plan in looked.scope.plans or plans:
            rights.require(plan)

    offer_view(view, require, language)

"""The workshop on the wall: only what the room may see; it follows the desk by itself."""

from ivac.ui import live
from ivac.ui.context import current_language, current_workshop
from ivac.ui.moment import live as moment
from ivac.ui.plans import no_workshop

language = current_language()
if workshop := current_workshop():
    live.show_wall(moment(workshop), language)
else:
    no_workshop(language)

"""The projector view: one picture at a time, full width, moved on by arrow keys."""

from ivac.ui import wall
from ivac.ui.context import current_language
from ivac.ui.plans import require_rated

language = current_language()
wall.show_slide(*require_rated(language), language)

"""The checklist: questions about work with volunteers, first those that what stands out in the picture points to."""

from ivac.ui import checklist
from ivac.ui.context import current_language
from ivac.ui.plans import require_rated

language = current_language()
checklist.show(*require_rated(language), language)

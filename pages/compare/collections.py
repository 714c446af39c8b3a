"""Collections of plans: open one, or begin one."""

from ivac.ui import collecting, parts
from ivac.ui.context import current_language

language = current_language()
t = language.t

parts.heading(t("Collections of plans"), t("Plans brought together to be compared, with their names or without."))
parts.show_message()
collecting.list_collections(language)
collecting.offer_new(language)

"""Join a workshop: with the code on the wall, without an account."""

from ivac.ui import parts, phone
from ivac.ui.context import current_language

language = current_language()

parts.heading(language.t("Join the workshop"), language.t("No account is needed."))
phone.show_way_in(language)

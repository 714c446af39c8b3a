"""Join a workshop: with the code on the wall, without an account."""

from ivac.ui import parts, phone
from ivac.ui.context import current_language

language = current_language()
t = language.t

parts.heading(t("Join the workshop"), t("No account is needed."))
if code := phone.ask_for_code(language):
    phone.offer_joining(code, language)

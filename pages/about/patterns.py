"""The patterns: what in a picture is worth talking about, by which rule, and who says so."""

from ivac.ui import parts, patterns, registry
from ivac.ui.context import current_language

language = current_language()
t = language.t

parts.heading(t("Patterns"), t("What in a picture is worth talking about. A pattern is a question, never a verdict."))
patterns.show_what_counts(language)
patterns.show_all(language)
patterns.show_shapes(language)
parts.link(registry.METHOD, t("The method"), ":material/arrow_back:")

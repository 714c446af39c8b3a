"""The fields about one activity in one phase that stand behind its level; each is stored when it changes."""

from collections.abc import Callable

import streamlit as st

from ivac.content import Scale, load
from ivac.language import Language
from ivac.model import Cell
from ivac.ui.stored_fields import StoredFields

_escape_leaves_the_field = st.components.v2.component(
    "ivac_escape_leaves_the_field",
    js="""
export default function () {
  const leave = (event) => {
    if (event.key === "Escape" && document.activeElement?.tagName === "TEXTAREA") document.activeElement.blur();
  };
  document.addEventListener("keydown", leave, true);
  return () => document.removeEventListener("keydown", leave, true);
}
""",
)
"""Streamlit stores a text when its field is left; a dialog that Escape closes would take the text with it."""


class CellFields(StoredFields):
    """The fields of a cell, on the scale that it is rated on."""

    def __init__(self, key: str, cell: Cell, scale: Scale, language: Language, keep: Callable[..., None]) -> None:
        super().__init__(key, cell, language, keep)
        self.scale = scale

    def level(self) -> None:
        """The level itself."""
        self.one("answer", self.t("The level that we agree on"), self.scale.level_ids, self._level_name)

    def wish(self) -> None:
        """The level that would fit, why, and in whose words."""
        t, reasons = self.t, load().lists.ids("desired_reasons")
        self.one("desired", t("Which level would fit here?"), self.scale.level_ids, self._level_name)
        self.one("desired_reason", t("Why?"), reasons, self.item_full("desired_reasons"))
        self.text("desired_note", t("In your own words"))

    def background(self) -> None:
        """The study's own interview questions."""
        t, lists = self.t, load().lists
        self.several("roles", t("What was the staff’s role?"), lists.ids("staff_roles"), "staff_roles")
        self.several("actors", t("Who else was part of it?"), lists.ids("actors"), "actors")
        self.text("worked", t("What worked well?"))
        self.text("hard", t("What was hard?"))
        self.text("example", t("An example: what did residents decide that would otherwise have been different?"))
        self.one("evidence", t("How sure is the answer?"), lists.ids("evidence"), self.item_full("evidence"))

    def show_dialog(self, title: str, draw: Callable[[], None], forget: Callable[[], None]) -> None:
        """A dialog in which `draw` puts fields; open until dismissed, when `forget` is called."""

        def dismissed() -> None:
            forget()
            # Closed straight from a field, only the dialog runs; the page has to show what was stored.
            st.rerun()

        @st.dialog(title, width="large", on_dismiss=dismissed)
        def dialog() -> None:
            draw()
            _escape_leaves_the_field(key=self.key_of("escape"))

        dialog()

    def _level_name(self, level: str) -> str:
        return self.language.words.scales[self.scale.id].levels[level].full

"""The fields about one activity in one phase that stand behind its level; each is stored when it changes."""

from collections.abc import Callable

import streamlit as st

from ivac.content import Scale, load
from ivac.entry import checked_note
from ivac.faults import Refused
from ivac.language import Language
from ivac.model import Cell
from ivac.ui.parts import fail_after_rerun

NOTES = ("desired_note", "worked", "hard", "example")
"""The fields of a cell that hold free text."""

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


class CellFields:
    """Draws fields of a cell; `keep` stores changes by field name, so that closing a dialog loses nothing."""

    def __init__(self, key: str, cell: Cell, scale: Scale, language: Language, keep: Callable[..., None]) -> None:
        self.key, self.cell, self.scale, self.keep = key, cell, scale, keep
        self.language, self.t = language, language.t

    def level(self) -> None:
        """The level itself."""
        self._one("answer", self.t("The level that we agree on"), self.scale.level_ids, self._level_name)

    def wish(self) -> None:
        """The level that would fit, why, and in whose words."""
        t, reasons = self.t, load().lists.ids("desired_reasons")
        self._one("desired", t("Which level would fit here?"), self.scale.level_ids, self._level_name)
        self._one("desired_reason", t("Why?"), reasons, self._item("desired_reasons"))
        self._text("desired_note", t("In your own words"))

    def background(self) -> None:
        """The study's own interview questions."""
        t, lists = self.t, load().lists
        self._many("roles", t("What was the staff’s role?"), lists.ids("staff_roles"), "staff_roles")
        self._many("actors", t("Who else was part of it?"), lists.ids("actors"), "actors")
        for field, label in (
            ("worked", t("What worked well?")),
            ("hard", t("What was hard?")),
            ("example", t("An example: what did residents decide that would otherwise have been different?")),
        ):
            self._text(field, label)
        self._one("evidence", t("How sure is the answer?"), lists.ids("evidence"), self._item("evidence"))

    def show_dialog(self, title: str, draw: Callable[[], None], forget: Callable[[], None]) -> None:
        """A dialog in which `draw` puts fields; open until dismissed, when `forget` is called."""

        def dismissed() -> None:
            forget()
            # Closed straight from a field, only the dialog runs; the page has to show what was stored.
            st.rerun()

        @st.dialog(title, width="large", on_dismiss=dismissed)
        def dialog() -> None:
            draw()
            _escape_leaves_the_field(key=self._key("escape"))

        dialog()

    def _level_name(self, level: str) -> str:
        return self.language.words.scales[self.scale.id].levels[level].full

    def _item(self, list_name: str) -> Callable[[str], str]:
        def name(item: str) -> str:
            words = self.language.words.item(list_name, item)
            return f"{words.name}: {words.sentence}" if words.sentence else words.name

        return name

    def _key(self, field: str) -> str:
        return f"{self.key}_{field}"

    def _save(self, field: str) -> None:
        value = st.session_state[self._key(field)]
        try:
            self.keep(**{field: checked_note(value) if field in NOTES else value})
        except Refused as refused:
            fail_after_rerun(refused, self.language)

    def _one(self, field: str, label: str, ids: tuple[str, ...], name: Callable[[str], str]) -> None:
        current = getattr(self.cell, field)
        st.selectbox(
            label, ids, index=ids.index(current) if current in ids else None, key=self._key(field), format_func=name,
            placeholder=self.t("Not stated"), on_change=self._save, args=[field],
        )  # fmt: skip

    def _many(self, field: str, label: str, ids: tuple[str, ...], list_name: str) -> None:
        words = self.language.words
        st.pills(
            label, ids, selection_mode="multi", default=[item for item in getattr(self.cell, field) if item in ids],
            key=self._key(field), format_func=lambda item: words.item(list_name, item).name,
            on_change=self._save, args=[field],
        )  # fmt: skip

    def _text(self, field: str, label: str) -> None:
        st.text_area(
            label, value=getattr(self.cell, field), key=self._key(field), height=80,
            on_change=self._save, args=[field],
        )  # fmt: skip

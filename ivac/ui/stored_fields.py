"""Fields whose every change is stored at once: one of a list, several, a number, a text."""

from collections.abc import Callable, Sequence

import streamlit as st

from ivac.entry import checked_note
from ivac.faults import Refused
from ivac.language import Language
from ivac.model import Value
from ivac.ui.parts import fail_after_rerun, start_with


class StoredFields:
    """Draws fields of a value; `keep` stores changes by field name, so that leaving the page loses nothing."""

    def __init__(self, key: str, value: Value, language: Language, keep: Callable[..., None]) -> None:
        self.key, self.value, self.keep = key, value, keep
        self.language, self.t = language, language.t

    def item_name(self, list_name: str) -> Callable[[str], str]:
        """How an entry of a list is called, in short."""
        return lambda item: self.language.words.item(list_name, item).name

    def item_full(self, list_name: str) -> Callable[[str], str]:
        """How an entry of a list is called, with its sentence where it has one."""

        def name(item: str) -> str:
            words = self.language.words.item(list_name, item)
            return f"{words.name}: {words.sentence}" if words.sentence else words.name

        return name

    def one(self, field: str, label: str, ids: Sequence[str], name: Callable[[str], str]) -> None:
        """One of a list, or not stated."""
        current = getattr(self.value, field)
        st.selectbox(
            label, ids, index=None, key=start_with(self.key_of(field), current if current in ids else None),
            format_func=name, placeholder=self.t("Not stated"), on_change=self._save, args=[field],
        )  # fmt: skip

    def several(self, field: str, label: str, ids: Sequence[str], list_name: str, more: str | None = None) -> None:
        """Any number of a list's entries; `more` is said where help is asked for."""
        st.pills(
            label, ids, selection_mode="multi", default=[item for item in getattr(self.value, field) if item in ids],
            key=self.key_of(field), format_func=self.item_name(list_name), on_change=self._save, args=[field],
            help=more,
        )  # fmt: skip

    def number(self, field: str, label: str, least: int, most: int, more: str | None = None) -> None:
        """A whole number, or nothing."""
        st.number_input(
            label, least, most, value=None, step=1, key=start_with(self.key_of(field), getattr(self.value, field)),
            help=more, placeholder=self.t("Not stated"), on_change=self._save, args=[field], width=420,
        )  # fmt: skip

    def text(self, field: str, label: str) -> None:
        """Free text, kept as it is left."""
        st.text_area(
            label, value=getattr(self.value, field), key=self.key_of(field), height=80,
            on_change=self._save, args=[field],
        )  # fmt: skip

    def key_of(self, field: str) -> str:
        """The widget's key of a field."""
        return f"{self.key}_{field}"

    def _save(self, field: str) -> None:
        value = st.session_state[self.key_of(field)]
        try:
            self.keep(**{field: checked_note(value) if isinstance(value, str) else value})
        except Refused as refused:
            fail_after_rerun(refused, self.language)

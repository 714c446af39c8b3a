"""A picture of a comparison to take away: what is below it on a page, and what all pictures of a page have together."""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode, urlsplit

import streamlit as st

from ivac.access import Rights
from ivac.documents.files import PPTX
from ivac.documents.kit import named
from ivac.documents.view import View
from ivac.documents.view_slides import slides_of
from ivac.documents.views import ViewFile, files_of, view_file_name
from ivac.language import Language
from ivac.ui.context import rights_later
from ivac.ui.live import address

Require = Callable[[Rights], None]
"""What raises `Refused` for a visitor who may not see the picture (any more)."""


def offer_view(view: View, require: Require, language: Language) -> None:
    """A button for each file of a picture; each is made when it is asked for, and only for whoever may still see it."""
    label = language.t("Take this picture away") if view.picture else language.t("Take this table away")
    with st.popover(label, icon=":material/download:", key=f"take_{view.id}"):
        for file in files_of(view):
            _offer_file(view, file, require, language)


def _offer_file(view: View, file: ViewFile, require: Require, language: Language) -> None:
    key = f"download_{view.id}_{file.ending}"
    _download(
        language.t(file.name), view_file_name(view, file), file.mime, key, lambda: file.make(view, language), require
    )


def offer_deck(views: Sequence[View], title: str, require: Require, language: Language) -> None:
    """One button for all pictures of a page as slides."""
    _download(
        language.t("All pictures as slides (PowerPoint)"), named(title, "pptx"), PPTX, "download_deck",
        lambda: slides_of(views, language), require,
    )  # fmt: skip


def address_here() -> str:
    """The address of the page as it is looked at; nothing secret stands in a comparison's."""
    return f"{address()}{urlsplit(st.context.url or '').path}?{urlencode(st.query_params.to_dict())}"


def _download(label: str, file_name: str, mime: str, key: str, make: Callable[[], bytes], require: Require) -> None:
    ask = rights_later()

    def made() -> bytes:
        # Asked anew, and outside of any run: the page may stand open since before a key was withdrawn.
        require(ask())
        return make()

    st.download_button(label, made, file_name, mime, key=key, icon=":material/download:", on_click="ignore")

"""Taking a picture of a comparison away: a button for every file, and nothing for whoever may not see it any more."""

from collections.abc import Callable
from datetime import date

import plotly.graph_objects as go
import pytest

from ivac.access import Rights
from ivac.charts import Picture, Table
from ivac.documents.view import View
from ivac.documents.views import VIEW_FILES
from ivac.faults import Refused
from ivac.language import language
from ivac.store import Store
from ivac.ui import seen, take_view
from ivac.ui.compare import VIEWS
from tests.pages.conftest import Open
from tests.pages.test_files import downloads

PICTURES = {
    "plans": ("multiples",),
    "shares": ("shares_0",),
    "two": ("profile_decision", "profile_initiative", "difference"),
    "dots": ("dots",),
    "time": ("course",),
}


def test_every_view_is_tried() -> None:
    assert list(PICTURES) == list(VIEWS)


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize(("view", "pictures"), PICTURES.items())
def test_every_picture_offers_every_file_in_both_languages(
    open_page: Open, demo: Store, lang: str, view: str, pictures: tuple[str, ...]
) -> None:
    plans = ",".join(entry.plan.id for entry in demo.plans()[:2])
    app = open_page("compare/compare.py", plans=plans, lang=lang, view=view)
    ids = " ".join(downloads(app))
    for picture in pictures:
        assert [file.ending for file in VIEW_FILES if f"download_{picture}_{file.ending}" not in ids] == []
    labels = [button.proto.label for button in app.get("download_button")]
    deck = {language(lang).t("All pictures as slides (PowerPoint)")} if len(pictures) > 1 else set()
    assert {language(lang).t(file.name) for file in VIEW_FILES} | deck == set(labels)


@pytest.mark.parametrize("view", PICTURES)
def test_every_file_of_every_picture_is_made(
    open_page: Open, demo: Store, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    offered: list[View] = []
    monkeypatch.setattr(seen, "offer_view", lambda shown, *_: offered.append(shown))

    open_page("compare/compare.py", view=view)

    assert tuple(each.id for each in offered) == PICTURES[view]
    for each in offered:
        for file in VIEW_FILES:
            assert len(file.make(each, language("en"))) > 100


class Buttons:
    """Download buttons as a page makes them; pressing one gives its file."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, rights: Callable[[], Rights]) -> None:
        self.makes: list[Callable[[], bytes]] = []
        monkeypatch.setattr(take_view.st, "download_button", lambda _label, data, *_, **__: self.makes.append(data))
        monkeypatch.setattr(take_view, "rights_later", lambda: rights)

    def press(self) -> list[bytes]:
        return [make() for make in self.makes]


VIEW = View("a", "Title", "", Picture(go.Figure(), "", Table(("Plan",), (("A",),))), "", "", date(2026, 1, 2))


def test_a_file_is_made_only_for_whoever_may_still_see_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    held = {"plans": frozenset({"meadow"})}
    buttons = Buttons(monkeypatch, lambda: Rights(plans=held["plans"]))
    table = next(file for file in VIEW_FILES if file.ending == "csv")
    monkeypatch.setattr(take_view, "files_of", lambda _: [table])
    require = lambda rights: rights.require("meadow")  # noqa: E731
    take_view.offer_view(VIEW, require, language("en"))
    take_view.offer_deck([VIEW], "All of it", require, language("en"))
    assert buttons.press()[0].decode("utf-8-sig").split() == ["Plan", "A"]

    held["plans"] = frozenset()

    for make in buttons.makes:
        with pytest.raises(Refused):
            make()

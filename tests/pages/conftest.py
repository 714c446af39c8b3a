"""Pages run through the main script that app.py serves, each on a database of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from ivac.demo import demo_records
from ivac.settings import installation_secret, settings
from ivac.store import Store, Workshops, open_store
from ivac.ui import keys

MAIN = Path(__file__).parents[2] / "ivac" / "ui" / "main.py"


@pytest.fixture(autouse=True)
def no_cookies(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser without cookies; Streamlit's own stand-in for one holds something under every name."""
    monkeypatch.setattr(ContextProxy, "cookies", property(lambda _: {}))


@pytest.fixture
def store(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The store that the pages of this test use; empty."""
    monkeypatch.setenv("IVAC_DATABASE_URL", database_url)
    if not database_url.startswith("sqlite"):
        monkeypatch.setenv("IVAC_SECRET", "the same on every server that shares it")
    forget_all()
    yield open_store(database_url)
    forget_all()


def forget_all() -> None:
    """Forget what a process keeps: its settings, its secret, its open stores."""
    settings.cache_clear()
    installation_secret.cache_clear()
    st.cache_resource.clear()


@pytest.fixture
def workshops(store: Store) -> Workshops:
    """The live workshops of the same store, with the secret that the pages use."""
    return Workshops(store.engine, installation_secret())


@pytest.fixture
def demo(store: Store) -> Store:
    """The same store with the demo plans in English."""
    for record in demo_records("en"):
        store.add_record(record)
    return store


Open = Callable[..., AppTest]


def visitor() -> AppTest:
    """Somebody's browser on the main script, which has said how large its window is."""
    app = AppTest.from_file(str(MAIN), default_timeout=20)
    app.session_state[keys.SCREEN] = {"size": "1366x768"}
    return app


@pytest.fixture
def open_page(store: Store) -> Open:
    """Open a page by its file, with an address, in English unless the address says otherwise."""

    def open_at(file: str | None = None, **address: str) -> AppTest:
        app = visitor()
        for name, value in {"lang": "en", **address}.items():
            app.query_params[name] = value
        app.run()
        if file is not None:
            app.switch_page(str(MAIN.parents[2] / "pages" / file))
            for name, value in {"lang": "en", **address}.items():
                app.query_params[name] = value
            app.run()
        assert not app.exception, app.exception[0].message
        return app

    return open_at

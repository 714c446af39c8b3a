"""Every page of the registry opens through the main script: empty, with plans, and in both languages."""

import json
import subprocess
import sys

import pytest
from streamlit.runtime.context import ContextProxy

from ivac.store import Store
from ivac.ui import keys, registry
from ivac.ui.window import SIZE_COOKIE
from tests.pages.conftest import Open, visitor

FILES = [spec.file for spec in registry.ALL]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_page_opens_with_plans(open_page: Open, demo: Store, file: str, lang: str) -> None:
    app = open_page(file, lang=lang)

    assert app.title[0].value


@pytest.mark.parametrize("file", FILES)
def test_a_page_of_an_empty_installation_says_what_to_do(open_page: Open, file: str) -> None:
    app = open_page(file)

    assert app.title[0].value
    assert app.button or file.startswith("about/")


@pytest.mark.parametrize(
    "file", [spec.file for spec in (registry.PICTURE, registry.WALK, registry.WALL, registry.PLAN)]
)
def test_a_plan_that_is_gone_is_said_in_a_sentence(open_page: Open, demo: Store, file: str) -> None:
    app = open_page(file, plan="no-such-plan")

    assert "no longer here" in app.error[0].value


def test_every_page_file_is_in_the_registry_and_every_entry_has_a_file() -> None:
    on_disk = {str(path.relative_to(registry.PAGES)) for path in registry.PAGES.rglob("*.py")}

    assert on_disk == set(FILES)


def test_addresses_are_unique() -> None:
    assert len({spec.url_path for spec in registry.ALL}) == len(registry.ALL)


@pytest.mark.parametrize("spec", registry.ALL, ids=lambda spec: spec.file)
def test_a_page_waits_until_the_window_is_known_and_a_phone_does_not(demo: Store, spec: registry.PageSpec) -> None:
    # What is sent before would be drawn for another window, and a field's first value in it can be lost.
    app = visitor()
    app.query_params["lang"] = "en"
    app.run()
    app.session_state[keys.SCREEN] = {"size": None}

    app.switch_page(str(spec.path)).run()

    assert bool(app.title) == (spec.frame == "phone")


@pytest.mark.parametrize("said", ["390x844", "nonsense", "9" * 5000 + "x1"])
def test_a_page_stands_at_once_for_a_browser_that_says_how_large_its_window_is(
    demo: Store, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setattr(ContextProxy, "cookies", property(lambda _: {SIZE_COOKIE: said}))
    app = visitor()
    app.session_state[keys.SCREEN] = {"size": None}

    app.run()

    assert app.title and not app.exception
    (picture,) = app.get("plotly_chart")[:1]
    drawn = json.loads(picture.proto.spec)["layout"]["width"]
    assert (drawn < 390) == (said == "390x844")


def test_no_page_loads_pandas(demo: Store) -> None:
    # It takes as long to load as all the rest, and two first visitors who loaded it at once broke the first pictures.
    script = """
import sys
from ivac.ui import registry
from tests.pages.conftest import visitor
for spec in registry.ALL:
    app = visitor().run()
    app.switch_page(str(spec.path)).run()
    assert not app.exception, spec
    assert "pandas" not in sys.modules, spec
print("none")
"""
    home = registry.PAGES.parent

    done = subprocess.run([sys.executable, "-c", script], cwd=home, capture_output=True, text=True)

    assert done.stdout.strip() == "none", done.stderr

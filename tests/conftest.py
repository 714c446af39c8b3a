"""What most tests need: settings of their own, a fresh store, a small plan, and the two languages."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Protocol

import hypothesis
import pytest

from ivac.language import Language, language
from ivac.model import Activity, Assessment, Cell, Plan, PlanRecord, StatusChange
from ivac.settings import installation_secret, settings
from ivac.store import Store, open_store
from tests.needs import needed
from tests.postgres import MISSING, Server, programs

# Enough to find what is wrong, few enough to be run after every change; a slow machine is no fault.
hypothesis.settings.register_profile("ivac", max_examples=50, deadline=None)
hypothesis.settings.load_profile("ivac")


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The settings of whoever runs the tests do not reach them."""
    for name in [name for name in os.environ if name.startswith("IVAC_")]:
        monkeypatch.delenv(name)
    settings.cache_clear()
    installation_secret.cache_clear()
    yield
    settings.cache_clear()
    installation_secret.cache_clear()


@pytest.fixture(autouse=True)
def revisions_begin_at_nought(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan's first revision is drawn by chance; tests that count from it need a known one."""
    if "chance" not in request.keywords:
        monkeypatch.setattr("ivac.store.plans.secrets.randbelow", lambda _: 0)


class Databases(Protocol):
    """Where a test's databases come from."""

    def empty(self, name: str) -> str:
        """The address of a database in which nothing is yet."""

    def ready(self) -> str:
        """The address of the database that the test is about: new, and of the newest version once opened."""


class Files:
    """SQLite: files in the test's folder; the one that the test is about is ivac.db."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def empty(self, name: str) -> str:
        return f"sqlite:///{self.folder / name}.db"

    def ready(self) -> str:
        return self.empty("ivac")


class OnServer:
    """PostgreSQL: databases of one server, dropped after the test."""

    def __init__(self, server: Server, template: str) -> None:
        self.server, self.template = server, template
        self.made: list[str] = []

    def empty(self, name: str) -> str:
        del name  # a server's databases have names that no other test has
        return self._new("template1")

    def ready(self) -> str:
        return self._new(self.template)

    def drop(self) -> None:
        for name in self.made:
            self.server.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _new(self, template: str) -> str:
        self.made.append(self.server.new(template))
        return self.server.url(self.made[-1])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test on each of the databases that its mark names."""
    mark = metafunc.definition.get_closest_marker("databases")
    if mark and "databases" in metafunc.fixturenames:
        metafunc.parametrize("databases", mark.args, indirect=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The one PostgreSQL of this process; without its programs CI fails, and others are told what they skip."""
    server = Server(needed(programs(), MISSING))
    yield server
    server.remove()


@pytest.fixture(scope="session")
def template(postgres: Server) -> str:
    """A database as the program makes it, to be copied: quicker than to make it for every test."""
    name = postgres.new()
    open_store(postgres.url(name)).engine.dispose()
    return name


@pytest.fixture
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    """SQLite, or what the test's mark `databases` names."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield Files(tmp_path)
        return
    made = OnServer(request.getfixturevalue("postgres"), request.getfixturevalue("template"))
    yield made
    made.drop()


@pytest.fixture
def database_url(databases: Databases) -> str:
    """The address of the database that a test is about."""
    return databases.ready()


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An empty database of its own."""
    opened = open_store(database_url)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def record() -> PlanRecord:
    """Three activities on IVAC(E): one rated in all ways, one by a wish, one not at all."""
    activities = (
        Activity(
            id="run", name="Løbeklub", effort_area="health", target_groups=("men", "elderly"), volunteers=3,
            status={"knowledge": "done", "evaluation": "not_begun"}, professional_skill=False,
        ),
        Activity(id="cafe", name="Café på torvet", effort_area="social_life", complexity="complex"),
        Activity(id="garden", name="Fælles have"),
    )  # fmt: skip
    cells = {
        ("run", "knowledge"): Cell(answer="informed", desired="resident_joint", desired_reason="never_considered"),
        ("run", "ideas"): Cell(answer="dont_know"),
        ("run", "planning"): Cell(answer="not_relevant"),
        ("run", "implementation"): Cell(answer="resident_decide", roles=("facilitating",), worked="De løb selv."),
        ("cafe", "knowledge"): Cell(answer="not_involved", desired="not_involved", desired_reason="on_purpose"),
        ("cafe", "ideas"): Cell(desired="professional_joint"),
    }
    return PlanRecord(
        plan=Plan(id="nordby", name="Nordby", municipality="Randers", start_year=2025, end_year=2028),
        activities=activities,
        assessments=(Assessment(id="spring", title="Forår", day=date(2026, 3, 12), scale="ivac", scale_version=1),),
        cells={"spring": cells},
        status_changes=(
            StatusChange(activity="run", phase="knowledge", day=date(2025, 3, 12), status="under_way"),
            StatusChange(activity="run", phase="knowledge", day=date(2026, 3, 12), status="done"),
            StatusChange(activity="run", phase="evaluation", day=date(2025, 3, 12), status="not_begun"),
        ),
    )


@pytest.fixture
def language_da() -> Language:
    return language("da")


@pytest.fixture
def language_en() -> Language:
    return language("en")

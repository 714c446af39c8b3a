"""What most tests need: settings of their own, a fresh store, a small plan, and the two languages."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import hypothesis
import pytest

from ivac.language import Language, language
from ivac.model import Activity, Assessment, Cell, Plan, PlanRecord, StatusChange
from ivac.settings import installation_secret, settings
from ivac.store import Store, open_store

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


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty database in a file of its own."""
    opened = open_store(f"sqlite:///{tmp_path / 'ivac.db'}")
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

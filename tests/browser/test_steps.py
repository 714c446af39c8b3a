"""Next steps in a browser: from the desk to the list and back, in both languages, on a phone and on a projector."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from icalendar import Calendar
from playwright.sync_api import Page, expect

from ivac.language import language
from ivac.model import Step
from ivac.store import Steps
from tests.browser.conftest import Demo, Visit
from tests.browser.serving import settled
from tests.browser.test_for_everyone import TOO_SMALL
from tests.pages.rooms import DAY


@pytest.fixture
def steps(demo: Demo) -> Iterator[Steps]:
    """The demo plan with a step in each state, one of them long, in place of its own."""
    kept = Steps(demo.store.engine)
    for step in demo.store.record(demo.solgaard).steps:
        kept.delete(step)
    activity = demo.store.activities(demo.solgaard)[0].id
    everything = {"plan_id": demo.solgaard, "activity": activity, "phase": "planning", "by": DAY, "made_on": DAY}
    levels = {"scale": "ivac", "scale_version": 1, "from_level": "informed", "to_level": "resident_joint"}
    for fields in (
        {"id": "soon", "what": "Spørg løberne 🏃", "who": "MK"} | levels,
        {"id": "long", "what": "Kontaktoplysningerne" * 20, "needs_others": True, "status": "under_way"},
        {"id": "dropped", "what": "Folder", "status": "dropped", "dropped_because": "Ingen tid"},
    ):
        kept.add(Step.model_validate(everything | fields))
    yield kept
    for step in demo.store.record(demo.solgaard).steps:
        kept.delete(step)


def press(page: Page, name: str, role: str = "button") -> None:
    page.get_by_role(role, name=name, exact=True).last.click()
    page.wait_for_timeout(300)
    settled(page)


def becomes(page: Page, demo: Demo, status: str, reason: str) -> bool:
    """Whether the store comes to hold this of the soonest step; a slow machine takes its time."""
    for _ in range(100):
        step = next(step for step in demo.store.record(demo.solgaard).steps if step.id == "soon")
        if (step.status, step.dropped_because) == (status, reason):
            settled(page)
            return True
        page.wait_for_timeout(100)
    return False


@pytest.mark.parametrize("code", ["da", "en"])
def test_a_step_is_written_from_the_desk_and_taken_away_as_a_calendar(
    demo: Demo, visit: Visit, steps: Steps, code: str
) -> None:
    t = language(code).t
    page = visit(demo.address("desk"), language=code)
    # The desk's own link, not the menu's, which knows of no workshop.
    page.locator(".st-key-ways_on").get_by_role("link", name=t("Next steps")).click()
    page.get_by_role("heading", name=t("Next steps")).wait_for()
    settled(page)
    assert f"workshop={demo.workshop}" in page.url
    press(page, t("Write a step"))
    page.get_by_role("heading", name=t("A next step")).wait_for()
    assert "step=new" in page.url
    page.get_by_role("textbox", name=t("What is to happen?")).fill("Syng udenfor, æøå 🎶")
    page.reload()
    settled(page)
    page.get_by_role("textbox", name=t("What is to happen?")).fill("Syng udenfor, æøå 🎶")
    page.get_by_role("combobox").last.click()  # what it is about may be chosen after the text
    page.get_by_role("option").nth(2).click()
    settled(page)

    press(page, t("Save"))

    page.get_by_text(t("The step is saved.")).wait_for()
    assert "step=" not in page.url
    (kept,) = [step for step in demo.store.record(demo.solgaard).steps if step.what == "Syng udenfor, æøå 🎶"]
    assert (kept.workshop, kept.phase) == (demo.workshop, "ideas")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=t("To your calendar (ICS)")).click()
    entries = Calendar.from_ical(Path(waiting.value.path()).read_bytes()).walk("VEVENT")
    assert [entry.decoded("dtstart") for entry in entries] == [DAY] * 3


@pytest.mark.parametrize("path", ["steps", "desk", "workshop"])
def test_one_touch_is_kept_and_dropping_asks_why(demo: Demo, visit: Visit, steps: Steps, path: str) -> None:
    t = language("da").t
    page = visit(demo.address(path))
    row = page.locator(".st-key-step_soon")

    row.get_by_text(t("Done"), exact=True).click()
    assert becomes(page, demo, "done", "")
    if path == "steps":
        row.get_by_text(t("Dropped"), exact=True).click()
        page.get_by_role("dialog").get_by_role("textbox").fill("Det regner")
        press(page, t("Drop the step"))

        assert becomes(page, demo, "dropped", "Det regner")
        page.get_by_role("dialog").wait_for(state="detached")


@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("size", ["phone", "wall"])
@pytest.mark.parametrize("more", ["", "&step=soon"])
def test_steps_fit_the_screen_and_the_finger(
    demo: Demo, visit: Visit, steps: Steps, code: str, size: str, more: str
) -> None:
    page = visit(demo.address("steps") + more, size, code)

    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= window.innerWidth")
    assert page.evaluate(TOO_SMALL) == []
    violations = Axe().run(page).response["violations"]
    assert [rule["id"] for rule in violations if rule["impact"] in ("serious", "critical")] == []


def test_whoever_rates_again_reads_at_the_phase_what_was_agreed_last_time(
    demo: Demo, visit: Visit, steps: Steps
) -> None:
    activity = demo.store.activities(demo.solgaard)[0].id
    page = visit(f"{demo.address('rate')}&activity={activity}", "phone")
    page.locator("section[data-phase]").first.wait_for()

    said = page.locator('section[data-phase="planning"] .before')
    expect(said).to_be_visible()
    expect(said).to_contain_text("Spørg løberne 🏃")
    expect(page.locator(".before")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

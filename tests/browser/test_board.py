"""The rating board in a real browser: every tap is kept, whatever happens to page, network or server."""

import signal

import pytest
from playwright.sync_api import Page, expect

from ivac.language import language
from ivac.model import Activity, Assessment, Plan
from ivac.store import Store, open_store
from tests.browser.conftest import Visit
from tests.browser.serving import Server
from tests.browser.test_whole_job import PHASES, by_two_questions

t = language("da").t


@pytest.fixture
def begun(empty_server: Server) -> tuple[Server, Store, str]:
    """A server, its store, and a plan with two activities and a round begun on IVAC(E)."""
    from datetime import date

    store = open_store(empty_server.database_url)
    plan = Plan(name="Engen")
    store.save_plan(plan)
    store.add_activities(plan.id, [Activity(name="Kor"), Activity(name="Have")])
    store.add_assessment(plan.id, Assessment(day=date(2026, 3, 12), scale="ivac", scale_version=1))
    return empty_server, store, plan.id


def answers(store: Store, plan: str, activity: str = "Kor") -> dict[str, str | None]:
    record = store.record(plan)
    ids = {item.id: item.name for item in record.activities}
    return {phase: cell.answer for (of, phase), cell in record.cells_of(record.latest).items() if ids[of] == activity}


def option(page: Page, phase: str, value: str, role: str = "answer"):
    return page.locator(f'section[data-phase="{phase}"] label:has(input[data-role="{role}"][value="{value}"])')


def saved(page: Page) -> None:
    expect(page.locator(".saved")).to_have_text("✓ " + t("Saved"))


def test_nothing_is_chosen_before_anybody_has_answered(begun, visit: Visit) -> None:
    server, _, plan = begun

    page = visit(f"{server.url}/walk?plan={plan}")

    page.locator("section[data-phase]").first.wait_for()
    assert page.locator("input:checked[data-role]").count() == 0


def test_a_reload_comes_back_to_every_answer(begun, visit: Visit) -> None:
    server, store, plan = begun
    page = visit(f"{server.url}/walk?plan={plan}")
    by_two_questions(page, "planning", "residents", "resident_joint")
    option(page, "ideas", "dont_know").click()
    saved(page)

    page.reload()

    expect(option(page, "planning", "resident_joint").locator("input")).to_be_checked()
    expect(option(page, "planning", "residents", "initiative").locator("input")).to_be_checked()
    expect(option(page, "ideas", "dont_know").locator("input")).to_be_checked()
    assert answers(store, plan) == {"planning": "resident_joint", "ideas": "dont_know"}


def test_six_answers_tapped_faster_than_the_server_answers_are_all_kept(begun, visit: Visit) -> None:
    server, store, plan = begun
    page = visit(f"{server.url}/walk?plan={plan}")
    page.locator("section[data-phase]").first.wait_for()

    # All in one turn of the browser's loop: the server sees them as one message or as several.
    page.evaluate(
        """(phases) => {
          const roots = [...document.querySelectorAll('*')].map((element) => element.shadowRoot);
          const board = roots.find((root) => root?.querySelector('.board'));
          for (const phase of phases) {
            const section = board.querySelector(`section[data-phase="${phase}"]`);
            section.querySelector('input[data-role="answer"][value="not_relevant"]').click();
          }
        }""",
        list(PHASES),
    )

    saved(page)
    assert answers(store, plan) == dict.fromkeys(PHASES, "not_relevant")


def test_an_answer_is_taken_back(begun, visit: Visit) -> None:
    server, store, plan = begun
    page = visit(f"{server.url}/walk?plan={plan}")
    option(page, "ideas", "dont_know").click()
    saved(page)

    page.locator('section[data-phase="ideas"]').get_by_role("button", name=t("Take the answer back")).click()

    expect(page.locator('section[data-phase="ideas"] input:checked')).to_have_count(0)
    expect(page.locator(".saved")).to_have_text("")
    assert answers(store, plan) == {}


def test_a_killed_server_has_kept_every_answer_that_was_said_to_be_saved(begun, visit: Visit) -> None:
    server, store, plan = begun
    page = visit(f"{server.url}/walk?plan={plan}")
    by_two_questions(page, "anchoring", "professionals", "informed")
    saved(page)

    server.stop(signal.SIGKILL)
    again = Server(server.database, server.port).start()
    try:
        page.reload()
        expect(option(page, "anchoring", "informed").locator("input")).to_be_checked()
        assert answers(store, plan) == {"anchoring": "informed"}
    finally:
        again.stop()


def test_an_answer_given_while_the_server_is_away_is_said_aloud_and_sent_when_it_is_back(begun, visit: Visit) -> None:
    server, store, plan = begun
    page = visit(f"{server.url}/walk?plan={plan}")
    option(page, "ideas", "dont_know").click()
    saved(page)
    server.stop(signal.SIGKILL)

    option(page, "planning", "dont_know").click()
    expect(page.locator(".saved.late")).to_be_visible()
    again = Server(server.database, server.port).start()
    try:
        expect(page.locator(".saved")).to_have_text("✓ " + t("Saved"), timeout=60_000)
        assert answers(store, plan) == {"ideas": "dont_know", "planning": "dont_know"}
    finally:
        again.stop()


def test_the_whole_walk_works_by_keyboard(begun, visit: Visit) -> None:
    server, store, plan = begun
    page = visit(f"{server.url}/walk?plan={plan}")
    first = page.locator('section[data-phase="knowledge"] input[data-role="initiative"]').first

    first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    saved(page)
    assert answers(store, plan) == {"knowledge": "informed"}
    page.keyboard.press("Control+ArrowRight")

    expect(page.get_by_role("heading", level=1)).to_have_text("Have")


def test_the_level_can_be_picked_directly(begun, visit: Visit) -> None:
    server, store, plan = begun
    page = visit(f"{server.url}/walk?plan={plan}")

    page.get_by_text(t("Straight to the level")).click()
    option(page, "ideas", "resident_decide").click()

    saved(page)
    assert answers(store, plan) == {"ideas": "resident_decide"}


def test_going_deeper_is_one_click_and_kept(begun, visit: Visit) -> None:
    server, store, plan = begun
    page = visit(f"{server.url}/walk?plan={plan}")

    page.locator('section[data-phase="ideas"] button[data-role="deeper"]').click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(t("What worked well?")).fill("Kaffen på torvet")
    dialog.get_by_label(t("What worked well?")).press("Escape")
    expect(page.locator('section[data-phase="ideas"] button[data-role="deeper"]')).to_contain_text("1")

    record = store.record(plan)
    assert record.cells_of(record.latest)[record.activities[0].id, "ideas"].worked == "Kaffen på torvet"

"""Then and now: which rounds stand beside one another, and what is said of them."""

from datetime import date

from ivac.model import Activity, Assessment, Plan, PlanRecord, StatusChange
from ivac.store import Store
from tests.pages.conftest import Open
from tests.pages.test_prepare import button

PAGE = "compare/change.py"


def rated_plan(store: Store, *rounds: Assessment) -> Plan:
    plan = Plan(name="The Meadow")
    store.save_plan(plan)
    store.add_activities(plan.id, [Activity(id="choir", name="Choir")])
    for assessment in rounds:
        store.add_assessment(plan.id, assessment)
        store.change_cell(assessment.id, "choir", "ideas", answer="informed")
    return plan


def ivac_round(year: int, **more: object) -> Assessment:
    return Assessment.model_validate({"day": date(year, 3, 12), "scale": "ivac", "scale_version": 1, **more})


def said(app) -> str:
    return " ".join(item.value for item in app.info)


def test_with_one_round_the_page_says_what_is_missing(open_page: Open, store: Store) -> None:
    plan = rated_plan(store, ivac_round(2026))
    app = open_page(PAGE, plan=plan.id)
    assert "two rounds" in said(app)
    assert not app.selectbox or all(item.label != "Then" for item in app.selectbox)


def test_the_last_two_rounds_stand_beside_one_another_and_a_choice_changes_them(open_page: Open, store: Store) -> None:
    rounds = [ivac_round(year) for year in (2024, 2025, 2026)]
    plan = rated_plan(store, *rounds)
    app = open_page(PAGE, plan=plan.id)
    then, now = (next(item for item in app.selectbox if item.label == label) for label in ("Then", "Now"))
    assert (then.value, now.value) == (rounds[1].id, rounds[2].id)
    then.set_value(rounds[0].id).run()
    assert app.query_params["before"] == rounds[0].id
    assert any("the same" in item.value and "1" in item.value for item in app.markdown)


def test_memory_other_scales_and_other_people_are_said(open_page: Open, store: Store) -> None:
    hart = Assessment(day=date(2024, 3, 12), scale="hart", scale_version=1, recalled=True)
    plan = rated_plan(store)
    store.add_assessment(plan.id, hart)
    latest = ivac_round(2026)
    store.add_assessment(plan.id, latest)
    store.change_cell(latest.id, "choir", "ideas", answer="informed")
    words = said(open_page(PAGE, plan=plan.id))
    assert "different scales" in words
    assert "from memory" in words
    assert "different people" in words


def test_a_round_that_is_not_before_is_refused_with_a_sentence(open_page: Open, store: Store) -> None:
    rounds = [ivac_round(year) for year in (2025, 2026)]
    plan = rated_plan(store, *rounds)
    app = open_page(PAGE, plan=plan.id, before=rounds[1].id)
    assert app.error
    assert not app.exception


def test_a_round_that_looks_back_is_begun_on_the_walk(open_page: Open, store: Store) -> None:
    plan = rated_plan(store)
    app = open_page("workshop/walk.py", plan=plan.id)
    app.checkbox[0].check()
    button(app, "Begin").click().run()
    assert [item.recalled for item in store.record(plan.id).assessments] == [True]


def tables(app) -> str:
    return "".join(item.proto.body for item in app.get("html"))


def with_statuses(store: Store, *rounds: Assessment) -> Plan:
    """A plan whose choir was under way in 2025 and is done since; nothing is on record of its garden."""
    history = tuple(
        StatusChange(activity="choir", phase="ideas", day=date(year, 1, 1), status=status)
        for year, status in ((2025, "under_way"), (2026, "done"))
    )
    plan = Plan(name="The Meadow")
    activities = (Activity(id="choir", name="Choir", status={"ideas": "done"}), Activity(id="garden", name="Garden"))
    store.add_record(PlanRecord(plan=plan, activities=activities, assessments=rounds, status_changes=history))
    return plan


def test_statuses_stand_then_and_now_with_those_left_out(open_page: Open, store: Store) -> None:
    plan = with_statuses(store, ivac_round(2025), ivac_round(2026))
    app = open_page(PAGE, plan=plan.id)
    assert "Under way → Done" in tables(app)
    words = " ".join(item.value for item in app.caption)
    assert "1 activity had nothing on record" in words
    assert "from memory" not in words


def test_of_a_recalled_round_the_statuses_are_said_not_to_be_from_memory(open_page: Open, store: Store) -> None:
    plan = with_statuses(store, ivac_round(2025, recalled=True), ivac_round(2026))
    app = open_page(PAGE, plan=plan.id)
    assert "the statuses are not" in " ".join(item.value for item in app.caption)


def test_without_statuses_on_record_then_a_sentence_says_so(open_page: Open, store: Store) -> None:
    plan = with_statuses(store, ivac_round(2024), ivac_round(2026))
    app = open_page(PAGE, plan=plan.id)
    assert "No status was on record" in said(app)
    assert "Done" not in tables(app)

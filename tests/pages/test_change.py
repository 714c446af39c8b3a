"""Then and now: which rounds stand beside one another, and what is said of them."""

from datetime import date

from ivac.model import Activity, Assessment, Plan
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

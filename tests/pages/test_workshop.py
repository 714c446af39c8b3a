"""The walk, the pictures and the wall: what is chosen is what is shown and kept."""

from datetime import date
from unittest.mock import Mock

import pytest

from ivac.content import load
from ivac.faults import Code, Refused
from ivac.model import Activity, Assessment, Plan
from ivac.store import Store
from ivac.summaries import has_gap
from ivac.ui import keys
from tests.pages.conftest import Open
from tests.pages.test_prepare import button, field


def solgaard(store: Store) -> str:
    return next(entry.plan.id for entry in store.plans() if entry.plan.name.startswith("Solgård"))


def with_one_activity(store: Store) -> Plan:
    plan = Plan(name="The Meadow")
    store.save_plan(plan)
    store.add_activities(plan.id, [Activity(name="Choir"), Activity(name="Garden")])
    return plan


def test_a_round_begins_on_the_chosen_scale(open_page: Open, store: Store) -> None:
    plan = with_one_activity(store)
    app = open_page("workshop/walk.py", plan=plan.id)
    app.radio[0].set_value("hart")

    button(app, "Begin").click().run()

    assessment = store.record(plan.id).latest
    assert assessment is not None
    assert (assessment.scale, assessment.scale_version) == ("hart", 1)
    assert not [item for item in app.segmented_control if item.key == keys.BOARD_MODE]


def test_taps_are_stored_once_and_numbered_ones_are_not_repeated(open_page: Open, demo: Store) -> None:
    plan = solgaard(demo)
    record = demo.record(plan)
    activity, assessment = record.activities[0], record.latest
    tap = {"assessment": assessment.id, "activity": activity.id, "phase": "planning"}
    app = open_page("workshop/walk.py", plan=plan)

    taps = [{**tap, "number": 1, "answer": "informed"}, {**tap, "number": 2, "answer": "dont_know"}]
    app.session_state[keys.BOARD] = {"taps": taps}
    app.run()
    assert demo.record(plan).cells_of(assessment)[activity.id, "planning"].answer == "dont_know"
    demo.change_cell(assessment.id, activity.id, "planning", answer="informed")
    app.run()

    assert demo.record(plan).cells_of(assessment)[activity.id, "planning"].answer == "informed"
    assert app.session_state[keys.BOARD_APPLIED] == 2


def test_a_tap_that_no_board_could_send_changes_nothing(open_page: Open, demo: Store) -> None:
    plan = solgaard(demo)
    record = demo.record(plan)
    tap = {"assessment": record.latest.id, "activity": record.activities[0].id, "number": 1}
    for wrong in (
        {**tap, "phase": "planning", "answer": "top marks"},
        {**tap, "phase": "lunch", "answer": "informed"},
        {**tap, "phase": "planning", "answer": 7},
        {**tap, "phase": "planning", "answer": "informed", "activity": "of-another-plan"},
        "not a tap",
    ):
        app = open_page("workshop/walk.py", plan=plan)
        app.session_state[keys.BOARD] = {"taps": [wrong]}
        app.run()
        assert not app.exception

    assert demo.record(plan).cells == record.cells


def test_a_tap_that_cannot_be_stored_is_kept_and_stored_later(
    open_page: Open, demo: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = solgaard(demo)
    record = demo.record(plan)
    tap = {"assessment": record.latest.id, "activity": record.activities[0].id, "phase": "planning"}
    app = open_page("workshop/walk.py", plan=plan)
    app.session_state[keys.BOARD] = {"taps": [{**tap, "number": 1, "answer": "dont_know"}]}

    with monkeypatch.context() as away:
        refusal = Refused.because(Code.DATABASE_UNREACHABLE, reason="locked")
        away.setattr(Store, "change_cell", Mock(side_effect=refusal))
        app.run()
    assert "locked" in app.error[0].value
    assert keys.BOARD_APPLIED not in app.session_state
    app.run()

    assert demo.record(plan).cells_of(record.latest)[record.activities[0].id, "planning"].answer == "dont_know"


def test_a_tap_for_something_deleted_does_not_keep_the_next_one_out(open_page: Open, demo: Store) -> None:
    plan = solgaard(demo)
    record = demo.record(plan)
    tap = {"assessment": record.latest.id, "phase": "planning", "answer": "dont_know"}
    app = open_page("workshop/walk.py", plan=plan)

    gone = {**tap, "number": 1, "activity": "gone"}
    app.session_state[keys.BOARD] = {"taps": [gone, {**tap, "number": 2, "activity": record.activities[0].id}]}
    app.run()

    assert "no longer here" in app.error[0].value
    assert demo.record(plan).cells_of(record.latest)[record.activities[0].id, "planning"].answer == "dont_know"


def test_the_links_of_a_round_lead_to_the_same_round(open_page: Open, demo: Store) -> None:
    plan = solgaard(demo)
    earlier = Assessment(day=date(2020, 1, 1), scale="hart", scale_version=1)
    demo.add_assessment(plan, earlier)

    for file, links in (("workshop/picture.py", 4), ("workshop/walk.py", 3), ("workshop/wall.py", 1)):
        app = open_page(file, plan=plan, round=earlier.id)
        addresses = [item.proto.query_string for item in app.get("page_link")]
        assert sum(earlier.id in address for address in addresses) == links, file


def test_both_views_list_where_the_wish_differs(open_page: Open, demo: Store) -> None:
    plan = solgaard(demo)
    record = demo.record(plan)
    gaps = [key for key, cell in record.cells_of(record.latest).items() if has_gap(cell)]
    app = open_page("workshop/picture.py", plan=plan)
    view = next(item for item in app.get("button_group") if item.label == "Show")

    view.set_value("both").run()

    shown = "".join(item.proto.body for item in app.get("html"))
    assert gaps
    assert shown.count("<tbody><tr>") >= 1
    assert "Where the wish differs" in shown


def test_next_and_previous_move_through_the_activities(open_page: Open, demo: Store) -> None:
    plan = solgaard(demo)
    names = [activity.name for activity in demo.record(plan).activities]
    app = open_page("workshop/walk.py", plan=plan)

    button(app, "Next").click().run()
    assert app.title[0].value == names[1]
    button(app, "Previous").click().run()
    assert app.title[0].value == names[0]
    assert button(app, "Previous").disabled
    app.selectbox(key=keys.ACTIVITY_CHOICE).select(demo.record(plan).activities[-1].id).run()

    assert app.title[0].value == names[-1]
    assert button(app, "Next").disabled


def test_the_filters_leave_only_matching_activities(open_page: Open, demo: Store) -> None:
    plan = solgaard(demo)
    record = demo.record(plan)
    app = open_page("workshop/picture.py", plan=plan)
    area = next(activity.effort_area for activity in record.activities if activity.effort_area)
    matching = sum(activity.effort_area == area for activity in record.activities)

    field(app.selectbox, "Effort area").select(area).run()

    title = app.get("plotly_chart")[0].proto.spec
    assert f"{matching} activit" in title


def test_the_two_lists_name_the_activities_of_a_cell(open_page: Open, demo: Store) -> None:
    plan = solgaard(demo)
    record = demo.record(plan)
    cells = record.cells_of(record.latest)
    app = open_page("workshop/picture.py", plan=plan)

    app.selectbox(key=keys.CELL_PHASE).select("implementation").run()
    app.selectbox(key=keys.CELL_ANSWER).select("resident_decide").run()

    shown = "\n".join(item.value for item in app.markdown)
    for activity in record.activities:
        stands = cells.get((activity.id, "implementation")) and (
            cells[activity.id, "implementation"].answer == "resident_decide"
        )
        assert (f"**{activity.name}**" in shown) == bool(stands)


def test_the_wall_moves_on_and_round(open_page: Open, demo: Store) -> None:
    plan = solgaard(demo)
    app = open_page("workshop/wall.py", plan=plan)
    first = app.title[0].value

    app.button(key="wall_on").click().run()
    assert app.title[0].value != first
    app.button(key="wall_back").click().run()
    assert app.title[0].value == first
    app.button(key="wall_back").click().run()

    # Backwards from the first slide stands the last one: what was usual elsewhere, after all of the plan's own.
    assert app.title[0].value == f"As it usually was in {load().talk.reference.plans} plans"


def test_the_language_changes_everywhere_and_stays_in_the_address(open_page: Open, demo: Store) -> None:
    app = open_page("about/method.py")
    assert app.title[0].value == "The method"

    app.button(key="choose_language").click().run()

    assert app.title[0].value == "Metoden"
    assert app.query_params["lang"] == "da"


@pytest.mark.parametrize(("lang", "said"), [("da", "Til beboere:"), ("en", "To residents:")])
def test_the_method_shows_what_residents_read(open_page: Open, lang: str, said: str) -> None:
    app = open_page("about/method.py", lang=lang)
    words = load().words[lang]

    for phase in words.phases.values():
        assert f"{said} {phase.resident.name}. {phase.resident.question}" in [item.value for item in app.caption]
    shown = "".join(item.proto.body for item in app.get("html"))
    for scale in words.scales.values():
        for level in scale.levels.values():
            assert f"{said} {level.resident}" in shown


def test_going_deeper_keeps_each_field_as_it_changes(open_page: Open, demo: Store) -> None:
    plan = solgaard(demo)
    record = demo.record(plan)
    activity, assessment = record.activities[0], record.latest
    app = open_page("workshop/walk.py", plan=plan, activity=activity.id)
    app.session_state[keys.DEEPEN] = "planning"
    app.run()
    key = f"deepen_{assessment.id}_{activity.id}_planning_"

    app.selectbox(key=key + "desired").select("resident_joint").run()
    app.selectbox(key=key + "desired_reason").select("on_purpose").run()
    app.text_area(key=key + "worked").input("The notice board").run()
    app.selectbox(key=key + "evidence").select("estimate").run()

    cell = demo.record(plan).cells_of(assessment)[activity.id, "planning"]
    assert (cell.desired, cell.desired_reason) == ("resident_joint", "on_purpose")
    assert (cell.worked, cell.evidence) == ("The notice board", "estimate")

    app.selectbox(key=key + "desired").set_value(None).run()
    assert demo.record(plan).cells_of(assessment)[activity.id, "planning"].desired is None


def test_plans_on_different_scales_say_what_is_lost(open_page: Open, demo: Store) -> None:
    plan = with_one_activity(demo)
    app = open_page("workshop/walk.py", plan=plan.id)
    app.radio[0].set_value("hart")
    button(app, "Begin").click().run()

    app = open_page("compare/compare.py", plans=f"{plan.id},{solgaard(demo)}")

    assert "different scales" in app.warning[0].value


def test_the_names_to_choose_from_stay_the_same_while_people_rate(open_page: Open, demo: Store) -> None:
    # The browser answers with the name; one that told progress had changed by then, and the walk lost its activity.
    plan = solgaard(demo)
    record = demo.record(plan)
    app = open_page("workshop/walk.py", plan=plan)
    before = app.selectbox(key=keys.ACTIVITY_CHOICE).options

    demo.change_cell(record.latest.id, record.activities[5].id, "evaluation", answer="dont_know")
    app.run()

    assert app.selectbox(key=keys.ACTIVITY_CHOICE).options == before


def test_plans_beside_one_another_say_what_was_chosen_on_purpose(open_page: Open, demo: Store) -> None:
    plans = ",".join(entry.plan.id for entry in demo.plans() if entry.plan.fictional)
    app = open_page("compare/compare.py", plans=plans)
    tables = "".join(item.proto.body for item in app.get("html"))
    assert "2/12 (1 on purpose)" in tables
    assert "5/11 (2 on purpose)" in tables
    app = open_page("compare/compare.py", plans=plans, view="two")
    tables = "".join(item.proto.body for item in app.get("html"))
    assert "2 of 12 (1 on purpose) / 5 of 11 (2 on purpose)" in tables

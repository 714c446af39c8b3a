"""A workshop on phones: preparing it, the desk, the wall, joining, answering; each as what changes by what is done."""

from datetime import date, timedelta
from typing import Any, get_args
from unittest.mock import Mock

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from ivac import access
from ivac.acts import agree, another_round, close, follow_me, new_code, open_doors, reveal, show
from ivac.content import load
from ivac.faults import Code, Refused
from ivac.language import language
from ivac.model import PHASES, Activity
from ivac.settings import settings
from ivac.store import Store, Workshops
from ivac.store.workshops import utc_now
from ivac.ui import keys
from ivac.ui.parts import plain
from ivac.ui.phone import caller
from ivac.workshop import RESIDENTS_OWN, STATES, WALL_VIEWS, AgendaItem, WallView
from tests.pages.conftest import Open
from tests.pages.rooms import (
    add_plan,
    answer,
    board,
    code_of,
    full_room,
    joined,
    keyed,
    labels,
    opened,
    prepared,
    revealed_room,
    sent,
    words,
)
from tests.pages.test_prepare import button, field

VIEWS = get_args(WallView)
SCRIPT = "<script>alert(1)</script>"


def group(app: AppTest, label: str) -> Any:
    return next(item for item in app.get("button_group") if item.label == label)


# Preparing


def test_what_is_prepared_is_stored_and_leads_to_the_desk(open_page: Open, store: Store, workshops: Workshops) -> None:
    plan = add_plan(store, activities=("Choir", "Garden", "Kitchen"))
    app = open_page("prepare/workshop.py", plan=plan.id, workshop="new")
    field(app.text_input, "Title, if it needs one").input("An evening together")
    field(app.date_input, "Day").set_value(date(2027, 2, 3))
    field(app.selectbox, "Language to start with").select("da")
    field(app.radio, "Scale").set_value("hart")
    field(app.multiselect, "Activities, in the order you will take them").set_value(["kitchen", "choir"])
    group(app, "Who takes part?").set_value(["board", "staff"])
    field(app.radio, "Names").set_value("named")
    field(app.checkbox, "Ask for the desired level, too").check()
    field(app.checkbox, "Follow me: every phone shows the activity that you are at").check()

    button(app, "Save").click().run()

    (workshop,) = workshops.of_plan(plan.id)
    assert (workshop.title, workshop.day, workshop.language) == ("An evening together", date(2027, 2, 3), "da")
    assert (workshop.scale, workshop.scale_version) == ("hart", load().scales["hart"].version)
    assert [item.activity for item in workshop.agenda] == ["kitchen", "choir"]
    assert workshop.perspectives == ("staff", "board")
    assert (workshop.naming, workshop.ask_desired, workshop.follow) == ("named", True, True)
    assert workshop.state == "draft"
    assert app.title[0].value == "An evening together"
    assert app.query_params["workshop"] == workshop.id


@pytest.mark.parametrize(
    ("lang", "save", "no_activities", "nobody"),
    [
        ("en", "Save", "The workshop has no activities", "Choose at least one perspective"),
        ("da", "Gem", "Workshoppen har ingen aktiviteter", "Vælg mindst ét perspektiv"),
    ],
)
def test_nothing_chosen_is_said_in_a_sentence_and_nothing_is_stored(
    open_page: Open, store: Store, workshops: Workshops, lang: str, save: str, no_activities: str, nobody: str
) -> None:
    plan = add_plan(store)
    app = open_page("prepare/workshop.py", plan=plan.id, workshop="new", lang=lang)

    app.multiselect[0].set_value([])
    button(app, save).click().run()
    assert no_activities in app.error[0].value
    app.multiselect[0].set_value(["choir"])
    app.get("button_group")[0].set_value([])
    button(app, save).click().run()

    assert nobody in app.error[0].value
    assert workshops.of_plan(plan.id) == []


def test_a_title_is_cut_at_what_its_field_takes(open_page: Open, store: Store, workshops: Workshops) -> None:
    plan = add_plan(store)
    app = open_page("prepare/workshop.py", plan=plan.id, workshop="new")
    field(app.text_input, "Title, if it needs one").set_value("x" * 100_000)

    button(app, "Save").click().run()

    assert not app.exception
    assert [workshop.title for workshop in workshops.of_plan(plan.id)] == ["x" * 120]


def test_a_changed_preparation_replaces_the_old_one(open_page: Open, store: Store, workshops: Workshops) -> None:
    workshop = prepared(store, workshops)
    app = open_page("prepare/workshop.py", workshop=workshop.id)
    assert app.title[0].value == "An evening together"
    field(app.text_input, "Title, if it needs one").input("A morning")
    field(app.radio, "Scale").set_value("hart")
    app.multiselect[0].set_value(["garden"])

    button(app, "Save").click().run()

    (changed,) = workshops.of_plan(workshop.plan_id)
    assert (changed.id, changed.title, changed.scale) == (workshop.id, "A morning", "hart")
    assert [item.activity for item in changed.agenda] == ["garden"]


def test_a_change_while_people_rate_keeps_the_doors_and_the_rounds(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    workshop, _ = full_room(store, workshops)
    workshop = workshops.change(workshop.id, reveal("choir"))
    app = open_page("prepare/workshop.py", workshop=workshop.id)

    app.multiselect[0].set_value(["garden", "choir"])
    button(app, "Save").click().run()

    changed = workshops.workshop(workshop.id)
    assert [(item.activity, item.revealed) for item in changed.agenda] == [("garden", False), ("choir", True)]
    assert (changed.state, workshops.code(changed)) == ("open", code_of(workshop))


def test_an_activity_that_comes_after_the_reveal_is_rated_and_revealed_too(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    _, places = revealed_room(store, workshops)
    store.add_activities("the_meadow", [Activity(id="kitchen", name="Kitchen")])
    app = open_page("prepare/workshop.py", workshop="evening")

    app.multiselect[0].set_value(["choir", "garden", "kitchen"])
    button(app, "Save").click().run()

    assert workshops.workshop("evening").state == "open"
    answer(workshops, places[0], "kitchen", "informed")
    desk(open_page).button(key="ask_evening_reveal").click().run().button(key="ask_yes").click().run()
    assert workshops.workshop("evening").state == "revealed"
    assert all(item.revealed for item in workshops.workshop("evening").agenda)


def test_the_scale_is_fixed_once_somebody_has_rated(open_page: Open, store: Store, workshops: Workshops) -> None:
    workshop, _ = full_room(store, workshops)
    app = open_page("prepare/workshop.py", workshop=workshop.id)
    field(app.radio, "Scale").set_value("hart")

    button(app, "Save").click().run()

    assert "The scale stays as it is" in app.error[0].value
    assert workshops.workshop(workshop.id).scale == "ivac"


def test_a_workshop_is_deleted_only_after_the_question(open_page: Open, store: Store, workshops: Workshops) -> None:
    workshop, _ = full_room(store, workshops)
    app = open_page("prepare/workshop.py", workshop=workshop.id)

    button(app, "Delete the workshop …").click().run()
    assert "6 people" in words(app)
    assert len(workshops.of_plan(workshop.plan_id)) == 1
    app.button(key="ask_yes").click().run()

    assert workshops.of_plan(workshop.plan_id) == []
    assert app.title[0].value == "The Meadow"


def test_a_plan_lists_its_workshops_with_their_states(open_page: Open, store: Store, workshops: Workshops) -> None:
    workshop = opened(store, workshops)

    app = open_page("prepare/plan.py", plan=workshop.plan_id)

    assert "An evening together" in words(app)
    assert "2 activities · Open: people rate" in words(app)


# The desk


def desk(open_page: Open, **address: str) -> AppTest:
    return open_page("workshop/desk.py", workshop="evening", **address)


def test_a_draft_opens_and_then_has_a_code_that_lets_people_in(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    workshop = prepared(store, workshops)
    app = desk(open_page)
    assert "act_new_code" not in keyed(app)

    app.button(key="act_open").click().run()

    now = workshops.workshop(workshop.id)
    assert (now.state, now.current) == ("open", "choir")
    assert " ".join(code_of(now)) in words(app)
    assert workshops.welcoming(code_of(now), "test").id == workshop.id


def test_going_to_an_activity_brings_the_wall_there(open_page: Open, store: Store, workshops: Workshops) -> None:
    opened(store, workshops)
    app = desk(open_page)

    app.button(key="go_garden").click().run()

    now = workshops.workshop("evening")
    assert (now.wall, now.current) == ("activity", "garden")
    assert words(app).count("the room is here") == 1


def test_one_activity_is_revealed_only_after_its_question(open_page: Open, store: Store, workshops: Workshops) -> None:
    full_room(store, workshops)
    app = desk(open_page)

    app.button(key="ask_choir_reveal").click().run()
    assert "6 of 6 have answered. Their answers lock" in words(app)
    assert not workshops.workshop("evening").item("choir").revealed
    app.button(key="ask_yes").click().run()

    now = workshops.workshop("evening")
    assert [item.revealed for item in now.agenda] == [True, False]
    assert (now.state, now.wall, now.current) == ("open", "activity", "choir")


def test_not_yet_reveals_nothing(open_page: Open, store: Store, workshops: Workshops) -> None:
    full_room(store, workshops)
    app = desk(open_page)
    app.button(key="ask_evening_reveal").click().run()

    app.button(key="ask_no").click().run()

    assert not any(item.revealed for item in workshops.workshop("evening").agenda)
    assert "ask_yes" not in keyed(app)


def test_revealing_everything_says_where_somebody_is_still_answering(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    _, places = full_room(store, workshops)
    workshops.rate(workshops.place(places[0]), "garden", "ideas", 1, "answer", "informed")
    app = desk(open_page)

    app.button(key="ask_evening_reveal").click().run()
    assert "In 1 activity somebody is still answering" in words(app)
    app.button(key="ask_yes").click().run()

    assert (workshops.workshop("evening").state, workshops.workshop("evening").wall) == ("revealed", "picture")


def test_another_round_opens_the_activity_again_and_keeps_the_first(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    revealed_room(store, workshops)
    app = desk(open_page)

    app.button(key="again_choir").click().run()

    now = workshops.workshop("evening")
    assert (now.item("choir").round, now.item("choir").revealed, now.state) == (2, False, "open")
    assert "round 2" in words(app)
    assert {count.round for count in workshops.room_counts("evening")} == {1}


def test_the_order_of_activities_changes_and_the_ends_stay_ends(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    opened(store, workshops)
    app = desk(open_page)
    assert app.button(key="order_-1_choir").disabled
    assert app.button(key="order_1_garden").disabled

    app.button(key="order_1_choir").click().run()
    assert [item.activity for item in workshops.workshop("evening").agenda] == ["garden", "choir"]
    app.button(key="order_-1_choir").click().run()

    assert [item.activity for item in workshops.workshop("evening").agenda] == ["choir", "garden"]


def test_follow_me_is_switched_on_and_off(open_page: Open, store: Store, workshops: Workshops) -> None:
    opened(store, workshops)
    app = desk(open_page)

    app.toggle(key=keys.FOLLOW).set_value(True).run()
    assert workshops.workshop("evening").follow
    app.toggle(key=keys.FOLLOW).set_value(False).run()

    assert not workshops.workshop("evening").follow


def test_the_timer_starts_and_is_taken_away(open_page: Open, store: Store, workshops: Workshops) -> None:
    opened(store, workshops)
    app = desk(open_page)

    app.button(key="timer_5").click().run()
    until = workshops.workshop("evening").timer_until
    assert until is not None
    assert timedelta(minutes=4) < until - utc_now() <= timedelta(minutes=5)
    button(app, "Stop the timer").click().run()

    assert workshops.workshop("evening").timer_until is None
    assert "Stop the timer" not in labels(app)


@pytest.mark.parametrize("view", VIEWS)
def test_the_wall_shows_what_the_desk_chooses(
    open_page: Open, store: Store, workshops: Workshops, view: WallView
) -> None:
    opened(store, workshops)
    app = desk(open_page)

    app.menu_button(key=keys.WALL_VIEW).click(view).run()

    assert workshops.workshop("evening").wall == view
    assert plain(WALL_VIEWS[view]) in [text.value for text in app.markdown]


def test_a_new_code_replaces_the_old_one_at_once(open_page: Open, store: Store, workshops: Workshops) -> None:
    old = code_of(opened(store, workshops))
    app = desk(open_page)
    assert " ".join(old) in words(app)

    app.button(key="act_new_code").click().run()

    new = code_of(workshops.workshop("evening"))
    assert new != old
    assert " ".join(new) in words(app)
    assert " ".join(old) not in words(app)


def test_an_expired_code_is_not_shown_and_a_new_one_is_offered(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    workshop = expired(store, workshops)

    app = desk(open_page)

    assert "The code has expired" in app.warning[0].value
    assert " ".join(code_of(workshop)) not in sent(app)


def test_the_desk_counts_people_and_shows_names_where_there_are_any(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    workshop = opened(store, workshops, naming="alias")
    joined(workshops, workshop, "staff", alias="Anna")
    joined(workshops, workshop, "resident", "resident", alias="")

    app = desk(open_page)

    assert "3 have joined · Staff: 1 · Residents: 2" in words(app)
    assert "Anna" in words(app)


def test_the_most_chosen_level_is_agreed_by_one_press(open_page: Open, store: Store, workshops: Workshops) -> None:
    workshop, places = full_room(store, workshops)
    workshops.rate(workshops.place(places[0]), "choir", "ideas", 1, "answer", "resident_decide")
    workshops.change(workshop.id, reveal("choir"))
    app = desk(open_page)

    app.button(key="take_ideas_resident_decide").click().run()

    assert {key: cell.answer for key, cell in workshops.agreed("evening").items()} == {
        ("choir", "ideas"): "resident_decide"
    }
    assert app.button(key="take_ideas_resident_decide").disabled
    assert "take_ideas_informed" not in keyed(app)


def test_a_tie_offers_each_of_its_levels(open_page: Open, store: Store, workshops: Workshops) -> None:
    revealed_room(store, workshops)
    workshops.change("evening", show("activity", "choir"))

    app = desk(open_page)

    assert {"take_ideas_informed", "take_ideas_resident_decide"} <= keyed(app)


def test_another_level_is_agreed_with_a_wish_a_reason_and_a_note(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    revealed_room(store, workshops)
    app = desk(open_page)
    app.button(key="choose_planning").click().run()
    key = "agree_evening_choir_planning_"

    app.selectbox(key=key + "answer").select("professional_joint").run()
    app.selectbox(key=key + "desired").select("resident_joint").run()
    app.selectbox(key=key + "desired_reason").select("on_purpose").run()
    app.text_area(key=key + "desired_note").input("The board wants it").run()

    cell = workshops.agreed("evening")["choir", "planning"]
    assert (cell.answer, cell.desired) == ("professional_joint", "resident_joint")
    assert (cell.desired_reason, cell.desired_note) == ("on_purpose", "The board wants it")
    assert workshops.room_counts("evening")
    assert all(count.answer != "professional_joint" for count in workshops.room_counts("evening"))


def test_a_note_that_is_too_long_is_said_and_not_kept(open_page: Open, store: Store, workshops: Workshops) -> None:
    revealed_room(store, workshops)
    app = desk(open_page)
    app.button(key="choose_planning").click().run()

    app.text_area(key="agree_evening_choir_planning_desired_note").input("x" * 100_000).run()

    assert "4000 is the most" in words(app)
    assert workshops.agreed("evening") == {}


def test_what_the_room_agreed_becomes_the_plans_picture_with_the_last_press(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    revealed_room(store, workshops)
    workshops.agree("evening", "choir", "ideas", answer="informed")
    app = desk(open_page)
    app.button(key="ask_evening_agree").click().run()
    assert "1 cell is agreed" in words(app)
    assert store.record("the_meadow").latest is None

    app.button(key="ask_yes").click().run()

    latest = store.record("the_meadow").latest
    assert latest is not None
    assert store.record("the_meadow").cells_of(latest)["choir", "ideas"].answer == "informed"
    assert (workshops.workshop("evening").state, workshops.workshop("evening").wall) == ("agreed", "agreed")
    assert open_page("workshop/picture.py", plan="the_meadow").get("plotly_chart")


def test_a_workshop_closes_after_its_question_and_its_code_with_it(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    workshop = opened(store, workshops)
    app = desk(open_page)

    app.button(key="ask_evening_close").click().run()
    assert "does not become the plan’s picture" in words(app)
    assert workshops.workshop("evening").state == "open"
    app.button(key="ask_yes").click().run()

    assert workshops.workshop("evening").state == "closed"
    assert " ".join(code_of(workshop)) not in words(app)
    assert not {"act_new_code", "ask_evening_close", "ask_evening_reveal"} & keyed(app)


def test_the_log_tells_what_happened_in_its_order(open_page: Open, store: Store, workshops: Workshops) -> None:
    opened(store, workshops)
    workshops.change("evening", reveal("garden"))
    workshops.change("evening", another_round("garden"))
    workshops.change("evening", follow_me(True))
    workshops.change("evening", close())

    said = words(desk(open_page))

    places = [said.index(act) for act in ("· Opened", "· Revealed: Garden", "· Another round begun", "· Closed")]
    assert places == sorted(places)
    assert len(workshops.log("evening")) == 4


def test_the_desk_says_where_to_begin_the_talk_and_puts_it_on_the_wall(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    revealed_room(store, workshops)
    app = desk(open_page)
    pattern = language("en").words.findings.patterns["seen_differently"]
    assert pattern.note in words(app)

    next(item for item in app.button if (item.key or "").startswith("talk_wall_choir")).click().run()

    assert (workshops.workshop("evening").wall, workshops.workshop("evening").current) == ("talk", "choir")
    wall = words(open_page("workshop/live.py", workshop="evening"))
    assert pattern.note not in wall, "the note is for the facilitator alone"
    assert "Choir: " in wall


def test_an_act_that_comes_too_late_is_refused_with_a_sentence(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    prepared(store, workshops)
    app = desk(open_page)
    workshops.change("evening", open_doors())

    app.button(key="act_open").click().run()

    assert "not at that point" in app.error[0].value
    assert workshops.workshop("evening").code_number == 1


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_state_has_a_desk_in_both_languages(
    open_page: Open, store: Store, workshops: Workshops, lang: str
) -> None:
    def said() -> str:
        app = desk(open_page, lang=lang)
        return app.caption[0].value.replace("\\", "")

    t = language(lang).t
    prepared(store, workshops)
    for act in (None, open_doors(), reveal(), agree(), close()):
        now = workshops.workshop("evening") if act is None else workshops.change("evening", act)
        assert said().endswith(t(STATES[now.state]))


@pytest.mark.parametrize("file", ["workshop/desk.py", "workshop/live.py"])
def test_an_address_without_a_workshop_leads_to_the_plans_newest(
    open_page: Open, store: Store, workshops: Workshops, file: str
) -> None:
    older = opened(store, workshops)
    newer = older.model_copy(update={"id": "later", "title": "Later", "state": "draft", "day": date(2027, 5, 1)})
    workshops.add(newer)

    app = open_page(file, plan=older.plan_id)

    assert app.query_params["workshop"] == "later"
    assert app.title[0].value


@pytest.mark.parametrize("file", ["workshop/desk.py", "workshop/live.py"])
def test_a_plan_without_a_workshop_offers_to_prepare_one(open_page: Open, store: Store, file: str) -> None:
    plan = add_plan(store)

    app = open_page(file, plan=plan.id)

    assert "No workshop yet" in app.info[0].value
    assert "Prepare a workshop" in [item.proto.label for item in app.get("page_link")]


# The wall


def wall(open_page: Open, view: WallView | None = None, workshops: Workshops | None = None, **address: str) -> AppTest:
    if view and workshops:
        workshops.change("evening", show(view))
    return open_page("workshop/live.py", workshop="evening", **address)


@pytest.mark.parametrize("view", VIEWS)
def test_no_answer_reaches_wall_or_desk_before_the_reveal(
    open_page: Open, store: Store, workshops: Workshops, view: WallView
) -> None:
    # Whatever people have answered, both pages send the very same: nothing can be read out of them.
    _, places = full_room(store, workshops)
    before = sent(wall(open_page, view, workshops)), sent(desk(open_page))

    for place in places:
        answer(workshops, place, "choir", "resident_joint")

    assert (sent(wall(open_page)), sent(desk(open_page))) == before


@pytest.mark.parametrize("view", VIEWS)
def test_what_is_hidden_stays_hidden_beside_what_is_revealed(
    open_page: Open, store: Store, workshops: Workshops, view: WallView
) -> None:
    _, places = full_room(store, workshops)
    for place in places:
        answer(workshops, place, "garden", "informed")
    workshops.change("evening", reveal("choir"))
    before = sent(wall(open_page, view, workshops)), sent(desk(open_page))

    for place in places:
        answer(workshops, place, "garden", "not_involved")

    assert (sent(wall(open_page)), sent(desk(open_page))) == before


@pytest.mark.parametrize("view", VIEWS)
def test_a_second_round_is_hidden_while_it_lasts(
    open_page: Open, store: Store, workshops: Workshops, view: WallView
) -> None:
    _, places = revealed_room(store, workshops)
    workshops.change("evening", another_round("choir"))
    for place in places:
        answer(workshops, place, "choir", "informed", 2)
    before = sent(wall(open_page, view, workshops)), sent(desk(open_page))

    for place in places:
        answer(workshops, place, "choir", "resident_joint", 2)

    assert (sent(wall(open_page)), sent(desk(open_page))) == before


@pytest.mark.parametrize("view", ["activity", "picture", "mixed", "perspectives", "spread", "dont_know", "missing"])
def test_a_reveal_puts_the_picture_on_the_wall(
    open_page: Open, store: Store, workshops: Workshops, view: WallView
) -> None:
    full_room(store, workshops)
    assert not wall(open_page, view, workshops).get("plotly_chart")

    workshops.change("evening", reveal("choir"))
    workshops.change("evening", show(view))

    assert len(wall(open_page).get("plotly_chart")) == 1


def test_before_and_after_the_talk_stand_side_by_side_when_a_round_has_moved(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    _, places = revealed_room(store, workshops)
    assert not wall(open_page, "moved", workshops).get("plotly_chart")
    workshops.change("evening", another_round("choir"))
    for place in places:
        answer(workshops, place, "choir", "resident_joint", 2)
    workshops.change("evening", reveal())

    assert "before the talk" in sent(wall(open_page, "moved", workshops))


def test_wishes_stand_beside_how_it_is_where_people_were_asked(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    workshop, places = full_room(store, workshops, ask_desired=True)
    for place in places:
        workshops.rate(workshops.place(place), "choir", "ideas", 1, "desired", "resident_joint")
    workshops.change(workshop.id, reveal("choir"))

    assert "as it should be" in sent(wall(open_page, "wishes", workshops))


def test_two_residents_are_never_shown_on_their_own(open_page: Open, store: Store, workshops: Workshops) -> None:
    workshop = opened(store, workshops)
    places = joined(workshops, workshop, *["staff"] * 3, *["resident"] * 2)
    for place in places:
        answer(workshops, place, "choir", "informed" if place in places[:3] else "resident_decide")
    workshops.change(workshop.id, reveal("choir"))

    app = wall(open_page, "perspectives", workshops)

    assert not app.get("plotly_chart")
    assert "too few of one group answered" in words(app)
    assert "see it differently" not in words(desk(open_page))


def test_two_answers_are_shown_on_no_view_and_not_at_the_desk(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    workshop = opened(store, workshops)
    for place in joined(workshops, workshop, "staff", "resident"):
        answer(workshops, place, "choir", "resident_decide")
    workshops.change(workshop.id, reveal("choir"))

    app = desk(open_page)

    assert not [key for key in keyed(app) if key.startswith("take_")]
    assert "too few" in words(app)


def test_the_way_in_shows_the_code_and_an_address_that_brings_it(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    workshop = opened(store, workshops)

    said = words(wall(open_page))

    assert " ".join(code_of(workshop)) in said
    assert "/join" in said
    assert "No names" in said


def test_the_wall_promises_no_namelessness_where_names_are_asked_for(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    opened(store, workshops, naming="named")

    assert "No names" not in words(wall(open_page))


def test_a_closed_workshop_thanks_and_shows_no_code(open_page: Open, store: Store, workshops: Workshops) -> None:
    workshop = opened(store, workshops)
    workshops.change(workshop.id, close())

    app = wall(open_page)

    assert app.title[0].value == "Thank you for taking part"
    assert code_of(workshop) not in sent(app)


def test_an_activity_nobody_has_seen_shows_only_how_many_have_answered(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    full_room(store, workshops)

    said = words(wall(open_page, "activity", workshops))

    assert "Choir" in said
    assert "6 of 6 have answered all six phases" in said


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_the_wall_has_a_title_in_both_languages(
    open_page: Open, store: Store, workshops: Workshops, view: WallView, lang: str
) -> None:
    full_room(store, workshops)
    for stage in (follow_me(False), reveal("choir"), another_round("choir"), reveal(), agree(), close()):
        workshops.change("evening", stage)
        assert wall(open_page, view, workshops, lang=lang).title[0].value


# Joining


def expired(store: Store, workshops: Workshops) -> Any:
    workshop = prepared(store, workshops)
    yesterday = Workshops(store.engine, workshops.secret, lambda: utc_now() - timedelta(days=1))
    return yesterday.change(workshop.id, open_doors())


def type_code(app: AppTest, code: str) -> None:
    app.text_input(key=keys.JOIN_CODE).input(code)
    next(item for item in app.button if item.label in ("Go on", "Fortsæt", "Videre")).click().run()


def join_as(app: AppTest, perspective: str | None) -> None:
    if perspective:
        app.radio(key="perspective").set_value(perspective)
    app.button[-1].click().run()


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_code_and_a_perspective_give_a_place_with_the_board(
    open_page: Open, store: Store, workshops: Workshops, lang: str
) -> None:
    workshop = opened(store, workshops)
    app = open_page("workshop/join.py", lang=lang)

    type_code(app, code_of(workshop).lower())
    join_as(app, "resident")

    (person,) = workshops.participants(workshop.id)
    assert (person.perspective, person.alias) == ("resident", "")
    assert workshops.place(app.query_params["place"]).participant == person
    assert app.query_params["lang"] == lang
    assert code_of(workshop) not in sent(app)
    assert app.title[0].value == "Choir"


def test_the_address_of_the_qr_code_skips_the_typing(open_page: Open, store: Store, workshops: Workshops) -> None:
    workshop = opened(store, workshops)

    app = open_page("workshop/join.py", code=code_of(workshop))
    join_as(app, "staff")

    assert len(workshops.participants(workshop.id)) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ACE", "A code has 6 characters"),
        ("QQQQQQ", "A code has 6 characters"),
        (SCRIPT, "A code has 6 characters"),
        ("A" * 100_000, "A code has 6 characters"),
        ("ACEACE", "No open workshop has this code"),
        ("%_%_%_", "A code has 6 characters"),
    ],
)
def test_a_code_that_opens_nothing_is_said_in_a_sentence(
    open_page: Open, store: Store, workshops: Workshops, typed: str, said: str
) -> None:
    opened(store, workshops)
    for by_address in (False, True):
        app = open_page("workshop/join.py", **({"code": typed} if by_address else {}))
        if not by_address:
            app.text_input(key=keys.JOIN_CODE).set_value(typed)
            button(app, "Go on").click().run()

        assert not app.exception
        assert said in app.error[0].value
        assert not app.radio
        assert app.text_input(key=keys.JOIN_CODE)


def test_closed_expired_and_replaced_codes_let_nobody_in(open_page: Open, store: Store, workshops: Workshops) -> None:
    workshop = expired(store, workshops)
    assert "This code has expired" in open_page("workshop/join.py", code=code_of(workshop)).error[0].value

    renewed = workshops.change(workshop.id, new_code())
    assert "No open workshop" in open_page("workshop/join.py", code=code_of(workshop)).error[0].value
    workshops.change(workshop.id, close())

    assert "This workshop is closed" in open_page("workshop/join.py", code=code_of(renewed)).error[0].value


def test_too_many_wrong_codes_keep_even_the_right_one_out_for_a_while(
    open_page: Open, store: Store, workshops: Workshops, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ivac.ui.phone.caller", lambda: "192.0.2.1")  # a page without a server has no caller
    workshop = opened(store, workshops)
    app = open_page("workshop/join.py")
    for _ in range(access.WRONG_CODES):
        type_code(app, "ACEACE")
        assert "No open workshop" in app.error[0].value

    type_code(app, code_of(workshop))

    assert "Too many wrong codes" in app.error[0].value
    assert not app.radio


def test_the_same_refused_code_counts_once_however_often_the_page_runs(
    open_page: Open, store: Store, workshops: Workshops, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ivac.ui.phone.caller", lambda: "192.0.2.1")
    workshop = opened(store, workshops)
    app = open_page("workshop/join.py", code="ACEACE")
    for _ in range(access.WRONG_CODES):
        app.run()

    assert workshops.welcoming(code_of(workshop), "192.0.2.1").id == workshop.id


@pytest.mark.parametrize(
    ("public_url", "forwarded", "known_as"),
    [
        ("https://workshop.example.org", "203.0.113.9, 198.51.100.4", "198.51.100.4"),
        ("https://workshop.example.org", "", "192.0.2.1"),
        ("http://192.0.2.20:8501", "198.51.100.4", "192.0.2.1"),
        (None, "198.51.100.4", "192.0.2.1"),
    ],
)
def test_who_calls_is_what_a_proxy_says_only_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, public_url: str | None, forwarded: str, known_as: str
) -> None:
    # On a laptop in the room nothing stands before the server, and anybody can send this header.
    if public_url:
        monkeypatch.setenv("IVAC_PUBLIC_URL", public_url)
    settings.cache_clear()
    monkeypatch.setattr(ContextProxy, "headers", property(lambda _: {"X-Forwarded-For": forwarded}))
    monkeypatch.setattr(ContextProxy, "ip_address", property(lambda _: "192.0.2.1"))

    assert caller() == known_as


def test_nobody_joins_without_a_perspective_that_is_offered(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    workshop = opened(store, workshops, perspectives=("staff", "board"))
    app = open_page("workshop/join.py", code=code_of(workshop))
    assert app.radio(key="perspective").options == ["Staff member", "Residents’ board"]

    join_as(app, None)

    assert "Choose one of the perspectives" in app.error[0].value
    assert workshops.participants(workshop.id) == []


def test_a_perspective_that_was_offered_a_moment_ago_is_refused(
    open_page: Open, store: Store, workshops: Workshops, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop = opened(store, workshops, perspectives=("staff",))
    wider = workshop.model_copy(update={"perspectives": ("staff", "board")})
    app = open_page("workshop/join.py", code=code_of(workshop))
    # What a forged or late message brings: the form offers it, the workshop does not.
    monkeypatch.setattr("ivac.ui.phone.workshops", lambda: Offering(workshops, wider))
    app.run()

    join_as(app, "board")

    assert "Choose one of the perspectives" in app.error[0].value
    assert workshops.participants(workshop.id) == []


class Offering:
    """The workshops, but what is welcomed offers more than it takes."""

    def __init__(self, workshops: Workshops, offered: Any) -> None:
        self.welcoming = lambda code, caller: offered
        self.join = workshops.join


def test_a_workshop_by_name_needs_one(open_page: Open, store: Store, workshops: Workshops) -> None:
    workshop = opened(store, workshops, naming="named")
    app = open_page("workshop/join.py", code=code_of(workshop))

    join_as(app, "staff")
    assert "This workshop uses names" in app.error[0].value
    app.text_input(key="alias").input("   ")
    join_as(app, "staff")
    assert workshops.participants(workshop.id) == []
    app.text_input(key="alias").input(" Anna ")
    join_as(app, "staff")

    assert [person.alias for person in workshops.participants(workshop.id)] == ["Anna"]


def test_a_name_is_cut_at_what_its_field_takes(open_page: Open, store: Store, workshops: Workshops) -> None:
    workshop = opened(store, workshops, naming="alias")
    app = open_page("workshop/join.py", code=code_of(workshop))
    app.text_input(key="alias").set_value("x" * 100_000)

    join_as(app, "staff")

    assert not app.exception
    assert [person.alias for person in workshops.participants(workshop.id)] == ["x" * 60]


def test_a_name_of_no_letters_and_of_all_signs_is_one_line(open_page: Open, store: Store, workshops: Workshops) -> None:
    workshop = opened(store, workshops, naming="alias")
    app = open_page("workshop/join.py", code=code_of(workshop))
    app.text_input(key="alias").set_value("A\x00\u202eb\n\n# c")

    join_as(app, "staff")

    assert not app.exception
    desk(open_page)


@pytest.mark.parametrize("name", [SCRIPT, "[klik](http://evil.example)", ":material/home:", "<img src=x onerror=x>"])
def test_what_people_write_is_text_on_every_page(
    open_page: Open, store: Store, workshops: Workshops, name: str
) -> None:
    plan = add_plan(store, "The Hill", ())
    store.save_plan(plan.model_copy(update={"name": name}))
    store.add_activities(plan.id, [Activity(id="song", name=name, description=name)])
    agenda = (AgendaItem(activity="song"),)
    workshop = opened(store, workshops, plan_id=plan.id, title=name, naming="alias", agenda=agenda)
    place = joined(workshops, workshop, "staff", alias=name)[0]
    for app in (
        desk(open_page), wall(open_page), wall(open_page, "activity", workshops),
        open_page("workshop/rate.py", place=place), open_page("prepare/workshop.py", workshop=workshop.id),
    ):  # fmt: skip
        for item in app.get("html"):
            assert name not in item.proto.body
        for item in [*app.markdown, *app.caption, *app.title, *app.subheader]:
            assert name not in item.value
            assert not getattr(item, "allow_html", False)


def test_a_question_names_an_activity_as_it_was_written(open_page: Open, store: Store, workshops: Workshops) -> None:
    plan = add_plan(store, "The Hill", ())
    store.add_activities(plan.id, [Activity(id="song", name="![x](http://evil.example)")])
    opened(store, workshops, plan_id=plan.id, agenda=(AgendaItem(activity="song"),))
    app = desk(open_page)

    app.button(key="ask_song_reveal").click().run()

    assert "evil" in sent(app)
    assert 'title: "Reveal “![x](http' not in sent(app)


# Answering


def phone(open_page: Open, place: str, **address: str) -> AppTest:
    return open_page("workshop/rate.py", place=place, **address)


def tap(app: AppTest, *taps: dict[str, Any]) -> AppTest:
    """Taps as the board sends them: this workshop, the choir, round 1, unless they say otherwise."""
    usual = {"assessment": "evening.1", "activity": "choir", "phase": "ideas"}
    app.session_state[keys.PHONE_BOARD] = {"taps": [usual | item for item in taps]}
    return app.run()


def kept(workshops: Workshops, place: str) -> dict[Any, Any]:
    return {key: own.answer for key, own in workshops.own_answers(workshops.place(place)).items()}


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_tap_is_stored_confirmed_and_shown_after_a_reload(
    open_page: Open, store: Store, workshops: Workshops, lang: str
) -> None:
    (place,) = joined(workshops, opened(store, workshops), "staff")
    app = phone(open_page, place, lang=lang)

    tap(app, {"number": 1, "answer": "informed"}, {"number": 2, "answer": "dont_know", "phase": "planning"})

    assert kept(workshops, place) == {("choir", "ideas", 1): "informed", ("choir", "planning", 1): "dont_know"}
    assert board(app)["confirmed"] == 2
    again = {phase["id"]: phase["answer"] for phase in board(phone(open_page, place, lang=lang))["phases"]}
    assert (again["ideas"], again["planning"], again["evaluation"]) == ("informed", "dont_know", None)


@pytest.mark.parametrize("code", [Code.DATABASE_BUSY, Code.DATABASE_UNREACHABLE], ids=["busy", "away"])
def test_a_tap_stays_on_the_board_while_the_database_cannot_take_it(
    open_page: Open, store: Store, workshops: Workshops, monkeypatch: pytest.MonkeyPatch, code: Code
) -> None:
    (place,) = joined(workshops, opened(store, workshops), "staff")
    app = phone(open_page, place)
    before = board(app)

    with monkeypatch.context() as gone:
        for name in ("rate", "own_answers"):  # neither written nor read
            gone.setattr(Workshops, name, Mock(side_effect=Refused.because(code, reason="locked")))
        tap(app, {"number": 1, "answer": "informed"})
    assert len(app.error) == 1
    assert board(app) == before
    app.run()

    assert not app.error
    assert kept(workshops, place) == {("choir", "ideas", 1): "informed"}
    assert board(app)["confirmed"] == 1


def test_an_answer_is_taken_back(open_page: Open, store: Store, workshops: Workshops) -> None:
    (place,) = joined(workshops, opened(store, workshops), "staff")
    app = phone(open_page, place)

    tap(app, {"number": 1, "answer": "informed"}, {"number": 2, "answer": None})

    assert kept(workshops, place) == {("choir", "ideas", 1): None}


def test_a_wish_is_kept_beside_the_answer(open_page: Open, store: Store, workshops: Workshops) -> None:
    (place,) = joined(workshops, opened(store, workshops, ask_desired=True), "staff")
    app = phone(open_page, place)

    tap(app, {"number": 1, "answer": "informed"}, {"number": 2, "answer": "resident_joint", "asked": "desired"})

    (own,) = workshops.own_answers(workshops.place(place)).values()
    assert (own.answer, own.desired) == ("informed", "resident_joint")
    assert board(app)["desired"]


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("perspective", ["staff", "resident", "board", "partner", "municipality"])
def test_residents_are_asked_in_their_own_words(
    open_page: Open, store: Store, workshops: Workshops, perspective: str, lang: str
) -> None:
    workshop = opened(store, workshops, perspectives=(perspective,))
    (place,) = joined(workshops, workshop, perspective)
    said, resident = load().words[lang], perspective in RESIDENTS_OWN

    shown = board(phone(open_page, place, lang=lang))

    for phase in shown["phases"]:
        texts = said.phases[phase["id"]]
        assert phase["name"] == (texts.resident.name if resident else texts.name)
        assert phase["definition"] == (texts.resident.question if resident else texts.definition)
    for level in shown["levels"]:
        texts = said.scales["ivac"].levels[level["id"]]
        assert level["sentence"] == (texts.resident if resident else texts.sentence)


def test_answers_lock_with_the_reveal_and_the_phone_says_so(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    _, places = full_room(store, workshops)
    app = phone(open_page, places[0], activity="choir")
    assert not board(app)["locked"]
    workshops.change("evening", reveal("choir"))

    tap(app, {"number": 1, "answer": "resident_joint"})

    assert "not open for answers" in app.error[0].value
    assert kept(workshops, places[0])["choir", "ideas", 1] == "informed"
    assert board(app)["locked"]
    assert "The picture is on the wall" in words(app)


def test_a_second_round_begins_empty_and_recalls_the_first(open_page: Open, store: Store, workshops: Workshops) -> None:
    _, places = revealed_room(store, workshops)
    workshops.change("evening", another_round("choir"))
    app = phone(open_page, places[0], activity="choir")
    ideas = next(phase for phase in board(app)["phases"] if phase["id"] == "ideas")
    assert ideas["answer"] is None
    assert ideas["said"].startswith("Before the talk you answered")

    tap(app, {"number": 1, "answer": "resident_joint", "assessment": "evening.2"})

    mine = kept(workshops, places[0])
    assert (mine["choir", "ideas", 1], mine["choir", "ideas", 2]) == ("informed", "resident_joint")


def test_follow_me_leads_the_phone_wherever_its_address_is(open_page: Open, store: Store, workshops: Workshops) -> None:
    (place,) = joined(workshops, opened(store, workshops), "staff")
    assert phone(open_page, place, activity="choir").title[0].value == "Choir"
    workshops.change("evening", follow_me(True))
    workshops.change("evening", show("activity", "garden"))

    app = phone(open_page, place, activity="choir")

    assert app.title[0].value == "Garden"
    assert (board(app)["back"], board(app)["on"]) == ("", "")


def test_at_ones_own_pace_the_phone_opens_where_answers_are_missing(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    (place,) = joined(workshops, opened(store, workshops), "staff")
    answer(workshops, place, "choir", "informed")

    app = phone(open_page, place)

    assert app.title[0].value == "Garden"
    assert "Activity 2 of 2 · 1 all answered" in words(app)
    assert (board(app)["back"], board(app)["on"]) == ("Back", "")


@pytest.mark.parametrize("place", ["", "no-such-place", "x" * 100_000, SCRIPT, "' OR 1=1 --"])
def test_an_unknown_place_shows_nothing_and_the_way_to_join(
    open_page: Open, store: Store, workshops: Workshops, place: str
) -> None:
    opened(store, workshops)

    app = phone(open_page, place)

    assert "This place in a workshop is not known" in app.error[0].value
    assert "Choir" not in sent(app)
    assert not [item for item in app.get("bidi_component") if "board" in item.proto.id]


@pytest.mark.parametrize(
    "forged",
    [
        {"assessment": "other.1"},
        {"assessment": "evening.2"},
        {"assessment": "evening.0"},
        {"assessment": "evening.-1"},
        {"assessment": "evening.²"},
        {"assessment": "evening"},
        {"assessment": "evening." + "9" * 5000},
        {"assessment": ""},
        {"activity": "song"},
        {"activity": "kitchen"},
        {"activity": "x" * 100_000},
        {"phase": "lunch"},
        {"answer": "top marks"},
        {"answer": "manipulation"},
        {"answer": 7},
        {"answer": {"$ne": None}},
        {"answer": "\ud800"},
        {"answer": "x" * 100_000},
        {"asked": "participant_id"},
        {"asked": ["answer"]},
        {"asked": "desired", "answer": "dont_know"},
        {"number": "1"},
        {"number": 10**400},
    ],
)
def test_a_forged_tap_changes_nothing_and_breaks_nothing(
    open_page: Open, store: Store, workshops: Workshops, forged: dict[str, Any]
) -> None:
    hill = add_plan(store, "The Hill", ("Song",))
    workshop = opened(store, workshops)
    store.add_activities("the_meadow", [Activity(id="kitchen", name="Kitchen")])
    other = workshop.model_copy(
        update={"id": "other", "plan_id": hill.id, "state": "draft", "agenda": (AgendaItem(activity="song"),)}
    )
    workshops.add(other.model_copy(update={"code_number": 0, "code_until": None}))
    workshops.change("other", open_doors())
    (place,) = joined(workshops, workshop, "staff")
    app = phone(open_page, place)

    tap(app, {"number": 1, "answer": "informed"} | forged)

    assert not app.exception
    known = forged == {"number": 10**400}
    assert kept(workshops, place) == ({("choir", "ideas", 1): "informed"} if known else {})
    assert board(app)["activity"] == "choir"


@pytest.mark.parametrize(
    "state", [{"taps": 7}, {"taps": [None, 1, "tap", []]}, {"taps": {"number": 1}}, {}, 7, "x", []]
)
def test_a_forged_state_of_the_board_breaks_nothing(
    open_page: Open, store: Store, workshops: Workshops, state: Any
) -> None:
    (place,) = joined(workshops, opened(store, workshops), "staff")
    app = phone(open_page, place)

    app.session_state[keys.PHONE_BOARD] = state
    app.run()

    assert not app.exception
    assert kept(workshops, place) == {}


def test_wishes_are_taken_only_where_they_are_asked_for(open_page: Open, store: Store, workshops: Workshops) -> None:
    (place,) = joined(workshops, opened(store, workshops), "staff")

    tap(phone(open_page, place), {"number": 1, "answer": "informed", "asked": "desired"})

    assert workshops.own_answers(workshops.place(place)) == {}


def test_the_same_place_in_two_windows_answers_for_one_person(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    (place,) = joined(workshops, opened(store, workshops), "staff")
    first, second = phone(open_page, place), phone(open_page, place)

    tap(first, {"number": 1, "answer": "informed"})
    tap(second, {"number": 1, "answer": "resident_joint"})
    first.run()

    assert kept(workshops, place) == {("choir", "ideas", 1): "resident_joint"}
    assert next(phase for phase in board(first)["phases"] if phase["id"] == "ideas")["answer"] == "resident_joint"
    assert workshops.progress("evening")["choir"].begun == 1


def test_a_phone_is_sent_nobody_elses_answer_in_any_state(open_page: Open, store: Store, workshops: Workshops) -> None:
    _, places = full_room(store, workshops)
    answer(workshops, places[1], "choir", "not_involved")
    mine = sent(phone(open_page, places[0], activity="choir"))

    answer(workshops, places[1], "choir", "resident_joint")

    assert sent(phone(open_page, places[0], activity="choir")) == mine
    workshops.change("evening", reveal())
    revealed = phone(open_page, places[0], activity="choir")
    assert {phase["answer"] for phase in board(revealed)["phases"]} == {"informed"}


def test_a_closed_workshop_keeps_ones_own_answers_to_look_at(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    _, places = full_room(store, workshops)
    workshops.change("evening", close())

    app = phone(open_page, places[0], activity="choir")

    assert "The workshop is closed" in words(app)
    assert board(app)["locked"]
    assert {phase["answer"] for phase in board(app)["phases"]} == {"informed"}


def test_a_place_goes_with_its_workshop(open_page: Open, store: Store, workshops: Workshops) -> None:
    (place,) = joined(workshops, opened(store, workshops), "staff")
    app = phone(open_page, place)
    workshops.delete("evening")

    tap(app, {"number": 1, "answer": "informed"})

    assert not app.exception
    assert "not known" in app.error[0].value


def test_each_phase_can_be_answered_with_each_answer_of_the_scale(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    (place,) = joined(workshops, opened(store, workshops, scale="hart"), "resident")
    answers = load().scales["hart"].answers
    taps = [
        {"number": number, "phase": phase, "answer": answers[number % len(answers)]}
        for number, phase in enumerate(PHASES * 3, 1)
    ]

    tap(phone(open_page, place), *taps)

    assert kept(workshops, place) == {
        ("choir", phase, 1): answers[(len(PHASES) * 2 + place_of) % len(answers)]
        for place_of, phase in enumerate(PHASES, 1)
    }

"""Next steps on their page, in the preparation and on the desk: each touch changes the store as its words say."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ivac.acts import agree, close, open_doors, reveal
from ivac.content import load
from ivac.language import language
from ivac.model import Assessment, Step
from ivac.store import Keys, Steps, Store, Workshops
from ivac.ui import keys
from ivac.workshop import AgendaItem, Workshop
from tests.pages.conftest import Open
from tests.pages.rooms import DAY, add_plan, keyed, labels, prepared, words
from tests.pages.test_access import access_keys, revoked_while_open, visit
from tests.pages.test_prepare import button, field

__all__ = ["access_keys", "revoked_while_open", "visit"]
"""Fixtures of a served installation."""

PAGE = "workshop/steps.py"
THE_MEADOW = {"plan": "the_meadow"}


def step(**fields: object) -> Step:
    everything = {"id": "ask", "plan_id": "the_meadow", "what": "Ask the neighbours", "made_on": DAY}
    return Step.model_validate(everything | fields)


@pytest.fixture
def meadow(store: Store) -> Callable[..., Steps]:
    """The meadow with these steps."""

    def with_steps(*found: Step) -> Steps:
        if not store.plans():
            add_plan(store)
        kept = Steps(store.engine)
        for each in found:
            kept.add(each)
        return kept

    return with_steps


def steps_in(store: Store) -> tuple[Step, ...]:
    return store.record("the_meadow").steps


def headers(app: AppTest) -> list[str]:
    return [item.value for item in app.header]


def touch(app: AppTest, status: str, step_id: str = "ask") -> AppTest:
    """Touch one of a step's four words."""
    return app.get_by_key(f"status_{step_id}").set_value(status).run()


# What the page shows


def test_without_a_plan_the_page_says_what_to_do(open_page: Open) -> None:
    app = open_page(PAGE)

    assert app.title[0].value == "There is no plan here yet"


@pytest.mark.parametrize(
    ("lang", "title", "advice"),
    [("en", "Next steps", "No step has been written yet"), ("da", "Næste skridt", "Der er ikke skrevet nogen skridt")],
)
def test_a_plan_without_steps_says_how_to_write_one(
    open_page: Open, meadow: Callable[..., Steps], lang: str, title: str, advice: str
) -> None:
    meadow()

    app = open_page(PAGE, lang=lang, **THE_MEADOW)

    assert app.title[0].value == title
    assert app.info[0].value.startswith(advice)
    assert headers(app) == []
    assert not app.get("download_button")


def test_a_plan_without_activities_takes_steps_about_the_whole_of_it(open_page: Open, store: Store) -> None:
    add_plan(store, activities=())
    app = open_page(PAGE, step="new", **THE_MEADOW)
    field(app.text_area, "What is to happen?").input("Meet the board")

    button(app, "Save").click().run()

    (kept,) = steps_in(store)
    assert (kept.what, kept.activity, kept.phase, kept.scale) == ("Meet the board", None, None, None)


@pytest.mark.parametrize("lang", ["en", "da"])
def test_a_step_tells_what_is_known_of_it(open_page: Open, meadow: Callable[..., Steps], lang: str) -> None:
    speech = language(lang)
    soon = date.today() + timedelta(days=30)
    meadow(
        step(
            activity="choir", phase="ideas", who="MK", by=soon, scale="ivac", scale_version=1, from_level="informed",
            to_level="resident_joint",
        )
    )  # fmt: skip

    said = words(open_page(PAGE, lang=lang, **THE_MEADOW)).replace("\u2060", "")

    for part in ("Ask the neighbours", "Choir", speech.words.phases["ideas"].name, "MK", speech.date(soon)):
        assert part in said
    for level in ("informed", "resident_joint"):
        assert speech.words.scales["ivac"].levels[level].full in said


def test_what_people_wrote_is_never_read_as_markdown(open_page: Open, meadow: Callable[..., Steps]) -> None:
    meadow(step(what="**Loud** [link](http://x.dk)", who="<b>MK</b>", status="dropped", dropped_because="# No"))

    (line,) = [item.value for item in open_page(PAGE, **THE_MEADOW).markdown]

    for raw in ("**Loud**", "[link]", "<b>", " # No"):
        assert raw not in line


@pytest.mark.parametrize(("days", "late"), [(-1, True), (0, False)])
def test_a_step_past_its_day_says_so_calmly(
    open_page: Open, meadow: Callable[..., Steps], days: int, late: bool
) -> None:
    meadow(step(by=date.today() + timedelta(days=days)), step(id="done", by=date(2020, 1, 1), status="done"))

    app = open_page(PAGE, **THE_MEADOW)

    assert ("should have happened by" in words(app)) == late
    assert ("1 past its day" in words(app)) == late
    assert "1 open step" in words(app)


def test_what_we_do_stands_apart_from_what_needs_others(open_page: Open, meadow: Callable[..., Steps]) -> None:
    meadow(step(id="theirs", what="Theirs", needs_others=True), step(id="ours", what="Ours"))

    app = open_page(PAGE, **THE_MEADOW)

    assert headers(app) == ["We do it ourselves", "It needs others"]
    assert next(item.value for item in app.markdown if "**" in item.value).startswith("**Ours**")


def test_only_dated_steps_make_a_calendar(open_page: Open, meadow: Callable[..., Steps]) -> None:
    kept = meadow(step())
    assert not open_page(PAGE, **THE_MEADOW).get("download_button")

    kept.add(step(id="dated", by=DAY))

    (offered,) = open_page(PAGE, **THE_MEADOW).get("download_button")
    assert offered.proto.label == "To your calendar (ICS)"


# One touch


@pytest.mark.parametrize("status", ["under_way", "done"])
def test_one_touch_says_what_became_of_a_step(
    open_page: Open, meadow: Callable[..., Steps], store: Store, status: str
) -> None:
    meadow(step(), step(id="other"))
    app = open_page(PAGE, **THE_MEADOW)

    touch(app, status)

    assert [each.status for each in steps_in(store)] == [status, "planned"]
    assert app.get_by_key("status_ask").value == status


def test_a_step_is_dropped_only_with_a_reason(open_page: Open, meadow: Callable[..., Steps], store: Store) -> None:
    meadow(step())
    app = touch(open_page(PAGE, **THE_MEADOW), "dropped")
    assert steps_in(store) == (step(),)

    button(app, "Drop the step").click().run()
    assert "dropped for a reason" in words(app)
    assert steps_in(store) == (step(),)
    field(app.text_area, "Reason").input("  The board said no ")
    button(app, "Drop the step").click().run()

    assert steps_in(store) == (step(status="dropped", dropped_because="The board said no"),)
    assert "Dropped: The board said no" in words(app)
    assert not [item for item in app.text_area if item.label == "Reason"]


def test_a_reason_that_is_too_long_is_refused_with_a_sentence(
    open_page: Open, meadow: Callable[..., Steps], store: Store
) -> None:
    meadow(step())
    app = touch(open_page(PAGE, **THE_MEADOW), "dropped")
    field(app.text_area, "Reason").input("x" * 4001)

    button(app, "Drop the step").click().run()

    assert "4001" in words(app)
    assert steps_in(store) == (step(),)


def test_a_dropped_step_is_taken_up_again_and_its_reason_goes(
    open_page: Open, meadow: Callable[..., Steps], store: Store
) -> None:
    meadow(step(status="dropped", dropped_because="No time"))

    touch(open_page(PAGE, **THE_MEADOW), "planned")

    assert steps_in(store) == (step(),)


def test_a_step_that_somebody_deleted_meanwhile_is_said_in_a_sentence(
    open_page: Open, meadow: Callable[..., Steps], store: Store
) -> None:
    kept = meadow(step())
    app = open_page(PAGE, **THE_MEADOW)
    kept.delete(step())

    touch(app, "done")

    assert "no longer here" in app.error[0].value
    assert steps_in(store) == ()


# Writing


def test_a_step_is_written_with_all_its_fields(open_page: Open, meadow: Callable[..., Steps], store: Store) -> None:
    meadow()
    app = open_page(PAGE, step="new", **THE_MEADOW)
    field(app.selectbox, "Activity").set_value("garden").run()
    field(app.selectbox, "Phase").set_value("planning").run()
    field(app.text_area, "What is to happen?").input("Ask who wants a bed")
    field(app.text_input, "Who takes it?").input("MK")
    field(app.date_input, "By when?").set_value(date(2026, 12, 24))
    field(app.radio, "Can you do it yourselves?").set_value(True)

    button(app, "Save").click().run()

    (kept,) = steps_in(store)
    expected = step(
        id=kept.id, what="Ask who wants a bed", activity="garden", phase="planning", who="MK", by=date(2026, 12, 24),
        needs_others=True, made_on=date.today(),
    )  # fmt: skip
    assert kept == expected
    assert app.success[0].value == "The step is saved\\."
    assert headers(app) == ["It needs others"]
    assert keys.Q_STEP not in app.query_params


def test_the_address_fills_in_activity_and_phase_and_the_picture_the_levels(
    open_page: Open, meadow: Callable[..., Steps], store: Store
) -> None:
    meadow()
    store.add_assessment("the_meadow", Assessment(id="spring", day=DAY, scale="ivac", scale_version=1))
    store.change_cell("spring", "garden", "planning", answer="informed", desired="resident_joint")
    app = open_page(PAGE, step="new", activity="garden", phase="planning", **THE_MEADOW)
    shown = {item.label: item.value for item in app.selectbox}
    assert shown == {
        "Activity": "garden", "Phase": "planning", "From level": "informed", "To level": "resident_joint"
    }  # fmt: skip
    field(app.text_area, "What is to happen?").input("Plan the beds together")

    button(app, "Save").click().run()

    (kept,) = steps_in(store)
    assert (kept.activity, kept.phase) == ("garden", "planning")
    assert (kept.scale, kept.scale_version) == ("ivac", 1)
    assert (kept.from_level, kept.to_level) == ("informed", "resident_joint")


def test_levels_are_asked_only_for_one_activity_in_one_phase(
    open_page: Open, meadow: Callable[..., Steps], store: Store
) -> None:
    meadow()
    store.add_assessment("the_meadow", Assessment(id="spring", day=DAY, scale="ivac", scale_version=1))
    app = open_page(PAGE, step="new", activity="garden", **THE_MEADOW)
    assert "From level" not in [item.label for item in app.selectbox]

    field(app.selectbox, "Phase").set_value("planning").run()

    assert "From level" in [item.label for item in app.selectbox]


@pytest.mark.parametrize("address", [{"activity": "nowhere"}, {"step": "nowhere"}])
def test_what_the_address_names_must_be_here(
    open_page: Open, meadow: Callable[..., Steps], address: dict[str, str]
) -> None:
    meadow()

    app = open_page(PAGE, **({"step": "new"} | address), **THE_MEADOW)

    assert "no longer here" in app.error[0].value


def test_a_phase_that_does_not_exist_is_left_open(open_page: Open, meadow: Callable[..., Steps]) -> None:
    meadow()

    app = open_page(PAGE, step="new", phase="dreaming", **THE_MEADOW)

    assert field(app.selectbox, "Phase").value == ""


@pytest.mark.parametrize(("what", "sentence"), [("  ", "What is to happen is missing"), ("x" * 4001, "4001")])
def test_a_step_that_says_nothing_or_too_much_is_refused(
    open_page: Open, meadow: Callable[..., Steps], store: Store, what: str, sentence: str
) -> None:
    meadow()
    app = open_page(PAGE, step="new", **THE_MEADOW)
    field(app.text_area, "What is to happen?").input(what)
    field(app.text_input, "Who takes it?").input("MK")

    button(app, "Save").click().run()

    assert sentence in app.error[0].value
    assert field(app.text_input, "Who takes it?").value == "MK"
    assert steps_in(store) == ()


def test_a_step_is_changed_and_what_became_of_it_stays(
    open_page: Open, meadow: Callable[..., Steps], store: Store
) -> None:
    written = step(
        activity="choir", phase="ideas", scale="ivac", scale_version=1, from_level="informed", status="under_way",
        who="MK", by=DAY,
    )  # fmt: skip
    meadow(written)
    app = open_page(PAGE, step="ask", **THE_MEADOW)
    assert field(app.selectbox, "From level").value == "informed"
    field(app.selectbox, "Phase").set_value("").run()
    field(app.text_area, "What is to happen?").input("Ask everybody")
    field(app.date_input, "By when?").set_value(None)

    button(app, "Save").click().run()

    expected = {"what": "Ask everybody", "by": None, "phase": None}
    levels = dict.fromkeys(("scale", "scale_version", "from_level"))
    assert steps_in(store) == (Step.model_validate(written.model_dump() | expected | levels),)


def test_a_step_is_deleted_only_after_the_question(open_page: Open, meadow: Callable[..., Steps], store: Store) -> None:
    meadow(step())
    app = open_page(PAGE, step="ask", **THE_MEADOW)

    button(app, "Delete the step …").click().run()
    assert "Ask the neighbours" in words(app)
    assert len(steps_in(store)) == 1
    app.button(key="ask_yes").click().run()

    assert steps_in(store) == ()
    assert app.title[0].value == "Next steps"


def test_the_field_for_who_asks_for_no_names(open_page: Open, meadow: Callable[..., Steps]) -> None:
    meadow()

    assert "role or initials" in field(open_page(PAGE, step="new", **THE_MEADOW).text_input, "Who takes it?").help
    assert (
        "rolle eller initialer"
        in field(open_page(PAGE, step="new", lang="da", **THE_MEADOW).text_input, "Hvem tager det?").help
    )


# From and to a workshop


def test_a_step_written_at_the_desk_remembers_its_workshop(open_page: Open, store: Store, workshops: Workshops) -> None:
    prepared(store, workshops)
    app = open_page(PAGE, step="new", workshop="evening", **THE_MEADOW)
    field(app.text_area, "What is to happen?").input("Sing outside")

    button(app, "Save").click().run()

    assert [each.workshop for each in steps_in(store)] == ["evening"]
    assert app.query_params[keys.Q_WORKSHOP] == "evening"


def test_another_plans_workshop_is_not_written_down(
    open_page: Open, store: Store, workshops: Workshops, meadow: Callable[..., Steps]
) -> None:
    prepared(store, workshops)
    add_plan(store, "The Hill", ("Song",))
    app = open_page(PAGE, step="new", plan="the_hill", workshop="evening")
    field(app.text_area, "What is to happen?").input("Climb")

    button(app, "Save").click().run()

    assert [each.workshop for each in store.record("the_hill").steps] == [None]


def after_one(store: Store, workshops: Workshops, *found: Step) -> Workshop:
    """Last spring's workshop with these steps, and this evening's, being prepared."""
    evening = prepared(store, workshops)
    spring = evening.model_copy(update={"id": "spring", "title": "Spring", "day": date(2026, 3, 1)})
    workshops.add(spring)
    for each in found:
        Steps(store.engine).add(each)
    return evening


LAST_TIMES = (
    step(id="done", what="Done in spring", workshop="spring", activity="garden", status="done"),
    step(id="open", what="Open of old", activity="garden"),
    step(id="old", what="Done of old", activity="choir", status="done"),
    step(id="own", what="Of this evening", workshop="evening", activity="choir"),
)
LOOKING_BACK = "From last time: did it happen?"


@pytest.mark.parametrize("file", ["workshop/desk.py", "prepare/workshop.py"])
def test_a_workshop_opens_with_last_times_steps(open_page: Open, store: Store, workshops: Workshops, file: str) -> None:
    after_one(store, workshops, *LAST_TIMES)

    app = open_page(file, workshop="evening")

    assert headers(app)[0] == LOOKING_BACK
    said = words(app)
    assert [text for text in ("Done in spring", "Open of old", "Done of old", "Of this evening") if text in said] == [
        "Done in spring",
        "Open of old",
    ]


@pytest.mark.parametrize("file", ["workshop/desk.py", "prepare/workshop.py"])
def test_one_touch_says_what_became_of_it_there_too(
    open_page: Open, store: Store, workshops: Workshops, file: str
) -> None:
    after_one(store, workshops, *LAST_TIMES)

    touch(open_page(file, workshop="evening"), "done", "open")

    assert {each.id: each.status for each in steps_in(store)}["open"] == "done"


def test_a_new_workshop_is_prepared_with_last_times_steps_in_danish(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    after_one(store, workshops, *LAST_TIMES)

    app = open_page("prepare/workshop.py", lang="da", workshop="new", **THE_MEADOW)

    assert headers(app)[0] == "Fra sidst: Blev det til noget?"
    assert "Of this evening" in words(app)


@pytest.mark.parametrize("file", ["workshop/desk.py", "prepare/workshop.py"])
def test_without_steps_a_workshop_opens_as_before(
    open_page: Open, store: Store, workshops: Workshops, file: str
) -> None:
    prepared(store, workshops)

    app = open_page(file, workshop="evening")

    assert LOOKING_BACK not in headers(app)
    assert "same_activities" not in keyed(app)


def test_the_desk_looks_back_first_and_below_once_the_room_sees_the_picture(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    after_one(store, workshops, *LAST_TIMES)
    places = []
    for act in (None, open_doors(), reveal(), agree(), close()):
        if act:
            workshops.change("evening", act)
        desk, preparation = (
            headers(open_page(f, workshop="evening")) for f in ("workshop/desk.py", "prepare/workshop.py")
        )
        places.append((desk.index(LOOKING_BACK) == 0, LOOKING_BACK in preparation))

    assert places == [(True, True), (True, True), (False, False), (False, False), (False, False)]


def test_the_activities_of_the_steps_are_offered_and_nothing_is_chosen_silently(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    after_one(store, workshops, *LAST_TIMES)
    app = open_page("prepare/workshop.py", workshop="evening")
    chosen = field(app.multiselect, "Activities, in the order you will take them")
    assert chosen.value == ["choir", "garden"]

    app.button(key="same_activities").click().run()
    assert field(app.multiselect, "Activities, in the order you will take them").value == ["garden"]
    assert [item.activity for item in workshops.workshop("evening").agenda] == ["choir", "garden"]
    button(app, "Save").click().run()

    assert workshops.workshop("evening").agenda == (AgendaItem(activity="garden"),)


def test_steps_about_the_whole_plan_offer_no_activities(open_page: Open, store: Store, workshops: Workshops) -> None:
    after_one(store, workshops, step())

    app = open_page("prepare/workshop.py", workshop="evening")

    assert headers(app)[0] == LOOKING_BACK
    assert "same_activities" not in keyed(app)


# Rights


def test_a_page_left_open_keeps_no_status_with_a_revoked_key(
    revoked_while_open: Any, store: Store, meadow: Callable[..., Steps]
) -> None:
    meadow(step())
    app = revoked_while_open(PAGE)

    touch(app, "done")

    assert steps_in(store) == (step(),)
    assert app.title[0].value == "Come in"
    assert "key link" in app.error[0].value


def test_a_question_left_open_drops_and_deletes_nothing_with_a_revoked_key(
    revoked_while_open: Any, visit: Any, access_keys: Keys, store: Store, meadow: Callable[..., Steps]
) -> None:
    meadow(step())

    dropping = revoked_while_open(PAGE, lambda app: field(touch(app, "dropped").text_area, "Reason").input("No time"))
    button(dropping, "Drop the step").click().run()
    assert steps_in(store) == (step(),)

    deleting = visit(PAGE, access_keys.make("the_meadow"), step="ask", **THE_MEADOW)
    button(deleting, "Delete the step …").click().run()
    for entry in access_keys.entries("the_meadow"):
        access_keys.revoke(entry.id)
    deleting.button(key="ask_yes").click().run()
    assert steps_in(store) == (step(),)


def test_a_form_left_open_writes_nothing_with_a_revoked_key(
    visit: Any, access_keys: Keys, store: Store, meadow: Callable[..., Steps]
) -> None:
    meadow()
    app = visit(PAGE, access_keys.make("the_meadow"), step="new", **THE_MEADOW)
    field(app.text_area, "What is to happen?").input("Sing outside")
    (entry,) = access_keys.entries("the_meadow")
    access_keys.revoke(entry.id)

    button(app, "Save").click().run()

    assert steps_in(store) == ()
    assert labels(app) == ["Dansk"]


def test_the_key_of_another_plan_shows_no_step(
    visit: Any, access_keys: Keys, store: Store, meadow: Callable[..., Steps]
) -> None:
    meadow(step())
    add_plan(store, "The Hill", ("Song",))

    for address in ({}, {"step": "ask"}):
        app = visit(PAGE, access_keys.make("the_hill"), **THE_MEADOW, **address)
        assert "Ask the neighbours" not in words(app)
        assert "key link" in app.error[0].value


@pytest.mark.parametrize("scale", ["ivac", "hart"])
@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_suggestion_for_the_phase_and_level_begins_the_text(
    open_page: Open, store: Store, scale: str, lang: str
) -> None:
    plan = add_plan(store)
    level = next(item for item in load().scales[scale].levels if "informed" in (item.id, item.ivac))
    assessment = Assessment(day=DAY, scale=scale, scale_version=1)
    store.add_assessment(plan.id, assessment)
    store.change_cell(assessment.id, "choir", "ideas", answer=level.id)
    sentences = [language(lang).words.talk.moves[move.id] for move in load().talk.moves_from("ideas", "informed")]

    app = open_page(PAGE, plan=plan.id, step="new", activity="choir", phase="ideas", lang=lang)
    assert [item.label for item in app.button if (item.key or "").startswith("move_")] == sentences
    button(app, sentences[0]).click().run()

    assert app.text_area[0].value == sentences[0]
    assert not steps_in(store), "nothing is kept before it is saved"

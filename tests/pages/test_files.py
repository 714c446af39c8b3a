"""Taking away: every file by its button, all in one, a round of one's choice; deleting what need not stay."""

import io
import zipfile
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from ivac.acts import agree
from ivac.documents.files import FILES
from ivac.model import Activity
from ivac.settings import settings
from ivac.store import Store, Workshops
from ivac.ui import keys
from tests.pages.conftest import Open, forget_all
from tests.pages.rooms import answer, full_room, keyed, prepared, revealed_room, words
from tests.pages.test_change import ivac_round, rated_plan
from tests.pages.test_prepare import button
from tests.pages.test_workshop import solgaard

PAGE = "prepare/files.py"


def downloads(app) -> list[str]:
    return [item.proto.id for item in app.get("download_button")]


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_file_has_its_button_and_says_what_it_is(open_page: Open, demo: Store, lang: str) -> None:
    app = open_page(PAGE, plan=solgaard(demo), lang=lang)
    ids = " ".join(downloads(app))
    assert [file.ending for file in FILES if f"download_{file.ending}" not in ids] == []


def test_a_plan_without_a_round_offers_its_tables(open_page: Open, store: Store) -> None:
    plan = rated_plan(store)
    app = open_page(PAGE, plan=plan.id)
    assert "Nothing is rated yet" in words(app)
    ids = " ".join(downloads(app))
    assert "download_json" in ids
    assert "download_pptx" not in ids


def test_another_round_is_chosen_in_the_address(open_page: Open, store: Store) -> None:
    rounds = [ivac_round(2025), ivac_round(2026)]
    plan = rated_plan(store, *rounds)
    app = open_page(PAGE, plan=plan.id)
    assert app.selectbox(key=keys.FILES_ROUND).value == rounds[1].id
    app.selectbox(key=keys.FILES_ROUND).set_value(rounds[0].id).run()
    assert app.query_params["round"] == rounds[0].id


def test_all_files_come_in_one(open_page: Open, store: Store) -> None:
    plan = rated_plan(store, ivac_round(2026))
    app = open_page(PAGE, plan=plan.id)
    app.button(key="make_archive").click().run()
    with zipfile.ZipFile(io.BytesIO(app.session_state[keys.ARCHIVE])) as archive:
        # A calendar of no days would be empty, so there is none.
        assert sorted(archive.namelist()) == sorted(
            f"The Meadow.{file.ending}" for file in FILES if file.ending != "ics"
        )
        assert archive.testzip() is None


def test_a_plan_is_deleted_only_once_it_has_been_taken_along(open_page: Open, store: Store) -> None:
    plan = rated_plan(store, ivac_round(2026))
    app = ask_to_wipe(open_page(PAGE, plan=plan.id), plan.id)
    assert app.button(key="ask_yes").disabled

    take_along(app, plan.id, store.revision(plan.id)).button(key="ask_yes").click().run()

    assert store.plans() == []
    assert "is deleted" in " ".join(item.value for item in app.success).replace("\\", "")


@pytest.mark.parametrize("taken", [("another", 1), None])
def test_having_taken_something_else_along_deletes_nothing(open_page: Open, store: Store, taken: object) -> None:
    plan = rated_plan(store, ivac_round(2026))
    app = ask_to_wipe(open_page(PAGE, plan=plan.id), plan.id)
    app.session_state[keys.TAKEN] = taken
    app.run()
    assert app.button(key="ask_yes").disabled


def test_a_plan_that_has_changed_since_is_taken_along_once_more(open_page: Open, store: Store) -> None:
    plan = rated_plan(store, ivac_round(2026))
    app = ask_to_wipe(open_page(PAGE, plan=plan.id), plan.id)
    take_along(app, plan.id, store.revision(plan.id))
    store.add_activities(plan.id, [Activity(name="Choir of the evening")])

    app.button(key="ask_yes").click().run()

    assert "once more" in " ".join(item.value for item in app.warning)
    assert [entry.plan.id for entry in store.plans()] == [plan.id]


def ask_to_wipe(app: AppTest, about: str) -> AppTest:
    return app.button(key=f"ask_{about}_wipe").click().run()


def take_along(app: AppTest, about: str, state: int | None) -> AppTest:
    """What a press on the file's button keeps."""
    app.session_state[keys.TAKEN] = (f"{about}_wipe", state)
    return app.run()


def test_a_workshop_is_deleted_once_it_has_been_taken_along_and_the_plan_stays(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    workshop, _ = revealed_room(store, workshops)
    workshops.agree(workshop.id, "choir", "ideas", answer="informed")
    agreed = workshops.change(workshop.id, agree())
    app = ask_to_wipe(open_page(PAGE, plan=workshop.plan_id, round=workshop.id), workshop.id)
    assert "what was not revealed" in words(app)
    assert app.button(key="ask_yes").disabled

    take_along(app, workshop.id, agreed.version).button(key="ask_yes").click().run()

    assert not app.exception
    assert workshops.of_plan(workshop.plan_id) == []
    assert [entry.plan.id for entry in store.plans()] == [workshop.plan_id]
    assert "Nothing is rated yet" in words(app)


def test_a_workshop_that_somebody_has_answered_since_is_not_deleted(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    workshop, places = full_room(store, workshops)
    app = ask_to_wipe(open_page(PAGE, plan=workshop.plan_id), workshop.id)
    take_along(app, workshop.id, workshops.version(workshop.id))
    assert not app.button(key="ask_yes").disabled
    answer(workshops, places[0], "garden", "informed")

    app.button(key="ask_yes").click().run()

    assert len(workshops.of_plan(workshop.plan_id)) == 1


def test_somebody_whose_right_is_gone_deletes_no_workshop(
    open_page: Open, store: Store, workshops: Workshops, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop, _ = revealed_room(store, workshops)
    app = ask_to_wipe(open_page(PAGE, plan=workshop.plan_id), workshop.id)
    take_along(app, workshop.id, workshops.version(workshop.id))
    monkeypatch.setenv("IVAC_PUBLIC_URL", "https://workshop.example.dk")
    settings.cache_clear()

    app.button(key="ask_yes").click().run()

    assert len(workshops.of_plan(workshop.plan_id)) == 1


def test_a_draft_is_nothing_to_take_along(open_page: Open, store: Store, workshops: Workshops) -> None:
    workshop = prepared(store, workshops)
    assert keyed(open_page(PAGE, plan=workshop.plan_id)) & {"ask_evening_wipe", "ask_the_meadow_wipe"} == {
        "ask_the_meadow_wipe"
    }


def test_peoples_answers_are_deleted_after_a_question_and_the_picture_stays(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    workshop, _ = revealed_room(store, workshops)
    workshops.agree(workshop.id, "choir", "ideas", answer="informed")
    workshops.change(workshop.id, agree())
    app = open_page(PAGE, plan=workshop.plan_id)
    assert "6 people" in words(app)

    button(app, "Delete the answers …").click().run()
    assert len(workshops.participants(workshop.id)) == 6
    app.button(key="ask_yes").click().run()

    assert workshops.participants(workshop.id) == []
    record = store.record(workshop.plan_id)
    assert record.cells_of(record.latest)["choir", "ideas"].answer == "informed"


def test_answers_that_are_still_needed_are_not_offered_for_deleting(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    workshop, _ = revealed_room(store, workshops)
    assert "Delete the answers" not in words(open_page(PAGE, plan=workshop.plan_id))


def test_old_answers_go_by_themselves_where_a_time_is_set(
    open_page: Open, store: Store, workshops: Workshops, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop, _ = revealed_room(store, workshops, day=date(2001, 5, 3))
    open_page("about/method.py")
    assert len(workshops.participants(workshop.id)) == 6  # no time is set

    monkeypatch.setenv("IVAC_KEEP_MONTHS", "12")
    forget_all()
    open_page("about/method.py")
    assert workshops.participants(workshop.id) == []

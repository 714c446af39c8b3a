"""Taking away: every file by its button, all in one, a round of one's choice; deleting what need not stay."""

import io
import zipfile
from datetime import date

import pytest

from ivac.documents.files import FILES
from ivac.store import Store, Workshops
from ivac.ui import keys
from ivac.workshop import agree
from tests.pages.conftest import Open, forget_all
from tests.pages.rooms import revealed_room, words
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
    app = open_page(PAGE, plan=plan.id)
    assert app.button(key="wipe_plan").disabled
    app.session_state[keys.TAKEN] = plan.id  # what a press on the first button keeps
    app.run()
    app.button(key="wipe_plan").click().run()
    assert store.plans() == []


def test_having_taken_one_plan_along_deletes_no_other(open_page: Open, store: Store) -> None:
    plan = rated_plan(store, ivac_round(2026))
    app = open_page(PAGE, plan=plan.id)
    app.session_state[keys.TAKEN] = "another"
    app.run()
    assert app.button(key="wipe_plan").disabled


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

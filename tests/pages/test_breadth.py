"""Breadth and anchoring: each answer is stored where it belongs, and everything that is said stands below."""

import pytest
from streamlit.testing.v1 import AppTest

from ivac.faults import Code, Refused
from ivac.language import language
from ivac.model import Breadth
from ivac.store import Store
from tests.pages.conftest import Open
from tests.pages.test_change import ivac_round, rated_plan
from tests.pages.test_workshop import solgaard

PAGE = "workshop/breadth.py"


def field(app: AppTest, label: str):
    every = [*app.number_input, *app.selectbox, *app.get("button_group"), *app.text_area]
    return next(item for item in every if item.label == label)


def shown(app: AppTest) -> str:
    return " ".join(item.value for item in [*app.markdown, *app.info, *app.caption]) + " ".join(
        item.proto.body for item in app.get("html")
    )


def said(store: Store, plan: str) -> Breadth | None:
    record = store.record(plan)
    return record.breadth_of(record.latest).get("choir")


def test_each_answer_is_stored_as_it_is_given(open_page: Open, store: Store) -> None:
    plan = rated_plan(store, ivac_round(2026)).id
    app = open_page(PAGE, plan=plan)
    assert "Nothing is said yet" in shown(app)

    field(app, "About how many residents have taken part?").set_value(14).run()
    assert said(store, plan) == Breadth(residents=14)
    field(app, "New faces, or the same few?").set_value("same_few").run()
    field(app, "Which groups are missing here?").set_value(["men", "elderly"]).run()
    field(app, "Who runs it then?").set_value(["volunteer_residents"]).run()
    field(app, "With what money?").set_value("grants").run()
    field(app, "How many would have to stop before it stops?").set_value(2).run()
    field(app, "What have residents practised already?").set_value(["inviting"]).run()
    field(app, "In your own words").set_value("The choir leader’s key").run()

    assert said(store, plan) == Breadth(
        residents=14, faces="same_few", missing=("men", "elderly"), run_by=("volunteer_residents",), money="grants",
        stops_without=2, practised=("inviting",), note="The choir leader’s key",
    )  # fmt: skip
    words = language("en").words
    for list_name, item in (("faces", "same_few"), ("target_groups", "elderly"), ("money", "grants")):
        assert f"<td>{words.item(list_name, item).name}" in shown(app) or words.item(list_name, item).name in shown(app)
    assert "Nothing is said yet" not in shown(app)


def test_what_is_taken_back_is_gone(open_page: Open, store: Store) -> None:
    plan = rated_plan(store, ivac_round(2026)).id
    app = open_page(PAGE, plan=plan)
    field(app, "About how many residents have taken part?").set_value(14).run()
    field(app, "Which groups are missing here?").set_value(["men"]).run()

    field(app, "About how many residents have taken part?").set_value(None).run()
    field(app, "Which groups are missing here?").set_value([]).run()

    assert said(store, plan) is None


def test_what_was_said_is_there_when_the_page_is_opened_again(open_page: Open, store: Store) -> None:
    plan = rated_plan(store, ivac_round(2026)).id
    field(open_page(PAGE, plan=plan), "How many would have to stop before it stops?").set_value(1).run()

    assert field(open_page(PAGE, plan=plan), "How many would have to stop before it stops?").value == 1


def test_a_round_has_answers_of_its_own(open_page: Open, store: Store) -> None:
    rounds = [ivac_round(2025), ivac_round(2026)]
    plan = rated_plan(store, *rounds).id
    app = open_page(PAGE, plan=plan, round=rounds[0].id)
    field(app, "About how many residents have taken part?").set_value(5).run()

    record = store.record(plan)
    assert record.breadth_of(rounds[0]) == {"choir": Breadth(residents=5)}
    assert record.breadth_of(rounds[1]) == {}


def test_everybody_is_no_group_that_can_be_missing(open_page: Open, demo: Store) -> None:
    app = open_page(PAGE, plan=solgaard(demo))
    groups = [option.content for option in field(app, "Which groups are missing here?").proto.options]
    words = language("en").words
    assert words.item("target_groups", "all_residents").name not in groups
    assert len(groups) == 8


def test_an_activity_that_is_meant_to_stop_needs_no_test(open_page: Open, store: Store) -> None:
    plan = rated_plan(store, ivac_round(2026)).id
    store.save_activity(store.record(plan).activities[0].model_copy(update={"aim": "stop"}))
    assert "meant to stop" in shown(open_page(PAGE, plan=plan))


def test_without_a_round_the_page_says_what_to_do(open_page: Open, store: Store) -> None:
    plan = rated_plan(store).id
    app = open_page(PAGE, plan=plan)
    assert "rate the activities first" in shown(app)
    assert not app.number_input


def test_a_round_that_is_gone_keeps_nothing(open_page: Open, store: Store) -> None:
    only = ivac_round(2026)
    plan = rated_plan(store, only).id
    app = open_page(PAGE, plan=plan)
    store.delete_assessment(only.id)

    field(app, "About how many residents have taken part?").set_value(14).run()

    assert not app.exception
    assert store.record(plan).breadth == {}
    with pytest.raises(Refused) as refused:
        store.change_cell(only.id, "choir", "ideas", answer="informed")
    assert refused.value.faults[0].code is Code.GONE

"""Typing sheets in: six keys land where phones' answers land; what is wrong is said, and nothing half is kept."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from ivac import settings as product_settings
from ivac.acts import another_round, close, reveal
from ivac.documents.kit import KIT
from ivac.language import language
from ivac.model import PHASES
from ivac.store import Store, Workshops
from ivac.ui import keys
from ivac.workshop import Progress
from tests.pages.conftest import Open
from tests.pages.rooms import answer, full_room, joined, keyed, opened, prepared, sent, words

PAPER = "workshop/paper.py"


def page(open_page: Open, **address: str) -> AppTest:
    return open_page(PAPER, workshop="evening", **address)


def choose(app: AppTest, who: str = "resident", following: str = "another") -> AppTest:
    app.radio(key=keys.PAPER_WHO).set_value(who)
    app.radio(key=keys.PAPER_NEXT).set_value(following)
    return app.run()


def type_in(app: AppTest, typed: str) -> AppTest:
    app.text_input(key=keys.PAPER_KEYS).set_value(typed)
    (button,) = (item for item in app.button if item.proto.is_form_submitter)
    return button.click().run()


def counts(workshops: Workshops) -> dict[tuple[str, str, str], int]:
    """What the room sees once all is revealed: activity, phase and answer with how many."""
    workshops.change("evening", reveal())
    return {(one.activity_id, one.phase, one.answer): one.people for one in workshops.room_counts("evening")}


@pytest.mark.parametrize("lang", ["da", "en"])
def test_six_keys_are_kept_as_one_participant_on_paper(
    open_page: Open, store: Store, workshops: Workshops, lang: str
) -> None:
    opened(store, workshops)

    app = type_in(choose(page(open_page, lang=lang)), "2 3 . 4 ? -")

    assert app.text_input(key=keys.PAPER_KEYS).value == ""
    (person,) = workshops.participants("evening")
    assert (person.perspective, person.source) == ("resident", "paper")
    levels = ("informed", "professional_joint", None, "resident_joint", "dont_know", "not_relevant")
    assert counts(workshops) == {
        ("choir", phase, level): 1 for phase, level in zip(PHASES, levels, strict=True) if level
    }


def test_what_was_kept_is_read_back_in_words_and_the_choices_stay(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    opened(store, workshops)

    app = type_in(choose(page(open_page)), "23.4?-")

    assert "Resident · Choir" in app.success[0].value
    for said in ("Professional initiative, joint decisions", "Don’t know", "Not begun / not relevant", "Not answered"):
        assert said in words(app)
    assert app.radio(key=keys.PAPER_WHO).value == "resident"
    assert app.selectbox(key=keys.PAPER_ACTIVITY).value == "choir"
    type_in(app, "111111")
    assert len(workshops.participants("evening")) == 2


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2 3 7 4 ? -", "“7” for Planning"), ("12345", "these are 5"), ("", "these are 0"), ("1111111", "these are 7"),
        ("<script>", "“<” for Knowledge gathering"),
    ],
)  # fmt: skip
def test_a_wrong_key_is_named_and_nothing_is_kept(
    open_page: Open, store: Store, workshops: Workshops, typed: str, says: str
) -> None:
    opened(store, workshops)

    app = type_in(choose(page(open_page)), typed)

    assert says in " ".join(item.value for item in app.error).replace("\\", "")
    assert app.text_input(key=keys.PAPER_KEYS).value == typed
    assert workshops.participants("evening") == []
    assert not app.success
    type_in(app, "111111")
    assert len(workshops.participants("evening")) == 1


def test_nobody_is_chosen_beforehand(open_page: Open, store: Store, workshops: Workshops) -> None:
    opened(store, workshops)
    app = page(open_page)
    assert app.radio(key=keys.PAPER_WHO).value is None

    type_in(app, "111111")

    assert "Choose one of the perspectives" in app.error[0].value
    assert workshops.participants("evening") == []


def test_the_sheets_of_one_person_follow_the_agenda(open_page: Open, store: Store, workshops: Workshops) -> None:
    opened(store, workshops)
    app = choose(page(open_page), following="same")

    type_in(app, "111111")
    assert app.selectbox(key=keys.PAPER_ACTIVITY).value == "garden"
    type_in(app, "222222")

    assert len(workshops.participants("evening")) == 1
    assert workshops.progress("evening") == {"choir": Progress(1, 1), "garden": Progress(1, 1)}
    assert app.selectbox(key=keys.PAPER_ACTIVITY).value == "choir"
    type_in(app, "333333")
    assert len(workshops.participants("evening")) == 2


def test_the_next_person_may_begin_before_the_last_activity(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    opened(store, workshops)
    app = type_in(choose(page(open_page), following="same"), "111111")

    app.button(key="paper_next_person").click().run()
    type_in(app, "111111")

    assert workshops.progress("evening")["choir"] == Progress(2, 2)


def test_a_second_sheet_of_one_person_for_one_activity_is_refused(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    opened(store, workshops)
    app = type_in(choose(page(open_page), following="same"), "111111")
    app.selectbox(key=keys.PAPER_ACTIVITY).set_value("choir").run()

    type_in(app, "222222")

    assert "is in already" in app.error[0].value
    assert ("choir", "ideas", "not_involved") in counts(workshops)


def test_the_last_sheet_is_taken_back(open_page: Open, store: Store, workshops: Workshops) -> None:
    opened(store, workshops)
    app = type_in(choose(page(open_page)), "111111")

    app.button(key="paper_undo").click().run()

    assert workshops.participants("evening") == []
    assert "paper_undo" not in keyed(app)
    assert not app.success


def test_a_reveal_in_between_is_said_and_the_activity_is_no_longer_offered(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    opened(store, workshops)
    app = choose(page(open_page))
    workshops.change("evening", reveal("choir"))

    type_in(app, "111111")

    assert "not open for answers" in app.error[0].value
    assert workshops.participants("evening") == []
    assert app.selectbox(key=keys.PAPER_ACTIVITY).options == ["Garden"]


@pytest.mark.parametrize("state", ["draft", "revealed", "closed"])
def test_only_an_open_workshop_offers_the_field(
    open_page: Open, store: Store, workshops: Workshops, state: str
) -> None:
    prepared(store, workshops) if state == "draft" else opened(store, workshops)
    if state != "draft":
        workshops.change("evening", reveal() if state == "revealed" else close())

    app = page(open_page)

    assert not app.text_input
    assert app.info


def test_a_second_round_takes_sheets_again(open_page: Open, store: Store, workshops: Workshops) -> None:
    opened(store, workshops)
    workshops.change("evening", reveal())
    workshops.change("evening", another_round("garden"))

    type_in(choose(page(open_page)), "111111")

    assert workshops.progress("evening") == {"garden": Progress(1, 1)}


def test_without_a_right_the_page_shows_and_keeps_nothing(
    open_page: Open, store: Store, workshops: Workshops, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(store, workshops)
    app = choose(page(open_page))
    monkeypatch.setenv("IVAC_PUBLIC_URL", "https://workshop.example.dk")
    product_settings.settings.cache_clear()

    type_in(app, "111111")

    assert workshops.participants("evening") == []
    assert "Choir" not in sent(app)
    assert not app.text_input


def test_the_page_is_sent_nobodys_answer(open_page: Open, store: Store, workshops: Workshops) -> None:
    _, places = full_room(store, workshops)

    def said() -> str:
        return re.sub(r'file_id: "\w+"', "", sent(page(open_page)))  # a download's own number, by chance

    before = said()
    answer(workshops, places[0], "choir", "resident_joint")
    assert said() == before


def test_the_desk_leads_here_and_tells_how_many_are_on_paper(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    workshop = opened(store, workshops)
    joined(workshops, workshop, "staff")
    assert "on paper" not in words(open_page("workshop/desk.py", workshop="evening"))
    type_in(choose(page(open_page)), "111111")

    desk = open_page("workshop/desk.py", workshop="evening")

    assert "2 have joined" in words(desk)
    assert "1 of them on paper" in words(desk)
    assert any(item.proto.label == "On paper" for item in desk.get("page_link"))


def test_the_log_tells_how_many_sheets_came_in(open_page: Open, store: Store, workshops: Workshops) -> None:
    opened(store, workshops)
    type_in(type_in(choose(page(open_page)), "23.4?-"), "111111")

    assert "Paper in: 2 sheets" in words(open_page("workshop/desk.py", workshop="evening"))


def test_the_kit_is_offered_before_the_doors_open(open_page: Open, store: Store, workshops: Workshops) -> None:
    prepared(store, workshops)
    draft = [item.proto.label for item in page(open_page).get("download_button")]
    assert [language("en").t(paper.name) for paper in KIT] == [label for label in draft if "empty sheet" not in label]
    assert "The way in, A4" not in draft


def test_the_way_in_is_offered_in_two_sizes_once_there_is_a_code(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    opened(store, workshops)
    offered = [item.proto.label for item in page(open_page).get("download_button")]
    assert {"The way in, A4", "The way in, A3"} <= set(offered)


def test_wishes_are_typed_after_the_answers_and_read_back(open_page: Open, store: Store, workshops: Workshops) -> None:
    workshop = opened(store, workshops, ask_desired=True)
    app = type_in(choose(page(open_page)), "111111 55....")
    assert "Desired level" in words(app)
    workshops.change(workshop.id, reveal())
    wishes = {(each.phase, each.answer) for each in workshops.room_counts(workshop.id) if each.asked == "desired"}
    assert wishes == {("knowledge", "resident_decide"), ("ideas", "resident_decide")}


# A file


def bring(app: AppTest, *lines: str) -> AppTest:
    head = (
        "Person,Perspective,Activity,Knowledge gathering,Idea development,Planning,Implementation,Anchoring,Evaluation"
    )
    app.file_uploader(key="paper_file_0").set_value(("answers.csv", "\n".join([head, *lines]).encode(), "text/csv"))
    return app.run()


def test_a_file_comes_in_once_and_whole(open_page: Open, store: Store, workshops: Workshops) -> None:
    opened(store, workshops)
    app = bring(
        page(open_page), "a,Resident,Choir,1,2,3,4,5,?", "a,Resident,Garden,1,1,1,1,1,1", ",Staff,Choir,1,1,1,1,1,"
    )
    assert workshops.participants("evening") == []

    app.button(key="answers_take_in").click().run()

    assert "3 sheets are in" in " ".join(item.value for item in app.success)
    assert sorted(one.perspective for one in workshops.participants("evening")) == ["resident", "staff"]
    assert {one.source for one in workshops.participants("evening")} == {"paper"}
    assert workshops.progress("evening") == {"choir": Progress(2, 1), "garden": Progress(1, 1)}
    assert "answers_take_in" not in keyed(app)


def test_with_one_fault_a_file_brings_nothing(open_page: Open, store: Store, workshops: Workshops) -> None:
    opened(store, workshops)

    app = bring(page(open_page), "a,Resident,Choir,1,2,3,4,5,?", "b,Resident,Choir,1,2,9,4,5,?")

    assert "row 3, column F" in app.error[0].value.replace("\\", "")
    assert "answers_take_in" not in keyed(app)


def test_a_reveal_before_the_button_refuses_the_whole_file(open_page: Open, store: Store, workshops: Workshops) -> None:
    opened(store, workshops)
    app = bring(page(open_page), "a,Resident,Garden,1,1,1,1,1,1", "a,Resident,Choir,1,2,3,4,5,?")
    workshops.change("evening", reveal("choir"))

    app.button(key="answers_take_in").click().run()

    assert "not open for answers" in app.error[0].value
    assert workshops.participants("evening") == []

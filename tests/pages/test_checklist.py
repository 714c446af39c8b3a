"""The checklist's page: what is touched or written is kept in the round that the address names, and undone again."""

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from ivac.acts import agree
from ivac.checklist import ANSWERS, offered_first
from ivac.content import load
from ivac.language import CODES, language
from ivac.model import PHASES, Assessment, Checked
from ivac.patterns import Known, find
from ivac.store import Deeper, Keys, Store, Workshops
from ivac.ui import keys
from ivac.ui.context import scale_of
from tests.pages.conftest import Open
from tests.pages.rooms import DAY, add_plan, labels, revealed_room, words
from tests.pages.test_access import access_keys, revoked_while_open, visit
from tests.pages.test_guide import addresses
from tests.pages.test_prepare import button

__all__ = ["access_keys", "revoked_while_open", "visit"]
"""Fixtures of a served installation."""

PAGE = "workshop/checklist.py"
THE_MEADOW = {"plan": "the_meadow"}
QUESTIONS = [check.id for check in load().talk.checklist]


@pytest.fixture
def meadow(store: Store) -> Deeper:
    """The meadow with rounds of two springs, in which nothing stands out; what is said beside the levels."""
    add_plan(store)
    for year in (2024, 2026):
        store.add_assessment(
            "the_meadow", Assessment(id=f"spring_{year}", day=date(year, 3, 12), scale="ivac", scale_version=1)
        )
    return Deeper(store.engine)


@pytest.fixture
def standing_out(meadow: Deeper, store: Store) -> Deeper:
    """The meadow where residents lose the choir after implementation, and are only asked in both evaluations."""
    for phase, level in (("implementation", "resident_joint"), ("anchoring", "informed"), ("evaluation", "informed")):
        store.change_cell("spring_2026", "choir", phase, answer=level)
    store.change_cell("spring_2026", "garden", "evaluation", answer="informed")
    return meadow


def kept(store: Store, year: int = 2026) -> dict[str, Checked]:
    return dict(store.record("the_meadow").checks.get(f"spring_{year}", {}))


def answer(app: AppTest, question: str, given: str | None, year: int = 2026) -> AppTest:
    """Touch one of a question's four answers, or the one it has."""
    return app.get_by_key(f"check_spring_{year}_{question}").set_value(given).run()


def note(app: AppTest, question: str, year: int = 2026) -> object:
    return app.text_area(key=f"check_spring_{year}_{question}_note")


def asked(app: AppTest) -> list[str]:
    """The questions on the page, from the top."""
    notes = [item.key for item in app.text_area]
    return [key.removeprefix("check_spring_2026_").removesuffix("_note") for key in notes]


def choose(app: AppTest, chosen: str) -> AppTest:
    return app.selectbox(key=keys.CHECKLIST_CHOICE).set_value(chosen).run()


# What the page says before anything can be answered


def test_without_a_plan_the_page_says_what_to_do(open_page: Open) -> None:
    assert open_page(PAGE).title[0].value == "There is no plan here yet"


def test_without_activities_or_a_round_the_page_says_what_comes_first(open_page: Open, store: Store) -> None:
    add_plan(store, activities=())
    assert "no activities yet" in words(open_page(PAGE, **THE_MEADOW))

    add_plan(store, "The Hill", ("Song",))
    app = open_page(PAGE, plan="the_hill")
    assert "no picture yet" in words(app)
    assert ("walk", "plan=the_hill") in addresses(app)


@pytest.mark.parametrize("lang", CODES)
def test_the_page_says_where_the_questions_are_from_and_what_an_answer_means(
    open_page: Open, standing_out: Deeper, lang: str
) -> None:
    said = words(open_page(PAGE, lang=lang, **THE_MEADOW))

    t = language(lang).t
    assert "26" in said
    assert "“At arbejde med frivillighed blandt beboere” (Center for Boligsocial Udvikling)" in said
    assert {"en": "our own choice", "da": "vores eget valg"}[lang] in said
    assert {"en": "a blank does not mean no", "da": "et tomt felt betyder ikke nej"}[lang] in said
    assert t("{done} of {count} questions answered", done=0, count=26) in said


# Answers and notes


@pytest.mark.parametrize("given", ANSWERS)
def test_each_answer_is_stored_at_once_and_said_to_be(
    open_page: Open, meadow: Deeper, store: Store, given: str
) -> None:
    app = answer(open_page(PAGE, **THE_MEADOW), "purpose", given)

    assert kept(store) == {"purpose": Checked(answer=given)}
    assert app.get_by_key("check_spring_2026_purpose").value == given
    assert words(app).count("Saved") == 1
    assert "1 of 26 questions answered" in words(app)
    assert "Saved" not in words(app.run())


def test_an_answer_is_taken_back_by_touching_it_again_and_its_note_stays(
    open_page: Open, meadow: Deeper, store: Store
) -> None:
    meadow.change_check("spring_2026", "purpose", answer="no", note="Ask the board")

    app = answer(open_page(PAGE, **THE_MEADOW), "purpose", None)

    assert kept(store) == {"purpose": Checked(note="Ask the board")}
    assert "0 of 26 questions answered" in words(app)


def test_a_note_is_stored_when_its_field_is_left_and_shown_again(open_page: Open, meadow: Deeper, store: Store) -> None:
    app = open_page(PAGE, **THE_MEADOW)

    note(app, "partners").input("  Røde Kors? 🙂 ").run()

    assert kept(store) == {"partners": Checked(note="Røde Kors? 🙂")}
    assert "Saved" in words(app)
    assert "0 of 26 questions answered" in words(app), "a note is no answer"
    assert note(open_page(PAGE, **THE_MEADOW), "partners").value == "Røde Kors? 🙂"


def test_a_note_that_is_too_long_is_refused_and_stays_in_its_field(
    open_page: Open, meadow: Deeper, store: Store
) -> None:
    app = open_page(PAGE, **THE_MEADOW)

    note(app, "partners").input("x" * 4001).run()

    assert "4001" in app.error[0].value
    assert note(app, "partners").value == "x" * 4001
    assert kept(store) == {}
    assert "Saved" not in words(app)


def test_answers_stay_where_they_are_when_another_is_given(open_page: Open, standing_out: Deeper, store: Store) -> None:
    app = answer(answer(open_page(PAGE, **THE_MEADOW), "recognition", "yes"), "partners", "no")
    before = asked(app)

    answer(app, "partners", "not_relevant")

    assert asked(app) == before
    assert kept(store) == {"recognition": Checked(answer="yes"), "partners": Checked(answer="not_relevant")}


def test_answers_stay_when_the_language_changes(open_page: Open, meadow: Deeper, store: Store) -> None:
    app = answer(open_page(PAGE, **THE_MEADOW), "purpose", "partly")

    app.button(key="choose_language").click().run()

    assert app.title[0].value == "Tjeklisten"
    assert app.get_by_key("check_spring_2026_purpose").value == "partly"
    answer(app, "purpose", "yes")
    assert kept(store) == {"purpose": Checked(answer="yes")}


def test_nothing_is_stored_for_a_round_that_somebody_deleted_meanwhile(
    open_page: Open, meadow: Deeper, store: Store
) -> None:
    app = open_page(PAGE, **THE_MEADOW)
    store.delete_assessment("spring_2026")

    answer(app, "purpose", "yes")

    assert "no longer here" in app.error[0].value
    assert store.record("the_meadow").checks == {}


# A next step, and last time


@pytest.mark.parametrize(("given", "offered"), [("yes", 0), ("partly", 1), ("no", 1), ("not_relevant", 0), (None, 0)])
def test_no_and_partly_lead_to_a_next_step(
    open_page: Open, standing_out: Deeper, given: str | None, offered: int
) -> None:
    standing_out.change_check("spring_2026", "responsible", answer=given, note="Hm")

    found = [query for page, query in addresses(open_page(PAGE, **THE_MEADOW)) if page == "steps"]

    assert found == ["plan=the_meadow&phase=anchoring&step=new"] * offered


@pytest.mark.parametrize(("shown", "phase"), [("ideas", "ideas"), ("all", "anchoring")])
def test_a_next_step_is_about_the_phase_that_is_shown_else_the_one_that_stands_out(
    open_page: Open, standing_out: Deeper, shown: str, phase: str
) -> None:
    standing_out.change_check("spring_2026", "partners", answer="no")

    app = open_page(PAGE, phase=shown, **THE_MEADOW)

    assert ("steps", f"plan=the_meadow&phase={phase}&step=new") in addresses(app)


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Last time, March 12, 2024: partly"), ("da", "Sidst, 12. marts 2024: delvis")]
)
def test_what_was_answered_last_time_is_said_in_words(open_page: Open, meadow: Deeper, lang: str, said: str) -> None:
    meadow.change_check("spring_2024", "purpose", answer="partly")
    meadow.change_check("spring_2026", "purpose", answer="yes")
    meadow.change_check("spring_2026", "partners", answer="no")

    assert words(open_page(PAGE, lang=lang, **THE_MEADOW)).count(said) == 1
    assert said.split(",")[0] not in words(open_page(PAGE, lang=lang, round="spring_2024", **THE_MEADOW))


def test_the_round_in_the_address_is_the_one_that_is_answered(open_page: Open, meadow: Deeper, store: Store) -> None:
    app = open_page(PAGE, round="spring_2024", **THE_MEADOW)
    assert "March 12, 2024" in words(app)

    answer(app, "purpose", "no", year=2024)

    assert (kept(store, 2024), kept(store)) == ({"purpose": Checked(answer="no")}, {})


def test_a_round_that_is_not_here_is_said_in_a_sentence(open_page: Open, meadow: Deeper) -> None:
    assert "no longer here" in open_page(PAGE, round="nowhere", **THE_MEADOW).error[0].value


# Which questions


def test_where_nothing_stands_out_all_questions_stand_under_their_headings(open_page: Open, meadow: Deeper) -> None:
    app = open_page(PAGE, **THE_MEADOW)

    assert asked(app) == QUESTIONS
    groups = load().words["en"].talk.checklist.groups
    assert [item.value for item in app.header] == list(groups.values())
    assert "points to a phase yet" in words(app)
    assert "Where the talk points to" not in app.selectbox(key=keys.CHECKLIST_CHOICE).options


def test_where_something_stands_out_its_questions_come_first(
    open_page: Open, standing_out: Deeper, store: Store
) -> None:
    record = store.record("the_meadow")
    parts = offered_first(find(Known(scale_of(record.latest), record.activities, record.cells_of(record.latest))))

    app = open_page(PAGE, **THE_MEADOW)

    said = words(app)
    assert asked(app) == [offered.check.id for part in parts for offered in part.questions]
    assert [item.value for item in app.header] == ["Evaluation", "Implementation", "Anchoring"]
    assert "rests most on: evaluation, implementation, anchoring" in said
    assert "What stands out here: In the evaluation residents answer" in said
    assert "Also fits: Implementation" in said


def test_all_questions_are_one_touch_away(open_page: Open, standing_out: Deeper) -> None:
    app = open_page(PAGE, **THE_MEADOW)
    assert len(asked(app)) < len(QUESTIONS)

    button(app, "Show all 26 questions").click().run()

    assert asked(app) == QUESTIONS
    assert "Show all 26 questions" not in labels(app)


@pytest.mark.parametrize("phase", PHASES)
def test_a_phase_shows_its_own_questions_and_the_address_keeps_it(
    open_page: Open, standing_out: Deeper, phase: str
) -> None:
    app = choose(open_page(PAGE, **THE_MEADOW), phase)

    own = [check.id for check in load().talk.checklist_for(phase)]
    assert asked(app) == own
    assert asked(open_page(PAGE, phase=phase, **THE_MEADOW)) == own
    choose(app, "talk")
    assert asked(app) == asked(open_page(PAGE, **THE_MEADOW))


def test_a_phase_that_does_not_exist_shows_what_comes_first(open_page: Open, standing_out: Deeper) -> None:
    assert asked(open_page(PAGE, phase="dreaming", **THE_MEADOW)) == asked(open_page(PAGE, **THE_MEADOW))


def test_what_the_room_has_seen_points_to_phases_too(open_page: Open, store: Store, workshops: Workshops) -> None:
    revealed_room(store, workshops)
    workshops.change("evening", agree())

    app = open_page(PAGE, **THE_MEADOW)

    assert language("en").words.findings.patterns["disagreement"].name in words(app)


def test_what_people_wrote_is_never_read_as_markdown(open_page: Open, store: Store) -> None:
    plan = add_plan(store, "**Loud** [link](http://x.dk)")
    store.add_assessment(plan.id, Assessment(day=DAY, scale="ivac", scale_version=1, title="<b>May</b>"))

    said = [item.value for item in open_page(PAGE, plan=plan.id).caption]

    assert not [text for text in said if "**Loud**" in text or "<b>" in text]


# The ways here


def test_picture_walk_plan_and_guide_lead_to_the_checklist(open_page: Open, standing_out: Deeper) -> None:
    here = {"round": "spring_2026"} | THE_MEADOW
    for file in ("workshop/picture.py", "workshop/walk.py", "prepare/plan.py"):
        assert ("checklist", "plan=the_meadow&round=spring_2026") in addresses(open_page(file, **here)), file
    assert ("checklist", "plan=the_meadow") in addresses(open_page("about/guide.py", **THE_MEADOW))


def test_the_picture_of_an_empty_installation_leads_to_no_checklist(open_page: Open) -> None:
    assert "checklist" not in [page for page, _ in addresses(open_page("workshop/picture.py"))]


# Without a right


@pytest.mark.parametrize("kind", ["answer", "note"])
def test_a_checklist_left_open_keeps_nothing_with_a_revoked_key(
    revoked_while_open: Callable[..., AppTest], meadow: Deeper, store: Store, access_keys: Keys, kind: str
) -> None:
    app = revoked_while_open(PAGE)

    if kind == "answer":
        answer(app, "purpose", "yes")
    else:
        note(app, "purpose").input("Too late").run()

    assert store.record("the_meadow").checks == {}
    assert app.title[0].value == "Come in"
    assert "key link" in app.error[0].value

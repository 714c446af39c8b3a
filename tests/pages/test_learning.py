"""Learning from other plans: phases and plans are chosen, rules are told in words, and no text is shown unasked."""

import io
from datetime import datetime
from urllib.parse import parse_qsl

import pytest
from pptx import Presentation

from ivac.access import fingerprint, new_key
from ivac.collection import Collection
from ivac.documents.view import View
from ivac.documents.view_slides import slides_of
from ivac.documents.views import files_of
from ivac.language import language
from ivac.model import Activity, Assessment, Cell, Plan, PlanRecord
from ivac.store import Collections, Keys, Store
from ivac.store.tables import access_key
from ivac.ui import registry, seen
from ivac.ui.parts import WORD_JOINER
from tests.pages.conftest import Open
from tests.pages.rooms import DAY, sent
from tests.pages.test_access import Visit, access_keys, visit  # noqa: F401
from tests.pages.test_prepare import field

PAGE = registry.LEARN.file
JOINT = Cell(answer="professional_joint", example="They chose the Sunday walk.")
INFORMED = Cell(answer="informed", desired="resident_joint", desired_reason="never_considered")


def add_plan(store: Store, name: str, cells: dict[str, Cell], number: int = 1, **more: object) -> str:
    """A plan whose activities are of one type and area, with these cells, by phase; its id is the name's first word."""
    plan_id = name.split()[0].lower()
    activities = tuple(
        Activity.model_validate(
            {
                "id": f"{plan_id}-{place}",
                "name": f"Walks of {name}",
                "description": f"Every Sunday in {name}",
                "activity_type": "exercise_activities",
                "effort_area": "health",
                "target_groups": ("men",),
                **more,
            }
        )
        for place in range(number)
    )
    here = Assessment(id=f"{plan_id}-round", day=DAY, scale="ivac", scale_version=1)
    filled = {(each.id, phase): cell for each in activities for phase, cell in cells.items()}
    record = PlanRecord(
        plan=Plan(id=plan_id, name=name), activities=activities, assessments=(here,), cells={here.id: filled}
    )
    store.add_record(record)
    return plan_id


@pytest.fixture
def three(store: Store) -> Store:
    """Three plans with three activities each: the Meadow has a wish in planning, the others have a say there."""
    add_plan(store, "Meadow", {"ideas": Cell(answer="informed"), "planning": INFORMED}, 3)
    add_plan(store, "Hill Top", {"planning": JOINT}, 3)
    add_plan(store, "Shore Side", {"planning": JOINT}, 3)
    return store


def everything(app) -> str:
    parts = [*app.markdown, *app.caption, *app.info, *app.header, *app.title]
    told = " ".join(str(part.value).replace("\\", "").replace(WORD_JOINER, "") for part in parts)
    return told + "".join(item.proto.body for item in app.get("html"))


def test_the_phase_with_a_wish_is_offered_first_and_the_reason_is_told(open_page: Open, three: Store) -> None:
    app = open_page(PAGE, plan="meadow")
    assert field(app.selectbox, "In which phase").value == "planning"
    assert "more say in 3 activities" in everything(app)
    field(app.selectbox, "In which phase").set_value("ideas").run()
    assert app.query_params["phase"] == "ideas"
    told = everything(app)
    assert "in 0 of 3 rated activities" in told
    assert "No activity of the same type or effort area" in told


def test_examples_tell_what_is_alike_and_what_residents_do_there(open_page: Open, three: Store) -> None:
    told = everything(open_page(PAGE, plan="meadow", phase="planning"))
    assert told.count("Same type: ") == told.count("Residents take part in the decision here") == 6
    assert "They chose the Sunday walk" in told
    assert "Walks of Hill Top" in told
    assert "Walks of Meadow" not in told


def test_another_plan_is_chosen_in_either_part(open_page: Open, three: Store) -> None:
    app = open_page(PAGE, plan="meadow")
    chosen = [item for item in app.selectbox if item.label == "For which plan"]
    chosen[1].set_value("hill").run()
    assert app.query_params["plan"] == "hill"
    assert {item.value for item in app.selectbox if item.label == "For which plan"} == {"hill"}


def test_alike_is_told_in_words_and_no_figure(open_page: Open, three: Store) -> None:
    told = everything(open_page(PAGE, plan="hill"))
    assert "Alike in: size (3 and 3 activities); 1 of 1 effort area (Health); starting point in planning" in told
    assert "the order is by likeness alone" in told


def test_what_nobody_works_with_is_told_beside_what_is_not_known(open_page: Open, three: Store) -> None:
    add_plan(three, "Quiet", {}, 2, target_groups=(), effort_area=None)
    told = everything(open_page(PAGE))
    assert "Nobody works with: All residents, Women" in told
    assert "2 do not state it" in told
    assert "No activity has a level in: knowledge gathering, implementation" in told


def test_the_selection_of_the_address_holds_in_all_parts(open_page: Open, three: Store) -> None:
    app = open_page(PAGE, plan="meadow", effort_area="social_life")
    assert sum("among those you chose" in item.value for item in app.info) == 2
    assert "Your choice in “Effort area” is left open here" in everything(app)
    assert "agreed, not" in everything(open_page(PAGE, plan="meadow", perspective="staff"))


@pytest.mark.parametrize("choices", [{"since": "2030-01-01"}, {"framing": "civil"}])
def test_where_choices_leave_nothing_nothing_is_called_missing(open_page: Open, three: Store, choices) -> None:
    told = everything(open_page(PAGE, plan="meadow", **choices))
    assert "No activity here is among those you chose" in told
    assert "Nobody works with" not in told and "no activities here yet" not in told


def test_empty_states_say_what_to_do(open_page: Open, store: Store) -> None:
    store.add_record(PlanRecord(plan=Plan(id="new", name="New")))
    told = everything(open_page(PAGE, plan="new"))
    assert "Rate its activities first" in told
    assert "Bring activities in" in told
    add_plan(store, "Plain", {"ideas": INFORMED}, activity_type=None, effort_area=None)
    assert "None of these activities says its type" in everything(open_page(PAGE, plan="plain"))
    add_plan(store, "Settled", {"ideas": JOINT})
    assert "no activity to learn for" in everything(open_page(PAGE, plan="settled", phase="ideas"))


@pytest.mark.parametrize("wrong", [{"plan": "gone"}, {"phase": "gone"}, {"collection": "gone"}, {"effort_area": "no"}])
def test_an_address_that_names_nothing_is_refused_with_a_sentence(open_page: Open, three: Store, wrong) -> None:
    assert open_page(PAGE, **wrong).error


def test_the_comparison_leads_here_and_back_with_what_is_chosen(open_page: Open, three: Store) -> None:
    chosen = {"plans": "hill,meadow", "effort_area": "health", "since": "2020-01-01", "perspective": "staff"}
    for page, way in ((registry.COMPARE.file, "Learn from others"), (PAGE, "Compare")):
        (link,) = [item for item in open_page(page, order="name", **chosen).get("page_link") if item.proto.label == way]
        assert dict(parse_qsl(link.proto.query_string)) == chosen


def test_what_is_looked_at_is_chosen_here_as_well(open_page: Open, three: Store) -> None:
    app = open_page(PAGE, plan="meadow")
    field(app.multiselect, "Effort area").set_value(["health"]).run()
    assert app.query_params["effort_area"] == "health"
    assert "1 choice holds:" in everything(app)
    told = everything(open_page(PAGE, plan="meadow", phase="planning", plans="hill"))
    assert "Walks of Hill Top" in told
    assert "Walks of Shore Side" not in told


@pytest.mark.parametrize("lang", ["da", "en"])
def test_each_part_is_taken_away_as_tables(
    open_page: Open, three: Store, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    offered: dict[str, View] = {}
    monkeypatch.setattr(seen, "offer_view", lambda view, *_: offered.setdefault(view.id, view))

    open_page(PAGE, plan="meadow", phase="planning", lang=lang)

    parts = ["examples", "similar", "missing_target_group", "missing_effort_area", "missing_phases"]
    assert list(offered) == parts
    assert len(offered["examples"].table.rows) == 6
    assert [row[0] for row in offered["similar"].table.rows] == ["Meadow", "Hill Top", "Shore Side"]
    for view in offered.values():
        assert {file.ending for file in files_of(view)} == {"pptx", "xlsx", "csv"}
        for file in files_of(view):
            assert len(file.make(view, language(lang))) > 20
    assert [view.n.split()[0] for view in offered.values()] == ["2", "3", "9", "9", "9"]
    slides = Presentation(io.BytesIO(slides_of([offered["examples"]], language(lang)))).slides
    (table,) = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    assert "They chose the Sunday walk." in table.cell(1, 5).text_frame.text


def test_only_what_holds_in_a_part_is_said_in_its_files(
    open_page: Open, three: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: dict[str, View] = {}
    monkeypatch.setattr(seen, "offer_view", lambda view, *_: offered.setdefault(view.id, view))
    chosen = {"role": "bridging", "effort_area": "health", "perspective": "staff"}
    told = everything(open_page(PAGE, plan="meadow", phase="planning", **chosen))
    assert "Your choice in “Staff role” is left open here" in told
    assert not [view.id for view in offered.values() if "Answers of" in view.selection]
    assert not [name for name in offered if name != "examples" and "Staff role" in offered[name].selection]
    assert "Effort area: Health" in offered["similar"].selection
    assert "Effort area" not in offered["missing_effort_area"].selection


def test_some_plans_alone_are_told_and_taken_off(open_page: Open, three: Store) -> None:
    app = open_page(PAGE, plan="meadow", plans="hill")
    assert "1 chosen plan is looked at" in everything(app)
    next(button for button in app.button if button.label == "Look at all plans").click().run()
    assert "plans" not in app.query_params
    assert "is looked at" not in everything(app)


def test_hidden_areas_are_not_found_by_their_municipality(open_page: Open, shared: Collections) -> None:
    assert open_page(PAGE, collection="round", municipality="Aarhus").error
    assert not [item for item in open_page(PAGE, collection="round").multiselect if item.label == "Municipality"]


# Collections: names and texts


@pytest.fixture
def shared(three: Store) -> Collections:
    """A collection with hidden names, to which the hill gives its texts and the others nothing."""
    made = Collections(three.engine)
    made.save(Collection(id="round", name="A round", hidden=True))
    for plan_id in ("meadow", "hill", "shore"):
        made.put_in("round", plan_id, named=False, texts=plan_id == "hill")
    return made


SECRETS = ("Walks of Shore", "Shore Side", "Every Sunday in Shore", "Walks of Meadow", "Every Sunday in Meadow")


@pytest.mark.parametrize("lang", ["da", "en"])
def test_names_and_texts_that_are_not_shared_are_never_sent(open_page: Open, shared: Collections, lang: str) -> None:
    app = open_page(PAGE, collection="round", plan="meadow", phase="planning", lang=lang)
    told = everything(app)
    assert "Walks of Hill Top" in told
    assert {"da": "Område C", "en": "Area C"}[lang] in told
    assert not [secret for secret in (*SECRETS, "Hill Side") if secret in sent(app)]


def collection_key(collections: Collections) -> str:
    key = new_key()
    values = {"id": "k", "key_hash": fingerprint(key), "collection_id": "round", "made": datetime(2026, 5, 3)}
    with collections.writing() as connection:
        connection.execute(access_key.insert().values(values))
    return key


def test_a_collection_opens_to_its_key_alone_and_own_plans_are_known(
    visit: Visit,  # noqa: F811
    access_keys: Keys,  # noqa: F811
    shared: Collections,
) -> None:
    everywhere = {"collection": "round", "plan": "hill", "phase": "ideas"}
    shore = access_keys.make("shore")
    refused = visit(PAGE, shore, **everywhere)
    assert refused.error
    assert "Area A" not in sent(refused)
    app = visit(PAGE, shore, collection_key(shared), **everywhere)
    assert not app.error
    assert "Shore Side" in sent(app)
    assert not [secret for secret in SECRETS[3:] if secret in sent(app)]


def test_another_plan_is_not_opened_by_its_id(visit: Visit, access_keys: Keys, three: Store) -> None:  # noqa: F811
    app = visit(PAGE, access_keys.make("shore"), plan="hill")
    assert app.error
    assert "Hill Top" not in sent(app)
    mine = visit(PAGE, access_keys.make("shore"), plan="shore")
    assert not mine.error
    assert "Hill Top" not in sent(mine)


@pytest.mark.parametrize("page", [PAGE, registry.COMPARE.file])
def test_the_area_of_an_unnamed_plan_is_not_found_where_others_have_their_names(
    visit: Visit,  # noqa: F811
    access_keys: Keys,  # noqa: F811
    shared: Collections,
    page: str,
) -> None:
    shared.save(Collection(id="round", name="A round"))
    key = access_keys.reads(access_keys.make_read("shore", texts=False, name=False))
    shared.put_in("round", "shore", key.name, key.texts, key.id)
    opened_by = collection_key(shared)

    app = visit(page, opened_by, collection="round")

    assert "Area C" in sent(app)
    assert "Shore Side" not in sent(app)
    assert not [item for item in app.multiselect if item.label in ("Municipality", "Region")]
    assert visit(page, opened_by, collection="round", municipality="Esbjerg").error
    shared.take_out("round", "shore")
    assert [item for item in visit(page, opened_by, collection="round").multiselect if item.label == "Municipality"]

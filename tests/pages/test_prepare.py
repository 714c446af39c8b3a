"""Preparing a plan: each form and button changes the store as its words say, or says why not."""

from ivac.exchange import to_xlsx
from ivac.language import language
from ivac.model import Activity, Plan, PlanRecord
from ivac.store import Store
from ivac.ui import keys
from tests.pages.conftest import Open


def button(app, label: str):
    return next(item for item in app.button if item.label == label)


def field(items, label: str):
    return next(item for item in items if item.label == label)


def test_a_plan_is_created_with_its_period(open_page: Open, store: Store) -> None:
    app = open_page("prepare/plans.py")
    field(app.text_input, "Name of the plan").input("The Meadow")
    field(app.number_input, "From year").set_value(2024)
    field(app.number_input, "To year").set_value(2027)

    button(app, "Create the plan").click().run()

    (entry,) = store.plans()
    assert (entry.plan.name, entry.plan.start_year, entry.plan.end_year) == ("The Meadow", 2024, 2027)
    assert app.title[0].value == "The Meadow"


def test_a_plan_without_a_name_is_refused_with_a_sentence(open_page: Open, store: Store) -> None:
    app = open_page("prepare/plans.py")

    button(app, "Create the plan").click().run()

    assert "A name is missing" in app.error[0].value
    assert store.plans() == []


def test_a_period_that_ends_before_it_starts_is_refused(open_page: Open, store: Store) -> None:
    app = open_page("prepare/plans.py")
    field(app.text_input, "Name of the plan").input("The Meadow")
    field(app.number_input, "From year").set_value(2027)
    field(app.number_input, "To year").set_value(2024)

    button(app, "Create the plan").click().run()

    assert "2024" in app.error[0].value
    assert store.plans() == []


def test_a_plans_details_are_edited_and_its_activities_stay(open_page: Open, store: Store) -> None:
    plan = Plan(name="The Meadow", fictional=True)
    store.save_plan(plan)
    store.add_activities(plan.id, [Activity(name="Choir")])
    app = open_page("prepare/plan.py", plan=plan.id)
    field(app.text_input, "Municipality").input("Greenby")

    button(app, "Save").click().run()

    record = store.record(plan.id)
    assert record.plan == plan.model_copy(update={"municipality": "Greenby"})
    assert [activity.name for activity in record.activities] == ["Choir"]
    assert app.success[0].value == "The plan is saved\\."


def test_a_plan_is_deleted_only_after_the_question(open_page: Open, store: Store) -> None:
    plan = Plan(name="The Meadow")
    store.save_plan(plan)
    app = open_page("prepare/plan.py", plan=plan.id)

    button(app, "Delete the plan …").click().run()
    assert len(store.plans()) == 1
    app.button(key="ask_yes").click().run()

    assert store.plans() == []


def test_an_activity_is_written_edited_and_deleted(open_page: Open, store: Store) -> None:
    plan = Plan(name="The Meadow")
    store.save_plan(plan)

    app = open_page("prepare/activity.py", plan=plan.id, activity="new")
    field(app.text_input, "Name of the activity").input("Choir")
    field(app.selectbox, "Simple or complex to plan?").select("simple")
    field(app.selectbox, "Does running it need professional skill?").select("no")
    field(app.multiselect, "Target groups").select("men")
    field(app.selectbox, "Planning").select("under_way")
    button(app, "Save").click().run()
    (activity,) = store.record(plan.id).activities
    assert (activity.name, activity.complexity, activity.professional_skill) == ("Choir", "simple", False)
    assert activity.target_groups == ("men",)
    assert activity.status == {"planning": "under_way"}

    app = open_page("prepare/activity.py", plan=plan.id, activity=activity.id)
    field(app.text_input, "Name of the activity").input("Evening choir")
    button(app, "Save").click().run()
    (activity,) = store.record(plan.id).activities
    assert activity.name == "Evening choir"
    assert activity.target_groups == ("men",)

    app = open_page("prepare/activity.py", plan=plan.id, activity=activity.id)
    button(app, "Delete the activity …").click().run()
    assert store.record(plan.id).activities
    app.button(key="ask_yes").click().run()
    assert store.record(plan.id).activities == ()


def test_what_was_stated_of_an_activity_can_be_taken_back(open_page: Open, store: Store) -> None:
    plan = Plan(name="The Meadow", start_year=2024)
    store.save_plan(plan)
    choir = Activity(
        name="Choir", complexity="simple", professional_skill=True, volunteers=14, status={"ideas": "done"}
    )
    store.add_activities(plan.id, [choir])

    app = open_page("prepare/activity.py", plan=plan.id, activity=choir.id)
    for label in ("Simple or complex to plan?", "Does running it need professional skill?", "Idea development"):
        field(app.selectbox, label).set_value(None)
    field(app.number_input, "How many volunteers carry it?").set_value(None)
    button(app, "Save").click().run()
    (activity,) = store.record(plan.id).activities
    assert activity == Activity(id=choir.id, name="Choir")

    app = open_page("prepare/plan.py", plan=plan.id)
    field(app.number_input, "From year").set_value(None)
    button(app, "Save").click().run()
    assert store.record(plan.id).plan.start_year is None


def test_pasted_rows_come_in_after_a_preview_and_known_names_stay_out(open_page: Open, store: Store) -> None:
    plan = Plan(name="The Meadow")
    store.save_plan(plan)
    store.add_activities(plan.id, [Activity(name="Choir")])
    app = open_page("prepare/bring_in.py", plan=plan.id)

    app.text_area(key=keys.IMPORT_PASTE).input("Activity\tColour\nChoir\tred\nGarden\tgreen").run()
    assert "Colour" in app.info[0].value
    assert len(store.record(plan.id).activities) == 1
    button(app, "Bring them in").click().run()

    assert [activity.name for activity in store.record(plan.id).activities] == ["Choir", "Garden"]


def test_one_faulty_row_keeps_everything_out(open_page: Open, store: Store) -> None:
    plan = Plan(name="The Meadow")
    store.save_plan(plan)
    app = open_page("prepare/bring_in.py", plan=plan.id)

    app.text_area(key=keys.IMPORT_PASTE).input("Activity\tVolunteers\nChoir\t3\nGarden\tabout ten").run()

    assert "about ten" in app.error[0].value
    assert not [item for item in app.button if item.label == "Bring them in"]
    assert store.record(plan.id).activities == ()


def test_a_file_of_the_wrong_kind_is_refused_with_a_sentence(open_page: Open, store: Store) -> None:
    plan = Plan(name="The Meadow")
    store.save_plan(plan)
    app = open_page("prepare/bring_in.py", plan=plan.id)

    app.file_uploader[0].upload("plan.csv", b"\x00\x01\x02", "text/csv").run()

    assert "plan" in app.error[0].value
    assert not app.exception


def test_demo_plans_are_one_click_away_and_called_fictional(open_page: Open, store: Store) -> None:
    app = open_page("workshop/picture.py")
    assert "Fictional" in app.caption[0].value

    button(app, "Try it with the demo plans").click().run()

    assert len(store.plans()) == 3
    assert "Fictional" in app.caption[0].value


def test_rows_that_name_a_plan_make_it_when_it_is_not_there(open_page: Open, store: Store) -> None:
    store.save_plan(Plan(name="The Meadow"))
    app = open_page("prepare/bring_in.py")

    app.text_area(key=keys.IMPORT_PASTE).input("Plan\tActivity\nThe Hill\tChoir").run()
    assert field(app.text_input, "Name of the plan").value == "The Hill"
    button(app, "Bring them in").click().run()

    (hill,) = [entry for entry in store.plans() if entry.plan.name == "The Hill"]
    assert hill.activities == 1


def test_rows_that_name_a_plan_go_to_it_wherever_one_stands(open_page: Open, store: Store) -> None:
    meadow, hill = Plan(name="The Meadow"), Plan(name="The Hill")
    store.save_plan(meadow)
    store.save_plan(hill)
    app = open_page("prepare/bring_in.py", plan=meadow.id)

    app.text_area(key=keys.IMPORT_PASTE).input("Plan\tActivity\nthe hill\tChoir").run()
    button(app, "Bring them in").click().run()

    assert [activity.name for activity in store.record(hill.id).activities] == ["Choir"]
    assert store.record(meadow.id).activities == ()


def test_a_new_plan_by_a_file_without_a_plans_name_is_called_as_the_file(open_page: Open, store: Store) -> None:
    app = open_page("prepare/bring_in.py")

    app.file_uploader[0].upload("The Hill.csv", b"Activity\nChoir\n", "text/csv").run()
    button(app, "Bring them in").click().run()

    assert [(entry.plan.name, entry.activities) for entry in store.plans()] == [("The Hill", 1)]


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_a_workbook_exported_from_here_brings_its_whole_plan_back(
    open_page: Open, store: Store, record: PlanRecord
) -> None:
    app = open_page("prepare/bring_in.py")

    app.file_uploader[0].upload("plan.xlsx", to_xlsx(record, language("en"), {}), XLSX).run()
    assert "what has been changed on the sheets since then is not read" in app.info[0].value
    button(app, "Bring back the whole plan").click().run()

    assert store.record(record.plan.id) == record
    assert not app.exception


def test_of_a_workbook_whose_plan_is_here_only_activities_are_offered(
    open_page: Open, store: Store, record: PlanRecord
) -> None:
    store.add_record(record)
    app = open_page("prepare/bring_in.py")
    more = record.model_copy(update={"activities": (*record.activities, Activity(id="choir", name="Choir"))})

    app.file_uploader[0].upload("plan.xlsx", to_xlsx(more, language("en"), {}), XLSX).run()
    assert not [item for item in app.button if item.label == "Bring back the whole plan"]
    button(app, "Bring them in").click().run()

    assert [activity.name for activity in store.record(record.plan.id).activities][-1] == "Choir"


def test_a_new_plan_without_a_name_brings_nothing_in(open_page: Open, store: Store) -> None:
    app = open_page("prepare/bring_in.py")
    app.text_area(key=keys.IMPORT_PASTE).input("Activity\nChoir").run()

    button(app, "Bring them in").click().run()

    assert "A name is missing" in app.error[0].value
    assert store.plans() == []

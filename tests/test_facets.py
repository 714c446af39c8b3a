"""The numbers beside the choices of a comparison: what one would get, under all other choices."""

from datetime import date

import pytest

from ivac.demo import demo_records
from ivac.model import PHASES, Activity, Assessment, Cell, Plan, PlanRecord
from ivac.selection import Selection
from ivac.store import Country, Scope, Store

pytestmark = pytest.mark.databases("sqlite", "postgresql")
ALL = Scope()


def plan(store: Store, name: str, *activities: Activity, rated: bool = True, **about) -> None:
    spring = (Assessment(id=f"{name}_spring", day=date(2026, 3, 1), scale="ivac", scale_version=1),) if rated else ()
    store.add_record(PlanRecord(plan=Plan(id=name, name=name, **about), activities=activities, assessments=spring))


@pytest.fixture
def two(store: Store) -> Country:
    plan(
        store, "meadow",
        Activity(id="run", name="Run", effort_area="health", target_groups=("men", "elderly"), complexity="simple"),
        Activity(id="cook", name="Cook", effort_area="health", professional_skill=True),
        municipality="Aarhus", start_year=2024, end_year=2025, framing="civil",
    )  # fmt: skip
    plan(
        store, "hill",
        Activity(id="choir", name="Choir", effort_area="social_life", target_groups=("men",), professional_skill=False),
        municipality="Randers Kommune", start_year=2025, end_year=2026,
    )  # fmt: skip
    plan(store, "unrated", Activity(id="x", name="X", effort_area="health"), rated=False, municipality="Odense")
    return Country(store.engine)


def test_plans_are_counted_by_what_they_are_and_activities_by_what_they_are(two):
    found = two.facet_counts(ALL, Selection()).facets

    assert found["municipality"] == {"Aarhus": 1, "Randers Kommune": 1}
    assert found["region"] == {"midtjylland": 2}
    assert found["period"] == {"2024": 1, "2025": 2, "2026": 1}
    assert found["framing"] == {"civil": 1}
    assert found["effort_area"] == {"health": 2, "social_life": 1}
    assert found["target_group"] == {"men": 2, "elderly": 1}
    assert found["complexity"] == {"simple": 1}
    assert found["skill"] == {"yes": 1, "no": 1}


def test_a_facets_own_choice_does_not_narrow_its_counts_and_the_others_do(two):
    found = two.facet_counts(ALL, Selection({"effort_area": ("health",)})).facets

    assert found["effort_area"] == {"health": 2, "social_life": 1}
    assert found["municipality"] == {"Aarhus": 1}
    assert found["target_group"] == {"men": 1, "elderly": 1}


def test_every_count_is_what_choosing_it_gives(store):
    for record in demo_records("en"):
        store.add_record(record)
    country, chosen = Country(store.engine), {"complexity": ("simple", "complex")}
    found = country.facet_counts(ALL, Selection(chosen)).facets

    assert found["activity_type"] and found["aim"]
    for facet in ("effort_area", "activity_type", "target_group", "skill", "aim"):
        for value, number in found[facet].items():
            rounds = country.rounds(ALL, Selection({**chosen, facet: (value,)}))
            assert sum(each.activities for each in rounds) == number, (facet, value)
    for facet in ("municipality", "region", "period"):
        for value, number in found[facet].items():
            assert len(country.rounds(ALL, Selection({**chosen, facet: (value,)}))) == number, (facet, value)


def test_a_role_counts_activities_with_a_phase_in_which_staff_had_it(two, store):
    for phase in PHASES[:2]:
        store.change_cell("meadow_spring", "run", phase, answer="informed", roles=("bridging", "performing"))
    store.change_cell("hill_spring", "choir", "ideas", answer="informed", roles=("performing",))
    store.change_cell("meadow_spring", "cook", "ideas", roles=("performing",))

    found = two.facet_counts(ALL, Selection()).facets
    bridging = two.facet_counts(ALL, Selection({"role": ("bridging",)})).facets

    assert found["role"] == {"bridging": 1, "performing": 2}
    assert bridging["role"] == found["role"]
    assert bridging["effort_area"] == {"health": 1}


def test_only_plans_in_scope_are_counted(two):
    assert two.facet_counts(Scope(plans=("hill",)), Selection()).facets["effort_area"] == {"social_life": 1}


def test_every_activity_of_a_phase_is_found_with_its_plan(two, store):
    store.change_cell(
        "meadow_spring", "run", "ideas", answer="informed", desired="informed", desired_reason="on_purpose"
    )
    store.change_cell("meadow_spring", "cook", "planning", answer="informed")
    store.change_cell("hill_spring", "choir", "ideas", answer="dont_know")

    found = {(each.plan_id, each.name, each.answer, each.on_purpose) for each in two.dots(ALL, Selection(), "ideas")}

    assert found == {("meadow", "Run", "informed", True), ("hill", "Choir", "dont_know", False)}
    assert two.dots(ALL, Selection({"effort_area": ("environment_common_areas",)}), "ideas") == []


def test_a_phase_over_time_has_every_round_between_the_days(store):
    rounds = tuple(
        Assessment(id=f"r{year}", day=date(year, 3, 1), scale="ivac", scale_version=1, recalled=year == 2024)
        for year in (2024, 2025, 2026)
    )
    cells = {each.id: {("choir", "ideas"): Cell(answer="informed")} for each in rounds}
    store.add_record(
        PlanRecord(
            plan=Plan(id="hill", name="Hill"), activities=(Activity(id="choir", name="Choir"),),
            assessments=rounds, cells=cells,
        )
    )  # fmt: skip
    country = Country(store.engine)

    found = country.over_time(ALL, Selection(), "ideas")

    assert [(each.day.year, each.recalled, each.answer, each.number) for each in found] == [
        (2024, True, "informed", 1),
        (2025, False, "informed", 1),
        (2026, False, "informed", 1),
    ]
    assert [each.day.year for each in country.over_time(ALL, Selection(since=date(2025, 1, 1)), "ideas")] == [
        2025,
        2026,
    ]
    assert country.over_time(ALL, Selection(), "planning") == []

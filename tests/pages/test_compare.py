"""The comparison page: what the address chooses, what stands beside each picture, and whose names are shown."""

from datetime import date

import pytest

from ivac.collection import Collection
from ivac.model import PHASES, Activity, Assessment, Cell, Plan, PlanRecord
from ivac.store import Collections, Country, Store
from ivac.ui import compare, keys
from ivac.ui.compare import dots, multiples, over_time, shares, two
from ivac.ui.compare.order import ORDERS
from ivac.ui.parts import plain
from tests.pages.conftest import Open

PAGE = "compare/compare.py"
READS = {
    "plans": (multiples.READS,),
    "shares": (shares.READS,),
    "two": (two.READS_SHARES, two.READS_DIFFERENCE),
    "dots": (dots.READS,),
    "time": (over_time.READS,),
}
READS_PEOPLE = {
    "plans": (multiples.READS_PEOPLE, multiples.NUMBER_PEOPLE),
    "shares": (shares.READS_PEOPLE,),
    "two": (two.READS_SHARES, two.READS_DIFFERENCE_PEOPLE),
}
PICTURES = {"plans": 1, "shares": 1, "two": 3, "dots": 1, "time": 1}


def add(store: Store, name: str, areas: tuple[str, ...], level: str = "informed", scale: str = "ivac", **about) -> str:
    """A plan with one activity for each effort area, rated in two rounds."""
    plan_id = name.casefold()
    activities = tuple(
        Activity(id=f"{plan_id}{number}", name=f"{name} club {number}", effort_area=area)
        for number, area in enumerate(areas)
    )
    rounds = tuple(
        Assessment(id=f"{plan_id}_{year}", day=date(year, 3, 1), scale=scale, scale_version=1) for year in (2024, 2026)
    )
    cells = {each.id: {(a.id, phase): Cell(answer=level) for a in activities for phase in PHASES} for each in rounds}
    plan = Plan(id=plan_id, name=name, **about)
    store.add_record(PlanRecord(plan=plan, activities=activities, assessments=rounds, cells=cells))
    return plan_id


@pytest.fixture
def three(store: Store) -> Store:
    add(store, "Meadow", ("health",) * 3, municipality="Aarhus", framing="civil")
    add(store, "Hill", ("health", "social_life"), "resident_decide", municipality="Odense")
    add(store, "Brook", ("social_life",) * 4, "not_involved", municipality="Aarhus", framing="public")
    return store


def said(app, *kinds: str) -> str:
    found = [item.value for kind in kinds or ("caption", "markdown") for item in getattr(app, kind)]
    return " ".join(found).replace("\\", "")


def tables(app) -> str:
    return "".join(item.proto.body for item in app.get("html"))


def figures(app) -> list[str]:
    return [chart.proto.spec for chart in app.get("plotly_chart")]


@pytest.mark.parametrize("view", compare.VIEWS)
def test_each_picture_has_a_table_and_a_sentence_on_what_can_be_read(open_page: Open, three: Store, view: str) -> None:
    app = open_page(PAGE, view=view)
    assert not app.error
    assert len(figures(app)) == PICTURES[view] == tables(app).count('class="plain"')
    for sentence in READS[view]:
        assert sentence in said(app)


@pytest.mark.parametrize("view", compare.VIEWS)
def test_a_picture_of_nothing_is_a_sentence(open_page: Open, three: Store, view: str) -> None:
    app = open_page(PAGE, view=view, framing="between")
    assert not app.error and not figures(app)
    assert app.info


def test_plans_stand_by_name_or_municipality_and_never_by_level(open_page: Open, three: Store) -> None:
    assert set(ORDERS) == {"name", "municipality", "likeness"}
    assert all(
        table_order(open_page(PAGE, view=view)) == ["Brook", "Hill", "Meadow"] for view in ("plans", "shares", "dots")
    )
    app = open_page(PAGE, order="municipality")
    assert table_order(app) == ["Brook", "Meadow", "Hill"]
    assert "Choose one" in said(open_page(PAGE, order="decision"), "error")


def test_the_plans_most_like_one_come_after_it(open_page: Open, three: Store) -> None:
    app = open_page(PAGE)
    app.selectbox(key="compared_order").set_value("likeness").run()
    assert app.selectbox(key="compared_like").value == "brook"
    assert table_order(app) == ["Brook", "Meadow", "Hill"]

    app.selectbox(key="compared_like").set_value("hill").run()

    assert (app.query_params["order"], app.query_params["like"]) == ("likeness", "hill")
    assert "Being alike says nothing about how well a plan does" in said(app)
    for view in ("plans", "shares", "dots", "time"):
        assert table_order(open_page(PAGE, order="likeness", like="hill", view=view)) == ["Hill", "Meadow", "Brook"]
    some = open_page(PAGE, order="likeness", like="hill", plans="brook,meadow")
    assert table_order(some) == ["Meadow", "Brook"]
    assert open_page(PAGE, order="likeness", like="gone").error
    other = open_page(PAGE, order="likeness", like="brook", effort_area="health")
    assert "so plans stand by name" in said(other)


def table_order(app) -> list[str]:
    first = [line.split("</th>")[0].split(" · ")[0] for line in tables(app).split('<th scope="row">')[1:]]
    return list(dict.fromkeys(first))


def test_a_choice_goes_to_the_address_and_the_address_to_the_choice(open_page: Open, three: Store) -> None:
    app = open_page(PAGE)
    field = app.multiselect(key="filter_effort_area")
    assert sorted(option.rpartition(" · ")[2] for option in field.options) == ["4", "5"]

    field.set_value(["health"]).run()

    assert app.query_params["effort_area"] == "health"
    assert "2 plans · 4 activities" in said(app)
    assert "1 choice holds:" in said(app)
    again = open_page(PAGE, effort_area="health", since="2025-01-01")
    assert again.multiselect(key="filter_effort_area").value == ["health"]
    assert again.date_input(key="filter_since").value == date(2025, 1, 1)
    assert table_order(again) == table_order(app) == ["Hill", "Meadow"]


def test_a_choice_is_taken_off_where_it_is_said(open_page: Open, three: Store) -> None:
    app = open_page(PAGE, effort_area="health|social_life", framing="civil")
    app.button(key="filter_off_effort_area_health").click().run()
    assert app.query_params["effort_area"] == "social_life"
    app.button(key="filter_all_off").click().run()
    assert {"effort_area", "framing"} & set(app.query_params) == set()
    assert "choice holds" not in said(app)


def test_emptying_a_date_opens_it_again(open_page: Open, three: Store) -> None:
    app = open_page(PAGE, until="2025-01-01")
    app.date_input(key="filter_until").set_value(None).run()
    assert "until" not in app.query_params


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("effort_area", "magic"), ("view", "ranking"), ("perspective", "mayor"), ("since", "soon"), ("part", "0"),
        ("until", "0001-01-01"), ("skill", "some"), ("period", "99"),
    ],
)  # fmt: skip
def test_what_cannot_be_chosen_is_said_with_a_way_on(open_page: Open, three: Store, parameter: str, value: str) -> None:
    app = open_page(PAGE, **{parameter: value})
    assert value in said(app, "error")
    assert any(link.proto.label == "Compare without these choices" for link in app.get("page_link"))


def test_the_count_beside_a_choice_follows_the_other_choices(open_page: Open, three: Store) -> None:
    for chosen, numbers in (({}, ["1", "1"]), ({"effort_area": "health"}, ["1"])):
        options = open_page(PAGE, **chosen).multiselect(key="filter_framing").options
        assert [option.rpartition(" · ")[2] for option in options] == numbers


def test_two_groups_are_compared_each_under_choices_of_its_own(open_page: Open, three: Store) -> None:
    app = open_page(PAGE, view="two", framing="civil", own="1", b_framing="public")
    assert "3 of 3 / 0 of 4" in tables(app)  # informed: all of the meadow's, none of the brook's
    app.multiselect(key="filter_b_framing").set_value([]).run()
    assert "b_framing" not in app.query_params
    assert "The other side (3 plans)" in "".join(figures(app))


def test_two_plans_are_the_first_two_until_others_are_chosen(open_page: Open, three: Store) -> None:
    app = open_page(PAGE, view="two")
    assert (app.multiselect(key="compared_one").value, app.multiselect(key="compared_other").value) == (
        ["brook"],
        ["hill"],
    )
    app.multiselect(key="compared_other").set_value(["meadow", "hill"]).run()
    assert app.query_params["other"] == "meadow,hill"
    assert "The other side (2 plans)" in "".join(figures(app))


def test_a_side_that_holds_nothing_is_said(open_page: Open, three: Store) -> None:
    app = open_page(PAGE, view="two", own="1", b_framing="between")
    assert "One side is empty" in said(app, "info")


def test_the_study_is_drawn_only_after_ones_own_picture_and_never_by_a_link(open_page: Open, three: Store) -> None:
    app = open_page(PAGE, outlined="1")
    assert "less_usual" not in figures(app)[0]
    app.toggle(key=keys.OUTLINED).set_value(True).run()
    assert "less_usual" in figures(app)[0]
    assert "27 housing plans" in said(app)


def test_scales_that_differ_are_stated_in_every_view(open_page: Open, three: Store) -> None:
    add(three, "Vale", ("health",), "tokenism", scale="hart")
    for view in compare.VIEWS:
        one = {"one": "brook", "other": "vale"} if view == "two" else {}
        assert "different scales" in said(open_page(PAGE, view=view, **one), "warning")
    assert "different scales" not in said(open_page(PAGE, view="two", one="brook", other="hill"), "warning")


def test_people_beside_what_was_agreed_are_told_apart(open_page: Open, three: Store) -> None:
    app = open_page(PAGE, view="two", own="1", b_perspective="resident")
    assert two.MIXED in said(app, "info")
    assert two.MIXED not in said(open_page(PAGE, view="two", own="1"), "info")


def test_many_plans_come_a_page_at_a_time(open_page: Open, store: Store) -> None:
    for number in range(30):
        add(store, f"Plan{number:02}", ("health",))
    app = open_page(PAGE)
    assert "Plans 1 to 24 of 30" in said(app)
    next(button for button in app.button if button.label == "Next plans").click().run()
    assert app.query_params["part"] == "2"
    assert table_order(app) == [f"Plan{number}" for number in range(24, 30)]


def test_a_hidden_collection_shows_letters_and_nothing_that_tells_the_area(
    open_page: Open, three: Store
) -> None:  # fmt: skip
    made = Collections(three.engine)
    made.save(Collection(id="c", name="Joint workshop", hidden=True))
    made.put_in("c", "meadow", named=False, texts=False)
    made.put_in("c", "brook", named=False, texts=True)
    made.put_in("c", "hill", named=True, texts=False)
    for view in compare.VIEWS:
        app = open_page(PAGE, collection="c", view=view, order="municipality")
        shown = tables(app) + "".join(figures(app)) + said(app) + str([each.options for each in app.multiselect])
        assert "Area A" in shown and "Hill" in shown
        assert "Meadow" not in shown and "Aarhus" not in shown
        assert ("Brook club" in shown) == (view == "dots")
        assert "Hill club" not in shown
    assert "Choose one" in said(open_page(PAGE, collection="c", municipality="Aarhus"), "error")


def test_an_open_collection_shows_its_own_plans_alone(open_page: Open, three: Store) -> None:
    made = Collections(three.engine)
    made.save(Collection(id="c", name="Ours"))
    for plan in ("meadow", "brook"):
        made.put_in("c", plan, named=False, texts=False)
    assert table_order(open_page(PAGE, collection="c")) == ["Brook", "Meadow"]
    assert table_order(open_page(PAGE, collection="c", plans="meadow,hill", view="shares")) == []
    assert "no longer here" in said(open_page(PAGE, collection="gone"), "error")


def test_an_unchanged_view_asks_the_database_for_no_counts_again(
    open_page: Open, three: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_page(PAGE)
    asked: list[str] = []
    for name in ("rounds", "counts", "facet_counts"):
        real = getattr(Country, name)
        monkeypatch.setattr(Country, name, lambda *given, n=name, r=real: asked.append(n) or r(*given))
    open_page(PAGE)
    assert asked == []
    three.change_cell("hill_2026", "hill0", "ideas", answer="informed")
    open_page(PAGE)
    assert sorted(set(asked)) == ["counts", "facet_counts", "rounds"]


def test_answers_of_people_are_told_from_activities(open_page: Open, three: Store) -> None:
    app = open_page(PAGE, perspective="resident")
    assert "answers of people and not activities" in said(app, "info")
    assert "Answers of: Residents" in " ".join(button.label.replace("\\", "") for button in app.button)
    assert "0 answers a phase" in "".join(figures(app))
    for view, sentences in READS_PEOPLE.items():
        below = said(open_page(PAGE, view=view, perspective="resident", plans="meadow,hill"))
        assert [sentence for sentence in sentences if sentence not in below] == []
    for view in ("dots", "time"):
        app = open_page(PAGE, view=view, perspective="resident")
        assert "what was agreed on" in said(app, "info")
        assert "Meadow" in tables(app)


def test_invented_plans_are_called_so_by_name_or_all_at_once(open_page: Open, demo: Store) -> None:
    invented = [entry.plan for entry in demo.plans() if entry.plan.fictional]
    app = open_page("compare/compare.py")
    told = next(text.value for text in app.caption if plain("Fictional: ") in text.value)
    assert all(plain(plan.name) in told for plan in invented)
    for entry in demo.plans():
        demo.save_plan(entry.plan.model_copy(update={"fictional": True}))
    app.run()

    assert any(plain("All of these plans are fictional.") in text.value for text in app.caption)

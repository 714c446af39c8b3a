"""What stands out in a picture, and the page that tells of every pattern."""

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from ivac.acts import agree, open_doors, reveal
from ivac.content import load
from ivac.language import language
from ivac.model import Activity, Assessment, Plan
from ivac.patterns import Known, find, talk_first, tell
from ivac.store import Store, Workshops
from ivac.ui.parts import plain
from ivac.workshop import AgendaItem, Workshop
from tests.pages.conftest import Open
from tests.pages.test_workshop import solgaard


def read(app: AppTest) -> str:
    """All that is written on the page, as it was written."""
    markdown = [
        item.value for item in (*app.title, *app.header, *app.subheader, *app.markdown, *app.caption, *app.info)
    ]
    return "\n".join([*markdown, *(item.proto.body for item in app.get("html"))])


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_page_tells_every_pattern_whole(open_page: Open, lang: str) -> None:
    shown = read(open_page("about/patterns.py", lang=lang))

    words = load().words[lang].findings
    for pattern in words.patterns.values():
        for text in (pattern.rule, pattern.note):
            assert plain(text) in shown
        for text in (pattern.sentence, pattern.question):
            parts = [plain(part) for part in re.split(r"\{\w+\}", text) if part.strip()]
            assert re.search(".*".join(map(re.escape, parts)), shown), text
        assert pattern.name in shown
    assert all(each.name in shown and each.sentence in shown for each in words.shapes.values())
    assert not re.search(r"\{(phase|next|first|last|roles|actors|same|whole)", shown)


def test_the_page_says_of_each_pattern_who_says_so(open_page: Open) -> None:
    said = {"study": "Described in a study", "interviews": "An indication from", "own": "Our own reading"}
    captions = [caption.value for caption in open_page("about/patterns.py").caption]
    captions = [caption for caption in captions if caption.startswith(tuple(said.values()))]

    for pattern, caption in zip(load().patterns, captions, strict=True):
        document = next(each for each in load().documents if each.id == pattern.source.document)
        assert caption.startswith(said[pattern.certainty]), pattern.id
        assert (plain(document.title) in caption) == (pattern.certainty != "own"), pattern.id
        assert plain(pattern.source.chapter) in caption


def test_the_method_leads_to_the_patterns_and_back(open_page: Open) -> None:
    def leads(app: AppTest) -> list[str]:
        return [item.proto.page for item in app.get("page_link")]

    assert "patterns" in leads(open_page("about/method.py"))
    assert "method" in leads(open_page("about/patterns.py"))


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_picture_names_three_with_what_they_rest_on_and_all_below(open_page: Open, demo: Store, lang: str) -> None:
    plan = demo.record(solgaard(demo))
    app = open_page("workshop/picture.py", plan=plan.plan.id, lang=lang)

    findings = find(Known(load().scales["ivac"], plan.activities, plan.cells_of(plan.latest)))
    names = {activity.id: activity.name for activity in plan.activities}
    shown = read(app)
    for finding in talk_first(findings):
        told = tell(finding, language(lang))
        for text in (told.name, plain(told.sentence), plain(told.question), plain(told.rests_on)):
            assert text in shown
        assert plain(names[finding.activity]) in [heading.value for heading in app.subheader]
    (table,) = [item.proto.body for item in app.get("html") if language(lang).t("What is seen") in item.proto.body]
    assert table.count("<tr>") == len(findings) + 1


def test_the_picture_of_some_activities_speaks_of_them_alone(open_page: Open, demo: Store) -> None:
    plan = demo.record(solgaard(demo))
    app = open_page("workshop/picture.py", plan=plan.plan.id)

    next(box for box in app.selectbox if box.label == "Effort area").select("health").run()

    chosen = {activity.name for activity in plan.activities if activity.effort_area == "health"}
    named = {heading.value for heading in app.subheader} & {plain(activity.name) for activity in plan.activities}
    assert named == {plain(name) for name in chosen}


def test_where_nothing_stands_out_it_is_said_what_to_do(open_page: Open, store: Store) -> None:
    plan = Plan(name="The Meadow")
    store.save_plan(plan)
    store.add_activities(plan.id, [Activity(name="Choir")])
    store.add_assessment(plan.id, Assessment(day=date(2026, 3, 12), scale="ivac", scale_version=1))

    app = open_page("workshop/picture.py", plan=plan.id)

    assert "Rate the phases of some activities" in app.info[0].value
    assert [item for item in app.get("page_link") if item.proto.label == "Walk the phases"]
    assert "Too little known" in read(app)


def test_of_a_workshop_only_what_the_room_may_see_is_spoken_of(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    plan = Plan(name="The Meadow")
    store.save_plan(plan)
    choir, garden = Activity(name="Choir"), Activity(name="Garden")
    store.add_activities(plan.id, [choir, garden])
    workshop = Workshop(
        plan_id=plan.id, day=date(2026, 3, 12), scale="ivac", scale_version=1,
        agenda=(AgendaItem(activity=choir.id), AgendaItem(activity=garden.id)),
    )  # fmt: skip
    workshops.add(workshop)
    opened_now = workshops.change(workshop.id, open_doors())
    code = workshops.code(opened_now)
    assert code is not None
    for level in ("not_involved", "informed", "resident_decide"):
        place = workshops.place(workshops.join(code, "here", "staff", ""))
        workshops.rate(place, choir.id, "ideas", 1, "answer", level)
        if level != "informed":
            workshops.rate(place, garden.id, "ideas", 1, "answer", level)
    workshops.change(workshop.id, reveal())
    workshops.agree(workshop.id, choir.id, "ideas", answer="informed")
    workshops.change(workshop.id, agree())

    shown = read(open_page("workshop/picture.py", plan=plan.id))

    assert "no more than 1 of 3" in shown
    assert shown.count("You differ widely") == 2  # among the first and in the table of all, for one activity

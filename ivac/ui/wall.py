"""The slides of the projector view: the plan's picture, its activities, then each activity on its own."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from ivac.charts import (
    Canvas,
    Picture,
    activities_picture,
    activity_picture,
    involvement_picture,
    reference_picture,
)
from ivac.content import load
from ivac.language import Language
from ivac.model import Activity, Assessment, PlanRecord
from ivac.patterns import Finding, Known, find, talk_first, tell
from ivac.summaries import summarise_plan
from ivac.ui import keys, registry
from ivac.ui.context import address_of, scale_of
from ivac.ui.live import reference_view
from ivac.ui.parts import fictional_mark, link, plain, show_picture
from ivac.ui.screen import screen

ROWS_A_SLIDE = 14
"""The most activities on one slide that the back row can still read at 1080 pixels."""


@dataclass(frozen=True)
class Slide:
    """One slide: its place in the address, its title, one line below, its rows, and how to draw it."""

    id: str
    title: str
    below: str
    rows: int
    draw: Callable[[Canvas], Picture]


def slides(record: PlanRecord, assessment: Assessment, language: Language) -> list[Slide]:
    """All slides of a plan, in the order of the talk."""
    t, scale, cells = language.t, scale_of(assessment), record.cells_of(assessment)
    count = language.n("{count} activity", "{count} activities", len(record.activities))
    summary = summarise_plan(record.activities, cells, scale)
    first = Slide(
        "plan",
        t("Where are residents involved in {plan}?", plan=record.plan.name),
        t("{count} · the number is how many activities stand there", count=count),
        len(scale.levels),
        lambda canvas: involvement_picture(summary, language, canvas, ""),
    )
    groups = [record.activities[i : i + ROWS_A_SLIDE] for i in range(0, len(record.activities), ROWS_A_SLIDE)]
    lists = [
        _list_slide(group, number, len(groups), record, assessment, language) for number, group in enumerate(groups, 1)
    ]
    talks = [
        _talk_slide(finding, number, record, assessment, language)
        for number, finding in enumerate(
            talk_first(find(Known(scale, record.activities, cells, breadth=record.breadth_of(assessment)))), 1
        )
    ]
    then = reference_view(language)
    last = Slide(
        "reference",
        then.title,
        then.below,
        len(load().scales["ivac"].levels),
        lambda canvas: reference_picture(language, canvas),
    )
    each = [_activity_slide(activity, record, assessment, language) for activity in record.activities]
    # The study's plans come last: first the group's own view, then others'.
    return [first, *lists, *talks, *each, last]


def _list_slide(
    group: tuple[Activity, ...], number: int, total: int, record: PlanRecord, assessment: Assessment, language: Language
) -> Slide:
    scale, cells = scale_of(assessment), record.cells_of(assessment)
    title = language.t("The activities, phase by phase")
    below = record.plan.name if total == 1 else f"{record.plan.name} · {number}/{total}"
    return Slide(
        f"list{number}",
        title,
        below,
        len(group),
        lambda canvas: activities_picture(group, cells, scale, language, canvas, ""),
    )


def _talk_slide(finding: Finding, number: int, record: PlanRecord, assessment: Assessment, language: Language) -> Slide:
    """One thing to talk about: its question, large, above the activity's six phases."""
    activity = next(item for item in record.activities if item.id == finding.activity)
    told = tell(finding, language)
    scale, cells = scale_of(assessment), record.cells_of(assessment)
    return Slide(
        f"talk{number}",
        told.question,
        f"{activity.name}: {told.sentence}",
        1,
        lambda canvas: activity_picture(activity, cells, scale, language, canvas, finding.phases),
    )


def _activity_slide(activity: Activity, record: PlanRecord, assessment: Assessment, language: Language) -> Slide:
    scale, cells = scale_of(assessment), record.cells_of(assessment)
    return Slide(
        activity.id,
        activity.name,
        activity.description,
        1,
        lambda canvas: activity_picture(activity, cells, scale, language, canvas),
    )


def show_slide(record: PlanRecord, assessment: Assessment, language: Language) -> None:
    """The slide that the address names, fitted to the screen, with the way on at the lower right."""
    t = language.t
    all_slides = slides(record, assessment, language)
    ids = [slide.id for slide in all_slides]
    slide = all_slides[_place(ids)]

    def go(step: int) -> None:
        # From where the address is now: two quick presses may share one run of this script.
        st.query_params[keys.Q_VIEW] = ids[(_place(ids) + step) % len(ids)]

    with st.container(key="wall_title"):
        st.title(plain(slide.title), anchor=False)
        st.markdown(plain(slide.below) or "&nbsp;")
    with st.container(key="wall_picture"):
        show_picture(
            slide.draw(screen().wall_canvas(slide.rows, slide.title, slide.below)),
            f"wall_{slide.id}",
            f"{record.plan.name} {slide.title}".replace("/", "-"),
        )
    with st.container(horizontal=True, vertical_alignment="center", key="wall_foot"):
        st.markdown(_foot(record, language), width="stretch")
        link(registry.PICTURE, t("Close"), ":material/close:", **address_of(record, assessment))
        st.button("‹", key="wall_back", help=t("Back"), on_click=go, args=[-1], shortcut="Left")
        st.button("›", key="wall_on", help=t("Next"), on_click=go, args=[1], shortcut="Right")


def _place(ids: list[str]) -> int:
    """Where the address is among the slides; the first for one that is not there."""
    asked = st.query_params.get(keys.Q_VIEW)
    return ids.index(asked) if asked in ids else 0


def _foot(record: PlanRecord, language: Language) -> str:
    said = plain(fictional_mark(record.plan, language))
    return language.t("A level is a description, not a score.") + (f" {said}" if said else "")

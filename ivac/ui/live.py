"""What desk and wall share, and the wall itself: only what the room may see, following the desk by itself."""

import base64
from collections import Counter
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode, urlsplit

import streamlit as st

from ivac.charts import (
    Picture,
    activities_picture,
    bar_rows,
    bars_picture,
    compared_bars,
    distribution_picture,
    map_picture,
    mixed_bars,
    most_chosen_picture,
    perspective_bars,
    reference_picture,
    talk_picture,
)
from ivac.content import load
from ivac.documents.qr import qr_svg
from ivac.faults import Refused
from ivac.language import Language
from ivac.model import Activity
from ivac.patterns import tell
from ivac.room import most_mixed, moved, wished_otherwise
from ivac.settings import settings
from ivac.ui import keys, registry
from ivac.ui.clock import clock
from ivac.ui.context import current_language, workshops
from ivac.ui.moment import Live
from ivac.ui.parts import link, plain, show_faults, show_picture
from ivac.ui.screen import screen
from ivac.ui.talking import show_steps_of_talk
from ivac.workshop import GROUPS, Participant, WallView, Workshop

POLL = 1.2
"""Seconds between two looks at the workshop's version; the wall follows within this and a page's time."""
BARS = 8
"""The most distributions on one wall that the back row can still read."""


@st.fragment(run_every=POLL)
def follow(workshop_id: str, version: int) -> None:
    """Draw the page anew once the workshop has changed; what it shows stays while the database is away."""
    try:
        found = workshops().version(workshop_id)
    except Refused as refused:
        show_faults(refused, current_language())
        return
    if found != version:
        st.rerun()


def joined_words(people: list[Participant], language: Language) -> str:
    """How many have joined, by perspective."""
    counts = Counter(person.perspective for person in people)
    by_perspective = [f"{language.t(name)}: {counts[group]}" for group, name in GROUPS.items() if counts[group]]
    total = language.n("{count} has joined", "{count} have joined", len(people))
    return " · ".join([total, *by_perspective])


def address() -> str:
    """Where phones reach this installation."""
    if url := settings().public_url:
        return url
    parts = urlsplit(st.context.url or "http://localhost:8501")
    return f"{parts.scheme}://{parts.netloc}"


def join_address(code: str, workshop: Workshop) -> str:
    """What the QR code holds: the way in with the code typed already."""
    return f"{address()}/join?{urlencode({keys.Q_CODE: code, keys.Q_LANGUAGE: workshop.language})}"


def qr_code(text: str, alt: str) -> str:
    """A QR code as HTML that stands in no other host's debt."""
    data = base64.b64encode(qr_svg(text).encode()).decode()
    return f'<img class="qr" src="data:image/svg+xml;base64,{data}" alt="{escape(alt, quote=True)}">'


# The wall


def show_wall(shown: Live, language: Language) -> None:
    """What the desk has chosen for the wall."""
    workshop = shown.workshop
    follow(workshop.id, workshop.version)
    view = workshop.wall if workshop.state != "draft" else "join"
    if view == "join":
        _show_way_in(shown, language)
    else:
        _show_view(view, shown, language)
    _foot(shown, view, language)


def _title(title: str, below: str) -> None:
    with st.container(key="wall_title"):
        st.title(plain(title), anchor=False)
        st.markdown(plain(below) or "&nbsp;")


def _show_way_in(shown: Live, language: Language) -> None:
    t = language.t
    code = workshops().code(shown.workshop)
    if code is None:
        closed = shown.workshop.state == "closed"
        _title(
            t("Thank you for taking part") if closed else t("We begin in a moment"),
            "" if closed else t("Have your phone ready. No account is needed."),
        )
        return
    _title(t("Join with your phone"), shown.plan.plan.name)
    host = escape(urlsplit(join_address(code, shown.workshop)).netloc + "/join")
    first, then = escape(t("Go to")), escape(t("and type"))
    code_text = " ".join(code[i : i + 2] for i in range(0, len(code), 2))
    spoken = escape(" ".join(code))
    says = escape(t("No account. No names. Nobody sees your answer before we show the picture together."))
    if shown.workshop.naming != "anonymous":
        says = escape(t("No account. Nobody sees your answer before we show the picture together."))
    image = qr_code(join_address(code, shown.workshop), t("QR code that leads to the same address with the code"))
    st.html(
        f'<div class="way-in"><div><p class="go">{first} <b>{host}</b> {then}</p>'
        f'<p class="code"><span aria-hidden="true">{code_text}</span><span class="unseen">{spoken}</span></p>'
        f'<p class="go">{says}</p></div>{image}</div>'
    )


@dataclass(frozen=True)
class Shown:
    """A view of the wall: its title, a line below, and the picture or the sentence in its place."""

    title: str
    below: str
    picture: Picture | None = None
    instead: str = ""


def _show_view(view: WallView, shown: Live, language: Language) -> None:
    found = wall_view(view, shown, language)
    _title(found.title, found.below)
    activity = shown.current
    if found.picture:
        with st.container(key="wall_picture"):
            show_picture(found.picture, f"live_{view}_{shown.workshop.current}", found.title.replace("/", "-"))
    elif view == "activity" and activity:
        _big_progress(shown, activity, language)
    elif found.instead:
        st.html(f'<p class="wall-instead">{escape(found.instead)}</p>')


def _big_progress(shown: Live, activity: Activity, language: Language) -> None:
    t = language.t
    done, people = shown.done(activity.id), len(shown.participants)
    share = 0 if not people else round(100 * done / people)
    words = t("{done} of {people} have answered all six phases", done=done, people=people)
    st.html(
        f'<div class="wall-progress"><p>{escape(words)}</p>'
        f'<div class="track" aria-hidden="true"><span style="width:{share}%"></span></div>'
        f"<p>{escape(t('Everyone alone. Then we look together.'))}</p></div>"
    )


def wall_view(view: WallView, shown: Live, language: Language) -> Shown:
    """What the wall shows for a view, as the room may see it."""
    t, room, activities = language.t, shown.room, shown.seen_activities
    if view == "activity":
        return _activity_view(shown, language)
    if view == "agreed":
        canvas = screen().wall_canvas(len(shown.activities))
        picture = activities_picture(shown.activities, shown.agreed, shown.scale, language, canvas, "", "both")
        return Shown(t("What we agreed"), shown.plan.plan.name, picture)
    if not activities:
        return Shown(t("Nothing is revealed yet"), t("Everyone alone. Then we look together."))
    if view == "talk":
        return _question_view(shown, language)
    if view == "reference":
        return reference_view(language)
    canvas = screen().wall_canvas(len(activities))
    if view == "picture":
        picture = most_chosen_picture(activities, room, language, canvas)
        return Shown(
            t("Where do we see residents involved?"), t("The level that most of us chose, phase by phase"), picture
        )
    maps: dict[WallView, tuple[str, str]] = {
        "spread": (t("Where do we see it differently?"), t("How many chose a level other than the most chosen")),
        "dont_know": (t("Where do we not know?"), t("How many answered that they do not know")),
        "missing": (t("Where are answers missing?"), t("How many of those who have joined did not answer")),
    }
    if view in maps:
        return Shown(*maps[view], map_picture(view, activities, room, language, canvas))
    return _bars_view(view, shown, language)


def _activity_view(shown: Live, language: Language) -> Shown:
    """The activity that the room is at."""
    t, activity = language.t, shown.current
    if activity is None:
        return Shown(t("Choose an activity at the desk"), "")
    item = shown.workshop.item(activity.id)
    if not item.seen_rounds:
        return Shown(activity.name, activity.description)
    below = [t("How many chose each level; the most chosen is outlined")]
    if item.seen_rounds > 1:
        below.append(t("round {number}", number=item.seen_rounds))
    if not item.revealed:
        below.append(t("another round is under way"))
    line = " · ".join(below)
    canvas = screen().wall_canvas(len(shown.scale.levels), activity.name, line)
    return Shown(activity.name, line, distribution_picture(activity, shown.room, language, canvas))


def _question_view(shown: Live, language: Language) -> Shown:
    """The question about the activity that the room is at, above its picture; the activity where there is none."""
    activity, finding = shown.current, shown.talked
    if activity is None or finding is None:
        return _activity_view(shown, language)
    told = tell(finding, language)
    line = f"{activity.name}: {told.sentence}"
    rows = len(shown.scale.levels) + len(bar_rows(activity, finding.phases, shown.room, language))
    canvas = screen().wall_canvas(rows, told.question, line)
    return Shown(told.question, line, talk_picture(activity, finding.phases, shown.room, language, canvas))


def reference_view(language: Language) -> Shown:
    """What was usual in the study's plans: something to hold one's own picture up against, once there is one."""
    t, study = language.t, load().talk.reference
    title = t("As it usually was in {plans} plans", plans=study.plans)
    below = t(
        "Staff told this in {year} of health activities in {start}–{end}; we placed it on the levels. It is no norm.",
        year=study.interviewed, start=study.start_year, end=study.end_year,
    )  # fmt: skip
    canvas = screen().wall_canvas(len(load().scales["ivac"].levels), title, below)
    return Shown(title, below, reference_picture(language, canvas))


def _bars_view(view: WallView, shown: Live, language: Language) -> Shown:
    t, room, names = language.t, shown.room, shown.names
    if view == "mixed":
        title, below = t("Where do we differ most?"), t("All who chose a level; the most mixed first")
        bars = mixed_bars(most_mixed(room)[:BARS], names, language)
        empty = t("Wherever answers can be shown, everybody chose the same level.")
    elif view == "moved":
        title, below = t("Where did the talk move us?"), t("Where the most chosen level is another one than before")
        labels = (t("before the talk"), t("after the talk"))
        bars = compared_bars(moved(room)[: BARS // 2], labels, names, language)
        empty = t("No most chosen level has changed between two rounds that can be shown.")
    elif view == "wishes":
        title, below = t("How is it, and how should it be?"), t("Where the most wished level is another one")
        labels = (t("as it is"), t("as it should be"))
        bars = compared_bars(wished_otherwise(room)[: BARS // 2], labels, names, language)
        empty = t("Wherever both can be shown, it is as most people wish; or nobody was asked for wishes.")
    else:
        title = t("Do staff and residents see the same?")
        below = t("Side by side where their most chosen levels differ; never fewer than three of a group")
        differing = [cell for cell in most_mixed(room) if cell.differing]
        bars = perspective_bars(differing[: BARS // 2], names, language)
        empty = t("Where both can be shown, they chose the same level most; or too few of one group answered.")
    if not bars:
        return Shown(title, below, instead=empty)
    canvas = screen().wall_canvas(len(bars))
    return Shown(title, below, bars_picture(bars, shown.scale, language, canvas, below))


def _foot(shown: Live, view: str, language: Language) -> None:
    workshop = shown.workshop
    said = [joined_words(shown.participants, language)]
    if view != "join" and (code := workshops().code(workshop)):
        said.append(f"{urlsplit(address()).netloc}/join  {code}")
    if view not in ("join", "activity"):
        said.append(language.t("A level is a description, not a score."))
    if shown.plan.plan.fictional:
        said.append(language.t("Fictional plan"))
    with st.container(horizontal=True, vertical_alignment="center", key="wall_foot"):
        st.markdown(plain(" · ".join(said)), width="stretch")
        if workshop.timer_until:
            clock(workshop.timer_until, language, "wall_clock")
        link(registry.DESK, language.t("To the desk"), None, workshop=workshop.id)
        show_steps_of_talk(shown, language)

"""What a comparison shows: whose plans, under which choices, in which order; and the controls that say so."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from ivac.charts import Picture
from ivac.comparison import Comparison
from ivac.documents.view import View
from ivac.language import Language
from ivac.selection import Selection
from ivac.store import PlanRound, compared
from ivac.ui import counted, keys
from ivac.ui.compare.choosing import choose, put
from ivac.ui.compare.order import choose_order, names_of_all, ordered, say_order
from ivac.ui.context import visible_collections
from ivac.ui.filters import selection_in_address
from ivac.ui.parts import plain
from ivac.ui.scope import Looked, looked_at
from ivac.ui.seen import Seen

ALL = "all"
"""Stands for no collection among the choices."""


@dataclass(frozen=True)
class Shown(Seen):
    """The plans in their rounds, named and ordered as this visitor sees them, and their numbers in common rows."""

    rounds: Sequence[PlanRound]
    comparison: Comparison

    def say(self, of_activities: str, of_people: str) -> str:
        """What holds of activities, or where people's answers are looked at, of those; both are catalogue keys."""
        return self.language.t(of_people if self.comparison.of_people else of_activities)

    def take(self, name: str, title: str, reading: str, picture: Picture) -> View:
        """Offer the files of a picture of these plans."""
        return self.offer(name, title, reading, picture, self.how_many(len(self.comparison.plans)))

    def how_many(self, plans: int) -> str:
        """So many plans, in words."""
        return self.language.n("{count} plan", "{count} plans", plans)

    def say_of_people(self) -> None:
        """What to keep in mind where answers of people are counted."""
        st.info(
            self.language.t(
                "The numbers are answers of people and not activities: an activity that many answered counts often. "
                "Only what at least three of the group answered in a workshop is in them."
            )
        )

    def of_agreed(self) -> "Shown":
        """The same with what was agreed on instead of what a group of people answered."""
        selection = replace(self.selection, perspective=None)
        return Shown(self.language, self.looked, selection, *numbers_of(self.looked, selection, self.language))


def shown_in_address(language: Language) -> Shown:
    """What the address asks for; raises `Refused` for what it may not or cannot ask."""
    looked = looked_at()
    selection = selection_in_address(hidden=looked.hidden)
    return Shown(language, looked, selection, *numbers_of(looked, selection, language))


def numbers_of(looked: Looked, selection: Selection, language: Language) -> tuple[list[PlanRound], Comparison]:
    """The plans in their order with their numbers under a selection."""
    rounds = ordered(looked.named(counted.rounds(looked.scope, selection), language), looked, selection, language)
    counts = counted.counts(looked.scope, selection)
    return rounds, compared(rounds, counts, of_people=selection.perspective is not None)


def choose_scope(shown: Shown) -> None:
    """Which collection, and which of its plans; each choice changes the address."""
    t, looked = shown.language.t, shown.looked
    with st.container(horizontal=True, vertical_alignment="bottom", key="compared_scope"):
        if found := visible_collections():
            names = {ALL: t("All plans"), **{each.id: each.name for each in found}}
            current = looked.collection.id if looked.collection else ALL
            drop = (keys.Q_PLANS, keys.Q_LIKE)
            choose(keys.Q_COLLECTION, t("Collection"), names, current, unless=ALL, width=300, drop=drop)
        _choose_plans(names_of_all(looked, shown.language), looked, t)


def _choose_plans(names: Mapping[str, str], looked: Looked, t: Callable[..., str]) -> None:
    chosen = [item for item in looked.chosen if item in names]
    if keys.Q_PLANS in st.query_params:
        put(keys.Q_PLANS, ",".join(chosen))
    st.session_state[keys.COMPARED] = chosen

    def keep() -> None:
        put(keys.Q_PLANS, ",".join(st.session_state[keys.COMPARED]))
        put(keys.Q_PART, "")

    st.multiselect(
        t("Plans to compare"), list(names), key=keys.COMPARED, format_func=names.__getitem__,
        placeholder=t("All of them"), on_change=keep,
    )  # fmt: skip


def choose_what(shown: Shown) -> None:
    """The panel of choices that hold across all pictures, with the order, and what is chosen."""
    municipalities = len({each.municipality for each in shown.rounds})
    shown.filters.show_panel(
        shown.language.t("Choose what is compared"),
        more=lambda: choose_order(shown.looked, municipalities, shown.language),
    )
    shown.filters.show_active()
    say_order(shown.looked, shown.selection, shown.language)


def say_what_it_rests_on(shown: Shown) -> None:
    """How many plans and activities, which are invented, and whose answers they are."""
    t, n, comparison = shown.language.t, shown.language.n, shown.comparison
    plans = n("{count} plan", "{count} plans", len(comparison.plans))
    activities = n("{count} activity", "{count} activities", sum(each.activities for each in shown.rounds))
    lines = [f"{plans} · {activities}"]
    fictional = [plan.name for plan in comparison.plans if plan.plan.fictional]
    if len(fictional) == len(comparison.plans) > 1:
        lines.append(t("All of these plans are fictional."))
    elif fictional:
        lines.append(t("Fictional: {names}.", names=", ".join(fictional)))
    st.caption("  \n".join(plain(line) for line in lines))
    if comparison.of_people:
        shown.say_of_people()


def say_scales(comparison: Comparison, language: Language) -> None:
    """What is lost where the plans of a picture are rated on different scales."""
    if comparison.lossy and comparison.plans:
        st.warning(
            language.t(
                "The plans are rated on different scales ({scales}). They meet in who takes the initiative and "
                "who decides; finer steps are lost, and for some levels the match is only approximate.",
                scales=", ".join(sorted(_scales(comparison, language))),
            )
        )


def _scales(comparison: Comparison, language: Language) -> set[str]:
    """The scales by name; with their versions where one of them has several."""
    found = {(plan.summary.scale.id, plan.summary.scale.version) for plan in comparison.plans}
    words, several = language.words.scales, len({scale for scale, _ in found}) < len(found)
    version = language.t("version {number}", number="{}") if several else ""
    return {f"{words[scale].short} {version.format(number)}".strip() for scale, number in found}

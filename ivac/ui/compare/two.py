"""Two plans or two groups of them: the shares of each, and what differs."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from ivac.charts import difference_picture, profile_picture
from ivac.comparison import Comparison, PlanCounts, Side, group, in_common_rows
from ivac.faults import N_
from ivac.selection import Selection
from ivac.ui import counted, keys
from ivac.ui.compare.shares import MEASURES, PICKS
from ivac.ui.compare.shown import Shown, numbers_of, say_scales
from ivac.ui.filters import Filters, selection_in_address
from ivac.ui.parts import picture_table, plain, show_picture
from ivac.ui.screen import screen
from ivac.ui.take_view import offer_deck

READS_SHARES = N_(
    "Two lines apart say that residents have another place in that phase, and two lines together that it is alike. "
    "Residents, tasks and starting points differ, so neither line is a target for the other. "
    "A hollow mark: fewer than three are known."
)
READS_DIFFERENCE = N_(
    "In each cell: the share of the first one’s activities with a level, then the second’s. The colour says where the "
    "larger share is, not which is better. In a group every activity counts alike, so large plans weigh more."
)
READS_DIFFERENCE_PEOPLE = N_(
    "In each cell: the share of the answers with a level on the first side, then on the second. The colour says where "
    "the larger share is, not which is better. In a group every answer counts alike, so what many answered weighs more."
)
READS_MIXED = N_(
    "In each cell: what has a level there, as a share of all on the first side, then on the second. One side counts "
    "answers of people, the other activities that a group agreed on. The colour says where the larger share is, not "
    "which is better."
)
MIXED = N_(
    "One side counts answers of people, the other activities that a group agreed on: see where they look alike, and do "
    "not add them up. Only what at least three of the group answered in a workshop is among the answers."
)
OWN = "compared_own"


def show(shown: Shown) -> None:
    """Choose two sides, then both shares and the difference."""
    language = shown.language
    t = language.t
    other = _choose_sides(shown)
    first, second, comparison = _sides(shown, other.selection)
    mixed = (shown.selection.perspective is None) != (other.selection.perspective is None)
    if mixed:
        st.info(plain(t(MIXED)))
    say_scales(comparison, language)
    if first is None or second is None:
        st.info(t("One side is empty. Choose other plans for it, or take some of its choices off."))
        return
    plans = len({plan.plan.id for plan in comparison.plans})
    offer = partial(shown.offer, count=shown.how_many(plans), chosen=_said(shown, other))
    views = []
    for key, pick in PICKS.items():
        name = t(MEASURES[key])
        st.header(name, anchor=False)
        picture = profile_picture([first, second], language, screen().canvas(330), pick, name)
        show_picture(picture, f"profile_{key}")
        st.caption(plain(t(READS_SHARES)))
        picture_table(picture, language, name)
        views.append(offer(f"profile_{key}", name, t(READS_SHARES), picture))
    st.header(t("Where they differ"), anchor=False)
    canvas = screen().canvas(len(comparison.rows) * (96 if screen().narrow else 66) + 120)
    picture = difference_picture(comparison, first, second, language, canvas)
    show_picture(picture, "difference")
    reads = t(READS_MIXED if mixed else READS_DIFFERENCE_PEOPLE if comparison.of_people else READS_DIFFERENCE)
    st.caption(plain(reads))
    picture_table(picture, language, t("Shares at each level: first / second"))
    views.append(offer("difference", t("Shares at each level: first / second"), reads, picture))
    offer_deck(views, t("Two sides"), shown.looked.require, language)


def _choose_sides(shown: Shown) -> Filters:
    """The plans of each side, and whether the second has choices of its own; gives back the second's."""
    language, hidden = shown.language, shown.looked.hidden
    t = language.t
    names = _names(shown)
    labels = (t("On one side"), t("On the other side"))
    sides = zip((keys.Q_ONE, keys.Q_OTHER), labels, _asked(names), st.columns(2), strict=True)
    for parameter, label, chosen, column in sides:
        with column:
            _choose_side(parameter, label, names, chosen, t("All of them"))
    st.session_state[OWN] = _own()
    st.toggle(t("The other side has choices of its own"), key=OWN, on_change=_keep_own)
    if not _own():
        return shown.filters
    selection = selection_in_address(keys.OTHER_GROUP, hidden)
    beside = counted.beside(shown.looked.scope, selection)
    filters = Filters(selection, beside, language, hidden, keys.OTHER_GROUP)
    filters.show_panel(t("Choose what the other side holds"))
    filters.show_active()
    return filters


def _said(shown: Shown, other: Filters) -> str:
    """What is chosen for each side, where the second has choices of its own."""
    if not _own():
        return shown.chosen
    t = shown.language.t
    one, two = (said or t("all") for said in (shown.chosen, other.said))
    return t("One side: {one}. The other side: {other}.", one=one, other=two)


def _names(shown: Shown) -> dict[str, str]:
    """Every plan in scope, whatever is chosen of its activities."""
    rounds = shown.looked.named(counted.rounds(shown.looked.scope, Selection()), shown.language)
    return {each.plan_id: each.name for each in rounds}


def _choose_side(parameter: str, label: str, names: Mapping[str, str], chosen: list[str], all_of_them: str) -> None:
    key = f"compared_{parameter}"
    st.session_state[key] = chosen

    def keep() -> None:
        if plans := st.session_state[key]:
            st.query_params[parameter] = ",".join(plans)
        else:
            st.query_params.pop(parameter, None)

    st.multiselect(
        label, list(names), key=key, format_func=names.__getitem__, placeholder=all_of_them, on_change=keep
    )  # fmt: skip


def _asked(known: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The plans of each side; nothing is all of them, and with nothing asked for at all the first two."""
    one, other = (
        [item for item in st.query_params.get(parameter, "").split(",") if item in known]
        for parameter in (keys.Q_ONE, keys.Q_OTHER)
    )
    if not one and not other and not _own():
        return list(known)[:1], list(known)[1:2]
    return one, other


def _own() -> bool:
    return keys.Q_OWN in st.query_params


def _keep_own() -> None:
    if st.session_state[OWN]:
        st.query_params[keys.Q_OWN] = "1"
    else:
        st.query_params.pop(keys.Q_OWN, None)


def _sides(shown: Shown, selection: Selection) -> tuple[Side | None, Side | None, Comparison]:
    """Both sides in common rows; None for one that holds nothing."""
    others = numbers_of(shown.looked, selection, shown.language)[1]
    of_people = shown.comparison.of_people or others.of_people
    asked = _asked(_names(shown))
    parts = [
        [plan for plan in found.plans if not chosen or plan.plan.id in chosen]
        for found, chosen in zip((shown.comparison, others), asked, strict=True)
    ]
    together = in_common_rows([(plan.plan, plan.summary) for part in parts for plan in part], of_people)
    first, second = together.plans[: len(parts[0])], together.plans[len(parts[0]) :]
    names = _side_names(first, second, shown)
    sides = [group(name, plans) if plans else None for name, plans in zip(names, (first, second), strict=True)]
    return sides[0], sides[1], together


def _side_names(first: Sequence[PlanCounts], second: Sequence[PlanCounts], shown: Shown) -> list[str]:
    """A plan's own name, and what a group is; told apart where both are the same."""
    n = shown.language.n
    marks = (shown.language.t("One side"), shown.language.t("The other side"))
    names = [
        plans[0].name if len(plans) == 1 else f"{mark} ({n('{count} plan', '{count} plans', len(plans))})"
        for plans, mark in zip((first, second), marks, strict=True)
    ]
    return [f"{name} ({mark})" for name, mark in zip(names, marks, strict=True)] if names[0] == names[1] else names

"""What the database counts for a comparison, asked for once as long as no plan in scope has changed."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from ivac.missing import Coverage
from ivac.model import PhaseId
from ivac.selection import Selection, from_address, to_address
from ivac.similar import Profile
from ivac.store import Beside, Counted, Dot, PlanRound, RoundCount, Scope
from ivac.ui.context import country, neighbours

MOST = 128
"""How many answers a process keeps; of 162 plans the largest takes about a megabyte."""


def rounds(scope: Scope, selection: Selection) -> list[PlanRound]:
    """Each plan's round and how many of its activities are selected."""
    found: list[PlanRound] = _ask("rounds", scope, selection)
    return found


def counts(scope: Scope, selection: Selection) -> list[Counted]:
    """Per plan, phase and answer how many there are."""
    found: list[Counted] = _ask("counts", scope, selection)
    return found


def beside(scope: Scope, selection: Selection) -> Beside:
    """How many there are beside each choice."""
    found: Beside = _ask("beside", scope, selection)
    return found


def dots(scope: Scope, selection: Selection, phase: PhaseId) -> list[Dot]:
    """Every selected activity with an answer in this phase."""
    found: list[Dot] = _ask("dots", scope, selection, phase)
    return found


def over_time(scope: Scope, selection: Selection, phase: PhaseId) -> list[RoundCount]:
    """This phase in each round."""
    found: list[RoundCount] = _ask("over_time", scope, selection, phase)
    return found


def profiles(scope: Scope, selection: Selection, plan_id: str) -> dict[str, Profile]:
    """What a plan and each one in scope can be compared by."""
    found: dict[str, Profile] = _ask("profiles", scope, selection, plan_id)
    return found


def coverage(scope: Scope, selection: Selection) -> Coverage:
    """What the selected activities state, and what is known of their phases."""
    found: Coverage = _ask("coverage", scope, selection)
    return found


def _ask(what: str, scope: Scope, selection: Selection, *more: str) -> Any:
    chosen = tuple(sorted(to_address(selection).items()))
    return _asked(what, country().version(scope), scope.collection, scope.plans, chosen, more)


@st.cache_resource(max_entries=MOST, show_spinner=False)
def _asked(
    what: str, version: int, collection: str | None, plans: tuple[str, ...] | None,
    chosen: tuple[tuple[str, str], ...], more: tuple[str, ...],
) -> Any:  # fmt: skip
    del version  # part of the cache's key, so that every write is seen
    asked: Mapping[str, Callable[..., Any]] = {
        "rounds": country().rounds,
        "counts": country().counts,
        "beside": country().facet_counts,
        "dots": country().dots,
        "over_time": country().over_time,
        "profiles": neighbours().profiles,
        "coverage": neighbours().coverage,
    }
    return asked[what](Scope(collection, plans), from_address(dict(chosen)), *more)

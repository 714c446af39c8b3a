"""Which plans a visitor looks at beside one another, what they are called, and whose texts can be read."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from ivac.collection import shown_names
from ivac.language import Language
from ivac.store import Scope
from ivac.ui import keys
from ivac.ui.context import collections, rights, store, visible_plans


@dataclass(frozen=True)
class Sight:
    """The plans in scope with what each is called here, and those whose texts may be shown."""

    scope: Scope
    names: Mapping[str, str]
    open_texts: frozenset[str]


def current_sight(language: Language) -> Sight:
    """The collection that the address names, else all plans that the visitor may open.

    Raises `Refused` for a collection that is not here or that this visitor may not open.
    """
    mine = visible_plans()
    may_open = frozenset(entry.plan.id for entry in mine)
    asked = st.query_params.get(keys.Q_COLLECTION)
    if asked is None:
        scope = Scope() if rights().everything else Scope(plans=tuple(sorted(may_open)))
        return Sight(scope, {entry.plan.id: entry.plan.name for entry in mine}, may_open)
    rights().require_collection(asked)
    collection, members = collections().collection(asked), collections().members(asked)
    # Where names are hidden, being allowed everything reveals none: only a plan's own key link does.
    own = rights().plans if collection.hidden else may_open
    names = {entry.plan.id: entry.plan.name for entry in store().plans() if entry.plan.id in members}
    called = shown_names(collection, members, names, own, language.t("Area {letter}", letter="{letter}"))
    sharing = {plan_id for plan_id, member in members.items() if member.texts}
    return Sight(Scope(collection=asked), called, frozenset(members) & (own | sharing))

"""Whose plans the address names, as far as this visitor may see them, and what each is called here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from ivac.collection import Collection, Member, shown_names
from ivac.language import Language
from ivac.store import PlanRound, Scope
from ivac.ui import keys
from ivac.ui.context import collections, rights, visible_collections


@dataclass(frozen=True)
class Looked:
    """The plans that are looked at, out of all that could be (`base`): a collection, or what the visitor may open.

    `chosen` are the plans that the address names, as far as they are among these; with none, all of them are looked at.
    `own` are the plans that the visitor has a key to; `everything` says that any other may be opened as well.
    """

    base: Scope
    chosen: tuple[str, ...]
    own: frozenset[str]
    everything: bool
    collection: Collection | None = None
    members: Mapping[str, Member] = field(default_factory=dict)

    @property
    def scope(self) -> Scope:
        """Whose plans are looked at."""
        return Scope(plans=self.chosen) if self.chosen else self.base

    @property
    def hidden(self) -> bool:
        """Whether names are hidden, so that nothing may tell which area a plan is."""
        return self.collection is not None and self.collection.hidden

    def named(self, rounds: Sequence[PlanRound], language: Language) -> list[PlanRound]:
        """The rounds with the names that this visitor sees, by name; hidden ones after them, by their letters."""
        if self.collection is None:
            return list(rounds)
        known = {each.plan_id: each.name for each in rounds}
        names = shown_names(
            self.collection, self.members, known, self.own, language.t("Area {letter}", letter="{letter}")
        )
        found = [
            each if names[each.plan_id] == each.name else replace(each, name=names[each.plan_id], municipality="")
            for each in rounds
            if each.plan_id in names
        ]
        return sorted(found, key=lambda each: self._place(each, known))

    def _place(self, shown: PlanRound, known: Mapping[str, str]) -> tuple[bool, int, str]:
        hidden = shown.name != known[shown.plan_id]
        return hidden, self.members[shown.plan_id].position if hidden else 0, shown.name.casefold()

    def may_read(self, plan_id: str) -> bool:
        """Whether what is written in a plan, such as its activities' names, may be shown to this visitor."""
        member = self.members.get(plan_id)
        return plan_id in self.own or bool(member and member.texts) or (self.everything and not self.hidden)


def looked_at() -> Looked:
    """What the address names: `collection`, some `plans` of it, or all that may be opened.

    Raises `Refused` for a collection that is gone or not this visitor's.
    """
    mine = rights()
    asked = [item for item in st.query_params.get(keys.Q_PLANS, "").split(",") if item]
    collection_id = st.query_params.get(keys.Q_COLLECTION) or _only_collection()
    if collection_id is None:
        base = Scope() if mine.everything else Scope(plans=tuple(sorted(mine.plans)))
        chosen = tuple(item for item in asked if mine.everything or item in mine.plans)
        return Looked(base, chosen, mine.plans, mine.everything)
    mine.require_collection(collection_id)
    collection, members = collections().collection(collection_id), collections().members(collection_id)
    chosen = tuple(item for item in asked if item in members)
    return Looked(Scope(collection=collection_id), chosen, mine.plans, mine.everything, collection, members)


def _only_collection() -> str | None:
    """Where a visitor may open no plan, the first collection instead."""
    mine = rights()
    if mine.everything or mine.plans:
        return None
    return next((each.id for each in visible_collections()), None)

"""Whose plans the address names, as far as this visitor may see them, and what each is called here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from ivac.access import Rights
from ivac.collection import Collection, Member, shown_names
from ivac.faults import Code, Refused
from ivac.language import Language
from ivac.sorting import name_order
from ivac.store import PlanRound, Scope
from ivac.ui import keys
from ivac.ui.context import collections, rights, visible_collections


@dataclass(frozen=True)
class Looked:
    """The plans that are looked at, out of all that could be (`base`): a collection, or what the visitor may open.

    `chosen` are the plans that the address names, as far as they are among these; with none, all of them are looked at.
    `own` are the plans that the visitor may open, which are all where `everything` is set; where names are hidden, only
    those that the visitor has a key to, since being allowed everything reveals none.
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

    def scope_with(self, plan_id: str) -> Scope:
        """The same with this plan among them, whether or not it is chosen."""
        return Scope(plans=tuple({*self.chosen, plan_id})) if self.chosen else self.base

    @property
    def hidden(self) -> bool:
        """Whether a name is hidden, so that nothing may tell which area a plan is."""
        if self.collection is None:
            return False
        return self.collection.hidden or any(
            member.key_id and not member.named and plan_id not in self.own for plan_id, member in self.members.items()
        )

    def called(self, names: Mapping[str, str], language: Language) -> dict[str, str]:
        """What each of these plans is called to this visitor; those that are not in the collection are left out."""
        if self.collection is None:
            return dict(names)
        area = language.t("Area {letter}", letter="{letter}")
        return shown_names(self.collection, self.members, names, self.own, area)

    def named(self, rounds: Sequence[PlanRound], language: Language) -> list[PlanRound]:
        """The rounds with the names that this visitor sees, by name; hidden ones after them, by their letters."""
        if self.collection is None:
            return list(rounds)
        known = {each.plan_id: each.name for each in rounds}
        names = self.called(known, language)
        found = [
            each if names[each.plan_id] == each.name else replace(each, name=names[each.plan_id], municipality="")
            for each in rounds
            if each.plan_id in names
        ]
        return sorted(found, key=lambda each: self._place(each, known))

    def _place(self, shown: PlanRound, known: Mapping[str, str]) -> tuple[bool, int, list[str | int]]:
        hidden = shown.name != known[shown.plan_id]
        return hidden, self.members[shown.plan_id].position if hidden else 0, name_order(shown.name)

    def require(self, rights: Rights) -> None:
        """Raise `Refused` for a visitor who may not look at these plans (any more), or not as they are named here."""
        if self.collection:
            rights.require_collection(self.collection.id)
            self._require_still_shared(self.collection, rights)
        elif self.scope.plans is None:
            rights.require_everything()
        else:
            for plan_id in self.scope.plans:
                rights.require(plan_id)

    def _require_still_shared(self, collection: Collection, rights: Rights) -> None:
        """Refuse what was seen before a plan took itself out or shares less, or before names were hidden."""
        kept = collections()
        members = kept.members(collection.id)
        for plan_id in self.chosen or self.members:
            if members.get(plan_id) != self.members[plan_id]:
                raise Refused.because(Code.GONE)
            if plan_id in self.own:
                rights.require(plan_id)
        if kept.collection(collection.id).hidden and not collection.hidden:
            raise Refused.because(Code.GONE)

    def may_read(self, plan_id: str) -> bool:
        """Whether what is written in a plan, such as its activities' names, may be shown to this visitor."""
        member = self.members.get(plan_id)
        return self.everything or plan_id in self.own or bool(member and member.texts)


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
    everything = mine.everything and not collection.hidden
    own = frozenset(members) if everything else mine.plans
    return Looked(Scope(collection=collection_id), chosen, own, everything, collection, members)


def _only_collection() -> str | None:
    """Where a visitor may open no plan, the first collection instead."""
    mine = rights()
    if mine.everything or mine.plans:
        return None
    return next((each.id for each in visible_collections()), None)

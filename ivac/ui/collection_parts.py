"""The plans of a collection: the list with what each shares, plans of this installation, and plans by a key to read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil

import streamlit as st

from ivac.collection import Collection, Member, letter, shown_names
from ivac.language import Language
from ivac.model import Plan
from ivac.store import ReadKey
from ivac.ui import keys, registry
from ivac.ui.acting import permitted_in
from ivac.ui.asking import Question, ask_before
from ivac.ui.context import access_keys, collections, rights, store, visible_plans
from ivac.ui.parts import link, plain, say_after_rerun

AT_ONCE = 25
"""How many plans are listed at once; each has four things to press."""


@dataclass(frozen=True)
class Listed:
    """A plan of a collection as this visitor sees it: what it is called, and whether they may open it."""

    member: Member
    plan: Plan
    shown: str
    mine: bool


def list_plans(collection: Collection, members: Mapping[str, Member], language: Language) -> None:
    """The plans in the order in which they came, a part of them at a time where there are many."""
    t = language.t
    if not members:
        st.info(t("No plan is in it yet. Bring some in below."))
        return
    # Between the two readings a plan can be deleted.
    plans = {entry.plan.id: entry.plan for entry in store().plans() if entry.plan.id in members}
    own = _own(plans)
    called = {plan.id: plan.name for plan in plans.values()}
    shown = shown_names(collection, members, called, own, t("Area {letter}", letter="{letter}"))
    listed = [Listed(members[each], plans[each], shown[each], each in own) for each in members if each in plans]
    part = 1
    if len(listed) > AT_ONCE:
        part = st.pagination(ceil(len(listed) / AT_ONCE), key=f"{keys.COLLECTION_PART}_{collection.id}")
    for each in listed[(part - 1) * AT_ONCE : part * AT_ONCE]:
        _row(collection, each, language)


def offer_plans(collection: Collection, members: Mapping[str, Member], language: Language) -> None:
    """The plans of this installation that the visitor may open and that are not in the collection."""
    t = language.t
    offered = {entry.plan.id: entry.plan.name for entry in visible_plans() if entry.plan.id not in members}

    def put_in() -> None:
        own = _own(st.session_state[keys.COLLECTION_PLANS])
        chosen = [plan_id for plan_id in st.session_state[keys.COLLECTION_PLANS] if plan_id in own]
        for plan_id in chosen:
            collections().put_in(collection.id, plan_id, named=False, texts=False)
        st.session_state[keys.COLLECTION_PLANS] = []
        say_after_rerun(language.n("{count} plan is put in.", "{count} plans are put in.", len(chosen)))

    if not offered:
        st.caption(t("Every plan here that you may open is in the collection."))
        return
    with st.form("put_in", border=False):
        st.multiselect(
            t("Plans of this installation"), list(offered), key=keys.COLLECTION_PLANS,
            format_func=offered.__getitem__, placeholder=t("Choose plans"),
        )  # fmt: skip
        st.form_submit_button(t("Put them in"), on_click=permitted_in(collection.id, put_in, language))


def offer_key_field(collection: Collection, language: Language) -> None:
    """The field for a key to read that a plan has handed out."""
    t = language.t

    def put_in() -> None:
        key = access_keys().reads(st.session_state[keys.COLLECTION_KEY].strip().rpartition("#")[2])
        member = collections().members(collection.id).get(key.plan_id or "")
        if member is None or member.key_id is not None:  # without a key it is in already, to stay when this one goes
            collections().put_in(collection.id, key.plan_id or "", key.name, key.texts, key.id)
        st.session_state[keys.COLLECTION_KEY] = ""
        say_after_rerun(t("The plan is in the collection, with what its key shares."))

    with st.form("key_to_read", border=False):
        st.text_input(t("A key to read, from whoever runs a plan"), key=keys.COLLECTION_KEY, autocomplete="off")
        st.form_submit_button(t("Bring its plan in"), on_click=permitted_in(collection.id, put_in, language))


def _row(collection: Collection, each: Listed, language: Language) -> None:
    t, member, key = language.t, each.member, _key_of(each.member)
    by_key = member.key_id is not None
    may_name, may_share = (key is not None and key.name, key is not None and key.texts) if by_key else (each.mine,) * 2
    with st.container(border=True, key=f"member_{member.position}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_described(collection, each, language), width="stretch")
            if each.mine:
                link(registry.PLAN, t("Open"), ":material/edit:", plan=each.plan.id)
            _offer_taking_out(collection, each, language)
        with st.container(horizontal=True):
            _consent("named", t("Has agreed to be named"), collection, member, may_name, language)
            _consent("texts", t("Shares its texts"), collection, member, may_share, language)


def _described(collection: Collection, each: Listed, language: Language) -> str:
    """The plan's name with its place, or what stands for them; with names hidden, both to who may open it."""
    t, plan = language.t, each.plan
    area = t("Area {letter}", letter=letter(each.member.position))
    known = each.shown != area
    first = f"{area}: {each.shown}" if collection.hidden and known else each.shown
    about = [plan.area, plan.municipality, plan.organisation] if known else []
    if each.member.key_id is not None:
        about.append(t("by a key to read"))
    return f"**{plain(first)}**  \n{plain(' · '.join(item for item in about if item))}"


def _consent(
    field: str, label: str, collection: Collection, member: Member, may_change: bool, language: Language
) -> None:
    key = f"{field}_{collection.id}_{member.position}"

    def keep() -> None:
        here = collections().members(collection.id).get(member.plan_id)
        if here is None:
            return
        if here.key_id is None:
            rights().require(here.plan_id)
        how = {"named": here.named, "texts": here.texts, field: bool(st.session_state[key])}
        collections().put_in(collection.id, here.plan_id, how["named"], how["texts"], here.key_id)

    st.session_state[key] = getattr(member, field)
    st.checkbox(label, key=key, disabled=not may_change, on_change=permitted_in(collection.id, keep, language))


def _offer_taking_out(collection: Collection, each: Listed, language: Language) -> None:
    t, member = language.t, each.member

    def take_out() -> None:
        collections().take_out(collection.id, member.plan_id)
        say_after_rerun(t("“{name}” is taken out.", name=each.shown))

    loss = t("“{name}” leaves this collection. The plan itself stays as it is.", name=each.shown)
    if member.key_id is not None:
        loss += " " + t("To bring it back you need its key to read again.")
    question = Question(
        f"{collection.id}_{member.position}", t("Take the plan out?"), loss, t("Take it out"), t("Keep it")
    )
    ask_before(question, t("Take out …"), permitted_in(collection.id, take_out, language), icon=None)


def _key_of(member: Member) -> ReadKey | None:
    """The key by which a plan came, with what it shares."""
    if member.key_id is None:
        return None
    return next((key for key in access_keys().to_read(member.plan_id) if key.id == member.key_id), None)


def _own(plan_ids: Iterable[str]) -> frozenset[str]:
    """Those of these plans that the visitor may open."""
    mine = rights()
    return frozenset(plan_ids) if mine.everything else mine.plans & frozenset(plan_ids)

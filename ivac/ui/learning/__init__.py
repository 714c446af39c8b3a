"""What plans can see in one another: whom to learn from, which are alike, and what nobody works with."""

import streamlit as st

from ivac.faults import Refused
from ivac.language import Language
from ivac.sorting import name_order
from ivac.ui import keys, registry
from ivac.ui.context import rights, store
from ivac.ui.filters import held_in_address, selection_in_address
from ivac.ui.learning.examples import show_learning
from ivac.ui.learning.missing import show_missing
from ivac.ui.learning.shared import Looking
from ivac.ui.learning.similar import show_similar
from ivac.ui.parts import link, show_faults
from ivac.ui.scope import looked_at


def show(language: Language) -> None:
    """The whole page below its title; a choice that there is not is said, with a way on."""
    t = language.t
    try:
        looking = looking_in_address(language)
        if not looking.names:
            st.info(t("No plan is in this collection yet."))
            link(registry.COLLECTION, t("Bring plans in"), ":material/add:", **held_in_address())
            return
        looking.filters.show_panel(t("Choose what is looked at"))
        looking.filters.show_active()
        looking.say_which_plans()
        for part in (show_learning, show_similar, show_missing):
            part(looking)
    except Refused as refused:
        show_faults(refused, language)
        link(registry.LEARN, t("Learn without these choices"), ":material/arrow_back:")


def looking_in_address(language: Language) -> Looking:
    """What the address asks for; raises `Refused` for what it may not or cannot ask."""
    looked = looked_at()
    if looked.collection is None and (asked := st.query_params.get(keys.Q_PLAN)):
        rights().require(asked)
    known = {entry.plan.id: entry.plan.name for entry in store().plans()}
    if looked.base.plans is not None:
        known = {plan_id: name for plan_id, name in known.items() if plan_id in looked.base.plans}
    called = looked.called(known, language)
    names = {plan_id: called[plan_id] for plan_id in sorted(called, key=lambda each: name_order(called[each]))}
    return Looking(language, looked, selection_in_address(hidden=looked.hidden), names)

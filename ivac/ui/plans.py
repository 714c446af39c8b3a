"""Choosing plans and bringing the demo plans in: what several pages need."""

import streamlit as st

from ivac.demo import demo_records
from ivac.language import Language
from ivac.model import PlanRecord
from ivac.ui import keys
from ivac.ui.context import go_to_plan, store


def choose_plan(record: PlanRecord, language: Language) -> None:
    """A list of all plans; choosing one goes to it on the same page."""
    names = {entry.plan.id: entry.plan.name for entry in store().plans()}
    if len(names) < 2:
        return
    st.session_state[keys.PLAN_CHOICE] = record.plan.id

    def go() -> None:
        for name in (keys.Q_ACTIVITY, keys.Q_ASSESSMENT):
            st.query_params.pop(name, None)
        go_to_plan(st.session_state[keys.PLAN_CHOICE])

    st.selectbox(
        language.t("Plan"), list(names), key=keys.PLAN_CHOICE, format_func=names.__getitem__, on_change=go, width=380
    )


def add_demo_plans(language: Language) -> None:
    """Add every demo plan in this language and go to the first."""
    records = demo_records(language.code)
    for record in records:
        store().add_record(record)
    go_to_plan(records[0].plan.id)

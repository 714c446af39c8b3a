"""Then and now: two rounds of one plan, cell by cell. No direction is better."""

import streamlit as st

from ivac.change import change_of, earlier_rounds
from ivac.ui import change, keys, parts, registry
from ivac.ui.context import NEW, current_assessment, current_language, current_record, named
from ivac.ui.plans import choose_plan, no_plans

language = current_language()
t = language.t
record = current_record()
if record is None:
    no_plans(language)
    st.stop()

parts.heading(t("What has changed in {plan}?", plan=record.plan.name), parts.fictional_mark(record.plan, language))
with st.container(horizontal=True, vertical_alignment="bottom", key="ways_on"):
    choose_plan(record, language)
    parts.link(registry.PICTURE, t("The picture"), ":material/grid_on:", plan=record.plan.id)
    parts.link(registry.PLAN, t("The plan and its rounds"), ":material/list:", plan=record.plan.id)

after = current_assessment(record)
then = earlier_rounds(record, after) if after else []
if after is None or not then:
    st.info(
        t(
            "There is nothing to compare yet: it takes two rounds of ratings. Begin another round, or one that looks "
            "back: how was it at the start?"
        )
    )
    parts.link(registry.WALK, t("Begin a new round"), ":material/add:", plan=record.plan.id, round=NEW)
    st.stop()

asked = st.query_params.get(keys.Q_BEFORE)
before = named(asked, {item.id: item for item in then}) if asked else then[0]
now = [item for item in record.assessments if earlier_rounds(record, item)]
change.choose_rounds(now, after, then, before, language)
found = change_of(record, before, after)
change.say_what_to_keep_in_mind(found, language)
change.show_change(record, found, language)
change.show_statuses(record, found, language)

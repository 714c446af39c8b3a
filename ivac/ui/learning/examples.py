"""Whom can we learn from: activities elsewhere in which residents have a say in a phase."""

from dataclasses import dataclass

import streamlit as st

from ivac.charts import Table
from ivac.content import Level, rated_scale
from ivac.language import Language
from ivac.learning import Example, Kinds, Offer, kinds_to_learn_for, offers
from ivac.model import PhaseId
from ivac.ui import keys, registry
from ivac.ui.context import named, neighbours, rights
from ivac.ui.learning.shared import Looking
from ivac.ui.parts import link, plain, strong

MOST_EXAMPLES = 30
"""More than a team reads at one sitting."""


def show_learning(looking: Looking) -> None:
    """For a phase of a plan, activities elsewhere in which residents have a say; the address names plan and phase."""
    language, selection = looking.language, looking.selection
    t = language.t
    st.header(t("Who can we learn from?"), anchor=False)
    st.caption(
        t(
            "Choose a phase where you want residents to have more say. You then see activities of the same type or "
            "effort area in other plans, where residents take part in the decision or take the initiative in that "
            "phase. What fits there need not fit here."
        )
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        plan_id = looking.choose_plan(keys.LEARNING_PLAN)
        rated_on = neighbours().scale_of(plan_id, selection)
        if rated_on:
            scale, stands = rated_scale(*rated_on), neighbours().stands(plan_id, selection)
            offer = _choose_phase(offers(stands, scale), language)
    if rated_on is None:
        st.info(t("This plan has no round yet, or none between the days you chose. Rate its activities first."))
        return
    if not stands:
        looking.say_none_of_this_plan()
        return
    kinds = kinds_to_learn_for(stands, offer.phase, scale)
    _say_why(offer, kinds, language)
    if not kinds.activities:
        st.info(t("There is no activity to learn for in this phase. Choose another phase."))
    elif not (kinds.types or kinds.areas):
        st.info(
            t(
                "None of these activities says its type or effort area. Choose them on the activities; then others "
                "like them can be found."
            )
        )
        if rights().everything or plan_id in rights().plans:
            link(registry.PLAN, t("To the plan’s activities"), ":material/list:", plan=plan_id)
    else:
        _show_examples(plan_id, offer.phase, kinds, looking)


def _choose_phase(offered: list[Offer], language: Language) -> Offer:
    """The phase that the address names, else the one that is offered first; a choice changes the address."""
    by_id = {str(offer.phase): offer for offer in offered}
    asked = st.query_params.get(keys.Q_PHASE)
    st.session_state[keys.LEARNING_PHASE] = named(asked, by_id).phase if asked else offered[0].phase

    def go() -> None:
        st.query_params[keys.Q_PHASE] = st.session_state[keys.LEARNING_PHASE]

    st.selectbox(
        language.t("In which phase"), list(by_id), key=keys.LEARNING_PHASE, on_change=go, width=380,
        format_func=lambda phase: language.words.phases[phase].name,
    )  # fmt: skip
    return by_id[st.session_state[keys.LEARNING_PHASE]]


def _say_why(offer: Offer, kinds: Kinds, language: Language) -> None:
    """Why the phase stands where it stands in the list, and for which of the plan's activities one looks."""
    t, n = language.t, language.n
    reasons = []
    if offer.wishes:
        reasons.append(
            n(
                "In this phase you want residents to have more say in {count} activity.",
                "In this phase you want residents to have more say in {count} activities.",
                offer.wishes,
            )
        )
    if offer.smallest:
        reasons.append(
            t(
                "In this phase residents take part in the decision in {part} of {whole} rated activities; of the "
                "phases with three or more rated, none has a smaller share.",
                part=language.number(offer.decision.part),
                whole=language.number(offer.decision.whole),
            )
        )
    if not reasons:
        reasons.append(t("Nothing in the ratings points to this phase in particular. It can be worth a look anyway."))
    if offer.by_choice:
        reasons.append(
            n(
                "{count} activity is as it is on purpose and is left out here.",
                "{count} activities are as they are on purpose and are left out here.",
                offer.by_choice,
            )
        )
    reasons.append(t("Phases with a wish or the smallest share stand first in the list."))
    if kinds.activities:
        reasons.append(
            n(
                "We look for {count} activity: there you want more, or residents do not take part in the decision, "
                "or it is not known.",
                "We look for {count} activities: there you want more, or residents do not take part in the decision, "
                "or it is not known.",
                kinds.activities,
            )
        )
    st.markdown(plain(" ".join(reasons)))


def _show_examples(plan_id: str, phase: PhaseId, kinds: Kinds, looking: Looking) -> None:
    language, open_texts = looking.language, looking.open_texts
    t = language.t
    found, number = neighbours().examples(
        plan_id, phase, kinds, looking.looked.scope, looking.agreed(), open_texts, MOST_EXAMPLES
    )
    if not found:
        st.info(
            t(
                "No activity of the same type or effort area in the other plans is there yet in this phase. Choose "
                "another phase, filter less, or bring more plans together."
            )
        )
        return
    told = language.n("{count} activity found.", "{count} activities found.", number)
    if number > len(found):
        told += " " + t("{shown} of them are shown.", shown=language.number(len(found)))
    order = t("The same type comes first, then those with an example to read; it is no ranking.")
    st.markdown(f"{strong(plain(told))} {plain(order)}")
    if any(example.plan_id not in open_texts for example in found):
        st.caption(
            t("Of plans that do not share their texts you see type, effort area and level alone. Ask, they may share.")
        )
    told_of = [_told(example, kinds, looking) for example in found]
    for place, each in enumerate(told_of):
        with st.container(border=True, key=f"example_{place}"):
            st.markdown(_lines(each))
    columns = (t("Plan"), t("Activity"), t("What is alike"), t("What residents do"), t("Description"), t("Example"))
    rows = tuple((each.plan, each.activity, each.alike, each.level, each.description, each.example) for each in told_of)
    count = language.n("{count} plan", "{count} plans", len({example.plan_id for example in found}))
    title = t("Who can we learn from? {phase}", phase=language.words.phases[phase].name)
    looking.offer("examples", title, order, Table(columns, rows), count, looking.said())


@dataclass(frozen=True)
class Told:
    """An example in words; `when` is the day of its round. The last two are empty where its plan shares no texts."""

    plan: str
    when: str
    activity: str
    alike: str
    level: str
    description: str
    example: str


def _told(example: Example, kinds: Kinds, looking: Looking) -> Told:
    language = looking.language
    t, lists = language.t, language.words.lists
    level = rated_scale(example.scale, example.scale_version).level(example.answer)
    kind = lists["activity_types"][example.activity_type].name if example.activity_type else ""
    area = lists["effort_areas"][example.effort_area].name if example.effort_area else ""
    alike = []
    if example.activity_type in kinds.types:
        alike.append(t("Same type: {name}", name=kind))
    if example.effort_area in kinds.areas:
        alike.append(t("Same effort area: {name}", name=area))
    plan = looking.names[example.plan_id]
    return Told(
        plan=t("{name} (fictional)", name=plan) if example.fictional else plan,
        when=t("agreed {day}", day=language.date(example.day)),
        activity=example.name or kind or area,
        alike=" · ".join(alike),
        level=f"{_say(level, language)} ({language.words.scales[example.scale].levels[example.answer].full})",
        description=example.description,
        example=t("Example: {text}", text=example.example) if example.example else "",
    )


def _lines(told: Told) -> str:
    """An example in a few lines, as Markdown."""
    where = f"{told.plan} · {told.when}"
    lines = [strong(plain(told.activity)), *map(plain, (where, told.alike, told.level, told.description, told.example))]
    return "  \n".join(line for line in lines if line)


def _say(level: Level, language: Language) -> str:
    """What residents do at a level at which they have a say."""
    if level.initiative != "residents":
        return language.t("Residents take part in the decision here")
    if level.decides == "residents":
        return language.t("Residents take the initiative and decide here")
    return language.t("Residents take the initiative and take part in the decision here")

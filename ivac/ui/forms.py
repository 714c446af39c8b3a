"""The forms for a plan and an activity. Widgets hold ids; what they give is checked by `ivac.entry`."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from ivac.content import load
from ivac.language import Language
from ivac.model import MAX_PEOPLE, PHASES, YEARS, Activity, Plan
from ivac.ui.parts import start_with, strong


def plan_labels(language: Language) -> dict[str, str]:
    """The fields of a plan as people see them."""
    t = language.t
    return {
        "name": t("Name of the plan"),
        "area": t("Housing area"),
        "municipality": t("Municipality"),
        "organisation": t("Housing organisation"),
        "start_year": t("From year"),
        "end_year": t("To year"),
        "framing": t("How is the plan framed?"),
    }


def plan_fields(plan: Plan | None, language: Language, key: str) -> dict[str, Any]:
    """Draw a plan's fields, filled from `plan`, and give back what they hold."""
    labels = plan_labels(language)
    fields: dict[str, Any] = {
        field: st.text_input(labels[field], value=getattr(plan, field, ""), key=f"{key}_{field}")
        for field in ("name", "area", "municipality", "organisation")
    }
    with st.container(horizontal=True):
        for field in ("start_year", "end_year"):
            fields[field] = st.number_input(
                labels[field], *YEARS, value=None, step=1,
                key=start_with(f"{key}_{field}", getattr(plan, field, None)), width=180,
                placeholder=language.t("Not stated"),
            )  # fmt: skip
    fields["framing"] = _one("framing", "framings", plan, labels, language, key)
    return fields


def activity_labels(language: Language) -> dict[str, str]:
    """The fields of an activity as people see them."""
    t = language.t
    return {
        "name": t("Name of the activity"),
        "description": t("What is it, in one sentence?"),
        "effort_area": t("Effort area"),
        "activity_type": t("Type"),
        "target_groups": t("Target groups"),
        "complexity": t("Simple or complex to plan?"),
        "professional_skill": t("Does running it need professional skill?"),
        "partners": t("Partners"),
        "volunteers": t("How many volunteers carry it?"),
        "aim": t("What should happen when the plan ends?"),
        "status": t("How far has it come in each phase?"),
    }


def activity_fields(activity: Activity | None, language: Language, key: str) -> dict[str, Any]:
    """Draw an activity's fields, filled from `activity`, and give back what they hold."""
    labels, t = activity_labels(language), language.t
    fields: dict[str, Any] = {
        "name": st.text_input(
            labels["name"], value=getattr(activity, "name", ""), key=f"{key}_name"
        ),
        "description": st.text_area(
            labels["description"], value=getattr(activity, "description", ""), height=80,
            key=f"{key}_description",
        ),
    }  # fmt: skip
    left, right = st.columns(2)
    with left:
        named = _with_register(language)
        fields["effort_area"] = _one("effort_area", "effort_areas", activity, labels, language, key, named)
        fields["activity_type"] = _one("activity_type", "activity_types", activity, labels, language, key, named)
        fields["target_groups"] = _several("target_groups", "target_groups", activity, language, key)
        fields["partners"] = st.text_area(
            labels["partners"], value=getattr(activity, "partners", ""), height=80,
            key=f"{key}_partners",
        )  # fmt: skip
    with right:
        fields["complexity"] = _one("complexity", "complexities", activity, labels, language, key)
        fields["professional_skill"] = _yes_no("professional_skill", activity, language, key)
        fields["volunteers"] = st.number_input(
            labels["volunteers"], 0, MAX_PEOPLE, value=None, step=1,
            key=start_with(f"{key}_volunteers", getattr(activity, "volunteers", None)), placeholder=t("Not stated"),
        )  # fmt: skip
        fields["aim"] = _one("aim", "aims", activity, labels, language, key)
    st.markdown(strong(labels["status"]))
    fields["status"] = _statuses(activity, language, key)
    return fields


def _with_register(language: Language) -> Callable[[str], str]:
    """Names with the list they come from, where it is not the usual one of eight areas and 43 types."""
    words, lists = language.words, load().lists
    registers = {
        item.id: (name, item.register_id)
        for name in ("effort_areas", "activity_types")
        for item in getattr(lists, name)
    }

    def text(item: str) -> str:
        list_name, register = registers[item]
        name = words.item(list_name, item).name
        return name if register in (None, "cfbu") else f"{name} ({words.registers[register].name})"

    return text


def _one(
    field: str, list_name: str, of: Plan | Activity | None, labels: Mapping[str, str], language: Language, key: str,
    name: Callable[[str], str] | None = None,
) -> str | None:  # fmt: skip
    ids, current = load().lists.ids(list_name), getattr(of, field, None)
    return st.selectbox(
        labels[field], ids, index=None,
        key=start_with(f"{key}_{field}", current if current in ids else None),
        format_func=name or (lambda item: language.words.item(list_name, item).name),
        placeholder=language.t("Not stated"),
    )  # fmt: skip


def _several(field: str, list_name: str, activity: Activity | None, language: Language, key: str) -> tuple[str, ...]:
    ids = load().lists.ids(list_name)
    chosen = st.multiselect(
        activity_labels(language)[field], ids, default=[item for item in getattr(activity, field, ()) if item in ids],
        format_func=lambda item: language.words.item(list_name, item).name, key=f"{key}_{field}",
        placeholder=language.t("Not stated"),
    )  # fmt: skip
    return tuple(chosen)


def _yes_no(field: str, activity: Activity | None, language: Language, key: str) -> bool | None:
    names: Mapping[str, str] = {"yes": language.t("Yes"), "no": language.t("No")}
    current = getattr(activity, field, None)
    chosen = st.selectbox(
        activity_labels(language)[field], list(names), index=None, format_func=names.__getitem__,
        key=start_with(f"{key}_{field}", None if current is None else "yes" if current else "no"),
        placeholder=language.t("Not stated"),
    )  # fmt: skip
    return None if chosen is None else chosen == "yes"


def _statuses(activity: Activity | None, language: Language, key: str) -> dict[str, str]:
    ids, current = load().lists.ids("phase_statuses"), getattr(activity, "status", {})
    chosen: dict[str, str | None] = {}
    for phase, column in zip(PHASES, st.columns(len(PHASES)), strict=True):
        chosen[phase] = column.selectbox(
            language.words.phases[phase].name, ids, index=None,
            key=start_with(f"{key}_status_{phase}", current.get(phase)),
            format_func=lambda item: language.words.item("phase_statuses", item).name, placeholder="–",
        )  # fmt: skip
    return {phase: status for phase, status in chosen.items() if status}

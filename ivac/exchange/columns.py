"""The columns of an activity table: their fields, what they are called and what stands in them."""

from ivac.content import ACTIVITY_LISTS
from ivac.faults import N_
from ivac.language import Language
from ivac.model import PHASES

STATUS = {f"status_{phase}": phase for phase in PHASES}
"""Status fields, one a phase."""

_LABELS = {
    "plan": N_("Plan"),
    "name": N_("Activity"),
    "description": N_("Description"),
    "effort_area": N_("Effort area"),
    "activity_type": N_("Activity type"),
    "target_groups": N_("Target groups"),
    "complexity": N_("Complexity"),
    "professional_skill": N_("Needs professional skill"),
    "partners": N_("Partners"),
    "volunteers": N_("Volunteers"),
    "aim": N_("Aim after the plan"),
}
FIELDS = (*_LABELS, *STATUS)
"""Every field that a file can fill, in the order of the template."""

LISTS = {**ACTIVITY_LISTS, **dict.fromkeys(STATUS, "phase_statuses")}
"""The content list that a field's values come from; other fields are free or have their own rule."""


def label(field: str, language: Language) -> str:
    """What a field is called, as its column's heading."""
    if field in STATUS:
        return language.t("Status: {phase}", phase=language.words.phases[STATUS[field]].name)
    return language.t(_LABELS[field])

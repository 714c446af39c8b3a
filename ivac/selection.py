"""What a comparison looks at: which plans, activities, cells and answers; nothing chosen means all of it.

A selection stands in the page's address, so that a view can be sent. Within one facet any of the chosen values will
do; all facets together must hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from ivac.content import load
from ivac.faults import N_, Code, Refused
from ivac.workshop import Perspective

Facet = Literal[
    "municipality",
    "region",
    "period",
    "framing",
    "effort_area",
    "activity_type",
    "target_group",
    "complexity",
    "skill",
    "role",
    "aim",
]

FACETS: dict[Facet, str] = {
    "municipality": N_("Municipality"),
    "region": N_("Region"),
    "period": N_("The plan runs in"),
    "framing": N_("How the plan is framed"),
    "effort_area": N_("Effort area"),
    "activity_type": N_("Type of activity"),
    "target_group": N_("Target group"),
    "complexity": N_("Simple or complex"),
    "skill": N_("Needs professional skill"),
    "role": N_("Staff role"),
    "aim": N_("Aim after the plan"),
}
"""What one can choose by, each with what it is called (a catalogue key); in the order of the page."""

FACET_LISTS: dict[Facet, str] = {
    "region": "regions",
    "framing": "framings",
    "effort_area": "effort_areas",
    "activity_type": "activity_types",
    "target_group": "target_groups",
    "complexity": "complexities",
    "role": "staff_roles",
    "aim": "aims",
}
"""The facets whose values are ids of a list of the content."""

PLAN_FACETS: tuple[Facet, ...] = ("municipality", "region", "period", "framing")
"""The facets that choose plans as a whole."""

SKILLS = {"yes": True, "no": False}
"""The values of the facet on professional skill."""


@dataclass(frozen=True)
class Selection:
    """What is chosen in each facet, the days between which rounds count, and whose answers.

    Days are inclusive. Without a perspective the agreed levels are looked at; with one, what those people answered.
    """

    chosen: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    perspective: Perspective | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return not (any(self.chosen.values()) or self.since or self.until or self.perspective)

    def without(self, facet: Facet) -> "Selection":
        """The same with one facet open: what a count beside that facet's values is among."""
        kept = {name: values for name, values in self.chosen.items() if name != facet}
        return Selection(kept, self.since, self.until, self.perspective)


def from_address(parameters: Mapping[str, str]) -> Selection:
    """The selection in an address; raises `Refused` for a value that cannot be chosen."""
    chosen = {
        facet: tuple(_value(facet, value) for value in parameters[facet].split("|") if value)
        for facet in FACETS
        if parameters.get(facet)
    }
    perspective = parameters.get("perspective") or None
    if perspective is not None and perspective not in get_args(Perspective):
        raise _unknown(perspective, N_("Perspective"))
    return Selection(chosen, _day(parameters, "since"), _day(parameters, "until"), perspective)  # type: ignore[arg-type]


def to_address(selection: Selection) -> dict[str, str]:
    """The same selection as parameters of an address; what is not chosen is left out."""
    parameters: dict[str, str] = {facet: "|".join(values) for facet, values in selection.chosen.items() if values}
    for name, day in (("since", selection.since), ("until", selection.until)):
        if day:
            parameters[name] = day.isoformat()
    if selection.perspective:
        parameters["perspective"] = selection.perspective
    return parameters


def _value(facet: Facet, value: str) -> str:
    known = {
        **{name: load().lists.ids(list_name) for name, list_name in FACET_LISTS.items()},
        "skill": tuple(SKILLS),
    }.get(facet)
    if (known is not None and value not in known) or (facet == "period" and not _year(value)):
        raise _unknown(value, FACETS[facet])
    return value


def _year(value: str) -> bool:
    return len(value) == 4 and value.isascii() and value.isdigit()


def _day(parameters: Mapping[str, str], name: str) -> date | None:
    try:
        return date.fromisoformat(parameters[name]) if parameters.get(name) else None
    except ValueError:
        raise _unknown(parameters[name], name) from None


def _unknown(value: str, name: str) -> Refused:
    return Refused.because(Code.UNKNOWN_CHOICE, value=value[:40], field=name)


def region_of(municipality: str) -> str | None:
    """The region of a municipality as people write it, with or without “Kommune”; None for one that is not known."""
    name = municipality.casefold().removesuffix("kommune").strip()
    return next(
        (item.id for item in load().lists.regions for known in item.municipalities if _same(known.casefold(), name)),
        None,
    )


def _same(known: str, name: str) -> bool:
    # Danish municipalities take an s before “Kommune”; Copenhagen and Bornholm have forms of their own.
    return name in (known, f"{known}s", known.replace("å", "aa"), known.replace("aa", "å"))

"""Keeps plans and assessments: the only place that knows SQL."""

from ivac.store.backup import backup, restore
from ivac.store.collections import Collections
from ivac.store.compared import compared, courses
from ivac.store.copying import copy_all
from ivac.store.country import Beside, Counted, Country, Dot, PlanRound, RoundCount
from ivac.store.deeper import Deeper
from ivac.store.keys import KeyEntry, Keys, ReadKey
from ivac.store.neighbours import Neighbours
from ivac.store.opening import open_store
from ivac.store.plans import PlanEntry, Store
from ivac.store.retention import Retention
from ivac.store.rooms import people_of, rooms_of
from ivac.store.selecting import Scope
from ivac.store.sheets import Sheets
from ivac.store.steps import Steps
from ivac.store.workshops import OwnAnswer, OwnKey, Place, Workshops

__all__ = [
    "Beside",
    "Collections",
    "Counted",
    "Country",
    "Deeper",
    "Dot",
    "KeyEntry",
    "Keys",
    "Neighbours",
    "OwnAnswer",
    "OwnKey",
    "Place",
    "PlanEntry",
    "PlanRound",
    "ReadKey",
    "Retention",
    "RoundCount",
    "Scope",
    "Sheets",
    "Steps",
    "Store",
    "Workshops",
    "backup",
    "compared",
    "copy_all",
    "courses",
    "open_store",
    "people_of",
    "restore",
    "rooms_of",
]

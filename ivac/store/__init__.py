"""Keeps plans and assessments: the only place that knows SQL."""

from ivac.store.backup import backup, restore
from ivac.store.keys import KeyEntry, Keys
from ivac.store.opening import open_store
from ivac.store.plans import PlanEntry, Store
from ivac.store.workshops import OwnAnswer, OwnKey, Place, Progress, RoomCount, Workshops

__all__ = [
    "KeyEntry",
    "Keys",
    "OwnAnswer",
    "OwnKey",
    "Place",
    "PlanEntry",
    "Progress",
    "RoomCount",
    "Store",
    "Workshops",
    "backup",
    "open_store",
    "restore",
]

"""Keeps plans and assessments: the only place that knows SQL."""

from ivac.store.backup import backup, restore
from ivac.store.opening import open_store
from ivac.store.plans import PlanEntry, Store

__all__ = ["PlanEntry", "Store", "backup", "open_store", "restore"]

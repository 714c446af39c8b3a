"""The numbers of plans as plain data, for JSON and for whoever counts on with other programs."""

from collections.abc import Mapping, Sequence
from typing import Any

from ivac.comparison import compare
from ivac.content import Scale, rated_scale
from ivac.faults import Code, Refused
from ivac.model import PHASES, Cell, CellKey, PlanRecord
from ivac.summaries import CellSummary, PlanSummary, Share, summarise_cell, summarise_plan

Numbers = dict[str, Any]


def plan_numbers(record: PlanRecord) -> Numbers:
    """A plan's latest round: per cell and per phase. Raises `Refused` when there is none."""
    scale, cells = _rated(record)
    whole = summarise_plan(record.activities, cells, scale)
    return {
        **_head(record, whole),
        "phases": _phases(whole),
        "cells": [
            {"activity": activity.name, "phase": phase} | _cell(summarise_cell([cell.answer], scale))
            for activity in record.activities
            for phase in PHASES
            if (cell := cells.get((activity.id, phase))) is not None
        ],
    }


def comparison_numbers(records: Sequence[PlanRecord]) -> Numbers:
    """Plans in common rows, in the order given, each on its latest round. Raises `Refused`."""
    summaries = []
    for record in records:
        scale, cells = _rated(record)
        summaries.append((record.plan, summarise_plan(record.activities, cells, scale)))
    comparison = compare(summaries)
    return {
        "scale": comparison.scale.id if comparison.scale else None,
        "lossy": comparison.lossy,
        "rows": [row.id for row in comparison.rows],
        "plans": [
            {
                **_head(record, plan.summary),
                "counts": plan.counts,
                "on_purpose": plan.on_purpose,
                "phases": _phases(plan.summary),
            }
            for record, plan in zip(records, comparison.plans, strict=True)
        ],
    }


def _rated(record: PlanRecord) -> tuple[Scale, Mapping[CellKey, Cell]]:
    if record.latest is None:
        raise Refused.because(Code.NOT_RATED, name=record.plan.name)
    scale = rated_scale(record.latest.scale, record.latest.scale_version)
    return scale, record.cells_of(record.latest)


def _head(record: PlanRecord, whole: PlanSummary) -> Numbers:
    return {
        "plan": record.plan.name,
        "fictional": record.plan.fictional,
        "scale": whole.scale.id,
        "scale_version": whole.scale.version,
        "day": record.latest.day.isoformat() if record.latest else None,
        "activities": whole.activities,
    }


def _share(share: Share) -> Numbers:
    return {"part": share.part, "whole": share.whole, "share": share.value}


def _cell(cell: CellSummary) -> Numbers:
    return {
        "n": cell.n,
        "counts": dict(cell.counts),
        "dont_know": cell.dont_know,
        "not_relevant": cell.not_relevant,
        "most_chosen": cell.most_chosen,
        "median": cell.median,
        "range": cell.range,
        "agreement": _share(cell.agreement),
    }


def _phases(whole: PlanSummary) -> list[Numbers]:
    return [
        {
            "phase": phase.phase,
            "counts": dict(phase.counts),
            "on_purpose": dict(phase.on_purpose),
            "dont_know": phase.dont_know,
            "not_relevant": phase.not_relevant,
            "blank": phase.blank,
            "decision_share": _share(phase.decision),
            "initiative_share": _share(phase.initiative),
        }
        for phase in whole.phases
    ]

"""The method as data: phases, scales, lists and demo plans, read strictly from `content/`.

`load()` gives everything, checked; a fault anywhere raises `Refused` with all faults at once.
"""

from functools import cache
from pathlib import Path

from ivac.content.checks import check
from ivac.content.demo_schema import Demo
from ivac.content.pattern_schema import KINDS, SHAPES, Kind, Pattern, PatternWords, ShapeWords
from ivac.content.reading import read_folder
from ivac.content.schema import (
    ACTIVITY_LISTS,
    BREADTH_LISTS,
    COMBINATIONS,
    LIST_NAMES,
    PLAN_LISTS,
    Combination,
    Content,
    Item,
    Level,
    LevelWords,
    Phase,
    Scale,
    ScaleWords,
    Words,
)
from ivac.content.shapes import Source
from ivac.content.talk_schema import Card
from ivac.faults import Refused

FOLDER = Path(__file__).parents[2] / "content"

__all__ = [
    "ACTIVITY_LISTS",
    "BREADTH_LISTS",
    "COMBINATIONS",
    "KINDS",
    "LIST_NAMES",
    "PLAN_LISTS",
    "SHAPES",
    "Card",
    "Combination",
    "Content",
    "Demo",
    "Item",
    "Kind",
    "Level",
    "LevelWords",
    "Pattern",
    "PatternWords",
    "Phase",
    "Scale",
    "ScaleWords",
    "ShapeWords",
    "Source",
    "Words",
    "load",
    "load_from",
    "rated_scale",
]


def load_from(folder: Path) -> Content:
    """The content of a folder; raises `Refused` with every fault in it."""
    content, faults = read_folder(folder)
    if content is not None:
        faults += check(content)
    if content is None or faults:
        raise Refused(faults)
    return content


def rated_scale(scale_id: str, version: int) -> Scale:
    """The scale that something was rated on, with the version it had then."""
    return load().scales[scale_id].model_copy(update={"version": version})


@cache
def load() -> Content:
    """The product's own content, read once a process."""
    return load_from(FOLDER)

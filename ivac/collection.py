"""A collection of plans: what a consultant brings together to compare, with names or without."""

from collections.abc import Mapping
from dataclasses import dataclass

from ivac.model import Name, Value

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Collection(Value):
    """Some plans under a name; in a `hidden` one the plans are Area A, B … to each other."""

    id: str
    name: Name
    hidden: bool = False


@dataclass(frozen=True)
class Member:
    """A plan in a collection, in the order in which plans came.

    `named` plans agreed to be called by their name although names are hidden; `texts` are seen only of plans that share
    them. `key_id` is the plan's key to read by which it came; None for a plan of this database.
    """

    plan_id: str
    position: int
    named: bool
    texts: bool
    key_id: str | None = None


def letter(position: int) -> str:
    """What stands for a hidden name: A to Z, then AA, AB …; the same as long as the plan is in the collection."""
    letters = ""
    number = position + 1
    while number:
        number, place = divmod(number - 1, len(LETTERS))
        letters = LETTERS[place] + letters
    return letters


def shown_names(
    collection: Collection, members: Mapping[str, Member], names: Mapping[str, str], own: frozenset[str], area: str
) -> dict[str, str]:
    """What each plan is called to a visitor, by id: `area` (such as “Area {letter}”) where its name is hidden.

    `own` are the plans that the visitor may open anyway: those names are known. A plan that came by a key to read is
    called by its name in no collection unless it has agreed to that.
    """
    return {
        plan_id: names[plan_id]
        if member.named or plan_id in own or not (collection.hidden or member.key_id)
        else area.format(letter=letter(member.position))
        for plan_id, member in members.items()
        if plan_id in names
    }

"""What nobody works with: the rules M1 to M4 of `ivac.missing`."""

from ivac.content import Item, Source
from ivac.missing import Coverage, PhaseKnown, Stated, looked_through, missing, phases_without_levels

OWN = Source(document="own", chapter="")


def items(**registers: str | None) -> list[Item]:
    return [Item(id=each, register=register, source=OWN) for each, register in registers.items()]


def test_M1_missing_is_what_no_activity_states_among_those_that_state_something():
    groups = items(men=None, women=None, elderly=None)
    assert [entry.id for entry in missing(groups, Stated({"women": 3}, activities=5, unstated=2))] == ["men", "elderly"]
    assert missing(groups, Stated({}, activities=5, unstated=5)) == []


def test_M2_registers_that_nobody_uses_are_not_looked_through():
    areas = items(health="cfbu", social_life="cfbu", safety="lbf_2015")
    stated = Stated({"health": 4}, activities=4, unstated=0)
    assert [(entry.id, entry.activities) for entry in looked_through(areas, stated)] == [
        ("health", 4),
        ("social_life", 0),
    ]
    assert [entry.id for entry in missing(areas, stated)] == ["social_life"]


def test_M4_what_is_neither_known_nor_not_begun_is_unknown():
    known = PhaseKnown("ideas", with_level=4, not_begun=3, activities=10)
    silent = PhaseKnown("evaluation", with_level=0, not_begun=10, activities=10)
    assert (known.unknown, silent.unknown) == (3, 0)
    nothing = Stated({}, 10, 10)
    assert phases_without_levels(Coverage(nothing, nothing, (known, silent))) == [silent]

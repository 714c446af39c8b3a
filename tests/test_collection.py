"""What plans are called to each other: by name, or Area A, B … where names are hidden."""

import pytest

from ivac.collection import Collection, Member, letter, shown_names

NAMES = {"nordby": "Nordby", "sydby": "Sydby"}


@pytest.mark.parametrize(
    ("position", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ")]
)
def test_letters_go_on_after_z(position, letters):
    assert letter(position) == letters


@pytest.mark.parametrize(
    ("hidden", "named", "key", "own", "shown"),
    [
        (False, False, None, False, "Nordby"),
        (True, False, None, False, "Area C"),
        (True, True, None, False, "Nordby"),
        (True, False, None, True, "Nordby"),
        (False, False, "key", False, "Area C"),  # its key does not share the name
        (False, True, "key", False, "Nordby"),
        (True, False, "key", True, "Nordby"),
    ],
)
def test_a_name_is_shown_with_consent_or_to_ones_own(hidden, named, key, own, shown):
    members = {"nordby": Member("nordby", 2, named=named, texts=False, key_id=key)}
    mine = frozenset({"nordby"}) if own else frozenset({"sydby"})

    names = shown_names(Collection(name="North", id="n", hidden=hidden), members, NAMES, mine, "Area {letter}")

    assert names == {"nordby": shown}

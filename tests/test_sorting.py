"""Names as people look for them in a list."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from ivac.sorting import name_order


def test_numbers_are_counted_and_danish_letters_come_last():
    names = ["Århus", "Éva", "Birk 10 b", "Ølgod", "birk 10", "Zoo", "Aaby", "Ærø", "Birk 2"]
    assert sorted(names, key=name_order) == [
        "Aaby", "Birk 2", "birk 10", "Birk 10 b", "Éva", "Zoo", "Ærø", "Ølgod", "Århus",
    ]  # fmt: skip


@given(some.lists(some.text(max_size=6)))
def test_any_names_can_be_put_in_order(names):
    in_order = [name_order(name) for name in sorted(names, key=name_order)]
    assert all(one <= other for one, other in pairwise(in_order))

"""Names in the order in which people look for them."""

import re

LAST_LETTERS = str.maketrans({"æ": "~a", "ø": "~b", "å": "~c"})
"""The end of the Danish alphabet; the sign before each comes after every other letter."""


def name_order(name: str) -> list[str | int]:
    """What to sort names by: capitals as small letters, æ, ø and å after z, and plan 2 before plan 10."""
    parts = re.split(r"(\d+)", name.casefold().translate(LAST_LETTERS))
    return [int(part) if place % 2 else part for place, part in enumerate(parts)]

"""Names in the order in which people look for them."""

import re
import unicodedata

LAST_LETTERS = str.maketrans({"æ": "~a", "ø": "~b", "å": "~c"})
"""The end of the Danish alphabet; the sign before each comes after a to z."""


def name_order(name: str) -> list[str | int]:
    """What to sort names by: capitals as small letters, æ, ø and å last, others without their marks, 2 before 10."""
    letters = unicodedata.normalize("NFKC", name.casefold()).translate(LAST_LETTERS)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(sign))
    parts = re.split(r"(\d+)", bare)
    return [int(part) if place % 2 else part for place, part in enumerate(parts)]

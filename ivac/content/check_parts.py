"""The questions that every check of `content/` asks: is an id there, only once, and with words?"""

from collections import Counter
from collections.abc import Collection, Iterable

from ivac.faults import Code, Fault

Faults = list[Fault]


def duplicates(file: str, ids: Iterable[str]) -> Faults:
    """Ids that stand more than once."""
    return [
        Fault(Code.CONTENT_DUPLICATE, {"file": file, "id": item}) for item, count in Counter(ids).items() if count > 1
    ]


def unknown(file: str, where: str, used: Iterable[str | None], known: Collection[str], target: str) -> Faults:
    """Ids that nothing of that name exists for; None stands for no id."""
    return [
        Fault(Code.CONTENT_UNKNOWN_ID, {"file": file, "where": where, "id": item, "target": target})
        for item in used
        if item is not None and item not in known
    ]


def paired(file: str, ids: Collection[str], words: Collection[str], target: str, prefix: str = "") -> Faults:
    """Each id has words, and nothing else has."""
    without = [Fault(Code.CONTENT_NO_WORDS, {"file": file, "id": prefix + item}) for item in ids if item not in words]
    extra = [
        Fault(Code.CONTENT_WORDS_WITHOUT, {"file": file, "id": prefix + item, "target": target})
        for item in words
        if item not in ids
    ]
    return without + extra

"""The entries of a content list as people write them in a cell, and as we write them out."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ivac.content import Content, Item
from ivac.exchange.text import key
from ivac.language import Language

SHORT_LIST = 10
"""Up to so many entries are all named when a value is unknown; of longer lists the closest."""
CLOSEST = 3
LONGEST = 200
"""Characters; no entry's name comes near, so longer texts are not looked up."""
_BETWEEN = re.compile(r"[;\n]")
_WITHIN = re.compile(r"[,/]")


class Choices:
    """One list, recognised by id and by name in any language, loosely."""

    def __init__(self, content: Content, list_name: str) -> None:
        self._content = content
        self._list = list_name
        self._items: tuple[Item, ...] = getattr(content.lists, list_name)
        self._ids = {item.id for item in self._items}
        self._keys: dict[str, list[Item]] = {}
        for item in self._items:
            for name in self._names(item):
                same = self._keys.setdefault(key(name), [])
                if item not in same:
                    same.append(item)
        self._longest_run = max(len(_WITHIN.split(name)) for item in self._items for name in self._names(item))
        self._register: str | None = None

    def _names(self, item: Item) -> Iterator[str]:
        yield item.id
        for words in self._content.words.values():
            name = words.lists[self._list][item.id].name
            yield name
            if item.register_id:
                yield f"{name} {words.registers[item.register_id].name}"

    def prefer_register_of(self, texts: Iterable[str]) -> None:
        """Settle names that stand in several registers by the register that most other values come from."""
        found = (self._keys.get(key(text), []) for text in texts if len(text) <= LONGEST)
        counts = Counter(same[0].register_id for same in found if len(same) == 1)
        self._register = max(counts, key=lambda register: counts[register], default=None)

    def find(self, text: str) -> str | None:
        """The id that a text means; of equal names the preferred register's, else the first."""
        if text in self._ids:
            return text
        same = self._keys.get(key(text), []) if len(text) <= LONGEST else []
        return next((item.id for item in same if item.register_id == self._register), same[0].id if same else None)

    def find_several(self, text: str) -> tuple[list[str], list[str]]:
        """Ids and unknown parts of a cell that holds several, parted by ; , / or a new line."""
        ids: list[str] = []
        unknown: list[str] = []
        for part in _BETWEEN.split(text):
            pieces = [piece.strip() for piece in _WITHIN.split(part)]
            at = 0
            while at < len(pieces):
                # Names may hold commas themselves, so the longest run that is known goes first.
                runs = (pieces[at : at + length] for length in range(self._longest_run, 0, -1))
                found, length = next(((id_, len(run)) for run in runs if (id_ := self.find(" ".join(run)))), (None, 1))
                if found:
                    ids.append(found)
                elif pieces[at]:
                    unknown.append(pieces[at])
                at += length
        return list(dict.fromkeys(ids)), list(dict.fromkeys(unknown))

    def label(self, item_id: str, language: Language) -> str:
        """An entry's name, with its register where the name alone could mean another."""
        name = language.words.lists[self._list][item_id].name
        if len(self._keys[key(name)]) == 1:
            return name
        register = next(item.register_id for item in self._items if item.id == item_id)
        return f"{name} ({language.words.registers[register].name})" if register else name

    def labels(self, language: Language) -> list[str]:
        """All entries as `label` writes them, in order."""
        return [self.label(item.id, language) for item in self._items]

    def suggestions(self, text: str, language: Language) -> list[str]:
        """What could be written instead of an unknown text."""
        labels = self.labels(language)
        if len(labels) <= SHORT_LIST:
            return labels
        by_key = {key(name): item.id for item in self._items for name in self._names(item)}
        close = difflib.get_close_matches(key(text[:LONGEST]), by_key, n=CLOSEST * 2, cutoff=0.3)
        ids = list(dict.fromkeys(by_key[match] for match in close))
        return [self.label(item_id, language) for item_id in ids[:CLOSEST]] or labels

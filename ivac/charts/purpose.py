"""What is on purpose, in pictures that count: the frame that single cells have too, and how many in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ivac.charts.canvas import FRAME, LETTER, Canvas, Key
from ivac.language import Language
from ivac.palette import INK, WHITE

LINE_HEIGHT = 1.3
"""Plotly's, in font sizes."""
SMALL = 0.82
"""The words' size, in sizes of a canvas's text."""


@dataclass(frozen=True)
class Written:
    """What a tile says, and the size of its type in pixels."""

    text: str
    size: float


def written(numbers: Sequence[str], words: str, canvas: Canvas, size: float, room: tuple[float, float]) -> Written:
    """Lines of numbers in their size and, on one or two lines below, words; no words where `room` (pixels) is small."""
    small, (width, height) = canvas.text * SMALL, room
    first, _, last = words.rpartition(" ")
    for lines in ([words], [first, last]) if words else ():
        wide = max(map(len, lines)) * LETTER * small
        tall = size + LINE_HEIGHT * small * (len(numbers) - 1 + len(lines)) + 2 * FRAME
        if wide <= width - 2 * FRAME and tall <= height:
            # The type is the words', and the numbers are larger: lines are set apart by the type's size.
            large = [f"<span style='font-size:{size:.0f}px'>{number}</span>" for number in numbers]
            return Written("<br>".join([*large, *lines]), small)
    return Written("<br>".join(numbers), size)


def number(
    count: int, on_purpose: int, language: Language, canvas: Canvas, size: float, room: tuple[float, float]
) -> Written:
    """A count, and how many of it are on purpose, in a tile of `room` pixels."""
    words = language.t("{count} on purpose", count=on_purpose) if on_purpose else ""
    return written([f"<b>{count}</b>"], words, canvas, size, room)


def counted(count: int | str, on_purpose: int, language: Language) -> str:
    """A count in running text, such as 6 or 3 of 9, with how many of it are on purpose."""
    if not on_purpose:
        return str(count)
    return language.t("{count} ({chosen} on purpose)", count=count, chosen=on_purpose)


def hovered(on_purpose: int, language: Language) -> list[str]:
    """The line that hovering adds, if any."""
    return [language.t("On purpose: {count}", count=on_purpose)] if on_purpose else []


def keys(numbers: Iterable[int], language: Language) -> tuple[Key, ...]:
    """The legend's entry, when any of these counts is more than none."""
    return (Key(language.t("Framed: some chosen on purpose"), WHITE, INK, 3),) if any(numbers) else ()

"""The one colour language: levels on a path from near-white blue to deep violet, counts from paper to ink.

Lightness falls along the level path in the order of each scale, and hue turns from blue (where professionals
begin) to violet (where residents do): the order survives greyscale and colour blindness, and no colour says
good or bad.
"""

from collections.abc import Sequence

INK = "#1b2233"
MUTED = "#5d667a"
PAPER = "#fbfaf7"
WHITE = "#ffffff"
LINE = "#dfe3ea"
EDGE = "#aab3c2"
"""The outline of pale cells."""
ACCENT = "#1f4e79"

LEVEL_PATH = ("#eef3f6", "#b9d1e6", "#8a97c8", "#8a57a8", "#6b0f6f")
COUNT_PATH = ("#e4e6ea", "#1b2d54")
FIRST_PATH = ("#f1eee6", "#6b5514")
"""More in the first of two plans: towards ochre; `COUNT_PATH` is towards the second."""

READABLE = 4.5
"""The contrast that WCAG 2.2 AA asks of text."""

Colour = tuple[float, float, float]
"""Red, green, blue, each 0 to 1 and gamma-coded, as in a hex colour."""


def level_colour(place: float) -> str:
    """The colour at a level's place on the path (0 to 1)."""
    return _along(LEVEL_PATH, place)


def count_colour(share: float) -> str:
    """The colour of a count as its share (0 to 1) of the largest count in the picture."""
    return _along(COUNT_PATH, share)


def first_colour(share: float) -> str:
    """The colour of "more in the first of two plans", by share (0 to 1) of the largest difference."""
    return _along(FIRST_PATH, share)


def text_on(background: str) -> str:
    """The text colour that reads on a background: ink or white; black where neither reaches AA."""
    for colour in (INK, WHITE):
        if contrast(colour, background) >= READABLE:
            return colour
    return "#000000"


def faded(colour: str) -> str:
    """The colour half-way to paper, for numbers that rest on few activities."""
    return _mix(colour, PAPER, 0.5)


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two hex colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """WCAG relative luminance of a hex colour, from 0 to 1."""
    red, green, blue = (_linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _along(path: Sequence[str], place: float) -> str:
    position = min(max(place, 0.0), 1.0) * (len(path) - 1)
    step = min(int(position), len(path) - 2)
    return _mix(path[step], path[step + 1], position - step)


def _mix(start: str, end: str, part: float) -> str:
    mixed = (a + (b - a) * part for a, b in zip(_parts(start), _parts(end), strict=True))
    return "#" + "".join(f"{round(value * 255):02x}" for value in mixed)


def _parts(colour: str) -> Colour:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

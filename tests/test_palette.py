"""The colour language, measured: CIELAB for lightness and distance, Machado et al. (2009) for colour blindness."""

import random
from itertools import pairwise

import pytest

from ivac.content import load
from ivac.palette import (
    COUNT_PATH,
    FIRST_PATH,
    INK,
    LINE,
    MUTED,
    PAPER,
    READABLE,
    contrast,
    count_colour,
    faded,
    first_colour,
    level_colour,
    luminance,
    text_on,
)

Triple = tuple[float, float, float]

SCALES = tuple(load().scales)

# Linear RGB as people see it who lack the medium (deuteranopia) or the long (protanopia) cones.
BLINDNESS = {
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
}


def linear(colour: str) -> Triple:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def lab(rgb: Triple) -> Triple:
    """CIELAB (D65) of a linear RGB colour."""
    red, green, blue = rgb
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def lightness(colour: str) -> float:
    return lab(linear(colour))[0]


def seen_as(colour: str, blindness: str) -> Triple:
    rgb = linear(colour)
    mixed = (sum(a * b for a, b in zip(row, rgb, strict=True)) for row in BLINDNESS[blindness])
    red, green, blue = (min(1.0, max(0.0, part)) for part in mixed)
    return red, green, blue


def distance(one: Triple, other: Triple) -> float:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5


def hue_and_chroma(colour: str) -> tuple[float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    high, low = max(red, green, blue), min(red, green, blue)
    if high == low:
        return 0, 0
    spread = high - low
    if high == red:
        turn = (green - blue) / spread % 6
    elif high == green:
        turn = (blue - red) / spread + 2
    else:
        turn = (red - green) / spread + 4
    return turn * 60, spread


def colours_of(scale: str) -> list[str]:
    return [level_colour(level.palette) for level in load().scales[scale].levels]


def test_the_measures_agree_with_known_colours():
    assert lightness("#ffffff") == pytest.approx(100, abs=0.01)
    assert lightness("#000000") == pytest.approx(0, abs=0.01)
    assert lightness("#777777") == pytest.approx(50, abs=0.1)
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert luminance("#ff0000") == pytest.approx(0.2126)
    assert hue_and_chroma("#ff0000") == (0, 255)
    assert hue_and_chroma("#00ff00")[0] == 120


def test_the_five_colours_of_the_look():
    assert colours_of("ivac") == ["#eef3f6", "#b9d1e6", "#8a97c8", "#8a57a8", "#6b0f6f"]
    assert [round(lightness(colour)) for colour in colours_of("ivac")] == [96, 83, 63, 46, 26]


@pytest.mark.parametrize("scale", SCALES)
def test_lightness_falls_along_the_levels(scale):
    values = [lightness(colour) for colour in colours_of(scale)]
    assert all(lighter > darker for lighter, darker in pairwise(values))


# Neighbours differ by this much in lightness alone. Five units are seen side by side without looking twice; IVAC(E)
# has room for more, Hart's eight rungs share the same path.
GREY_STEPS = {"ivac": 12, "hart": 7, "volunteers": 10}


@pytest.mark.parametrize("scale", SCALES)
def test_neighbours_stay_apart_in_greyscale(scale):
    values = [lightness(colour) for colour in colours_of(scale)]
    assert min(lighter - darker for lighter, darker in pairwise(values)) >= GREY_STEPS[scale]


# A CIELAB distance (ΔE*ab) of 2.3 is just seen; more than three times that tells cells apart across a room.
SEEN_ACROSS_A_ROOM = 8


@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize("scale", SCALES)
def test_neighbours_stay_apart_for_the_colour_blind(scale, blindness):
    seen = [lab(seen_as(colour, blindness)) for colour in colours_of(scale)]
    assert min(distance(one, other) for one, other in pairwise(seen)) >= SEEN_ACROSS_A_ROOM
    assert all(lighter[0] > darker[0] for lighter, darker in pairwise(seen))


@pytest.mark.parametrize("scale", SCALES)
def test_the_text_on_every_level_is_readable(scale):
    for colour in colours_of(scale):
        assert contrast(text_on(colour), colour) >= READABLE == 4.5


@pytest.mark.parametrize("path", [level_colour, count_colour, first_colour])
def test_the_text_on_every_step_of_a_path_is_readable_also_when_faded(path):
    for step in range(101):
        for colour in (path(step / 100), faded(path(step / 100))):
            assert contrast(text_on(colour), colour) >= READABLE


def test_text_is_readable_on_any_colour():
    chance = random.Random(27)
    for _ in range(100):
        colour = f"#{chance.randrange(1 << 24):06x}"
        assert contrast(text_on(colour), colour) >= READABLE, colour


def test_text_is_ink_where_ink_can_be_read():
    assert text_on("#ffffff") == text_on(PAPER) == INK
    assert text_on("#6b0f6f") == "#ffffff"


@pytest.mark.parametrize("path", [level_colour, count_colour, first_colour])
def test_no_colour_says_stop_or_go(path):
    for step in range(101):
        hue, chroma = hue_and_chroma(path(step / 100))
        if chroma > 12:  # below that it is a grey
            assert 20 < hue < 80 or 170 < hue < 320, path(step / 100)


@pytest.mark.parametrize("scale", SCALES)
def test_levels_turn_from_blue_to_violet(scale):
    hues = [hue_and_chroma(colour)[0] for colour in colours_of(scale)]
    assert all(190 < hue < 310 for hue in hues)
    assert hues == sorted(hues)


@pytest.mark.parametrize(("path", "ends"), [(count_colour, COUNT_PATH), (first_colour, FIRST_PATH)])
def test_more_is_darker(path, ends):
    steps = [path(step / 20) for step in range(21)]
    assert (steps[0], steps[-1]) == ends
    assert all(lightness(less) > lightness(more) for less, more in pairwise(steps))


def test_a_count_has_another_colour_than_any_level():
    # The palest of both are near white, where no two colours differ much.
    levels = [lab(linear(colour)) for scale in SCALES for colour in colours_of(scale)[1:]]
    counts = [lab(linear(count_colour(step / 100))) for step in range(20, 101)]
    assert min(distance(level, count) for level in levels for count in counts) >= SEEN_ACROSS_A_ROOM


@pytest.mark.parametrize(("outside", "end"), [(-3, 0), (1.7, 1)])
def test_places_beyond_the_path_are_its_ends(outside, end):
    for path in (level_colour, count_colour, first_colour):
        assert path(outside) == path(end)


def test_faded_lies_half_way_to_paper():
    for colour in (count_colour(0.5), count_colour(1), level_colour(1)):
        assert lightness(colour) < lightness(faded(colour)) < lightness(PAPER)
    assert faded(PAPER) == PAPER


def test_running_text_is_readable_on_paper_and_lines_are_quiet():
    assert contrast(INK, PAPER) >= 7
    assert contrast(MUTED, PAPER) >= READABLE
    assert contrast(LINE, PAPER) < 2

"""QR codes as SVG, drawn here so that nobody else learns of the address."""

import io

import segno

from ivac.palette import INK, WHITE

SCALE = 8
"""Size of a module in the drawing's own pixels."""
BORDER = 2
"""Quiet modules around the code."""


def qr_svg(text: str) -> str:
    """The QR code of a text as SVG; with a seventh of it hidden, phones still read it."""
    drawn = io.BytesIO()
    segno.make(text, error="m").save(drawn, kind="svg", scale=SCALE, border=BORDER, dark=INK, light=WHITE)
    return drawn.getvalue().decode()

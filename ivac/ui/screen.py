"""How large the visitor's window is, and the page's language for screen readers.

Pictures are drawn for the room they get: text on a wall must be large, a phone needs another layout. The first page
says the size in a cookie before it connects, and the component reports what differs, after each change of size too.
Where no cookie comes, a page waits for that report: what it sent before would be drawn for another window, and a
field's first value, sent once, can be lost when the page runs again at once.
"""

from dataclasses import dataclass
from math import ceil

import streamlit as st

from ivac.charts import Canvas
from ivac.charts.canvas import LETTER
from ivac.ui import keys
from ivac.ui.window import SAY_SIZE, SIZE_COOKIE

TITLE = 2.05
"""A wall's title is this many times as large as its text (wall.css)."""

SCRIPT = """
export default function ({ data, setStateValue }) {
  document.documentElement.lang = data.language;
  if (!data.measured) return;
  const report = () => {
    SAY_SIZE
    const size = `${innerWidth}x${innerHeight}`, told = `${data.size} ${size}`;
    if (size !== data.size && told !== window.ivacToldSize) {
      window.ivacToldSize = told;
      setStateValue("size", size);
    }
  };
  report();
  let waiting;
  window.onresize = () => { clearTimeout(waiting); waiting = setTimeout(report, 250); };
  return () => { window.onresize = null; };
}
""".replace("SAY_SIZE", SAY_SIZE)

_component = st.components.v2.component("ivac_screen", js=SCRIPT)


@dataclass(frozen=True)
class Screen:
    """The window's inner size in pixels."""

    width: int = 1366
    height: int = 768

    @property
    def narrow(self) -> bool:
        """Whether this is a phone."""
        return self.width < 700

    @property
    def content_width(self) -> int:
        """The width that a page's content has."""
        return min(self.width - (32 if self.narrow else 96), 1500)

    def canvas(self, height: int) -> Canvas:
        """Room for a picture on a page."""
        return Canvas(self.content_width, height, 12 if self.narrow else 16)

    @property
    def wall_text(self) -> float:
        """The size of running text on a wall in pixels, so that the back row can read it; smaller on a phone."""
        return 13 if self.narrow else max(15.0, 27 * min(self.width / 1920, self.height / 1080))

    def wall_canvas(self, rows: int, title: str = "", below: str = "") -> Canvas:
        """Room between a wall's title, the line below it, and its foot; on a phone as the rows need.

        Title and line have one line of text each; where these texts need more, the picture gets less.
        """
        if self.narrow:
            return Canvas(self.width - 32, 290 + 66 * rows, self.wall_text)
        width, text = round(self.width * 0.925), self.wall_text
        more = TITLE * 1.15 * (_lines(title, width, text * TITLE) - 1) + 1.6 * (_lines(below, width, text) - 1)
        return Canvas(width, round(self.height - text * (10 + more)), text)


def _lines(text: str, width: float, size: float) -> int:
    return max(1, ceil(len(text) * LETTER * size / width))


def report_screen(language_code: str, measured: bool) -> None:
    """Place the component that sets the page's language; with `measured` the page waits until the size is known."""
    _component(
        key=keys.SCREEN,
        data={"language": language_code, "measured": measured, "size": _reported()},
        default={"size": None},
        on_size_change=lambda: None,
    )
    # Asked again: a browser that comes back to another server brings its size, known once the component is in place.
    # To take the page away meanwhile would lose what its board has not saved yet.
    if measured and _reported() is None:
        st.stop()


def _reported() -> str | None:
    size: str | None = st.session_state.get(keys.SCREEN, {}).get("size")
    return size or st.context.cookies.get(SIZE_COOKIE)


def screen() -> Screen:
    """The window's size as last reported; a laptop's where that cannot be read."""
    try:
        width, height = (int(part) for part in str(_reported()).split("x"))
    except ValueError:
        return Screen()
    return Screen(max(200, min(width, 8000)), max(200, min(height, 8000)))

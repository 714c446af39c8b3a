"""The page that every visit begins with: in the visitor's language, and asking only for what is going to be shown.

Streamlit's own first page makes a phone on a slow line wait for typefaces that nobody sees, and asks for several
things one after another that could come at once. What is changed here is a matter of speed alone: where a new
version of Streamlit writes its page differently, a change finds no place, a test says so, and the page still works.
"""

import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from ivac.ui.server import WholeAnswer, whole_file_asked_for
from ivac.ui.window import SAY_SIZE

OPENING = '<html lang="en"'
TITLE = "<title>Streamlit</title>"
FONT_ASKED_FOR_EARLY = re.compile(r'<link\s+rel="preload"\s[^>]*\bas="font"[^>]*>\s*')
"""171 kB of a typeface that our theme replaces."""

STREAMLITS_FONT = "Source Sans"
"""Its name in Streamlit's style sheet; one hidden link is written in it before our theme has arrived."""

SCRIPTS = Path(get_static_dir()) / "static" / "js"
ON_EVERY_PAGE = ("Html", "BidiComponent")
"""The parts of Streamlit's program that each of our pages needs: for style sheets, and for our own components."""
IMPORTED = re.compile(r'(?:from|import)"\./([^"]+\.js)"')

# The icon typeface (376 kB) is asked for at the start, with or without an icon on the page; without that wish the
# browser loads it as soon as an icon is shown. And Streamlit looks for its server, first in a folder with the page's
# name, and asks for its settings before it connects; told where the server is, it connects at once and asks
# beside that. The server is where the page's own files are. As in our headers, no other site may frame the page.
# And the server knows from the first how large the window is, so that the page need not be drawn twice.
BEFORE_STREAMLIT = """<script>
{
  SAY_SIZE
  const load = document.fonts.load.bind(document.fonts);
  document.fonts.load = (font, text) => font.includes("Material Symbols") ? Promise.resolve([]) : load(font, text);
  window.__streamlit = {
    BACKEND_BASE_URL: new URL("./", location.href).href,
    HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false },
  };
}
</script>
""".replace("SAY_SIZE", SAY_SIZE)


class FirstPage:
    """Puts the visitor's language and the changes for speed into Streamlit's page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        answer = WholeAnswer()
        await self.app({**scope, "headers": whole_file_asked_for(scope["headers"])}, receive, answer.collect)
        if TITLE.encode() in answer.body:  # Streamlit's page, and no file or page of our own
            answer.body = our_page(answer.body, requested_language(scope))
        await answer.send(send)


@lru_cache(maxsize=4)
def our_page(streamlits: bytes, language_code: str) -> bytes:
    """Streamlit's first page as we send it."""
    page = streamlits.decode()
    page = page.replace(OPENING, f'<html lang="{language_code}"', 1)
    page = page.replace(TITLE, f"<title>IVAC</title>\n{BEFORE_STREAMLIT}", 1)
    page = FONT_ASKED_FOR_EARLY.sub("", page)
    page = page.replace("</head>", f"{_needed_soon(page)}{_our_typeface()}</head>", 1)
    return page.encode()


def _needed_soon(page: str) -> str:
    """Links to the scripts that every page needs and Streamlit would ask for last, one after another."""
    found: list[str] = []
    waiting = [file.name for part in ON_EVERY_PAGE for file in SCRIPTS.glob(f"{part}.*.js")]
    while waiting:
        name = waiting.pop(0)
        if name not in found and f"/{name}" not in page:
            found.append(name)
            waiting += IMPORTED.findall((SCRIPTS / name).read_text(encoding="utf-8"))
    return "".join(f'<link rel="modulepreload" crossorigin href="./static/js/{name}">\n' for name in found)


def _our_typeface() -> str:
    """Our typeface under the name of Streamlit's, so that what is written before the theme arrives loads one, not two.

    It stands after Streamlit's style sheet, which a later rule for the same name and weights overrules.
    """
    faces = "".join(
        f'@font-face {{ font-family: "{STREAMLITS_FONT}"; font-weight: 100 900; font-display: swap; '
        f'src: url("{face["url"]}") format("woff2"); unicode-range: {face["unicodeRange"]}; }}\n'
        for face in st.get_option("theme.fontFaces") or []
    )
    return f"<style>\n{faces}</style>\n"


def requested_language(scope: Scope) -> str:
    """The language that the address names, or else the browser's best."""
    from ivac.language import CODES, first_guess  # loaded beside the server's start, which it would delay

    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[0]
    return asked if asked in CODES else first_guess(Headers(scope=scope).get("accept-language"))

"""The page that every visit begins with: each change finds its place in the page that this Streamlit writes."""

import asyncio
import re
from pathlib import Path

import pytest
from starlette.responses import HTMLResponse
from starlette.types import Message, Scope
from streamlit.file_util import get_static_dir

from ivac.ui import first_page
from ivac.ui.first_page import (
    FONT_ASKED_FOR_EARLY,
    ON_EVERY_PAGE,
    OPENING,
    SCRIPTS,
    STREAMLITS_FONT,
    TITLE,
    FirstPage,
    our_page,
)
from ivac.ui.window import SAY_SIZE

STATIC = Path(get_static_dir())
STREAMLITS = (STATIC / "index.html").read_bytes()
OURS = our_page(STREAMLITS, "da").decode()


@pytest.mark.parametrize("mark", [OPENING, TITLE, "</head>"])
def test_streamlits_page_has_each_place_once(mark):
    assert STREAMLITS.decode().count(mark) == 1


def test_the_page_has_our_language_and_title():
    assert '<html lang="da"' in OURS
    assert "<title>IVAC</title>" in OURS
    assert '<html lang="en"' in our_page(STREAMLITS, "en").decode()


def test_the_size_of_the_window_is_told_before_anything_is_asked():
    assert OURS.index(SAY_SIZE) < OURS.index("<script type=")


def test_no_typeface_is_asked_for_before_one_is_shown():
    taken_out = FONT_ASKED_FOR_EARLY.findall(STREAMLITS.decode())
    assert len(taken_out) == 1
    assert "SourceSans" in taken_out[0]
    assert 'as="font"' not in OURS


def test_what_every_page_needs_is_asked_for_at_once_with_all_that_it_imports():
    asked = re.findall(r'(?:src|modulepreload" crossorigin href)="\./static/js/([^"]+)"', OURS)
    assert len(asked) == len(set(asked))
    for part in ON_EVERY_PAGE:
        assert [name for name in asked if name.startswith(f"{part}.")] != []
    for name in asked:
        imported = first_page.IMPORTED.findall((SCRIPTS / name).read_text(encoding="utf-8"))
        assert set(imported) - set(asked) == set(), name


def test_our_typeface_overrules_streamlits_own():
    sheet = re.search(r'<link rel="stylesheet"[^>]*href="\./([^"]+)"', OURS)
    assert sheet
    rule = f"@font-face{{font-family:{STREAMLITS_FONT};font-weight:100 900;font-style:normal;"
    assert rule in (STATIC / sheet[1]).read_text(encoding="utf-8")
    faces = re.findall(
        rf'@font-face {{ font-family: "{STREAMLITS_FONT}"; font-weight: 100 900;.*url\("([^"]+)"\)', OURS
    )
    assert [Path(face).name for face in faces] == [
        "figtree-latin-wght-normal.woff2",
        "figtree-latin-ext-wght-normal.woff2",
    ]
    assert OURS.index(sheet[0]) < OURS.index("@font-face")


def test_where_the_server_is_is_said_before_streamlits_program_starts():
    assert OURS.index("window.__streamlit =") < OURS.index('<script type="module"')


def sent(page: str | bytes) -> bytes:
    """What a browser gets when the app behind answers with this page."""
    headers = [(b"accept", b"text/html")]
    scope: Scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": headers}
    body: list[bytes] = []

    async def send(message: Message) -> None:
        body.append(message.get("body", b""))

    async def receive() -> Message:
        return {"type": "http.request"}

    asyncio.run(FirstPage(HTMLResponse(page))(scope, receive, send))
    return b"".join(body)


def test_streamlits_page_is_changed_and_a_page_of_our_own_is_left_as_it_is():
    assert sent(STREAMLITS) == OURS.encode()
    assert sent("<html><head><title>IVAC</title></head></html>") == b"<html><head><title>IVAC</title></head></html>"

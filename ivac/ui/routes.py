"""The two answers that need no page: whether a phone must look anew, and taking a key link into the browser."""

import json
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from ivac.access import KEY_COOKIE, Rights, cookie_with, keys_in
from ivac.faults import Code, Refused
from ivac.language import Language, first_guess, language
from ivac.settings import settings
from ivac.ui.context import access_keys, workshops

KEY_PAGE = Path(__file__).parent / "key.html"
KEPT = 180 * 24 * 3600
"""Seconds that a browser keeps a key; the link brings it back."""
LEAVE = "leave"
"""In place of a key: forget all keys in this browser."""
LONGEST_BODY = 1000


async def pulse(request: Request) -> Response:
    """The workshop's step for a participant's place; phones ask every few seconds, so it reads one number."""
    try:
        step = await run_in_threadpool(lambda: workshops().step(request.headers.get("x-place", "")))
    except Refused:
        return JSONResponse({}, 503)
    return JSONResponse({"step": step}, headers={"Cache-Control": "no-store"})


async def key_page(request: Request) -> Response:
    """The page that a key link opens; the key itself comes with `take_key`."""
    speech = _language(request)
    page = KEY_PAGE.read_text(encoding="utf-8").replace("LANGUAGE", speech.code)
    page = page.replace("TITLE", speech.t("One moment"))
    page = page.replace("ONWARD", speech.t("To the front page"))
    return HTMLResponse(page.replace("OFFLINE", speech.t("The server does not answer. Try again in a moment.")))


async def take_key(request: Request) -> Response:
    """Put a key into the browser's cookie if it opens something, or take all out."""
    if not _from_here(request):
        return JSONResponse({}, 403)
    key = await _sent_key(request)
    if key == LEAVE:
        answer = JSONResponse({"next": "/"})
        answer.delete_cookie(KEY_COOKIE)
        return answer
    known = keys_in(request.cookies.get(KEY_COOKIE))
    try:
        opened = await run_in_threadpool(lambda: access_keys().rights(keys_in(key)))
    except Refused as refused:
        return JSONResponse({"said": " ".join(refused.texts(_language(request)))}, 503)
    if not opened.any:
        return JSONResponse({"said": _language(request).t(Code.KEY_UNKNOWN.value)}, 404)
    answer = JSONResponse({"next": _opened(opened)})
    secure = (settings().public_url or "").startswith("https:")
    answer.set_cookie(
        KEY_COOKIE, cookie_with([*known, key]), max_age=KEPT, httponly=True, samesite="lax", secure=secure
    )
    return answer


def _opened(opened: Rights) -> str:
    """The address of what a key opens."""
    for plan in opened.plans:
        return f"/plan?plan={plan}"
    for collection in opened.collections:
        return f"/collection?collection={collection}"
    return "/collections" if opened.reads else "/plans"


async def _sent_key(request: Request) -> str:
    """The key in a request's body, of which no more is read than a key needs; empty when there is none."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST_BODY:
            return ""
    try:
        key = json.loads(body)["key"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return key if isinstance(key, str) else ""


def _from_here(request: Request) -> bool:
    """Whether our own page asks: no other site may put a key into somebody's browser."""
    origin = request.headers.get("origin", "")
    return origin.partition("://")[2] == request.headers.get("host")


def _language(request: Request) -> Language:
    return language(first_guess(request.headers.get("accept-language")))


ROUTES = [
    Route("/pulse", pulse),
    Route("/key", key_page, methods=["GET"]),
    Route("/key", take_key, methods=["POST"]),
]

"""What the server adds around Streamlit: compressed files and security headers; the first page has its own module.

Plain ASGI, because Starlette's response middleware would buffer streams and stand in the websocket's way.
"""

import gzip
import os
import sys
from posixpath import normpath

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ivac.access import serves_others
from ivac.faults import Refused

COMPRESSIBLE = (
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/json",
    "image/svg+xml",
    "application/wasm",
)
COMPRESSION_LEVEL = 6
"""Level 9 takes twice the time for 1 % less."""

# Streamlit needs inline styles, evaluates its compiled schemas, and loads components from blobs; everything else
# comes from this server alone.
CONTENT_SECURITY_POLICY = "; ".join([
    "default-src 'self'",
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self' blob:",
    "worker-src 'self' blob:",
    "frame-ancestors 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "object-src 'none'",
])  # fmt: skip

SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def refuse_to_serve_unguarded() -> None:
    """End the process with a sentence when others can reach it and nothing would ask who they are."""
    from ivac.settings import settings
    from ivac.ui.context import require_guard

    if not serves_others(st.get_option("server.address"), os.environ.get("IVAC_PUBLIC_URL")):
        return  # the usual case, which does not wait for a database
    try:
        settings()
        require_guard()
    except Refused as refused:
        from ivac.language import DEFAULT, language

        sys.exit("\n".join(refused.texts(language(DEFAULT)) + refused.texts(language("en"))))


class SecurityHeaders:
    """Adds the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SECURITY_HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class WholeAnswer:
    """Collects one answer of the app behind, to be changed and sent as a whole."""

    def __init__(self) -> None:
        self.start: Message = {}
        self.body = b""

    async def collect(self, message: Message) -> None:
        """Take what the app behind sends."""
        if message["type"] == "http.response.start":
            self.start = message
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")

    @property
    def headers(self) -> MutableHeaders:
        """Its headers, to be changed in place."""
        return MutableHeaders(scope=self.start)

    async def send(self, send: Send) -> None:
        """Send it on."""
        self.headers["Content-Length"] = str(len(self.body))
        await send(self.start)
        await send({"type": "http.response.body", "body": self.body})


class CompressedFiles:
    """Sends Streamlit's program files compressed, each compressed once a process.

    A phone then loads a third of the bytes; compressing anew for each of forty phones would cost the
    server more than the whole workshop, so the results are kept (some 3 MB for all files).
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: dict[str, WholeAnswer] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if not self._concerns(scope):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path not in self.kept:
            answer = WholeAnswer()
            await self.app({**scope, "headers": whole_file_asked_for(scope["headers"])}, receive, answer.collect)
            if not _compress(answer):
                await answer.send(send)
                return
            self.kept[path] = answer
        await self.kept[path].send(send)

    @staticmethod
    def _concerns(scope: Scope) -> bool:
        return (
            scope["type"] == "http"
            and scope["method"] == "GET"
            and scope["path"].startswith("/static/")
            and scope["path"] == normpath(scope["path"])  # one name a file, so that nobody fills what is kept
            and "gzip" in Headers(scope=scope).get("accept-encoding", "")
        )


def whole_file_asked_for(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The request's headers without those that ask for less than the whole file."""
    partial = {b"range", b"if-none-match", b"if-modified-since", b"accept-encoding"}
    return [(name, value) for name, value in headers if name not in partial]


def _compress(answer: WholeAnswer) -> bool:
    """Compress a whole answer where that is possible and pays."""
    kind = answer.headers.get("content-type", "")
    if answer.start["status"] != 200 or not kind.startswith(COMPRESSIBLE):
        return False
    answer.body = gzip.compress(answer.body, COMPRESSION_LEVEL, mtime=0)
    answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Vary"] = "Accept-Encoding"
    return True

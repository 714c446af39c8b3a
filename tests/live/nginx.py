"""An nginx of the tests' own with the configuration of deploy/: before servers of this machine, without HTTPS."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

from tests.browser.serving import HOME, free_port
from tests.needs import needed

CONFIGURATION = HOME / "deploy" / "nginx.conf"
PROGRAM = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
MISSING = "nginx is missing, which the tests of several servers need: apt-get install nginx-light"
START_SECONDS = 20
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def require_nginx() -> None:
    """Fail in CI where nginx is missing, and tell others what they skip."""
    needed(PROGRAM, MISSING)


def configured(changes: Iterable[tuple[str, str]]) -> str:
    """The configuration of deploy/ with other paths and ports; each of them must be in it."""
    text = CONFIGURATION.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, f"{old} is not in {CONFIGURATION.name}"
        text = text.replace(old, new)
    return text


class Nginx:
    """One nginx before two servers, in a folder of its own."""

    def __init__(self, folder: Path, first: int, second: int) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        folder.mkdir()
        temporary = "".join(f"    {name}_temp_path {folder / name};\n" for name in TEMPORARY)
        self.file = folder / "nginx.conf"
        self.file.write_text(configured([
            ("http {\n", f"http {{\n{temporary}"),
            ("/var/log/nginx", str(folder)),
            ("listen 80 default_server;", f"listen 127.0.0.1:{free_port()};"),
            ("listen 443 ssl http2 default_server;", f"listen 127.0.0.1:{self.port} default_server;"),
            ("        ssl_certificate /etc/nginx/tls/fullchain.pem;\n", ""),
            ("        ssl_certificate_key /etc/nginx/tls/privkey.pem;\n", ""),
            ("ivac1:", "127.0.0.1:"), ("ivac2:", "127.0.0.1:"), ("8501", str(first)), ("8502", str(second)),
        ]))  # fmt: skip

    def __enter__(self) -> "Nginx":
        assert PROGRAM
        own = f"daemon off; pid {self.folder / 'pid'};" + (" user root;" if os.geteuid() == 0 else "")
        with (self.folder / "said").open("wb") as said:
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "TERM", PROGRAM, "-p", self.folder, "-c", self.file, "-g", own],
                stdout=said, stderr=said,
            )  # fmt: skip
        for _ in range(START_SECONDS * 20):
            assert self.process.poll() is None, (self.folder / "said").read_text()
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.05)
        raise AssertionError("nginx does not answer")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=START_SECONDS)

    @property
    def logs(self) -> str:
        """All that it has written."""
        return "".join((self.folder / name).read_text() for name in ("access.log", "error.log", "said"))

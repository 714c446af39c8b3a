"""Starts and stops the product as its users start it: `streamlit run app.py`, on this machine, on a free port."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

HOME = Path(__file__).parents[2]
PATIENCE = 60
"""Seconds to wait for a server to answer; far more than it needs, so that a slow machine does not fail."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """One server process on one database."""

    def __init__(self, database: Path, port: int | None = None) -> None:
        self.database, self.port = database, port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.database}"

    def start(self) -> "Server":
        environment = {**os.environ, "IVAC_DATABASE_URL": self.database_url}
        self.log = self.database.with_suffix(".log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)],
            cwd=HOME, env=environment, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(self.database.with_suffix(".log").read_text())
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1).close()  # noqa: S310
            except OSError:
                time.sleep(0.05)
            else:
                return self
        raise RuntimeError("the server does not answer")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(10)
        self.log.close()

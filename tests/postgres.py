"""A PostgreSQL of the tests' own, from Debian's programs: in a folder of its own, reached from this machine alone."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
import uuid
from pathlib import Path

import psycopg

MISSING = "PostgreSQL’s programs are missing, which the store’s tests need: apt-get install postgresql"
START_SECONDS = 60
# Nothing here outlives the tests, so nothing has to reach the disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=60")


def programs() -> Path | None:
    """Where the newest PostgreSQL of this machine lies; None without one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda file: int(file.parts[-3]))
    return found[-1].parent if found else None


class Server:
    """One PostgreSQL, which can be stopped and started again; sorts as Danish does, unlike SQLite."""

    def __init__(self, programs: Path, settings: tuple[str, ...] = FAST) -> None:
        self.programs, self.settings = programs, settings
        self.folder = Path(tempfile.mkdtemp(prefix="ivac-postgres-"))
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        made = ["initdb", "-D", "data", "-U", "ivac", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]
        self._run(*made, "--locale-provider=icu", "--icu-locale=da").communicate()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = [part for setting in self.settings for part in ("-c", setting)]
        address = ["-D", "data", "-k", str(self.folder), "-h", "127.0.0.1", "-p", str(self.port)]
        self.process = self._run("postgres", *address, *options)
        for _ in range(START_SECONDS * 20):
            try:
                return self.execute("SELECT 1")
            except psycopg.OperationalError:
                time.sleep(0.05)
        raise AssertionError((self.folder / "log").read_text())

    def stop(self) -> None:
        """End it with all its connections, as an administrator does who restarts it."""
        self.process.send_signal(2)
        self.process.wait(timeout=START_SECONDS)

    def remove(self) -> None:
        """End it for good."""
        self.stop()
        shutil.rmtree(self.folder)

    def new(self, template: str = "template1") -> str:
        """The name of a new database: an empty one, or like the template."""
        name = f"t{uuid.uuid4().hex}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def url(self, name: str) -> str:
        """The address of a database."""
        return f"postgresql+psycopg://ivac@127.0.0.1:{self.port}/{name}"

    def execute(self, statement: str) -> None:
        """Do something that no database of its own is needed for."""
        with psycopg.connect(f"host=127.0.0.1 port={self.port} user=ivac dbname=postgres", autocommit=True) as admin:
            admin.execute(statement.encode())

    def _run(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        """Run one of its programs: as somebody else where we are root, whom it refuses; it ends when we do."""
        other = ["--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        command = ["setpriv", *other, "--pdeathsig", "INT", str(self.programs / program), *arguments]
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log)

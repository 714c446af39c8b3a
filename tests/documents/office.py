"""Opens what we make in LibreOffice, as somebody without our program would."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.needs import LIBREOFFICE_MISSING, needed

SOFFICE = shutil.which("soffice")
PATIENCE = 180
"""Seconds; LibreOffice's first start alone takes several."""


def saved_as(kind: str, made: bytes, name: str, folder: Path) -> bytes:
    """The file as LibreOffice saves it in another kind; fails in CI, and skips elsewhere, where it is not installed."""
    file = folder / name
    file.write_bytes(made)
    (saved,) = all_saved_as(kind, [file], folder)
    return saved.read_bytes()


def all_saved_as(kind: str, files: Sequence[Path], folder: Path) -> list[Path]:
    """Where LibreOffice has saved each of the files in another kind, all at one start; their names differ."""
    program = needed(SOFFICE, LIBREOFFICE_MISSING)
    target = folder / "saved"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(target), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return [target / file.with_suffix(f".{kind}").name for file in files]

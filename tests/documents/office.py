"""LibreOffice, which opens what we make as people do: here it prints slides to PDF."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
PATIENCE = 180
"""Seconds; LibreOffice's first start alone takes several."""


def to_pdf(made: bytes, name: str, folder: Path) -> bytes:
    """The file as LibreOffice prints it; fails in CI, and skips elsewhere, where it is not installed."""
    if SOFFICE is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is missing; .ci/run installs it.")
        pytest.skip("LibreOffice is not installed")
    file = folder / name
    file.write_bytes(made)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return file.with_suffix(".pdf").read_bytes()

"""Programs that some tests need beside Python's packages: without one CI fails, and others are told what they skip."""

import os
from typing import TypeVar

import pytest

T = TypeVar("T")
CHROMIUM_MISSING = "Chromium is missing: apt-get install chromium"
LIBREOFFICE_MISSING = (
    "LibreOffice is missing: apt-get install --no-install-recommends libreoffice-impress libreoffice-calc"
)


def needed(program: T | None, missing: str) -> T:
    """The program; where there is none, the test fails in CI and is skipped elsewhere, saying what is missing."""
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    return program

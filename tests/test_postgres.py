"""Where PostgreSQL's programs are missing, CI fails, and others are told what they skip."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import sys, pytest, tests.postgres
tests.postgres.programs = lambda: None
sys.exit(pytest.main(["-p", "no:cacheprovider", "-rsE", "-n", "0", "tests/test_keys.py", "-k", "fresh"]))
"""


@pytest.mark.parametrize(("ci", "said"), [("true", "1 error"), ("", "1 skipped")])
def test_what_is_missing_is_said_and_fails_in_ci(ci: str, said: str) -> None:
    root = Path(__file__).parents[1]
    without = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=root, env={**without, "CI": ci}, capture_output=True, text=True
    )
    assert said in done.stdout, done.stdout
    assert "apt-get install postgresql" in done.stdout
    assert done.returncode == (1 if ci else 0)

"""The README tells of every page, command and setting, and its lines are the ones that CI and users run."""

import re
import subprocess
from pathlib import Path

import pytest

from ivac.command_line import main
from ivac.language import language
from ivac.settings import Settings
from ivac.ui import registry

HOME = Path(__file__).parents[1]
README = (HOME / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("spec", [spec for spec in registry.ALL if spec.in_menu], ids=lambda spec: spec.title)
def test_every_page_of_the_menu_is_told(spec: registry.PageSpec) -> None:
    assert f"| {language('en').t(spec.title)} |" in README


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_told(command: str) -> None:
    assert re.search(rf"`(python -m ivac )?{command}[ `]", README)


@pytest.mark.parametrize("setting", sorted(Settings.model_fields))
def test_every_setting_is_told(setting: str) -> None:
    assert f"`IVAC_{setting.upper()}`" in README


def test_every_picture_of_the_readme_is_there() -> None:
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)

    assert pictures
    assert all((HOME / picture).is_file() for picture in pictures)


def test_the_lines_that_run_and_test_stand_alone() -> None:
    lines = README.splitlines()

    assert "    pip install -r requirements.txt && streamlit run app.py" in lines
    assert sum(line.startswith("    pip install -r requirements-dev.txt && ") for line in lines) == 1


def test_ci_runs_the_readmes_own_test_line() -> None:
    script = (HOME / ".ci" / "run").read_text(encoding="utf-8")
    pattern = re.search(r"sed -n '([^']+)' README.md", script)
    assert pattern

    found = subprocess.run(["sed", "-n", pattern.group(1), "README.md"], cwd=HOME, capture_output=True, text=True)

    assert found.stdout.startswith("pip install -r requirements-dev.txt && ")
    assert "pytest" in found.stdout

"""The house rules that a tool or a reader could miss: who imports what, what is pinned, what each option is for."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import streamlit.config
from sqlalchemy.engine import make_url

ROOT = Path(__file__).parents[1]
PRODUCT = sorted([ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "ivac").rglob("*.py")])


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def imported(file: Path) -> frozenset[str]:
    """The packages that a file imports anywhere in it, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.split(".")[0])
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("__import__", "importlib.import_module"):
            found |= {arg.value.split(".")[0] for arg in node.args if isinstance(arg, ast.Constant)}
    return frozenset(found)


# Boundaries

HOMES = {
    "streamlit": re.compile(r"app\.py|pages/.*|ivac/ui/.*"),
    "starlette": re.compile(r"app\.py|ivac/ui/.*"),
    "sqlalchemy": re.compile(r"ivac/store/.*"),
    "alembic": re.compile(r"ivac/store/.*"),
    "sqlite3": re.compile(r"ivac/store/.*"),
}


@pytest.mark.parametrize(("package", "home"), HOMES.items(), ids=HOMES)
def test_a_package_is_imported_in_its_home_alone(package, home):
    users = [name_of(file) for file in PRODUCT if package in imported(file)]
    assert users
    assert [user for user in users if not home.fullmatch(user)] == []


def test_pages_do_not_draw_or_count_themselves():
    for file in (ROOT / "pages").rglob("*.py"):
        assert imported(file) & {"plotly", "openpyxl", "json", "csv"} == set(), name_of(file)


def test_the_entry_stays_short():
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) < 40


# Streamlit's settings

CONFIG_FILE = ROOT / ".streamlit" / "config.toml"
CONFIG = tomllib.loads(CONFIG_FILE.read_text(encoding="utf-8"))


def options(section: dict[str, Any], prefix: str = "") -> Iterator[str]:
    for name, value in section.items():
        if isinstance(value, dict):
            yield from options(value, f"{prefix}{name}.")
        else:
            yield prefix + name


def test_streamlit_knows_every_option_we_set():
    known = set(streamlit.config.get_config_options())
    assert set(options(CONFIG)) - known == set()


def test_the_forced_collection_after_each_run_is_off_and_still_an_option():
    assert "runner.postScriptGC" in streamlit.config.get_config_options()
    assert CONFIG["runner"]["postScriptGC"] is False


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("server.address", "127.0.0.1"),
        ("browser.gatherUsageStats", False),
        ("client.toolbarMode", "minimal"),
        ("client.showErrorDetails", "none"),
    ],
)
def test_the_server_is_careful_unless_told_otherwise(option, value):
    section, name = option.split(".")
    assert CONFIG[section][name] == value


def test_uploads_stay_small():
    assert CONFIG["server"]["maxUploadSize"] <= 10


def test_every_option_outside_the_theme_has_its_reason():
    before_theme = CONFIG_FILE.read_text(encoding="utf-8").split("[theme]")[0]
    lines = [line for line in before_theme.splitlines() if "=" in line]
    assert len(lines) > 10
    assert [line for line in lines if not re.search(r"\s# \w.{10,}", line)] == []


# Requirements

MODULES = {
    "pydantic-settings": "pydantic_settings",
    "sqlalchemy": "sqlalchemy",
    "babel": "babel",
    "python-pptx": "pptx",
}


def pins(file: str) -> dict[str, str]:
    """Package and version of every line that pins one."""
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    found = (re.match(r"([A-Za-z0-9._-]+)(?:\[.*\])?==([^\s;#]+)", line) for line in lines)
    return {match[1].lower().replace("_", "-"): match[2] for match in found if match}


@pytest.mark.parametrize("file", ["requirements.in", "requirements-dev.in"])
def test_every_direct_dependency_is_pinned_and_has_its_reason(file):
    lines = [line for line in (ROOT / file).read_text(encoding="utf-8").splitlines() if re.match(r"[A-Za-z]", line)]
    assert lines
    assert [line for line in lines if not re.fullmatch(r"\S+==\S+\s+# \w.{10,}", line)] == []


@pytest.mark.parametrize("package", pins("requirements.in"))
def test_every_direct_dependency_is_really_used(package):
    if package == "defusedxml":  # openpyxl takes it up by itself where it is installed
        assert openpyxl.DEFUSEDXML
        return
    if package == "psycopg":  # SQLAlchemy takes it up by itself where the address is PostgreSQL's
        assert make_url("postgresql://").get_dialect().driver == package
        return
    module = MODULES.get(package, package)
    assert any(module in imported(file) for file in PRODUCT)


def test_nothing_is_imported_that_is_not_required():
    ours = {"ivac", "pages"}
    comes_along = {"starlette": "streamlit", "pydantic_core": "pydantic", "pandas": "streamlit", "lxml": "pptx"}
    required = {MODULES.get(package, package) for package in pins("requirements.in")}
    for file in PRODUCT:
        for package in imported(file) - ours - set(sys.stdlib_module_names) - {"__future__"}:
            assert package in required or comes_along.get(package) in required, f"{name_of(file)}: {package}"


@pytest.mark.parametrize(
    ("short", "compiled"), [("requirements.in", "requirements.txt"), ("requirements-dev.in", "requirements-dev.txt")]
)
def test_the_compiled_list_pins_what_the_short_one_asks_for(short, compiled):
    asked, pinned = pins(short), pins(compiled)
    assert {package: pinned.get(package) for package in asked} == asked


def test_the_compiled_lists_pin_everything_exactly():
    for file in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
        loose = [line for line in lines if re.match(r"[A-Za-z]", line) and "==" not in line]
        assert loose == [], file


def test_tests_run_on_what_the_product_runs_on():
    product, dev = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {package: version for package, version in product.items() if dev.get(package) != version} == {}


# What stands in the files

NOT_OURS = {".git", ".venv", "data", "__pycache__", "node_modules", "build", "dist"}
TEXTS = {".py", ".toml", ".in", ".txt", ".md", ".cfg", ".css", ".js", ".po", ".mako", ".yml", ".yaml", ".sh", ""}


def files_in(folder: Path) -> Iterator[Path]:
    """Every text file of the repository, without what tools leave behind."""
    for entry in sorted(folder.iterdir()):
        hidden = entry.name.startswith(".") and entry.name not in (".streamlit", ".ci", ".github", ".gitignore")
        if entry.name in NOT_OURS or hidden:
            continue
        if entry.is_dir():
            yield from files_in(entry)
        elif entry.suffix in TEXTS:
            yield entry


def test_no_file_names_a_folder_of_whoever_wrote_it():
    home_or_work = re.compile(r"(?<![\w.*])/(?:" + "|".join(["root", "home", "work", "Users"]) + r")/\w")
    found = [name_of(file) for file in files_in(ROOT) if home_or_work.search(file.read_text(encoding="utf-8"))]
    assert found == []

"""Files as other programs open them: each kind by a program that is not ours, and the numbers that it finds there."""

import csv
import io
import json
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import jsonschema
import openpyxl
import pypdfium2
import resvg_py
from defusedxml.ElementTree import fromstring
from icalendar import Calendar
from PIL import Image
from pptx import Presentation

from ivac.documents.files import File, Source
from ivac.exchange import plan_numbers
from ivac.model import DONT_KNOW, NOT_RELEVANT, PHASES
from tests.browser.serving import CHROMIUM, FLAGS
from tests.documents.test_page import Reader
from tests.needs import CHROMIUM_MISSING, needed

OFFICE = (".pptx", ".xlsx", ".csv")
"""What an office program opens."""
FEWEST_SHADES = 5
"""Greys; less than a page with a line of text has."""
NOWHERE = "--proxy-server=127.0.0.1:9"
"""Chromium's way to the network, which leads to none."""
DRAWN = "--virtual-time-budget=5000"
"""Milliseconds that the page believes to have before it is looked at."""

Numbers = Counter[tuple[str, str]]
"""How many activities have an answer in a phase; blank ones and nought are left out."""


def drawn(picture: Image.Image) -> bool:
    """Whether there is anything to be seen."""
    return len(picture.convert("L").getcolors() or []) >= FEWEST_SHADES


def printed(file: Path) -> list[str]:
    """The texts of a PDF's pages, on none of which nothing stands."""
    document = pypdfium2.PdfDocument(file)
    assert all(drawn(page.render(scale=0.3).to_pil()) for page in document)
    assert len(document)
    return [page.get_textpage().get_text_range() for page in document]


def _pdf(file: Path, _source: Source) -> None:
    printed(file)


def _pptx(file: Path, _source: Source) -> None:
    assert len(printed(_saved(file))) == len(Presentation(str(file)).slides)


def _xlsx(file: Path, source: Source) -> None:
    printed(_saved(file))
    _, *rows = openpyxl.load_workbook(file).worksheets[0].iter_rows(min_col=2, max_col=2, values_only=True)
    assert len(rows) == len(source.record.activities)


def _csv(file: Path, _source: Source) -> None:
    printed(_saved(file))
    assert len({len(row) for row in _rows(file)}) == 1


def _html(file: Path, _source: Source) -> None:
    """Chromium draws every tile of all pictures without a network."""
    program = needed(CHROMIUM, CHROMIUM_MISSING)
    profile = f"--user-data-dir={file.parent / 'chromium'}"
    command = [program, *FLAGS, "--headless", NOWHERE, profile, DRAWN, "--dump-dom", file.as_uri()]
    shown = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
    scripts = Reader(file.read_bytes()).scripts
    figures = [json.loads(said) for attributes, said in scripts if attributes.get("type") == "application/json"]
    assert len(figures) >= len(("involvement", "activities"))
    assert shown.count('<g class="point">') == sum(len(trace["x"]) for figure in figures for trace in figure["data"])


def _png(file: Path, _source: Source) -> None:
    assert drawn(Image.open(file))


def _svg(file: Path, _source: Source) -> None:
    picture = Image.open(io.BytesIO(resvg_py.svg_to_bytes(svg_string=file.read_text(encoding="utf-8"))))
    root = fromstring(file.read_bytes())
    assert picture.size == (int(root.get("width", "")), int(root.get("height", "")))
    assert drawn(picture)


def _json(file: Path, _source: Source) -> None:
    schema = Path(__file__).parents[2] / "docs" / "plan.schema.json"
    jsonschema.validate(json.loads(file.read_text(encoding="utf-8")), json.loads(schema.read_text(encoding="utf-8")))


def _ics(file: Path, source: Source) -> None:
    calendar = Calendar.from_ical(file.read_bytes())
    assert len(calendar.events) == sum(step.by is not None for step in source.record.steps)


OPENERS: Mapping[str, Callable[[Path, Source], None]] = {
    ".pdf": _pdf, ".pptx": _pptx, ".xlsx": _xlsx, ".csv": _csv, ".html": _html, ".png": _png, ".svg": _svg,
    ".json": _json, ".ics": _ics,
}  # fmt: skip
"""The program for each kind of file. An office program has saved its files as PDF before."""


def _saved(file: Path) -> Path:
    return file.parent / "saved" / file.with_suffix(".pdf").name


def _rows(file: Path) -> list[list[str]]:
    text = file.read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in text.splitlines()[0] else ","))


# Numbers


def numbers_of(source: Source) -> Numbers:
    """What `summary --json` says."""
    return +Counter({
        (phase["phase"], answer): count
        for phase in plan_numbers(source.record)["phases"]
        for answer, count in {
            **phase["counts"], DONT_KNOW: phase[DONT_KNOW], NOT_RELEVANT: phase[NOT_RELEVANT],
        }.items()
    })  # fmt: skip


def _from_the_top(rows: list[list[str]], source: Source) -> Numbers:
    """A table like the picture: levels from the top, then don't know and not relevant; a number begins each cell."""
    answers = [*reversed(source.report.scale.level_ids), DONT_KNOW, NOT_RELEVANT]
    return +Counter({
        (phase, answer): int(cell.split()[0])
        for answer, row in zip(answers, rows, strict=True)
        for phase, cell in zip(PHASES, row, strict=True)
    })  # fmt: skip


def _html_numbers(file: Path, source: Source) -> Numbers:
    _, *rows, _blank = Reader(file.read_bytes()).tables[0]
    return _from_the_top([row[1:] for row in rows], source)


def _pptx_numbers(file: Path, source: Source) -> Numbers:
    title, levels = source.language.t("Phase by involvement"), len(source.report.scale.levels)
    for slide in Presentation(str(file)).slides:
        if slide.shapes.title.text_frame.text.startswith(title):
            (table,) = (shape.table for shape in slide.shapes if shape.has_table)
            rows = [[cell.text_frame.text for cell in row.cells][2:] for row in table.rows]
            return _from_the_top([*rows[1 : levels + 1], *rows[levels + 2 : levels + 4]], source)
    return Counter()


def _xlsx_numbers(file: Path, source: Source) -> Numbers:
    _, *rows = openpyxl.load_workbook(file)[source.language.t("Cells")].iter_rows(max_col=3, values_only=True)
    return _named(((str(phase), str(answer or "")) for _, phase, answer in rows), source)


def _csv_numbers(file: Path, source: Source) -> Numbers:
    heading, *rows = _rows(file)
    return _named((pair for row in rows for pair in zip(heading[-6:], row[-6:], strict=True)), source)


def _named(pairs: Iterable[tuple[str, str]], source: Source) -> Numbers:
    """Counted where phase and answer stand by their names."""
    t, words = source.language.t, source.language.words
    levels = words.scales[source.report.scale.id].levels
    phases = {words.phases[phase].name: phase for phase in PHASES}
    answers = {levels[level].full: level for level in source.report.scale.level_ids}
    answers |= {t("Don’t know"): DONT_KNOW, t("Not relevant / not begun yet"): NOT_RELEVANT}
    return Counter((phases[phase], answers[answer]) for phase, answer in pairs if answer)


def _tidy_numbers(file: Path, source: Source) -> Numbers:
    heading, *rows = _rows(file)
    cells = [dict(zip(heading, row, strict=True)) for row in rows]
    here = [cell for cell in cells if (cell["kind"], cell["round_id"]) == ("cell", source.report.assessment.id)]
    return Counter((cell["phase"], cell["answer"]) for cell in here if cell["answer"])


def _json_numbers(file: Path, source: Source) -> Numbers:
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"].get(source.report.assessment.id, [])
    return Counter((cell["phase"], cell["answer"]) for cell in cells if cell["answer"])


NUMBERS: Mapping[str, Callable[[Path, Source], Numbers]] = {
    "html": _html_numbers, "pptx": _pptx_numbers, "xlsx": _xlsx_numbers, "csv": _csv_numbers,
    "tidy.csv": _tidy_numbers, "json": _json_numbers,
}  # fmt: skip
"""How a file is counted, by its ending; the pictures and the report have tests of their own."""


def content(file: File, made: bytes) -> object:
    """All that a file says, without the times that some kinds keep of when they were made."""
    if file.ending in ("pptx", "xlsx"):
        return _parts(made)
    if file.ending.endswith("pdf"):
        return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)]
    return made


def _parts(made: bytes) -> dict[str, object]:
    """What an office file consists of; a chart of slides has a workbook of its own."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}
    return {name: _parts(part) if name.endswith(".xlsx") else part for name, part in parts.items()}

"""A view's files: other programs open each, find the numbers of the picture's table, and nothing that is not in it."""

import csv
import html
import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import plotly.graph_objects as go
import pytest
import resvg_py
from defusedxml.ElementTree import fromstring
from PIL import Image
from pptx import Presentation

from ivac.charts import Canvas, Picture, Table, difference_picture, multiples_picture, profile_picture
from ivac.charts.canvas import Sketch
from ivac.charts.svg import to_svg
from ivac.comparison import Comparison, compare
from ivac.content import rated_scale
from ivac.demo import demo_records
from ivac.documents.view import View
from ivac.documents.view_slides import MOST_ROWS, ROWS, slides_of
from ivac.documents.views import PNG_WIDTH, VIEW_FILES
from ivac.language import Language, language
from ivac.summaries import summarise_plan
from tests.documents.office import all_saved_as
from tests.documents.opening import drawn, printed

DAY = date(2026, 11, 21)
CANVAS = Canvas(1500, 520, 16)
READING = "Billedet er ingen rangliste: =1+1"
HIDDEN = "Solgårdskvarteret"
FILES = {file.ending: file for file in VIEW_FILES}
NAMESPACE = "{http://www.w3.org/2000/svg}"


def comparison(named: Sequence[str] = ("Område A", "=Område B")) -> Comparison:
    """Demo plans as a collection with hidden names hands them over: under other names."""
    rated = [record for record in demo_records("da") if record.latest][: len(named)]
    return compare([
        (
            record.plan.model_copy(update={"name": name}),
            summarise_plan(
                record.activities, record.cells_of(record.latest),
                rated_scale(record.latest.scale, record.latest.scale_version),  # type: ignore[union-attr]
            ),
        )
        for name, record in zip(named, rated, strict=True)
    ])  # fmt: skip


def view_of(picture: Picture, words: Language) -> View:
    chosen = words.t("Only: {choices}", choices="Sundhed")
    return View("a", "Fase for fase", READING, picture, chosen, "2 planer", DAY, "http://here/compare?area=health")


def pictures(code: str) -> dict[str, Picture]:
    words, found = language(code), comparison()
    return {
        "multiples": multiples_picture(found, words, CANVAS),
        "profile": profile_picture(found.plans, words, CANVAS, lambda phase: phase.decision, "Andel"),
        "difference": difference_picture(found, *found.plans, words, CANVAS),
    }


KINDS = pytest.mark.parametrize("kind", ["multiples", "profile", "difference"])
CODES = pytest.mark.parametrize("code", ["da", "en"])


def made(ending: str, view: View, code: str = "da") -> bytes:
    return FILES[ending].make(view, language(code))


@CODES
@KINDS
def test_a_picture_has_its_title_what_was_chosen_and_how_to_read_it(kind: str, code: str) -> None:
    view = view_of(pictures(code)[kind], language(code))
    root = fromstring(made("svg", view, code))
    lines = ["".join(text.itertext()) for text in root.iter(f"{NAMESPACE}text")]
    assert lines[lines.index(view.title) + 1] == view.said(language(code))
    assert READING in lines
    picture = Image.open(io.BytesIO(resvg_py.svg_to_bytes(svg_string=made("svg", view, code).decode())))
    assert picture.size == (int(root.get("width", "")), round(float(root.get("height", ""))))
    assert drawn(picture)
    png = Image.open(io.BytesIO(made("png", view, code)))
    assert abs(png.width - PNG_WIDTH) <= 1
    assert drawn(png)


def test_what_stands_above_and_below_moves_nothing_in_the_picture() -> None:
    view = view_of(pictures("da")["multiples"], language("da"))
    plain = [rect.attrib for rect in fromstring(to_svg(view.picture, "x")).iter(f"{NAMESPACE}rect") if rect.get("rx")]
    framed = [rect.attrib for rect in fromstring(made("svg", view)).iter(f"{NAMESPACE}rect") if rect.get("rx")]
    down = {round(float(one["y"]) - float(other["y"]), 1) for one, other in zip(framed, plain, strict=True)}
    assert len(down) <= 2  # rounding
    assert min(down) > 20
    assert [(one["x"], one["height"]) for one in framed] == [(one["x"], one["height"]) for one in plain]


@CODES
@KINDS
def test_tables_have_the_pictures_numbers(kind: str, code: str, tmp_path: Path) -> None:
    view = view_of(pictures(code)[kind], language(code))
    shown = [list(view.table.columns), *map(list, view.table.rows)]
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx", view, code)))
    assert [[str(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)] == shown
    told = [row[1] for row in book.worksheets[1].iter_rows(values_only=True)]
    assert told == [view.title, view.selection, view.n, language(code).date(DAY), READING, view.address]
    of = language(code).t("{part} of {whole}", part="", whole="").strip()
    text = made("csv", view, code).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert [[cell.removeprefix("'").replace(f" {of} ", "/") for cell in row] for row in rows] == [
        [cell.replace(f" {of} ", "/") for cell in row] for row in shown
    ]
    slides = Presentation(io.BytesIO(made("pptx", view, code))).slides
    tables = [next(shape.table for shape in slide.shapes if shape.has_table) for slide in slides]
    found = [[cell.text_frame.text for cell in row.cells] for table in tables for row in list(table.rows)[1:]]
    assert found == shown[1:]
    assert len(tables) == -(-len(found) // ROWS)
    for slide in slides:
        assert slide.shapes.title.text_frame.text.startswith(view.title)
        assert view.said(language(code)) in slide.notes_slide.notes_text_frame.text
        assert view.address in slide.notes_slide.notes_text_frame.text
    files = [tmp_path / f"{number}.{ending}" for number, ending in enumerate(("xlsx", "csv", "pptx"))]
    for file in files:
        file.write_bytes(made(file.suffix[1:], view, code))
    for saved in all_saved_as("pdf", files, tmp_path):
        number = view.table.rows[0][1]
        said = " ".join(" ".join(printed(saved)).split())
        assert number in said or number.replace("/", f" {of} ") in said


def small(rows: Sequence[Sequence[str]], columns: Sequence[str] = ("Plan", "Antal")) -> View:
    """A view of any table."""
    sketch = Sketch(Canvas(400, 200, 14), 1, 1, dict.fromkeys("lrtb", 10))
    table = Table(tuple(columns), tuple(tuple(row) for row in rows))
    return view_of(Picture(sketch.figure(), "alt", table), language("da"))


def test_numbers_are_numbers_and_formulas_are_texts() -> None:
    view = small([("=1+1", "1.234"), ("@a", "12"), ("b", "3/12"), ("c", "1.2"), ("1/2 time fra 12/5", "007")])
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx", view)))
    cells = list(book.worksheets[0].iter_rows(min_row=2))
    assert [row[1].value for row in cells] == [1234, 12, "3/12", "1.2", "007"]
    assert [row[0].data_type for row in cells] == ["s"] * 5
    text = made("csv", view).decode("utf-8-sig")
    assert "'=1+1;1.234" in text
    assert "3 af 12" in text  # 3/12 would become a day in March or December
    assert "1/2 time fra 12/5" in text  # what somebody wrote stays


def test_a_table_too_large_for_slides_is_shown_as_its_picture() -> None:
    view = small([(str(number), "1") for number in range(MOST_ROWS + 1)])
    (slide,) = Presentation(io.BytesIO(made("pptx", view))).slides
    (picture,) = [shape for shape in slide.shapes if hasattr(shape, "image")]
    assert drawn(Image.open(io.BytesIO(picture.image.blob))) is not None
    assert picture._element.nvPicPr.cNvPr.get("descr") == "alt"


def test_several_views_are_one_deck_in_their_order() -> None:
    first, second = small([("a", "1")]), replace(small([("b", "2")]), title="Det andet", selection="Alt")
    slides = Presentation(io.BytesIO(slides_of([first, second], language("da")))).slides
    assert [slide.shapes.title.text_frame.text for slide in slides] == [first.title, second.title]
    feet = [next(shape.text_frame.text for shape in slide.placeholders if "1. november" in shape.text_frame.text)
            for slide in slides]  # fmt: skip
    assert feet == [first.said(language("da")), second.said(language("da"))]


def everything_in(file: bytes) -> str:
    """The text that a file holds, unpacked where it is a ZIP."""
    if zipfile.is_zipfile(io.BytesIO(file)):
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            file = b"".join(archive.read(name) for name in archive.namelist())
    return html.unescape(file.decode(errors="ignore"))


@pytest.mark.parametrize("kind", ["multiples", "profile"])
def test_a_hidden_plans_name_is_in_no_file(kind: str) -> None:
    assert any(HIDDEN in record.plan.name for record in demo_records("da"))
    view = view_of(pictures("da")[kind], language("da"))
    for ending in FILES:
        held = everything_in(made(ending, view))
        assert HIDDEN not in held, ending
        assert ending == "png" or "Område B" in held, ending


# Lines, marks and shades as SVG


def plotted(*traces: go.Scatter | go.Heatmap, **layout: object) -> list:
    sketch = Sketch(Canvas(400, 300, 14), 2, 2, dict.fromkeys("lrtb", 0))
    figure = sketch.figure()
    figure.add_traces(traces)
    figure.update_layout(**layout)
    return list(fromstring(to_svg(Picture(figure, "", Table((), ())), "x")).iter())


def of_kind(found: list, kind: str) -> list:
    return [each for each in found if each.tag == f"{NAMESPACE}{kind}"]


def test_marks_lie_where_the_figure_has_them() -> None:
    marker = {"size": [10, 20], "color": "#ffffff", "line": {"color": ["#000000", "#111111"], "width": 2}}
    found = plotted(go.Scatter(x=[0, 1], y=[0, 1], mode="markers", marker=marker))
    assert [(each.get("cx"), each.get("cy"), each.get("r")) for each in of_kind(found, "circle")] == [
        ("100", "75", "5"), ("300", "225", "10"),
    ]  # fmt: skip


def test_a_line_is_broken_where_nothing_is_known() -> None:
    line = {"color": "#123456", "width": 2, "dash": "dot"}
    found = plotted(go.Scatter(x=[0, 1, 0], y=[0, None, 1], mode="lines", line=line))
    (path,) = of_kind(found, "path")
    assert path.get("d") == "M100 75 M100 225"
    assert path.get("stroke-dasharray") == "2 3"


def test_shades_run_between_their_colours_and_leave_out_what_is_unknown() -> None:
    scale = [[0, "#000000"], [1, "#ffffff"]]
    shades = go.Heatmap(x=[0, 1], y=["Nord", "Syd"], z=[[0, 0.5], [1, None]], zmin=0, zmax=1, colorscale=scale)
    yaxis = {"type": "category", "visible": True, "tickvals": ["Nord", "Syd"], "ticktext": ["N", "S"]}
    found = plotted(shades, yaxis=yaxis)
    cells = [each for each in of_kind(found, "rect") if each.get("width") == "200"]
    assert [each.get("fill") for each in cells] == ["#000000", "#808080", "#ffffff"]
    assert ["".join(text.itertext()) for text in of_kind(found, "text")] == ["N", "S"]

"""Pictures as files: the same as on the screen, in SVG and PNG, whatever people call their activities."""

import io
import re
from xml.etree.ElementTree import Element

import plotly.graph_objects as go
import pytest
from defusedxml.ElementTree import fromstring
from PIL import Image

from ivac.charts import Canvas, Picture, Table, activities_picture, involvement_picture
from ivac.charts.svg import to_svg
from ivac.documents.pictures import picture_of, png, svg
from ivac.language import language
from ivac.model import PHASES
from tests.documents.making import demo_report, hostile_records, hostile_report

NAMESPACE = "{http://www.w3.org/2000/svg}"
WORDS = language("da")


def texts(root: Element) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{NAMESPACE}text")]


def drawn(picture: Picture) -> Element:
    return fromstring(to_svg(picture, "A <title> & more"))


def test_an_svg_has_a_tile_and_a_number_where_the_figure_has_them() -> None:
    report = demo_report()
    picture = involvement_picture(report.summary, WORDS, Canvas(1600, 900, 24), "Engen")
    root = drawn(picture)
    numbers = [text for text in texts(root) if text.isdecimal()]
    counts = [str(count) for phase in report.summary.phases for count in phase.counts.values() if count]
    assert sorted(numbers) == sorted(counts)
    rects = [rect for rect in root.iter(f"{NAMESPACE}rect") if rect.get("rx")]
    assert len(rects) == len(PHASES) * len(report.scale.levels)


def test_tiles_lie_where_the_figure_has_them() -> None:
    report = demo_report()
    picture = involvement_picture(report.summary, WORDS, Canvas(1600, 900, 24), "")
    rects = [rect for rect in drawn(picture).iter(f"{NAMESPACE}rect") if rect.get("rx")]
    layout = picture.figure.layout
    across = (layout.width - layout.margin.l) / len(PHASES)
    lefts = sorted({float(rect.get("x", "")) for rect in rects})
    assert lefts == pytest.approx([layout.margin.l + across * (column + 0.025) for column in range(6)], abs=0.1)
    tops = [float(rect.get("y", "")) for rect in rects]
    assert min(tops) > layout.margin.t
    assert max(tops) < layout.height - layout.margin.b


def test_title_and_text_alternative_are_inside() -> None:
    report = demo_report()
    picture = involvement_picture(report.summary, WORDS, Canvas(1600, 900, 24), "Engen")
    root = drawn(picture)
    assert root.findtext(f"{NAMESPACE}title") == "A <title> & more"
    assert root.findtext(f"{NAMESPACE}desc") == picture.alt
    assert "Engen" in texts(root)


def test_unknown_unanswered_and_not_relevant_look_different() -> None:
    report = demo_report()
    markup = to_svg(
        activities_picture(report.activities, report.cells, report.scale, WORDS, Canvas(1600, 900, 22), ""), "x"
    )
    root = fromstring(markup)
    answers = [cell.answer for cell in report.cells.values()]
    hatched = [rect for rect in root.iter(f"{NAMESPACE}rect") if rect.get("fill") == "url(#hatch)"]
    assert len(hatched) == answers.count("not_relevant")
    dashed = [rect for rect in root.iter(f"{NAMESPACE}rect") if rect.get("stroke-dasharray") == "6 4"]
    assert len(dashed) == answers.count("dont_know")
    assert texts(root).count("?") == answers.count("dont_know")


def test_a_figure_that_is_not_ours_is_refused() -> None:
    layout = {"width": 10, "height": 10, "margin": dict.fromkeys("lrtb", 0)}
    layout |= {"xaxis": {"range": [0, 1]}, "yaxis": {"range": [1, 0]}}
    foreign = Picture(go.Figure(data=[go.Box(x=[1], y=[1])], layout=layout), "", Table((), ()))
    with pytest.raises(ValueError, match="box"):
        to_svg(foreign, "x")


@pytest.mark.parametrize("which", hostile_records())
def test_any_plan_makes_a_picture_of_wishes_that_others_can_open(which: str) -> None:
    named = picture_of(hostile_report(which), "desired", WORDS)
    root = fromstring(svg(named))
    assert root.get("width") == str(named.picture.figure.layout.width)
    image = Image.open(io.BytesIO(png(named, "slide", WORDS)))
    assert image.width == 1920
    assert len(image.convert("L").getcolors(256) or []) > 1  # something is drawn


@pytest.mark.parametrize("code", ["da", "en"])
def test_a_file_says_what_it_shows(code: str) -> None:
    words, report = language(code), demo_report(code)
    title = picture_of(report, "involvement", words).title
    for part in (report.plan.name, words.date(report.assessment.day), "12", words.t("Fictional plan")):
        assert part in title


def test_print_is_as_fine_as_paper_needs() -> None:
    named = picture_of(demo_report(), "involvement", WORDS, "print")
    image = Image.open(io.BytesIO(png(named, "print", WORDS)))
    assert image.width == 3508
    assert image.height == pytest.approx(2480, abs=5)


def test_an_emoji_of_several_signs_is_taken_apart_where_it_would_be_a_box() -> None:
    written = " ".join(texts(fromstring(svg(picture_of(hostile_report("other writings"), "activities", WORDS)))))
    assert "Løb 🏃 og 👩🌾 have" in written


def test_a_long_name_is_cut_in_the_picture_and_whole_in_the_files_title() -> None:
    report = hostile_report("long names")
    root = fromstring(svg(picture_of(report, "involvement", WORDS)))
    assert report.plan.name in (root.findtext(f"{NAMESPACE}title") or "")
    (line,) = [text for text in texts(root) if text.startswith(WORDS.t("Phase by involvement"))]
    assert "…" in line
    assert WORDS.date(report.assessment.day) in line


def test_people_cannot_write_markup_into_a_picture() -> None:
    markup = svg(picture_of(hostile_report("other writings"), "activities", WORDS)).decode()
    assert "<b>" not in markup
    assert not re.search(r"<(script|image|a|foreignObject)\b", markup)

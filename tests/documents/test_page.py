"""The HTML file: the numbers of the screen, its words as text, and rules that let nothing in or out."""

import html
import json
import re
from html.parser import HTMLParser

import pytest

from ivac.charts.labels import OUTSIDE_ROWS
from ivac.documents.page import DRAW, interactive_page
from ivac.language import language
from ivac.model import PHASES
from tests.documents.making import demo_report, hostile_records, hostile_report


class Reader(HTMLParser):
    """The rows of the tables, the ids, and the scripts of a page."""

    def __init__(self, markup: bytes) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.open, self.attributes = "", {}
        self.feed(markup.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open, self.attributes = tag, dict(attrs)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
        elif tag == "script":
            self.scripts.append((dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self.open = ""

    def handle_data(self, data: str) -> None:
        if self.open in ("td", "th"):
            self.tables[-1][-1][-1] += data
        elif self.open == "script":
            attributes, said = self.scripts[-1]
            self.scripts[-1] = (attributes, said + data)


@pytest.mark.parametrize("code", ["da", "en"])
def test_the_tables_hold_the_numbers_of_the_summary(code: str) -> None:
    report, words = demo_report(code), language(code)
    involvement, activities, *_ = Reader(interactive_page(report, words)).tables

    _, *rows = involvement
    counts = [[int(cell.split(" ")[0]) for cell in row[1:]] for row in rows]
    levels = [level.id for level in reversed(report.scale.levels)]
    assert counts[: len(levels)] == [[phase.counts[level] for phase in report.summary.phases] for level in levels]
    outside = [[getattr(phase, answer) for phase in report.summary.phases] for answer in OUTSIDE_ROWS]
    assert counts[len(levels) :] == outside
    assert [row[0] for row in activities[1:]] == [activity.name for activity in report.activities]


def test_the_figures_are_those_of_the_two_pictures() -> None:
    report = demo_report()
    figures = [
        json.loads(said)
        for attributes, said in Reader(interactive_page(report, language("da"))).scripts
        if attributes.get("type") == "application/json"
    ]
    assert [len({tuple(cell) for cell in figure["data"][0]["customdata"]}) for figure in figures] == [
        len(PHASES) * len(report.scale.levels),
        len(PHASES) * len(report.activities),
    ]


@pytest.mark.parametrize("code", ["da", "en"])
def test_the_page_names_its_language_and_its_plan(code: str) -> None:
    report, words = demo_report(code), language(code)
    markup = interactive_page(report, words).decode()

    assert markup.startswith(f'<!DOCTYPE html>\n<html lang="{code}">')
    title = re.search("<title>(.*)</title>", markup)
    assert title
    assert report.plan.name in html.unescape(title[1])
    assert words.t("Fictional plan") in title[1]


def test_only_our_scripts_may_run_and_nothing_is_fetched() -> None:
    markup = interactive_page(demo_report(), language("da")).decode()
    head = markup[: markup.index("<style>")]

    assert "default-src 'none'" in head
    scripts = re.search(r"script-src ([^\"]*)\"", head)
    assert scripts
    assert re.fullmatch(r"('sha256-[\w+/]{43}=' ?){2}", scripts[1])
    assert "url(" not in markup[: markup.index("<script")]
    assert not re.search(r"<(link|img|iframe|script[^>]* src)", markup[: markup.index("<script>")])
    assert f"<script>{DRAW}</script>" in markup


@pytest.mark.parametrize("which", hostile_records())
def test_what_people_wrote_stays_text(which: str) -> None:
    report = hostile_report(which)
    read = Reader(interactive_page(report, language("da")))

    assert [row[0] for row in read.tables[1][1:]] == [activity.name for activity in report.activities]
    assert len(read.scripts) == 4

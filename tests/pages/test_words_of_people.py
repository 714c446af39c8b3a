"""What people write is shown as they wrote it, never read as Markdown, an icon, an arrow or a link."""

import re

import pytest

from ivac.ui.parts import WORD_JOINER, plain


def as_read(text: str) -> str:
    """What is left when Markdown has taken its escapes away and nothing else happens."""
    return re.sub(r"\\(.)", r"\1", text).replace(WORD_JOINER, "")


@pytest.mark.parametrize(
    "text",
    [
        "Åben café på torvet",
        "**fed** _og_ `kode`",
        "[klik](http://evil.example)",
        "&lt;b&gt;",
        "1. punkt",
        "$x^2$",
        "<b>",
    ],
)
def test_plain_text_reads_as_it_was_written(text: str) -> None:
    assert as_read(plain(text)) == text


@pytest.mark.parametrize("text", [":material/home:", ":red[x]", "a -> b", "a <= b", "a -- b", "http://evil.example"])
def test_nothing_is_left_that_acts_after_the_escapes_are_undone(text: str) -> None:
    undone = re.sub(r"\\(.)", r"\1", plain(text))

    assert not re.search(r":(material|red)|->|<=|--|://|www\.", undone)


def test_lines_and_indents_make_no_headings_or_code() -> None:
    assert "\n" not in plain("a\n===\n    b")

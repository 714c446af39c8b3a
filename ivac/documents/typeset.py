"""Sets pages with Typst: a template of this folder, data as JSON, pictures as SVG; out come PDF, SVG or PNG.

Templates hold shapes and no sentence; every text comes with the data, in the reader's language. Texts that people wrote
are data too, so nothing in them is ever read as markup. The fonts lie here: the same pages on every machine.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

FOLDER = Path(__file__).parent
TEMPLATES = FOLDER / "templates"
FONTS = FOLDER / "fonts"
MISSING_GLYPH = "could not be displayed"
"""How Typst says that no font of ours has a letter; PDF/UA does not allow that, other PDF does."""


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def to_pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The pages as a tagged PDF (PDF/UA-1); only a letter that no font of ours has takes it out of that standard."""
    compiler = _compiler(template, data)
    try:
        (made,) = _files(compiler.compile(format="pdf", pdf_standards=["ua-1"]))
    except typst.TypstError as error:
        if MISSING_GLYPH not in str(error):
            raise
        (made,) = _files(compiler.compile(format="pdf"))
    return made


def to_png(template: str, data: Mapping[str, Any], ppi: float) -> list[bytes]:
    """Each page as PNG, at so many pixels an inch."""
    return _files(_compiler(template, data).compile(format="png", ppi=ppi))


def _files(made: bytes | list[bytes] | None) -> list[bytes]:
    """What was compiled, one file or one a page; None would mean that it was written to disk."""
    return [made] if isinstance(made, bytes) else made or []


def _compiler(template: str, data: Mapping[str, Any]) -> typst.Compiler:
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    return typst.Compiler(TEMPLATES / template, root=TEMPLATES, font_paths=_fonts(), sys_inputs=inputs)

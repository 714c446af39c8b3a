"""An empty set of slides in the product's look, and what stands on every slide; all measures are in points.

python-pptx begins from a 4:3 file with eleven layouts. Here one layout is left, in 16:9, with real places for title,
foot and slide number: whoever edits the slides can move them all at once, and screen readers name each slide.
"""

import io
import textwrap
from datetime import date, datetime, time
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as PresentationFile
from pptx.slide import Slide, SlideLayout, SlideMaster
from pptx.text.text import TextFrame
from pptx.util import Pt

from ivac.exchange.text import without_controls
from ivac.language import Language
from ivac.palette import ACCENT, INK, MUTED, PAPER

WIDTH, HEIGHT = 960, 540
MARGIN = 40
BODY = (104, 502)
"""Where the body of a slide begins and ends, from the top."""
BODY_WIDTH = WIDTH - 2 * MARGIN

FONT = "Arial"
"""Slides cannot bring a font along as our other documents do. Windows and Mac have Arial, and LibreOffice sets it in
Liberation Sans, which is exactly as wide: lines break alike everywhere. Calibri has no such twin on many machines."""
LETTER, BOLD_LETTER = 0.58, 0.64
"""The width of a letter in font sizes: generous, since a machine without either font sets them in a wider one."""
LINE_HEIGHT = 1.2

TITLE, FOOT = PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.FOOTER
NUMBER = PP_PLACEHOLDER.SLIDE_NUMBER
PLACES = {
    TITLE: (MARGIN, 22, BODY_WIDTH, 52),
    FOOT: (MARGIN, 512, BODY_WIDTH - 60, 18),
    NUMBER: (WIDTH - MARGIN - 50, 512, 50, 18),
}
"""Left, top, width and height of what the layout has."""
FOOT_SIZE = 10
THEME = {
    'typeface="Calibri"': f'typeface="{FONT}"',
    '<a:sysClr val="windowText" lastClr="000000"/>': f'<a:srgbClr val="{INK[1:].upper()}"/>',
    '<a:srgbClr val="4F81BD"/>': f'<a:srgbClr val="{ACCENT[1:].upper()}"/>',
}
"""What our theme has in place of python-pptx's own: the font, the text's colour and the first of the colours."""
LOCALES = {"da": "da-DK", "en": "en-GB"}


def colour_of(hex_colour: str) -> RGBColor:
    """A colour of the palette as PowerPoint has it."""
    return RGBColor.from_string(hex_colour.lstrip("#").upper())


def fitted(
    text: str, width: float, height: float, largest: float, least: float = 9, bold: bool = False
) -> tuple[str, float]:
    """The text and the largest size at which it fits; at the least size it is shortened with … if need be."""
    letter = BOLD_LETTER if bold else LETTER
    flat = " ".join(without_controls(text).split())
    size = largest
    while True:
        letters = max(3, int(width / (letter * size)))
        lines = max(1, int(height / (LINE_HEIGHT * size)))
        broken = textwrap.wrap(flat, letters, break_on_hyphens=False)
        whole = all(len(word) <= letters for word in flat.split())
        if len(broken) <= lines and (whole or size <= least):
            return flat, size
        if size <= least:
            kept = " ".join(broken[:lines])
            return kept[: letters * lines - 1].rstrip() + "…", size
        size = max(least, size - 1)


def lines_of(text: str, width: float, size: float) -> int:
    """How many lines a text takes."""
    return max(1, len(textwrap.wrap(" ".join(text.split()), max(3, int(width / (LETTER * size))))))


class Deck:
    """The slides in the making; `foot` stands on every one. `day` is theirs as a file: python-pptx's own is in 2013."""

    def __init__(self, title: str, foot: str, day: date, language: Language) -> None:
        self.foot, self.language = foot, language
        self.file = Presentation()
        self.file.slide_width, self.file.slide_height = Pt(WIDTH), Pt(HEIGHT)
        del self.file.part._element.sldSz.attrib["type"]  # it says 4:3
        self.layout = _only_layout(self.file)
        about = self.file.core_properties
        about.title, about.language = without_controls(title), LOCALES[language.code]
        about.author = about.last_modified_by = ""
        about.created = about.modified = datetime.combine(day, time())

    def add(self, title: str, below: str = "") -> Slide:
        """A slide with its title, and a line of explanation below it."""
        slide = self.file.slides.add_slide(self.layout)
        text, size = fitted(title, BODY_WIDTH, PLACES[TITLE][3], 28, 15, bold=True)
        slide.shapes.title.text_frame.text = text
        set_type(slide.shapes.title.text_frame, size)
        self._add_foot(slide)
        if below:
            write(slide, below, (MARGIN, 74, BODY_WIDTH, 26), 13, colour=MUTED, name=self.language.t("Explanation"))
        return slide

    def _add_foot(self, slide: Slide) -> None:
        for place in self.layout.placeholders:
            if place.placeholder_format.type in (FOOT, NUMBER):
                slide.shapes.clone_placeholder(place)
        for shape in slide.placeholders:
            kind, paragraph = shape.placeholder_format.type, shape.text_frame.paragraphs[0]
            if kind == FOOT:
                paragraph.text = fitted(self.foot, PLACES[FOOT][2], PLACES[FOOT][3], FOOT_SIZE, FOOT_SIZE)[0]
                # LibreOffice gives a foot nothing of its master's type.
                paragraph.alignment = PP_ALIGN.LEFT
                set_type(shape.text_frame, FOOT_SIZE, MUTED)
                for run in paragraph.runs:
                    run.font.name = FONT
            elif kind == NUMBER:
                field = etree.SubElement(paragraph._p, qn("a:fld"), id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
                field.set("type", "slidenum")
                etree.SubElement(field, qn("a:rPr"))
                etree.SubElement(field, qn("a:t")).text = str(len(self.file.slides))

    def saved(self) -> bytes:
        """The file. Every text in it is marked as being in the deck's language, for spelling and for screen readers."""
        code = LOCALES[self.language.code]
        parts = [self.file.part, self.file.slide_master.part, self.layout.part]
        for slide in self.file.slides:
            parts += [slide.part, *([slide.notes_slide.part] if slide.has_notes_slide else [])]
        for part in parts:
            for run in part._element.iter(qn("a:r")):
                run.get_or_add_rPr()
            for looks in part._element.iter(qn("a:rPr"), qn("a:defRPr"), qn("a:endParaRPr")):
                looks.set("lang", code)
        made = io.BytesIO()
        self.file.save(made)
        return made.getvalue()


def write(
    slide: Slide, text: str, place: tuple[float, float, float, float], largest: float, *, colour: str = INK,
    bold: bool = False, name: str = "", least: float = 10,
) -> None:  # fmt: skip
    """Put a text into left, top, width, height, as large as fits."""
    box = slide.shapes.add_textbox(*(Pt(measure) for measure in place))
    box.name = name or box.name
    frame = box.text_frame
    frame.word_wrap = True
    without_margins(frame)
    text, size = fitted(text, place[2], place[3], largest, least, bold)
    frame.text = text
    set_type(frame, size, colour, bold)


def write_list(slide: Slide, texts: list[str], place: tuple[float, float, float, float], size: float) -> None:
    """Put texts into one box at left, top, width, height, a paragraph each."""
    box = slide.shapes.add_textbox(*(Pt(measure) for measure in place))
    frame = box.text_frame
    frame.word_wrap = True
    without_margins(frame)
    frame.text = "\n".join(without_controls(text) for text in texts)
    set_type(frame, size, INK, False)
    for paragraph in frame.paragraphs:
        paragraph.space_after = Pt(size / 2)


def set_type(frame: TextFrame, size: float, colour: str | None = None, bold: bool | None = None) -> None:
    """Set a text's size in points, and colour and weight where given: on its runs, since PowerPoint reads no others."""
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(size), bold
            if colour:
                run.font.color.rgb = colour_of(colour)


def without_margins(frame: TextFrame) -> None:
    """Let a text begin at the edge of its box."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)


def continued(title: str, number: int, of: int, language: Language) -> str:
    """A title that stays unique when one list takes several slides."""
    return f"{title} ({language.t('{part} of {whole}', part=number, whole=of)})" if of > 1 else title


def take_notes(slide: Slide, paragraphs: list[str]) -> None:
    """Give a slide its speaker notes."""
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:  # None only in a template without a place for notes, and ours has one
        frame.text = "\n".join(without_controls(text) for text in paragraphs)


def _only_layout(file: PresentationFile) -> SlideLayout:
    """The layout with a title alone, in the product's look; the others are taken out."""
    master = file.slide_master
    layout = file.slide_layouts.get_by_name("Title Only")
    if layout is None:
        raise LookupError("python-pptx has another template than the one we begin from")
    for other in [each for each in file.slide_layouts if each.name != layout.name]:
        file.slide_layouts.remove(other)
    theme: Any = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    for old, new in THEME.items():
        theme._blob = theme.blob.replace(old.encode(), new.encode())
    background = master.background.fill
    background.solid()
    background.fore_color.rgb = colour_of(PAPER)
    for shape in [*layout.placeholders, *master.placeholders]:
        if shape.placeholder_format.type not in PLACES:
            shape._element.getparent().remove(shape._element)
    for shape in master.placeholders:  # the layout follows its master
        kind = shape.placeholder_format.type
        shape.left, shape.top, shape.width, shape.height = (Pt(measure) for measure in PLACES[kind])
        without_margins(shape.text_frame)
    _set_type(master)
    return layout


def _set_type(master: SlideMaster) -> None:
    """Titles bold on the left, the foot small on the left; sizes in hundredths of a point."""
    for style in master._element.iter(qn("p:titleStyle")):
        first = style.find(qn("a:lvl1pPr"))
        first.set("algn", "l")
        first.find(qn("a:defRPr")).attrib.update({"sz": "2800", "b": "1"})
    for shape in master.placeholders:
        for first in shape._element.iter(qn("a:lvl1pPr")):
            first.set("algn", "l" if shape.placeholder_format.type == FOOT else "r")
            first.find(qn("a:defRPr")).set("sz", str(100 * FOOT_SIZE))

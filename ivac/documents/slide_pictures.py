"""A plan's pictures as native tables and a native chart, coloured as `ivac.charts` colours them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.slide import Slide
from pptx.util import Pt

from ivac.charts.labels import OUTSIDE_ROWS, answer_name, framed_words, key_name, outside_name
from ivac.charts.plan import involvement_words
from ivac.content import Scale
from ivac.documents.deck import BODY, BODY_WIDTH, MARGIN, colour_of
from ivac.documents.slide_tables import DASHED, FRAME, GAP, OUTLINE, Box, describe, draw_table, heads
from ivac.language import Language
from ivac.model import BLANK, DONT_KNOW, NOT_RELEVANT, PHASES, Activity, Cell, PhaseId
from ivac.palette import ACCENT, EDGE, INK, LINE, MUTED, PAPER, WHITE, count_colour, faded, level_colour, text_on
from ivac.report import Report
from ivac.summaries import FEW, PhaseSummary, PlanSummary

NAMES = 196
"""The width of the column that names the rows."""
DECIDING, BEGINNING = ACCENT, "#b9d1e6"
"""Of the profile's bars: a dark and a pale one, told apart in greyscale."""
KEYS_ACROSS, KEY_HEIGHT = 3, 17
HEAD_HEIGHT = 30
COLUMN = (BODY_WIDTH - NAMES) / len(PHASES)


def phase_names(language: Language) -> list[str]:
    """The six phases in order."""
    return [language.words.phases[phase].name for phase in PHASES]


def level_box(answer: str | None, scale: Scale, language: Language, on_purpose: bool = False, size: float = 13) -> Box:
    """A cell in its level's colour and short name; don't know, not relevant and blank unlike that and one another."""
    if answer is None:
        return Box(edge=OUTLINE)
    if answer == DONT_KNOW:
        return Box("?", WHITE, MUTED, size, edge=DASHED)
    if answer == NOT_RELEVANT:
        return Box("–", PAPER, MUTED, size, edge=OUTLINE, hatched=True)
    fill = level_colour(scale.level(answer).palette)
    short = language.words.scales[scale.id].levels[answer].short
    return Box(short, fill, text_on(fill), size, bold=True, edge=FRAME if on_purpose else GAP)


def short_size(scale: Scale, language: Language, width: float, height: float, largest: float) -> float:
    """The size at which every level's short name fits into a cell of this width and height."""
    shorts = [words.short for words in language.words.scales[scale.id].levels.values()]
    return heads(shorts, width, height, largest)[0].size


def draw_involvement(slide: Slide, summary: PlanSummary, language: Language) -> None:
    """Phase by involvement: how many activities stand where, and below how many have no level, and why."""
    largest = max((count for phase in summary.phases for count in phase.counts.values()), default=0)
    rows = [[Box(), Box(language.t("Level"), bold=True, left=True), *heads(phase_names(language), COLUMN, HEAD_HEIGHT)]]
    for level in reversed(summary.scale.levels):
        words = language.words.scales[summary.scale.id].levels[level.id]
        name = Box(words.name, size=15, left=True, below=words.detail)
        counts = (_count_box(phase, level.id, largest, language) for phase in summary.phases)
        rows.append([Box(fill=level_colour(level.palette)), name, *counts])
    said = [language.t("{part} of {whole}", part=phase.known, whole=phase.activities) for phase in summary.phases]
    rows.append(_said_below(language.t("Activities with a level"), said))
    for answer in OUTSIDE_ROWS:
        numbers = [str(getattr(phase, answer)) for phase in summary.phases]
        rows.append(_said_below(outside_name(answer, language), numbers))
    low = 18.0
    below = 1 + len(OUTSIDE_ROWS)
    tall = min(58.0, (BODY[1] - BODY[0] - HEAD_HEIGHT - below * low) / len(summary.scale.levels))
    heights = [HEAD_HEIGHT, *[tall] * len(summary.scale.levels), *[low] * below]
    widths = [12.0, NAMES - 12, *[COLUMN] * len(PHASES)]
    draw_table(
        slide, rows, widths, heights, (MARGIN, BODY[0]), language.t("Phase by involvement"),
        involvement_words(summary, language),
    )  # fmt: skip


def _count_box(phase: PhaseSummary, level: str, largest: int, language: Language) -> Box:
    count, on_purpose = phase.counts[level], phase.on_purpose[level]
    if count == 0:
        return Box("0", colour=MUTED, size=11, edge=OUTLINE)
    fill = count_colour(count / largest)
    if phase.known < FEW:
        fill = faded(fill)
    below = language.t("{count} on purpose", count=on_purpose) if on_purpose else ""
    edge = FRAME if on_purpose else GAP
    return Box(str(count), fill, text_on(fill), 20, bold=True, below=below, edge=edge)


def _said_below(name: str, texts: Iterable[str]) -> list[Box]:
    return [Box(), Box(name, colour=MUTED, size=11, left=True), *(Box(text, colour=MUTED, size=11) for text in texts)]


def draw_activities(slide: Slide, report: Report, activities: Sequence[Activity], language: Language) -> None:
    """Activities by phase, with its legend below."""
    t, keys = language.t, _keys(report.scale, language)
    legend = -(-len(keys) // KEYS_ACROSS) * KEY_HEIGHT
    tall = min(36.0, (BODY[1] - BODY[0] - HEAD_HEIGHT - legend - 10) / len(activities))
    size = short_size(report.scale, language, COLUMN, tall, 13)
    rows, chosen = [[Box(t("Activity"), bold=True, left=True), *heads(phase_names(language), COLUMN, HEAD_HEIGHT)]], []
    for activity in activities:
        cells = [report.cells.get((activity.id, phase), BLANK) for phase in PHASES]
        levels = [level_box(cell.answer, report.scale, language, cell.low_on_purpose, size) for cell in cells]
        rows.append([Box(activity.name, size=13, left=True), *levels])
        chosen += [
            f"{activity.name}, {language.words.phases[phase].name}"
            for phase, cell in zip(PHASES, cells, strict=True)
            if cell.low_on_purpose
        ]
    about = t("The activities’ levels, phase by phase")
    about += f". {t('Chosen on purpose')}: {'; '.join(chosen)}." if chosen else "."
    heights = [HEAD_HEIGHT, *[tall] * len(activities)]
    draw_table(
        slide, rows, [NAMES, *[COLUMN] * len(PHASES)], heights, (MARGIN, BODY[0]),
        t("Activities by phase"), about,
    )  # fmt: skip
    parts = [keys[start : start + KEYS_ACROSS] for start in range(0, len(keys), KEYS_ACROSS)]
    full = [[*part, *[Box()] * (KEYS_ACROSS - len(part))] for part in parts]
    draw_table(
        slide, full, [BODY_WIDTH / KEYS_ACROSS] * KEYS_ACROSS, [KEY_HEIGHT] * len(full),
        (MARGIN, BODY[0] + sum(heights) + 10),
        t("What the cells mean"), t("What the cells mean"), headed=False,
    )  # fmt: skip


def _keys(scale: Scale, language: Language) -> list[Box]:
    """What each look of a cell means."""

    def name(level: str) -> str:
        short, long = language.words.scales[scale.id].levels[level].short, key_name(level, scale, language)
        return long if long.startswith(short) else f"{short}: {long}"

    fills = {level.id: level_colour(level.palette) for level in scale.levels}
    levels = [Box(name(level), fill, text_on(fill), 10) for level, fill in fills.items()]
    return [
        *levels,
        Box(language.t("Framed: chosen on purpose"), WHITE, size=10, edge=FRAME),
        Box("? " + outside_name(DONT_KNOW, language), WHITE, MUTED, 10, edge=DASHED),
        Box("– " + outside_name(NOT_RELEVANT, language), PAPER, MUTED, 10, edge=OUTLINE, hatched=True),
        Box(outside_name(None, language), PAPER, MUTED, 10, edge=OUTLINE),
    ]


def draw_activity(
    slide: Slide, report: Report, activity: Activity, framed: Sequence[PhaseId], language: Language
) -> None:
    """One activity: its six phases now and as desired; the phases that are talked about stand out."""
    t, scale = language.t, report.scale
    cells = [report.cells.get((activity.id, phase), BLANK) for phase in PHASES]
    column = (BODY_WIDTH - 118) / len(PHASES)
    named = [
        replace(box, fill=ACCENT, colour=WHITE) if phase in framed else box
        for phase, box in zip(PHASES, heads(phase_names(language), column, 30, 13), strict=True)
    ]
    size = short_size(scale, language, column, 46, 15)
    now = [level_box(cell.answer, scale, language, cell.low_on_purpose, size) for cell in cells]
    rows = [
        [Box(), *named],
        [Box(t("How it is"), bold=True, left=True), *now],
        [Box(t("How we want it"), bold=True, left=True), *(_wish_box(cell, scale, language, size) for cell in cells)],
    ]
    told = [
        f"{name}: {answer_name(cell.answer, scale, language)}"
        for name, cell in zip(phase_names(language), cells, strict=True)
    ]
    about = f"{activity.name}. {'; '.join(told)}. {framed_words(framed, language)}"
    widths = [118.0, *[column] * len(PHASES)]
    draw_table(slide, rows, widths, [30, 46, 46], (MARGIN, BODY[0]), activity.name, about)


def _wish_box(cell: Cell, scale: Scale, language: Language, size: float) -> Box:
    if cell.desired is None:
        return Box(language.t("No wish stated"), colour=MUTED, size=10, edge=OUTLINE)
    return level_box(cell.desired, scale, language, size=size)


def draw_profile(slide: Slide, summary: PlanSummary, language: Language) -> None:
    """In how many activities residents take part in deciding, and take the initiative, phase by phase."""
    names = [
        f"{name} ({language.t('{part} of {whole}', part=phase.known, whole=phase.activities)})"
        for name, phase in zip(phase_names(language), summary.phases, strict=True)
    ]
    data = CategoryChartData(number_format="0")
    data.categories = names
    series = {
        language.t("Residents take part in the decision"): ([p.decision.part for p in summary.phases], DECIDING),
        language.t("Residents take the initiative"): ([p.initiative.part for p in summary.phases], BEGINNING),
    }
    for name, (numbers, _) in series.items():
        data.add_series(name, numbers)
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Pt(MARGIN), Pt(BODY[0]), Pt(BODY_WIDTH), Pt(BODY[1] - BODY[0]), data
    )
    told = [
        f"{name}: " + "; ".join(f"{phase}: {number}" for phase, number in zip(names, values, strict=True))
        for name, (values, _) in series.items()
    ]
    describe(frame, language.t("Profile"), ". ".join(told) + ".")
    chart = frame.chart
    chart.font.size, chart.font.color.rgb = Pt(12), colour_of(INK)
    chart.has_title = False
    chart.has_legend, chart.legend.position, chart.legend.include_in_layout = True, XL_LEGEND_POSITION.TOP, False
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = 0, max(summary.activities, 1)
    axis.major_unit = max(1, -(-summary.activities // 6))
    axis.major_gridlines.format.line.color.rgb = colour_of(LINE)
    axis.format.line.fill.background()
    axis.has_title = True
    axis.axis_title.text_frame.text = language.t("Activities")
    axis.axis_title.text_frame.paragraphs[0].font.size = Pt(12)
    chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    chart.category_axis.format.line.color.rgb = colour_of(EDGE)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap, plot.has_data_labels = 70, 0, True
    plot.data_labels.show_value = True
    plot.data_labels.font.size, plot.data_labels.font.bold = Pt(13), True
    for drawn, (_, colour) in zip(plot.series, series.values(), strict=True):
        drawn.invert_if_negative = False
        for place, phase in enumerate(summary.phases):
            fill = drawn.points[place].format
            fill.fill.solid()
            fill.fill.fore_color.rgb = colour_of(faded(colour) if phase.known < FEW else colour)
            fill.line.color.rgb = colour_of(DECIDING)
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = colour_of(colour)
        drawn.format.line.color.rgb = colour_of(DECIDING)

"""Checks what the shapes alone cannot: that ids exist, words are complete and orders make sense."""

from collections import Counter
from collections.abc import Collection

from ivac.content.check_parts import Faults, duplicates, paired, unknown
from ivac.content.demo_checks import check_demos
from ivac.content.pattern_schema import KINDS, SHAPES
from ivac.content.schema import COMBINATIONS, LISTS, Content, Level, Scale, Words
from ivac.content.shapes import Source
from ivac.content.talk_checks import check_talk, check_talk_words, talk_sources
from ivac.faults import Code, Fault
from ivac.model import PHASES


def check(content: Content) -> Faults:
    """Every fault of meaning in well-formed content."""
    faults: Faults = []
    for part in (_phases, _scales, _lists, _sources, check_demos, _patterns, check_talk):
        faults += part(content)
    for language, words in content.words.items():
        faults += _words(content, language, words)
        faults += check_talk_words(content, language, words)
    return faults


def _phases(content: Content) -> Faults:
    ids = tuple(phase.id for phase in content.phases)
    if ids == PHASES:
        return []
    return [Fault(Code.CONTENT_ORDER, {"file": "phases.toml", "where": "phases", "expected": ", ".join(PHASES)})]


def _scales(content: Content) -> Faults:
    faults: Faults = []
    ivac = content.scales["ivac"].level_ids
    for name, scale in content.scales.items():
        file = f"scales/{name}.toml"
        faults += duplicates(file, scale.level_ids)
        for level in scale.levels:
            faults += _level(file, name, level, ivac)
        places = [level.palette for level in scale.levels]
        if places != sorted(set(places)):
            values = {"file": file, "where": "palette", "expected": "rising from level to level"}
            faults.append(Fault(Code.CONTENT_ORDER, values))
    return faults


def _level(file: str, scale: str, level: Level, ivac: Collection[str]) -> Faults:
    faults = unknown(file, level.id, [level.ivac], ivac, "scales/ivac.toml")
    if (level.initiative, level.decides) not in COMBINATIONS:
        values = {"file": file, "where": level.id, "expected": "one of the model’s types of initiative and decision"}
        faults.append(Fault(Code.CONTENT_ORDER, values))
    if scale == "ivac":
        faults += paired(file, PHASES, level.example_sources, "phases.toml", f"{level.id}.example_sources.")
    elif level.ivac is None:
        faults.append(Fault(Code.CONTENT_KEY_MISSING, {"file": file, "where": level.id, "key": "ivac"}))
    return faults


def _lists(content: Content) -> Faults:
    faults: Faults = []
    for name in LISTS:
        faults += duplicates("lists.toml", content.lists.ids(name))
    areas = content.lists.ids("effort_areas")
    for item in content.lists.activity_types:
        faults += unknown("lists.toml", item.id, [item.effort_area], areas, "effort_areas")
    return faults


def _sources(content: Content) -> Faults:
    known = {document.id for document in content.documents}
    used: list[tuple[str, str, Source]] = [("phases.toml", phase.id, phase.source) for phase in content.phases]
    for name, scale in content.scales.items():
        used.append((f"scales/{name}.toml", name, scale.source))
        for level in scale.levels:
            sources = [level.source, *level.example_sources.values()]
            used += [(f"scales/{name}.toml", level.id, source) for source in sources]
    for name in LISTS:
        used += [("lists.toml", item.id, item.source) for item in getattr(content.lists, name)]
    used += talk_sources(content)
    used += [(f"demo/{demo.id}.toml", demo.id, demo.source) for demo in content.demos]
    used += [("patterns.toml", pattern.id, pattern.source) for pattern in content.patterns]
    faults: Faults = []
    for file, where, source in used:
        faults += unknown(file, where, [source.document], known, "sources.toml")
    return faults


def _patterns(content: Content) -> Faults:
    faults = duplicates("patterns.toml", (pattern.id for pattern in content.patterns))
    cards = [card.id for card in content.talk.cards]
    for pattern in content.patterns:
        faults += unknown("patterns.toml", pattern.id, pattern.cards, cards, "cards.toml")
    return faults


def _words(content: Content, language: str, words: Words) -> Faults:
    faults = paired(f"{language}/sources.toml", [d.id for d in content.documents], words.documents, "sources.toml")
    faults += paired(f"{language}/phases.toml", PHASES, words.phases, "phases.toml")
    for name, scale in content.scales.items():
        faults += _scale_words(f"{language}/scales/{name}.toml", scale, words)
    lists_file = f"{language}/lists.toml"
    faults += paired(lists_file, LISTS, words.lists, "lists.toml")
    for name in LISTS:
        faults += paired(lists_file, content.lists.ids(name), words.lists[name], "lists.toml", f"{name}.")
    registers = {item.register_id for name in LISTS for item in getattr(content.lists, name) if item.register_id}
    faults += paired(lists_file, registers, words.registers, "lists.toml", "registers.")
    return faults + _finding_words(content, f"{language}/patterns.toml", words)


def _finding_words(content: Content, file: str, words: Words) -> Faults:
    ids = [pattern.id for pattern in content.patterns]
    faults = paired(file, ids, words.findings.patterns, "patterns.toml", "patterns.")
    faults += paired(file, SHAPES, words.findings.shapes, "the program", "shapes.")
    faults += paired(file, PHASES, words.findings.phases, "phases.toml", "phases.")
    return faults + paired(file, KINDS, words.findings.kinds, "the program", "kinds.")


def _scale_words(file: str, scale: Scale, words: Words) -> Faults:
    texts = words.scales[scale.id]
    faults = paired(file, scale.level_ids, texts.levels, f"scales/{scale.id}.toml")
    for level_id, level in texts.levels.items():
        if texts.questions is not None and level.answer is None:
            faults.append(Fault(Code.CONTENT_KEY_MISSING, {"file": file, "where": level_id, "key": "answer"}))
        if level.examples or scale.id == "ivac":
            faults += paired(file, PHASES, level.examples, "phases.toml", f"{level_id}.examples.")
    for text, count in Counter(level.short for level in texts.levels.values()).items():
        if count > 1:
            values = {"file": file, "where": "short", "expected": f"different for each level, not twice “{text}”"}
            faults.append(Fault(Code.CONTENT_ORDER, values))
    return faults

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from ivac.content import FOLDER, Content, load, load_from
from ivac.content.schema import LANGUAGES, LISTS
from ivac.content.shapes import Source
from ivac.faults import Code, Fault, Refused
from ivac.language import language
from ivac.model import PHASES

# What stands in content/


def within(value: object) -> Iterator[object]:
    """The value and everything inside it."""
    yield value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from within(getattr(value, name))
    elif isinstance(value, dict):
        for each in value.values():
            yield from within(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from within(each)


def places(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every text, number or flag inside the value, with the way to it."""
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, dict):
        for name, each in value.items():
            yield from places(each, f"{path}/{name}")
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from places(each, f"{path}/{number}")
    else:
        yield path, value


def test_the_content_is_spoken_in_danish_and_english():
    assert set(load().words) == {"da", "en"} == set(LANGUAGES)


def test_both_languages_have_a_text_in_the_same_places():
    filled = {
        code: {path for path, text in places(words) if text not in ("", None)} for code, words in load().words.items()
    }
    # A detail or an explaining sentence may be needed in one language alone; a question more or less may not.
    optional = re.compile(r"^/(lists|registers)/.*/sentence$|/detail$")
    only_one = [path for path in filled["da"] ^ filled["en"] if not optional.search(path)]
    assert only_one == []


def test_sentences_are_translated_not_copied():
    da, en = (dict(places(load().words[code])) for code in ("da", "en"))
    copied = [path for path, text in da.items() if str(text).endswith((".", "?")) and text == en[path]]
    assert copied == []


def test_the_six_phases_stand_in_their_order():
    expected = ("knowledge", "ideas", "planning", "implementation", "anchoring", "evaluation")
    assert tuple(phase.id for phase in load().phases) == expected == PHASES


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("phase", PHASES)
def test_each_phase_is_told_whole(code, phase):
    words = load().words[code].phases[phase]
    assert all([words.name, words.short, words.definition, words.when, words.example])
    assert all(question.endswith("?") for question in words.questions)


@pytest.mark.parametrize(
    ("scale", "levels", "ordinal"), [("ivac", 5, False), ("hart", 8, True), ("volunteers", 6, True)]
)
def test_the_three_scales(scale, levels, ordinal):
    found = load().scales[scale]
    assert (found.id, len(found.levels), found.ordinal, found.version) == (scale, levels, ordinal, 1)
    assert len(load().scales) == 3


# DESIGN.md section 3, row by row: initiative, who decides, and the level of IVAC(E).
MAPPING = [
    ("ivac", "not_involved", "professionals", "professionals", None),
    ("ivac", "informed", "professionals", "professionals", None),
    ("ivac", "professional_joint", "professionals", "together", None),
    ("ivac", "resident_joint", "residents", "together", None),
    ("ivac", "resident_decide", "residents", "residents", None),
    ("hart", "manipulation", "professionals", "professionals", "not_involved"),
    ("hart", "decoration", "professionals", "professionals", "not_involved"),
    ("hart", "tokenism", "professionals", "professionals", "not_involved"),
    ("hart", "assigned_informed", "professionals", "professionals", "informed"),
    ("hart", "consulted_informed", "professionals", "professionals", "informed"),
    ("hart", "professional_joint", "professionals", "together", "professional_joint"),
    ("hart", "resident_decide", "residents", "residents", "resident_decide"),
    ("hart", "resident_joint", "residents", "together", "resident_joint"),
    ("volunteers", "limited", "professionals", "professionals", "informed"),
    ("volunteers", "input", "professionals", "professionals", "informed"),
    ("volunteers", "development", "professionals", "together", "professional_joint"),
    ("volunteers", "plan_coordinates", "residents", "together", "resident_joint"),
    ("volunteers", "needs_support", "residents", "residents", "resident_decide"),
    ("volunteers", "needs_money", "residents", "residents", "resident_decide"),
]


def test_every_level_stands_where_the_mapping_puts_it():
    found = [
        (scale.id, level.id, level.initiative, level.decides, level.ivac)
        for scale in load().scales.values()
        for level in scale.levels
    ]
    assert found == MAPPING


def test_a_level_shares_its_dimensions_with_the_ivac_level_it_is_mapped_to():
    ivac = load().scales["ivac"]
    for scale in (load().scales["hart"], load().scales["volunteers"]):
        for level in scale.levels:
            twin = ivac.level(str(level.ivac))
            assert (level.initiative, level.decides) == (twin.initiative, twin.decides), level.id


def test_the_rough_matches_are_marked_approximate():
    apparent = {"manipulation", "decoration", "tokenism"}
    marked = {level.id for level in load().scales["hart"].levels if level.approximate}
    assert marked >= apparent
    assert not any(level.approximate for level in load().scales["ivac"].levels)


@pytest.mark.parametrize(
    ("name", "register", "count"),
    [
        ("effort_areas", "cfbu", 8),
        ("effort_areas", "lbf_2011", 9),
        ("effort_areas", "lbf_2015", 4),
        ("activity_types", "cfbu", 43 + 1),  # and "other"
        ("activity_types", "steno", 7),
        ("target_groups", None, 9),
        ("staff_roles", None, 4),
    ],
)
def test_the_lists_hold_what_the_registers_hold(name, register, count):
    items = getattr(load().lists, name)
    assert Counter(item.register_id for item in items)[register] == count


def test_one_activity_type_is_for_whatever_fits_none():
    assert load().lists.ids("activity_types").count("other") == 1


def test_every_register_item_says_its_area():
    items = [item for item in load().lists.activity_types if item.register_id == "cfbu" and item.id != "other"]
    areas = {item.id for item in load().lists.effort_areas if item.register_id == "cfbu"}
    assert {item.effort_area for item in items} == areas


def test_everything_has_a_source_that_exists_and_names_its_chapter():
    content = load()
    known = {document.id for document in content.documents}
    sources = [each for each in within(content) if isinstance(each, Source)]
    assert len(sources) > 100
    assert {source.document for source in sources} <= known
    assert [source for source in sources if source.document != "own" and not source.chapter] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_ivac_level_has_an_example_in_each_phase_with_its_source(code):
    words = load().words[code].scales["ivac"].levels
    for level in load().scales["ivac"].levels:
        assert tuple(words[level.id].examples) == PHASES
        assert tuple(level.example_sources) == PHASES


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_two_examples_of_a_scale_are_the_same(code):
    levels = load().words[code].scales["ivac"].levels.values()
    texts = [text for level in levels for text in level.examples.values()]
    assert len(set(texts)) == len(texts) == 30


# What residents read

# Words of the trade that a resident should not have to know; the start of a word is enough.
TRADE = {
    "da": (
        "forank inddrag initiativ evaluer samskab professionel gennemfør koordin informer konsulter symbolsk "
        "indsats proces medinddrag deltagelse fase niveau vidensindsam"
    ),
    "en": (
        "anchor involve initiative evaluat co-creat cocreat professional implement coordinat inform consult token "
        "stakeholder process participat phase level gathering"
    ),
}
WE = {"da": r"\b(vi|os) beboere\b", "en": r"\b(we|us) residents\b"}
STAFF = {"da": "medarbejderne", "en": "the staff"}
WE_BEGAN = {"da": "Vi beboere satte gang i det", "en": "We residents got it going"}
WITH = {"da": "sammen med", "en": "together with"}


def to_residents(code: str) -> dict[str, str]:
    """Everything that residents read in this language, by its place."""
    return {
        path: str(text)
        for path, text in places(load().words[code])
        if re.search(r"/phases/\w+/resident/\w+$|/levels/\w+/resident$", path)
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_residents_have_words_of_their_own_for_every_phase_and_level(code):
    expected = {f"/phases/{phase}/resident/{text}" for phase in PHASES for text in ("name", "question")}
    for scale in load().scales.values():
        expected |= {f"/scales/{scale.id}/levels/{level}/resident" for level in scale.level_ids}
    found = to_residents(code)
    assert set(found) == expected
    assert all(found.values())


@pytest.mark.parametrize("code", LANGUAGES)
def test_residents_meet_no_word_of_the_trade(code):
    trade = re.compile(rf"\b({'|'.join(TRADE[code].split())})", re.IGNORECASE)
    assert [text for text in to_residents(code).values() if trade.search(text)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_phases_are_told_apart_by_the_words_residents_read(code):
    phases = [words.resident for words in load().words[code].phases.values()]
    assert len({phase.name for phase in phases}) == len({phase.question for phase in phases}) == len(PHASES)
    assert all(phase.question.endswith("?") for phase in phases)
    assert not any(phase.name.endswith((".", "?")) for phase in phases)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("scale", load().scales)
def test_levels_are_told_apart_by_the_words_residents_read(code, scale):
    texts = [words.resident for words in load().words[code].scales[scale].levels.values()]
    assert len(set(texts)) == len(texts)
    assert all(text.endswith(".") for text in texts)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("scale", load().scales)
def test_a_residents_sentence_says_who_began_and_who_decided(code, scale):
    for level in load().scales[scale].levels:
        text = load().words[code].scales[scale].levels[level.id].resident
        assert re.search(WE[code], text, re.IGNORECASE), text
        assert text.startswith(WE_BEGAN[code]) == (level.initiative == "residents"), text
        # “Together” without saying with whom would be the residents among themselves.
        assert (WITH[code] in text) == (level.decides == "together"), text
        assert level.decides == "residents" or STAFF[code] in text.lower(), text


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_same_level_in_two_scales_is_said_the_same_to_residents(code):
    scales = load().words[code].scales
    for level in ("professional_joint", "resident_joint", "resident_decide"):
        assert scales["hart"].levels[level].resident == scales["ivac"].levels[level].resident


# What is said when content/ is broken

Edit = Callable[[Path], None]


def swap(pattern: str, replacement: str, count: int = 1) -> Edit:
    """Replace the first match of a pattern (or so many); the pattern must be there."""

    def edit(file: Path) -> None:
        text, done = re.subn(pattern, replacement, file.read_text(encoding="utf-8"), count=count, flags=re.DOTALL)
        assert done, f"{pattern} is not in {file}"
        file.write_text(text, encoding="utf-8")

    return edit


def append(text: str) -> Edit:
    return lambda file: file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def prepend(text: str) -> Edit:
    return lambda file: file.write_text(text + file.read_text(encoding="utf-8"), encoding="utf-8")


def delete(file: Path) -> None:
    file.unlink()


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def in_windows_letters(file: Path) -> None:
    file.write_bytes(file.read_text(encoding="utf-8").encode("cp1252", errors="replace"))


def broken(tmp_path: Path, *edits: tuple[str, Edit]) -> tuple[Fault, ...]:
    """The faults found in a copy of the content after these edits."""
    folder = tmp_path / "content"
    shutil.copytree(FOLDER, folder)
    for file, edit in edits:
        edit(folder / file)
    with pytest.raises(Refused) as refused:
        load_from(folder)
    return refused.value.faults


LEVEL_WORDS = """
[levels.ninth]
name = "Niende"
detail = ""
short = "Niende"
sentence = "Et trin til."
resident = "Vi beboere gik et trin til."
"""
ITEM = '\n[[aims]]\nid = "with_luck"\nsource = { document = "own", chapter = "" }\n'

# The file that is edited, how, the code, the file that is named, and what the sentence must name in it.
FAULTS: dict[str, tuple[str, Edit, Code, str, str]] = {
    "a missing file": ("en/phases.toml", delete, Code.CONTENT_MISSING, "en/phases.toml", ""),
    "a missing scale": ("scales/hart.toml", delete, Code.CONTENT_MISSING, "scales/hart.toml", ""),
    "a folder where a file should be": ("da/phases.toml", a_folder, Code.CONTENT_MISSING, "da/phases.toml", ""),
    "broken TOML": ("scales/hart.toml", append("\nid = = 1\n"), Code.CONTENT_NOT_TOML, "scales/hart.toml", "line"),
    "wrong letters": ("da/lists.toml", in_windows_letters, Code.CONTENT_NOT_TOML, "da/lists.toml", "utf-8"),
    "no phases at all": (
        "phases.toml", swap(r"\[\[phases\]\]", "[[stages]]", 6), Code.CONTENT_KEY_MISSING, "phases.toml", "phases",
    ),
    "an unknown key": (
        "scales/hart.toml", swap(r'id = "tokenism"\n', 'id = "tokenism"\ncolour = "red"\n'),
        Code.CONTENT_KEY_UNKNOWN, "scales/hart.toml", "tokenism: “colour”",
    ),
    "an unknown key in words": (
        "en/phases.toml", swap(r"\[ideas\]\n", '[ideas]\nlong = "Ideas"\n'),
        Code.CONTENT_KEY_UNKNOWN, "en/phases.toml", "ideas: “long”",
    ),
    "an unknown key beside the phases": (
        "phases.toml", prepend("extra = 1\n"), Code.CONTENT_KEY_UNKNOWN, "phases.toml", "“extra”",
    ),
    "an unknown key beside the sources": (
        "sources.toml", prepend("extra = 1\n"), Code.CONTENT_KEY_UNKNOWN, "sources.toml", "“extra”",
    ),
    "a missing key": (
        "scales/volunteers.toml", swap(r"ordinal = true\n", ""),
        Code.CONTENT_KEY_MISSING, "scales/volunteers.toml", "ordinal",
    ),
    "a missing text": (
        "da/phases.toml", swap(r'(\[planning\].*?)when = "[^\n]*\n', r"\1"),
        Code.CONTENT_KEY_MISSING, "da/phases.toml", "planning: “when”",
    ),
    "a phase without a resident's words": (
        "da/phases.toml", swap(r"\[planning\.resident\].*?(?=\n\[)", ""),
        Code.CONTENT_KEY_MISSING, "da/phases.toml", "planning: “resident”",
    ),
    "a phase without its question to residents": (
        "en/phases.toml", swap(r'(\[ideas\.resident\].*?)question = "[^\n]*\n', r"\1"),
        Code.CONTENT_KEY_MISSING, "en/phases.toml", "ideas.resident: “question”",
    ),
    "a level without a resident's sentence": (
        "da/scales/hart.toml", swap(r'(\[levels\.tokenism\].*?)resident = "[^\n]*\n', r"\1"),
        Code.CONTENT_KEY_MISSING, "da/scales/hart.toml", "levels.tokenism: “resident”",
    ),
    "a wrong type": (
        "scales/ivac.toml", swap(r"version = 1\b", 'version = "one"'),
        Code.CONTENT_VALUE, "scales/ivac.toml", "version",
    ),
    "a value that is no choice": (
        "scales/hart.toml", swap(r'(id = "decoration"\ninitiative = )"professionals"', r'\1"nobody"'),
        Code.CONTENT_VALUE, "scales/hart.toml", "decoration.initiative",
    ),
    "a place beyond the colour path": (
        "scales/ivac.toml", swap(r"palette = 1.0", "palette = 1.5"),
        Code.CONTENT_VALUE, "scales/ivac.toml", "resident_decide.palette",
    ),
    "a too long short name": (
        "da/scales/hart.toml", swap(r'(\[levels\.decoration\].*?short = )"[^"]*"', r'\1"Pynt, og ikke andet"'),
        Code.CONTENT_VALUE, "da/scales/hart.toml", "levels.decoration.short",
    ),
    "a too long phase": (
        "en/phases.toml", swap(r'(\[anchoring\].*?short = )"[^"]*"', r'\1"Anchoring it"'),
        Code.CONTENT_VALUE, "en/phases.toml", "anchoring.short",
    ),
    "an empty text": (
        "en/scales/volunteers.toml", swap(r'(\[levels\.input\].*?sentence = )"[^"]*"', r'\1"  "'),
        Code.CONTENT_VALUE, "en/scales/volunteers.toml", "levels.input.sentence",
    ),
    "an unlikely year": (
        "demo/randers.toml", swap(r"start_year = \d+", "start_year = 13"),
        Code.CONTENT_VALUE, "demo/randers.toml", "start_year",
    ),
    "the same level twice": (
        "scales/hart.toml", swap(r'id = "decoration"', 'id = "manipulation"'),
        Code.CONTENT_DUPLICATE, "scales/hart.toml", "manipulation",
    ),
    "the same list item twice": (
        "lists.toml", swap(r'id = "social_life"', 'id = "children_youth"'),
        Code.CONTENT_DUPLICATE, "lists.toml", "children_youth",
    ),
    "the same demo activity twice": (
        "demo/randers.toml", swap(r'id = "open_cafe"', 'id = "chess_club"'),
        Code.CONTENT_DUPLICATE, "demo/randers.toml", "chess_club",
    ),
    "an unknown level of IVAC(E)": (
        "scales/hart.toml", swap(r'ivac = "informed"', 'ivac = "told"'),
        Code.CONTENT_UNKNOWN_ID, "scales/hart.toml", "assigned_informed: ",
    ),
    "a scale with another id than its file": (
        "scales/hart.toml", swap(r'id = "hart"', 'id = "heart"'),
        Code.CONTENT_UNKNOWN_ID, "scales/hart.toml", "“heart”",
    ),
    "a demo plan with another id than its file": (
        "demo/randers.toml", swap(r'id = "randers"', 'id = "x"'), Code.CONTENT_UNKNOWN_ID, "demo/randers.toml", "“x”",
    ),
    "a level that corresponds to none of IVAC(E)": (
        "scales/hart.toml", swap(r'ivac = "informed"\n', ""),
        Code.CONTENT_KEY_MISSING, "scales/hart.toml", "assigned_informed: “ivac”",
    ),
    "a combination that is no type of the model": (
        "scales/hart.toml", swap(r'(id = "decoration".*?decides = )"professionals"', r'\1"residents"'),
        Code.CONTENT_ORDER, "scales/hart.toml", "decoration",
    ),
    "an unknown document": (
        "scales/volunteers.toml", swap(r'document = "001"', 'document = "404"'),
        Code.CONTENT_UNKNOWN_ID, "scales/volunteers.toml", "404",
    ),
    "an unknown document behind an example": (
        "scales/ivac.toml", swap(r'evaluation = \{ document = "004"', 'evaluation = { document = "404"'),
        Code.CONTENT_UNKNOWN_ID, "scales/ivac.toml", "404",
    ),
    "an unknown area of a type": (
        "lists.toml", swap(r'effort_area = "health"', 'effort_area = "wealth"'),
        Code.CONTENT_UNKNOWN_ID, "lists.toml", "wealth",
    ),
    "an unknown level of a demo plan": (
        "demo/solgaarden.toml", swap(r'knowledge = "informed"', 'knowledge = "told"'),
        Code.CONTENT_UNKNOWN_ID, "demo/solgaarden.toml", "running_club_men: ",
    ),
    "an unknown group of a demo plan": (
        "demo/solgaarden.toml", swap(r'target_groups = \["men"\]', 'target_groups = ["martians"]'),
        Code.CONTENT_UNKNOWN_ID, "demo/solgaarden.toml", "martians",
    ),
    "an unknown scale of a demo plan": (
        "demo/randers.toml", swap(r'scale = "ivac"', 'scale = "stars"'),
        Code.CONTENT_UNKNOWN_ID, "demo/randers.toml", "stars",
    ),
    "a level without words": (
        "en/scales/hart.toml", swap(r"\[levels\.tokenism\].*?(?=\n\[)", ""),
        Code.CONTENT_NO_WORDS, "en/scales/hart.toml", "tokenism",
    ),
    "a list item without words": ("lists.toml", append(ITEM), Code.CONTENT_NO_WORDS, "da/lists.toml", "aims.with_luck"),
    "words for no level": (
        "da/scales/hart.toml", append(LEVEL_WORDS), Code.CONTENT_WORDS_WITHOUT, "da/scales/hart.toml", "ninth",
    ),
    "words for no list": (
        "en/lists.toml", append('\n[moods.good]\nname = "Good"\nsentence = ""\n'),
        Code.CONTENT_WORDS_WITHOUT, "en/lists.toml", "moods",
    ),
    "a missing example": (
        "en/scales/ivac.toml", swap(r'(\[levels\.informed\.examples\].*?)planning = "[^\n]*\n', r"\1"),
        Code.CONTENT_NO_WORDS, "en/scales/ivac.toml", "informed.examples.planning",
    ),
    "no example at all": (
        "en/scales/ivac.toml", swap(r"\[levels\.informed\.examples\].*?(?=\n\[|\Z)", ""),
        Code.CONTENT_NO_WORDS, "en/scales/ivac.toml", "informed.examples.knowledge",
    ),
    "an example without its source": (
        "scales/ivac.toml", swap(r'(id = "informed".*?)planning = \{[^\n]*\n', r"\1"),
        Code.CONTENT_NO_WORDS, "scales/ivac.toml", "informed.example_sources.planning",
    ),
    "a missing second touch": (
        "da/scales/ivac.toml", swap(r'(\[levels\.resident_joint\].*?)answer = "[^\n]*\n', r"\1"),
        Code.CONTENT_KEY_MISSING, "da/scales/ivac.toml", "resident_joint: “answer”",
    ),
    "a palette that does not rise": (
        "scales/volunteers.toml", swap(r"palette = 0.2\b", "palette = 0.9"),
        Code.CONTENT_ORDER, "scales/volunteers.toml", "palette",
    ),
    "phases in another order": (
        "phases.toml", swap(r'"knowledge"(.*?)"ideas"', r'"ideas"\1"knowledge"'),
        Code.CONTENT_ORDER, "phases.toml", "knowledge, ideas",
    ),
    "the same pattern twice": (
        "patterns.toml", swap(r'id = "steady"', 'id = "drop"'), Code.CONTENT_DUPLICATE, "patterns.toml", "drop",
    ),
    "an unknown document behind a pattern": (
        "patterns.toml", swap(r'document = "000"', 'document = "404"'),
        Code.CONTENT_UNKNOWN_ID, "patterns.toml", "404",
    ),
    "a pattern with a card that is not there": (
        "patterns.toml", swap(r'cards = \["too_much"\]', 'cards = ["too_few"]'),
        Code.CONTENT_UNKNOWN_ID, "patterns.toml", "too_few",
    ),
    "our own reading in a study's name": (
        "patterns.toml", swap(r'(id = "steady".*?certainty = )"study"', r'\1"own"'),
        Code.CONTENT_VALUE, "patterns.toml", "patterns.steady",
    ),
    "a pattern without words": (
        "en/patterns.toml", swap(r"\[patterns\.steady\].*?(?=\n\[)", ""),
        Code.CONTENT_NO_WORDS, "en/patterns.toml", "patterns.steady",
    ),
    "words for no pattern": (
        "da/patterns.toml", swap(r"\[patterns\.steady\]", "[patterns.stady]"),
        Code.CONTENT_WORDS_WITHOUT, "da/patterns.toml", "patterns.stady",
    ),
    "a shape without words": (
        "da/patterns.toml", swap(r"\[shapes\.fading\].*?(?=\n\[)", ""),
        Code.CONTENT_NO_WORDS, "da/patterns.toml", "shapes.fading",
    ),
    "a phase without its name in a sentence": (
        "da/patterns.toml", swap(r'\nideas = "[^\n]*', ""),
        Code.CONTENT_NO_WORDS, "da/patterns.toml", "phases.ideas",
    ),
    "a kind without its reason": (
        "en/patterns.toml", swap(r'\ngap = "[^\n]*', ""), Code.CONTENT_NO_WORDS, "en/patterns.toml", "kinds.gap",
    ),
    "a place that nothing fills": (
        "en/patterns.toml", swap(r"\{next\}", "{after}"),
        Code.CONTENT_VALUE, "en/patterns.toml", "patterns.drop.sentence",
    ),
    "an unknown level of a demo plan's earlier round": (
        "demo/solgaarden.toml", swap(r'(earlier\.levels\]\nknowledge = )"informed"', r'\1"told"'),
        Code.CONTENT_UNKNOWN_ID, "demo/solgaarden.toml", "running_club_men: ",
    ),
    "an earlier round that is not earlier": (
        "demo/solgaarden.toml", swap(r"earlier = 2025", "earlier = 2027"),
        Code.CONTENT_ORDER, "demo/solgaarden.toml", "earlier",
    ),
    "an earlier round without its day": (
        "demo/solgaarden.toml", swap(r"earlier = 2025-03-13\n", ""),
        Code.CONTENT_KEY_MISSING, "demo/solgaarden.toml", "running_club_men",
    ),
    "a step of an unknown activity": (
        "demo/solgaarden.toml", swap(r'activity = "square_cafe"', 'activity = "square_dance"'),
        Code.CONTENT_UNKNOWN_ID, "demo/solgaarden.toml", "square_dance",
    ),
    "a step to an unknown level": (
        "demo/solgaarden.toml", swap(r'to_level = "professional_joint"', 'to_level = "dont_know"'),
        Code.CONTENT_UNKNOWN_ID, "demo/solgaarden.toml", "ask_gardeners",
    ),
    "the same step twice": (
        "demo/solgaarden.toml", swap(r'id = "cafe_hours"', 'id = "walk_together"'),
        Code.CONTENT_DUPLICATE, "demo/solgaarden.toml", "walk_together",
    ),
    "a step without words": (
        "en/demo/solgaarden.toml", swap(r"\[steps\.walk_together\][^\[]*", ""),
        Code.CONTENT_NO_WORDS, "en/demo/solgaarden.toml", "steps.walk_together",
    ),
    "a dropped step without a reason": (
        "da/demo/solgaarden.toml", swap(r"dropped_because = .*\n", ""),
        Code.CONTENT_KEY_MISSING, "da/demo/solgaarden.toml", "steps.cafe_hours",
    ),
    "a reason for a step that was not dropped": (
        "da/demo/solgaarden.toml", swap(r"(\[steps\.walk_together\]\n)", r'\1dropped_because = "Tid"\n'),
        Code.CONTENT_KEY_UNKNOWN, "da/demo/solgaarden.toml", "steps.walk_together",
    ),
    "an unknown actor of a demo plan": (
        "demo/havnekvarteret.toml", swap(r'"residents_boards"', '"martians"'),
        Code.CONTENT_UNKNOWN_ID, "demo/havnekvarteret.toml", "martians",
    ),
    "two levels with one short name": (
        "en/scales/hart.toml", swap(r'(\[levels\.decoration\].*?short = )"[^"]*"', r'\1"Tokenism"'),
        Code.CONTENT_ORDER, "en/scales/hart.toml", "Tokenism",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("edited", "edit", "code", "file", "named"), FAULTS.values(), ids=FAULTS)
def test_a_fault_in_the_content_is_told_by_file_and_place(tmp_path, edited, edit, code, file, named):
    faults = broken(tmp_path, (edited, edit))

    (fault, *_) = [each for each in faults if each.code is code and each.values["file"] == file]
    for speech in map(language, LANGUAGES):
        sentence = fault.text(speech)
        assert sentence.startswith(file)
        assert named in sentence
        assert not re.search(r"\{\w+\}", sentence)


def test_one_fault_in_the_content_is_told_once(tmp_path):
    faults = broken(tmp_path, ("scales/volunteers.toml", swap(r"palette = 0.2\b", "palette = 0.9")))
    assert [fault.code for fault in faults] == [Code.CONTENT_ORDER]


def test_faults_of_form_in_different_files_are_told_together(tmp_path):
    faults = broken(
        tmp_path,
        ("scales/hart.toml", swap(r"version = 1\b", "version = 0")),
        ("en/phases.toml", delete),
        ("da/lists.toml", append("\n[x")),
    )
    assert {(fault.code, fault.values["file"]) for fault in faults} == {
        (Code.CONTENT_VALUE, "scales/hart.toml"),
        (Code.CONTENT_MISSING, "en/phases.toml"),
        (Code.CONTENT_NOT_TOML, "da/lists.toml"),
    }


def test_faults_of_meaning_in_different_files_are_told_together(tmp_path):
    faults = broken(
        tmp_path,
        ("scales/volunteers.toml", swap(r"palette = 0.2\b", "palette = 0.9")),
        ("da/scales/hart.toml", append(LEVEL_WORDS)),
    )
    assert {(fault.code, fault.values["file"]) for fault in faults} == {
        (Code.CONTENT_ORDER, "scales/volunteers.toml"),
        (Code.CONTENT_WORDS_WITHOUT, "da/scales/hart.toml"),
    }


def test_an_untouched_copy_is_the_same_content(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "content")
    copied = load_from(tmp_path / "content")
    assert isinstance(copied, Content)
    assert copied == load()


def test_a_level_that_a_scale_does_not_have_is_not_found():
    with pytest.raises(KeyError, match="martian"):
        load().scales["ivac"].level("martian")


def test_every_list_can_be_asked_for_its_ids():
    assert all(load().lists.ids(name) for name in LISTS)

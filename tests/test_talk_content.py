"""What helps a room talk and move on: it is whole in both languages, sourced, and its faults are told by place."""

import re

import pytest

from ivac.content import load
from ivac.content.schema import LANGUAGES
from ivac.faults import Code
from ivac.language import language
from ivac.model import PHASES
from ivac.ui import registry
from tests.test_content import Edit, append, broken, delete, swap

TALK = load().talk
LEVELS = load().scales["ivac"].level_ids

# What stands in content/


@pytest.mark.parametrize("phase", PHASES)
def test_every_phase_has_cards_and_questions_of_the_checklist(phase):
    assert len(TALK.cards_for(phase)) >= 2
    assert all(phase in card.phases for card in TALK.cards_for(phase))
    assert len(TALK.checklist_for(phase)) >= 2
    assert all(phase in check.phases for check in TALK.checklist_for(phase))


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("level", LEVELS[:-1])
def test_every_phase_has_a_move_from_every_level_but_the_last(phase, level):
    found = TALK.moves_from(phase, level)
    assert found
    assert {(move.phase, move.level) for move in found} == {(phase, level)}


@pytest.mark.parametrize("phase", PHASES)
def test_nothing_is_suggested_where_no_level_follows(phase):
    assert TALK.moves_from(phase, LEVELS[-1]) == ()


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_move_is_one_sentence_of_its_own(code):
    words = load().words[code].talk.moves
    assert len(set(words.values())) == len(words)
    assert [text for text in words.values() if text.count(".") != 1 or not text.endswith(".")] == []


# A move says what to do, so it begins with the doing, not with who does it.
NO_VERB = {
    "da": r"(I|Vi|Du|Man|At|Det|Den|En|Et|Beboer\w*|Medarbejder\w*)\b",
    "en": r"(You|We|It|To|The|A|Residents|Staff)\b",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_move_begins_with_what_to_do(code):
    assert [text for text in load().words[code].talk.moves.values() if re.match(NO_VERB[code], text)] == []


def test_the_checklist_has_its_26_questions_under_five_printed_headings():
    groups = [check.group for check in TALK.checklist]
    assert [groups.count(group) for group in dict.fromkeys(groups)] == [5, 5, 6, 5, 5]
    assert groups == sorted(groups, key=list(dict.fromkeys(groups)).index)
    printed = load().words["da"].talk.checklist.groups
    for check in TALK.checklist:
        assert check.source.document == "001"
        assert check.source.chapter.endswith(f": {printed[check.group]}")


def test_the_question_of_anchoring_is_asked_from_planning_on():
    (early,) = [check for check in TALK.checklist if check.id == "anchoring_early"]
    assert early.phases[0] == "planning"


@pytest.mark.parametrize("code", LANGUAGES)
def test_cards_and_checklist_ask(code):
    talk = load().words[code].talk
    assert all(question.endswith("?") for card in talk.cards.values() for question in card.questions)
    assert all(question.endswith("?") for question in talk.checklist.questions.values())


def test_the_reference_tells_of_27_plans_interviewed_in_2015():
    found = TALK.reference
    assert (found.plans, found.interviewed, found.start_year, found.end_year) == (27, 2015, 2011, 2014)
    assert {phase.source.document for phase in found.phases} == {"004"} == {found.source.document}


# Source 004, phase by phase ("Hovedfund"): what is told of as common, and what as rare.
REFERENCE = [
    ("knowledge", "not_involved informed", "professional_joint"),
    ("ideas", "informed professional_joint resident_joint", ""),
    ("planning", "not_involved informed", "resident_decide"),
    ("implementation", "professional_joint resident_joint resident_decide", "not_involved informed"),
    ("anchoring", "informed professional_joint resident_decide", "not_involved"),
    ("evaluation", "not_involved informed professional_joint", "resident_joint"),
]


def test_the_reference_says_of_each_phase_what_the_study_says():
    found = [(each.id, " ".join(each.usual), " ".join(each.less_usual)) for each in TALK.reference.phases]
    assert found == REFERENCE


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_reference_says_of_whom_and_when_it_tells_and_that_it_is_no_norm(code):
    about = load().words[code].talk.reference.about
    assert all(number in about for number in ("27", "2015", "2011-2014"))
    assert re.search(r"siger ikke, hvordan det bør|does not say how things ought", about)


def test_the_agendas_last_60_90_and_180_minutes():
    assert [agenda.minutes for agenda in TALK.guide.agendas] == [60, 90, 180]
    for agenda in TALK.guide.agendas:
        assert agenda.begins[0] == 0
        assert agenda.begins[-1] + agenda.steps[-1].minutes == agenda.minutes
        assert list(agenda.begins) == sorted(set(agenda.begins))


def test_every_agenda_opens_reveals_takes_next_steps_and_closes():
    for agenda in TALK.guide.agendas:
        steps = [timed.step for timed in agenda.steps]
        assert (steps[0], steps[-1]) == ("welcome", "close")
        assert steps.index("rating") < steps.index("reveal") < steps.index("talk") < steps.index("next_steps")


def test_every_step_stands_in_an_agenda():
    used = {timed.step for agenda in TALK.guide.agendas for timed in agenda.steps}
    assert {step.id for step in TALK.guide.steps} == used


def test_every_page_that_the_guide_names_is_there():
    guide = TALK.guide
    named = {part.page for part in (*guide.preparations, *guide.steps, *guide.situations)} - {None}
    assert named
    assert named <= {spec.url_path for spec in registry.ALL}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_guide_opens_by_saying_that_a_level_is_no_mark(code):
    assert re.search(r"ikke en karakter|not a mark", load().words[code].talk.guide.steps["welcome"].say or "")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_guide_asks_what_if_and_answers(code):
    assert all(each.name.endswith("?") for each in load().words[code].talk.guide.situations.values())


# What is said when it is broken

CARD = '\n[[cards]]\nid = "luck"\nsource = { document = "own", chapter = "" }\nphases = ["ideas"]\n'

FAULTS: dict[str, tuple[str, Edit, Code, str, str]] = {
    "a missing file": ("cards.toml", delete, Code.CONTENT_MISSING, "cards.toml", ""),
    "a missing file of words": ("en/guide.toml", delete, Code.CONTENT_MISSING, "en/guide.toml", ""),
    "an unknown key": (
        "guide.toml", swap(r'id = "welcome"\n', 'id = "welcome"\nmood = "good"\n'),
        Code.CONTENT_KEY_UNKNOWN, "guide.toml", "welcome: “mood”",
    ),
    "a card for no phase": (
        "cards.toml", swap(r'phases = \["ideas"\]', "phases = []"),
        Code.CONTENT_VALUE, "cards.toml", "who_asked.phases",
    ),
    "a card for an unknown phase": (
        "cards.toml", swap(r'phases = \["ideas"\]', 'phases = ["dreams"]'),
        Code.CONTENT_VALUE, "cards.toml", "who_asked.phases",
    ),
    "the same card twice": (
        "cards.toml", swap(r'id = "who_asked"', 'id = "same_circle"'),
        Code.CONTENT_DUPLICATE, "cards.toml", "same_circle",
    ),
    "the same question twice": (
        "checklist.toml", swap(r'id = "purpose"', 'id = "community"'),
        Code.CONTENT_DUPLICATE, "checklist.toml", "community",
    ),
    "the same move twice": (
        "moves.toml", swap(r'id = "open_door"', 'id = "small_fund"'),
        Code.CONTENT_DUPLICATE, "moves.toml", "small_fund",
    ),
    "the same step twice": (
        "guide.toml", swap(r'id = "reveal"', 'id = "welcome"'), Code.CONTENT_DUPLICATE, "guide.toml", "welcome",
    ),
    "a card without words": ("cards.toml", append(CARD), Code.CONTENT_NO_WORDS, "da/cards.toml", "luck"),
    "words for no card": (
        "cards.toml", swap(r'\[\[cards\]\]\nid = "who_asked".*?(?=\n\[\[)', ""),
        Code.CONTENT_WORDS_WITHOUT, "en/cards.toml", "who_asked",
    ),
    "three questions on a card": (
        "da/cards.toml", swap(r"questions = \[\n", 'questions = [\n  "Og?",\n'),
        Code.CONTENT_VALUE, "da/cards.toml", "residents_know.questions",
    ),
    "a heading without words": (
        "checklist.toml", swap(r'group = "tasks"', 'group = "chores"'),
        Code.CONTENT_NO_WORDS, "da/checklist.toml", "groups.chores",
    ),
    "a question without words": (
        "en/checklist.toml", swap(r"purpose = [^\n]*\n", ""),
        Code.CONTENT_NO_WORDS, "en/checklist.toml", "questions.purpose",
    ),
    "a move without words": (
        "da/moves.toml", swap(r"small_fund = [^\n]*\n", ""), Code.CONTENT_NO_WORDS, "da/moves.toml", "small_fund",
    ),
    "a move from an unknown level": (
        "moves.toml", swap(r'level = "informed"', 'level = "told"'),
        Code.CONTENT_UNKNOWN_ID, "moves.toml", "choose_questions: ",
    ),
    "a move where no level follows": (
        "moves.toml", swap(r'level = "resident_joint"', 'level = "resident_decide"'),
        Code.CONTENT_ORDER, "moves.toml", "ask_neighbours",
    ),
    "an unknown document": (
        "moves.toml", swap(r'document = "003"', 'document = "404"'), Code.CONTENT_UNKNOWN_ID, "moves.toml", "404",
    ),
    "an unknown document of the study": (
        "reference.toml", swap(r'document = "004"(, chapter = "Helhedsplans)', r'document = "404"\1'),
        Code.CONTENT_UNKNOWN_ID, "reference.toml", "404",
    ),
    "an unknown document of the guide": (
        "guide.toml", swap(r'document = "004"', 'document = "404"'), Code.CONTENT_UNKNOWN_ID, "guide.toml", "404",
    ),
    "an unknown level in the study": (
        "reference.toml", swap(r'"informed"', '"told"'), Code.CONTENT_UNKNOWN_ID, "reference.toml", "knowledge: ",
    ),
    "a level both usual and less usual": (
        "reference.toml", swap(r'less_usual = \["professional_joint"\]', 'less_usual = ["informed"]'),
        Code.CONTENT_DUPLICATE, "reference.toml", "knowledge.informed",
    ),
    "the study's phases in another order": (
        "reference.toml", swap(r'id = "knowledge"(.*?)id = "ideas"', r'id = "ideas"\1id = "knowledge"'),
        Code.CONTENT_ORDER, "reference.toml", "knowledge, ideas",
    ),
    "a phase of the study without words": (
        "en/reference.toml", swap(r"planning = [^\n]*\n", ""),
        Code.CONTENT_NO_WORDS, "en/reference.toml", "phases.planning",
    ),
    "an agenda that does not add up": (
        "guide.toml", swap(r'step = "talk", minutes = 15', 'step = "talk", minutes = 20'),
        Code.CONTENT_ORDER, "guide.toml", "60 minutes in all, not 65",
    ),
    "a step of no time": (
        "guide.toml", swap(r'step = "talk", minutes = 15', 'step = "talk", minutes = 0'),
        Code.CONTENT_VALUE, "guide.toml", "short.steps",
    ),
    "an agenda with an unknown step": (
        "guide.toml", swap(r'step = "talk"', 'step = "sing"'), Code.CONTENT_UNKNOWN_ID, "guide.toml", "short: ",
    ),
    "a step without words": (
        "da/guide.toml", swap(r"\[steps\.rest\].*?(?=\n\[)", ""), Code.CONTENT_NO_WORDS, "da/guide.toml", "steps.rest",
    ),
    "an agenda without words": (
        "en/guide.toml", swap(r"\[agendas\.long\].*?(?=\n\[)", ""),
        Code.CONTENT_NO_WORDS, "en/guide.toml", "agendas.long",
    ),
    "a preparation without words": (
        "en/guide.toml", swap(r"chairs = [^\n]*\n", ""), Code.CONTENT_NO_WORDS, "en/guide.toml", "preparations.chairs",
    ),
    "a situation without words": (
        "da/guide.toml", swap(r"\[situations\.silence\].*?(?=\n\[)", ""),
        Code.CONTENT_NO_WORDS, "da/guide.toml", "situations.silence",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("edited", "edit", "code", "file", "named"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_by_file_and_place(tmp_path, edited, edit, code, file, named):
    faults = broken(tmp_path, (edited, edit))

    (fault, *_) = [each for each in faults if each.code is code and each.values["file"] == file]
    for speech in map(language, LANGUAGES):
        sentence = fault.text(speech)
        assert sentence.startswith(file)
        assert named in sentence

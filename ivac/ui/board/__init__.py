"""The rating board: an activity's six phases, side by side on a laptop and one under another on a phone.

Streamlit's own widgets cannot stand side by side like stickers on a poster and keep large targets, so the
board is plain HTML on native radio groups, which bring keyboard and screen reader along.

Taps are numbered by the browser and sent together until the server has confirmed them: two quick taps can
reach the server as one message, and none may be lost. See `Taps`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from ivac.charts.plan import outside_name
from ivac.content import Level, Scale
from ivac.language import Language
from ivac.model import BLANK, OUTSIDE, PHASES, Activity, Assessment, Cell, PhaseId
from ivac.palette import level_colour
from ivac.ui import keys

FOLDER = Path(__file__).parent

_component = st.components.v2.component(
    "ivac_board",
    html='<div class="board"></div>\n<p class="saved" role="status"></p>\n',
    css=(FOLDER / "board.css").read_text(encoding="utf-8"),
    js=(FOLDER / "board.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Tap:
    """One answer that somebody gave; `answer` is None when it was taken back."""

    number: int
    assessment: str
    activity: str
    phase: PhaseId
    answer: str | None


def new_taps() -> list[Tap]:
    """The taps that this session has received and not yet confirmed, oldest first; malformed ones are dropped."""
    sent = st.session_state.get(keys.BOARD, {}).get("taps") or []
    done = st.session_state.get(keys.BOARD_APPLIED, 0)
    taps = [tap for item in sent if (tap := _tap(item)) is not None and tap.number > done]
    return sorted(taps, key=lambda tap: tap.number)


def confirm(tap: Tap) -> None:
    """Remember that this tap is done, so that it is done once and the browser learns of it."""
    st.session_state[keys.BOARD_APPLIED] = tap.number


def _tap(item: Any) -> Tap | None:
    """A tap as the browser sent it; browsers can send anything."""
    match item:
        case {"number": int(number), "assessment": str(assessment), "activity": str(activity), "phase": str(phase)}:
            answer = item.get("answer")
            if phase in PHASES and (answer is None or isinstance(answer, str)):
                return Tap(number, assessment, activity, phase, answer)
    return None


def board(
    activity: Activity,
    assessment: Assessment,
    cells: Mapping[tuple[str, PhaseId], Cell],
    scale: Scale,
    language: Language,
    by_questions: bool,
) -> None:
    """Draw the board. Taps are found by `new_taps`; a wish to go deeper opens the phase in the session."""

    def go_deeper() -> None:
        wanted = st.session_state[keys.BOARD].deeper
        if wanted in PHASES:
            st.session_state[keys.DEEPEN] = wanted

    words = language.words.scales[scale.id]
    questions = words.questions if by_questions else None
    content = {
        "activity": activity.id,
        "assessment": assessment.id,
        "confirmed": st.session_state.get(keys.BOARD_APPLIED, 0),
        "texts": _texts(language),
        "questions": questions.model_dump() if questions else None,
        "levels": [_level(level, scale, language) for level in scale.levels],
        "outside": [{"id": answer, "text": outside_name(answer, language)} for answer in OUTSIDE],
        "phases": [_phase(phase, cells.get((activity.id, phase), BLANK), scale, language) for phase in PHASES],
    }
    _component(
        key=keys.BOARD,
        # As one string: Streamlit would load pandas to find out whether one of the lists is a table.
        data={"board": json.dumps(content)},
        default={"taps": []},
        on_taps_change=lambda: None,
        on_deeper_change=go_deeper,
    )


def _level(level: Level, scale: Scale, language: Language) -> dict[str, Any]:
    words = language.words.scales[scale.id].levels[level.id]
    return {
        "id": level.id,
        "initiative": level.initiative,
        "colour": level_colour(level.palette),
        "name": words.full,
        "sentence": words.sentence,
        "answer": words.answer,
        "examples": dict(words.examples),
    }


def _phase(phase: PhaseId, cell: Cell, scale: Scale, language: Language) -> dict[str, Any]:
    words = language.words.phases[phase]
    deeper = sum(bool(value) for value in cell.model_dump(exclude={"answer"}).values())
    wish = language.words.scales[scale.id].levels[cell.desired].short if cell.desired else None
    return {
        "id": phase,
        "name": words.name,
        "definition": words.definition,
        "ask": list(words.questions),
        "answer": cell.answer,
        "deeper": deeper,
        "wish": language.t("Desired: {level}", level=wish) if wish else None,
    }


def _texts(language: Language) -> dict[str, str]:
    t = language.t
    return {
        "saved": t("Saved"),
        "saving": t("Saving …"),
        "unsaved": t("Not saved yet. Check the connection; your answer is sent as soon as it is back."),
        "how": t("How were residents part of it?"),
        "examples": t("Examples of each level"),
        "ask": t("Ask yourselves"),
        "example": t("For example:"),
        "other": t("Or:"),
        "undo": t("Take the answer back"),
        "deeper": t("Go deeper"),
        "noted": t("noted"),
    }

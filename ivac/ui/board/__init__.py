"""The rating board: an activity's six phases, side by side on a laptop and one under another on a phone.

Streamlit's own widgets cannot stand side by side like stickers on a poster and keep large targets, so the
board is plain HTML on native radio groups, which bring keyboard and screen reader along.

Taps are numbered by the browser and sent together until the server has confirmed them: two quick taps can
reach the server as one message, and none may be lost. See `BoardSession`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, get_args

import streamlit as st

from ivac.charts.labels import outside_name
from ivac.content import Scale
from ivac.faults import Refused
from ivac.language import Language
from ivac.model import OUTSIDE, PHASES, PhaseId
from ivac.palette import level_colour
from ivac.ui.parts import show_faults
from ivac.workshop import Asked

FOLDER = Path(__file__).parent
LONGEST_ID = 80
"""No id of ours is as long, so that nothing longer is ever found."""

_component = st.components.v2.component(
    "ivac_board",
    html='<div class="board"></div>\n<div class="foot"><p class="saved" role="status"></p></div>\n',
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
    asked: Asked = "answer"


@dataclass(frozen=True)
class PhaseSheet:
    """One phase on the board: its words and what is answered so far.

    `notes` counts what stands behind "go deeper"; `said` is a line below the answer, `before` one above the question.
    """

    id: PhaseId
    name: str
    definition: str
    ask: tuple[str, ...]
    answer: str | None
    desired: str | None = None
    notes: int = 0
    said: str = ""
    before: str = ""


@dataclass(frozen=True)
class Sheet:
    """What one board shows and asks. `assessment` comes back with each tap, unread.

    `back` and `on` are the texts of the buttons that move to another activity; empty ones are not there.
    """

    activity: str
    assessment: str
    phases: tuple[PhaseSheet, ...]
    by_questions: bool = False
    resident: bool = False
    deeper: bool = False
    desired: bool = False
    locked: bool = False
    back: str = ""
    on: str = ""


@dataclass(frozen=True)
class BoardSession:
    """A board's place in the session: the component's key, and where the last confirmed tap is kept."""

    key: str
    applied: str

    def new_taps(self) -> list[Tap]:
        """The taps that this session has received and not yet confirmed, oldest first; malformed ones are dropped."""
        state = st.session_state.get(self.key)
        sent = state.get("taps") if isinstance(state, Mapping) else None
        done = st.session_state.get(self.applied, 0)
        taps = [
            tap
            for item in (sent if isinstance(sent, list) else [])
            if (tap := _tap(item)) is not None and tap.number > done
        ]
        return sorted(taps, key=lambda tap: tap.number)

    def take(self, keep: Callable[[Tap], None], language: Language) -> None:
        """Keep every tap that has arrived, before anything is drawn; `keep` may raise `Refused`.

        A tap counts as done once it is stored, or refused for good because what it belongs to is gone. While the
        database does not answer or is too busy it stays undone, and the board sends it again.
        """
        for tap in self.new_taps():
            try:
                keep(tap)
            except Refused as refused:
                show_faults(refused, language)
                if refused.passes:
                    return
            # Remembered, so that it is done once and the browser learns of it.
            st.session_state[self.applied] = tap.number

    def draw(
        self,
        sheet: Sheet,
        scale: Scale,
        language: Language,
        on_deeper: Callable[[PhaseId], None] = lambda phase: None,
        on_move: Callable[[int], None] = lambda step: None,
    ) -> None:
        """Draw the board. Taps are found by `new_taps`; the two callbacks hear the board's buttons."""

        def deeper() -> None:
            if (wanted := st.session_state[self.key].deeper) in PHASES:
                on_deeper(wanted)

        def move() -> None:
            if (step := st.session_state[self.key].move) in (-1, 1):
                on_move(step)

        words = language.words.scales[scale.id]
        questions = words.questions if sheet.by_questions else None
        content = asdict(sheet) | {
            "confirmed": st.session_state.get(self.applied, 0),
            "texts": _texts(sheet, language),
            "questions": questions.model_dump() if questions else None,
            "levels": [_level(level.id, scale, sheet.resident, language) for level in scale.levels],
            "outside": [{"id": answer, "text": outside_name(answer, language)} for answer in OUTSIDE],
        }
        _component(
            key=self.key,
            # As one string: Streamlit would load pandas to find out whether one of the lists is a table.
            data={"board": json.dumps(content)},
            default={"taps": []},
            on_taps_change=lambda: None,
            on_deeper_change=deeper,
            on_move_change=move,
        )


def _tap(item: Any) -> Tap | None:
    """A tap as the browser sent it; browsers can send anything."""
    match item:
        case {"number": int(number), "assessment": str(assessment), "activity": str(activity), "phase": str(phase)}:
            answer, asked = item.get("answer"), item.get("asked", "answer")
            if phase in PHASES and asked in get_args(Asked) and (answer is None or isinstance(answer, str)):
                return Tap(number, _sayable(assessment), _sayable(activity), phase, answer and _sayable(answer), asked)
    return None


def _sayable(text: str) -> str:
    """An id as it came, or enough of what is none to be looked for in vain and said in a sentence."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[:LONGEST_ID])


def _level(level_id: str, scale: Scale, resident: bool, language: Language) -> dict[str, Any]:
    level = scale.level(level_id)
    words = language.words.scales[scale.id].levels[level_id]
    return {
        "id": level_id,
        "initiative": level.initiative,
        "colour": level_colour(level.palette),
        "name": words.full,
        "sentence": words.resident if resident else words.sentence,
        "answer": words.answer,
        "examples": dict(words.examples),
    }


def _texts(sheet: Sheet, language: Language) -> dict[str, str]:
    t = language.t
    return {
        "saved": t("Saved"),
        "saving": t("Saving …"),
        "unsaved": t("Not saved yet. Check the connection; your answer is sent as soon as it is back."),
        "how": t("How were you residents part of it?") if sheet.resident else t("How were residents part of it?"),
        "examples": t("Examples of each level"),
        "ask": t("Ask yourselves"),
        "example": t("For example:"),
        "other": t("Or:"),
        "undo": t("Take the answer back"),
        "deeper": t("Go deeper"),
        "noted": t("noted"),
        "wish": t("What would fit here?"),
    }

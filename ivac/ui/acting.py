"""What a page left open may still do: callbacks and dialogs run without the page, so each asks for its right anew."""

from collections.abc import Callable
from typing import Any

from ivac.faults import Refused
from ivac.language import Language
from ivac.ui.context import rights
from ivac.ui.parts import fail_after_rerun

Act = Callable[..., None]


def permitted(plan_id: str, act: Act, language: Language) -> Act:
    """A callback that acts only if the visitor may open the plan now; a refusal is kept for the page."""
    return _asking(lambda: rights().require(plan_id), act, language)


def permitted_in(collection_id: str, act: Act, language: Language) -> Act:
    """A callback that acts only if the visitor may open the collection now; a refusal is kept for the page."""
    return _asking(lambda: rights().require_collection(collection_id), act, language)


def _asking(require: Callable[[], None], act: Act, language: Language) -> Act:
    def run(*values: Any) -> None:
        try:
            require()
            act(*values)
        except Refused as refused:
            fail_after_rerun(refused, language)

    return run

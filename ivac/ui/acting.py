"""What a page left open may still do: callbacks and dialogs run without the page, so each asks for its right anew."""

from collections.abc import Callable
from typing import Any

from ivac.faults import Refused
from ivac.language import Language
from ivac.ui.context import rights
from ivac.ui.parts import fail_after_rerun


def permitted(plan_id: str, act: Callable[..., None], language: Language) -> Callable[..., None]:
    """A callback that acts only if the visitor may open the plan now; a refusal is kept for the page."""

    def run(*values: Any) -> None:
        try:
            rights().require(plan_id)
            act(*values)
        except Refused as refused:
            fail_after_rerun(refused, language)

    return run

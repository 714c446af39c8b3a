"""What a workshop takes as an answer, however it is given: on a phone or on paper. Pure functions."""

from collections.abc import Iterable

from ivac.content import rated_scale
from ivac.faults import Code, Refused
from ivac.workshop import Asked, Workshop


def require_asked(workshop: Workshop, asked: Asked, answers: Iterable[str]) -> None:
    """Raise `Refused` for an answer that the workshop's scale does not have, and for a wish where none is asked for."""
    scale = rated_scale(workshop.scale, workshop.scale_version)
    wishes = scale.level_ids if workshop.ask_desired else ()
    known = scale.answers if asked == "answer" else wishes
    for answer in answers:
        if answer not in known:
            raise Refused.because(Code.UNKNOWN_CHOICE, value=answer, field=asked)

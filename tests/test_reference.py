"""The study's own picture: it says what the source says of how usual something was, and nothing where it is silent."""

import pytest

from ivac.charts import Canvas, reference_picture
from ivac.content import load
from ivac.language import language
from ivac.model import PHASES


@pytest.mark.parametrize("code", ["da", "en"])
def test_each_level_is_usual_less_usual_or_nothing_is_said(code):
    speech = language(code)
    picture = reference_picture(speech, Canvas(1270, 460, 16))
    told = {row[0]: row[1:] for row in picture.table.rows}
    for phase in load().talk.reference.phases:
        for level in load().scales["ivac"].levels:
            words = told[speech.words.scales["ivac"].levels[level.id].full][PHASES.index(phase.id)]
            expected = "usual" if level.id in phase.usual else "less usual" if level.id in phase.less_usual else "–"
            assert words == speech.t(expected)

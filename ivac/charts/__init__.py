"""Numbers to pictures: pure functions that give a Plotly figure, its text alternative and its table."""

from ivac.charts.activities import activities_picture, activity_picture, gaps_table
from ivac.charts.bars import bars_picture, compared_bars, mixed_bars, perspective_bars
from ivac.charts.canvas import Canvas, Picture, Table
from ivac.charts.change import change_picture, status_table
from ivac.charts.compared import multiples_picture
from ivac.charts.course import course_picture
from ivac.charts.dots import Placed, dots_picture
from ivac.charts.many import mosaic_picture, mosaic_rows, shares_picture
from ivac.charts.plan import involvement_picture
from ivac.charts.reference import reference_picture
from ivac.charts.room import distribution_picture, map_picture, most_chosen_picture
from ivac.charts.sides import difference_picture, profile_picture
from ivac.charts.talk import bar_rows, talk_picture

__all__ = [
    "Canvas",
    "Picture",
    "Placed",
    "Table",
    "activities_picture",
    "activity_picture",
    "bar_rows",
    "bars_picture",
    "change_picture",
    "compared_bars",
    "course_picture",
    "difference_picture",
    "distribution_picture",
    "dots_picture",
    "gaps_table",
    "involvement_picture",
    "map_picture",
    "mixed_bars",
    "mosaic_picture",
    "mosaic_rows",
    "most_chosen_picture",
    "multiples_picture",
    "perspective_bars",
    "profile_picture",
    "reference_picture",
    "shares_picture",
    "status_table",
    "talk_picture",
]

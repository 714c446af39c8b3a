"""Numbers to pictures: pure functions that give a Plotly figure, its text alternative and its table."""

from ivac.charts.canvas import Canvas, Picture, Table
from ivac.charts.compared import difference_picture, multiples_picture, profile_picture
from ivac.charts.plan import activities_picture, activity_picture, gaps_table, involvement_picture

__all__ = [
    "Canvas",
    "Picture",
    "Table",
    "activities_picture",
    "activity_picture",
    "difference_picture",
    "gaps_table",
    "involvement_picture",
    "multiples_picture",
    "profile_picture",
]

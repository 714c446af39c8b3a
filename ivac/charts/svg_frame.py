"""Where a figure's places lie in the pixels of its SVG."""

from collections.abc import Mapping
from dataclasses import dataclass

import plotly.graph_objects as go


@dataclass(frozen=True)
class Frame:
    """The figure's pixels: its size, the plot area within the margins, and the ranges of both axes.

    `categories` are an axis' names, in the order in which traces name them: each stands at its number.
    """

    width: float
    height: float
    left: float
    top: float
    across: float
    down: float
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    categories: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, figure: go.Figure) -> "Frame":
        """The pixels of a figure."""
        layout, margin = figure.layout, figure.layout.margin
        return cls(
            width=layout.width,
            height=layout.height,
            left=margin.l,
            top=margin.t,
            across=layout.width - margin.l - margin.r,
            down=layout.height - margin.t - margin.b,
            x_range=tuple(layout.xaxis.range),
            y_range=tuple(layout.yaxis.range),
            categories={axis: _categories(figure, axis) for axis in ("x", "y")},
        )

    def x(self, value: float | str, ref: str = "x") -> float:
        """A place across, on the axis or as a share of the plot area (`paper`)."""
        value = self.categories["x"].index(value) if isinstance(value, str) else value
        start, end = (0.0, 1.0) if ref == "paper" else self.x_range
        return self.left + (value - start) / (end - start) * self.across

    def y(self, value: float | str, ref: str = "y") -> float:
        """A place down, on the axis or as a share of the plot area from below (`paper`)."""
        value = self.categories["y"].index(value) if isinstance(value, str) else value
        low, high = (0.0, 1.0) if ref == "paper" else self.y_range
        return self.top + self.down - (value - low) / (high - low) * self.down


def _categories(figure: go.Figure, axis: str) -> tuple[str, ...]:
    values = (value for trace in figure.data for value in (trace[axis] if trace[axis] is not None else ()))
    return tuple(dict.fromkeys(value for value in values if isinstance(value, str)))

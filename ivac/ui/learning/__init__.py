"""What plans can see in one another: whom to learn from, which are alike, and what nobody works with."""

from ivac.ui.learning.examples import show_learning
from ivac.ui.learning.missing import show_missing
from ivac.ui.learning.similar import show_similar

__all__ = ["show_learning", "show_missing", "show_similar"]

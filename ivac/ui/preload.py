"""Loads what every first picture needs while the server starts, before anybody waits for it.

Two first visitors at once would otherwise import pandas in two threads, and Plotly would meet a half-loaded
module. Importing it here makes that impossible and the first page faster.
"""

import pandas  # noqa: F401
import plotly.graph_objects  # noqa: F401

from ivac.content import load
from ivac.language import CODES, language

load()
for code in CODES:
    language(code)

"""The command line: `python -m ivac`."""

from ivac.command_line import bringing, keeping, taking
from ivac.command_line.shared import main

__all__ = ["bringing", "keeping", "main", "taking"]

"""The workshop on the wall: only what the room may see; it follows the desk by itself."""

from ivac.ui import live
from ivac.ui.context import current_language, current_workshop

live.show_wall(live.live(current_workshop()), current_language())

"""How a browser tells the size of its window before it connects. Imports nothing: it is read while a server starts."""

SIZE_COOKIE = "ivac_window"
"""Holds the size, as long as the browser is open."""
SAY_SIZE = f"document.cookie = `{SIZE_COOKIE}=${{innerWidth}}x${{innerHeight}}; path=/; samesite=strict`;"
"""What the first page does before it connects, and a page after each change of size."""

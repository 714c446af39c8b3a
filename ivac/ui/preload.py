"""Loads what the first picture needs while the server starts and the first browser fetches its program.

pandas is not among it, and no page may need it: loading it takes as long as all the rest, and two first visitors
who load it at once break Plotly, which looks at modules that are only half there.
"""

from threading import Thread


def _load() -> None:
    import ivac.charts
    import ivac.store  # noqa: F401
    from ivac.content import load
    from ivac.language import CODES, language

    load()
    for code in CODES:
        language(code)


def begin() -> None:
    """Begin loading in a thread of its own; whoever needs a module sooner waits for just that one."""
    Thread(target=_load, name="preload", daemon=True).start()

"""Loads what the first picture needs while the server starts and the first browser fetches its program.

half-loaded module. Every run of the main script waits here until everything is loaded.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache


def _load() -> None:

    from ivac.content import load
    from ivac.language import CODES, language

    load()
    for code in CODES:
        language(code)


@cache
def begin() -> Future[None]:
    """Begin loading in a thread of its own, once a process."""
    return ThreadPoolExecutor(1, thread_name_prefix="preload").submit(_load)


def wait_until_loaded() -> None:
    """Return when everything is loaded; raises what went wrong while loading."""
    begin().result()

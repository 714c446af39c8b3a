"""What every command has: the database, the language, and refusals told as sentences on stderr with exit code 1."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from ivac.faults import Code, Refused
from ivac.language import CODES, DEFAULT, Language, language
from ivac.model import PlanRecord
from ivac.settings import settings
from ivac.store import Store, open_store

click.UsageError.exit_code = 1  # every failure has one exit code, for scripts that only ask whether it worked


class Context:
    """What every command needs: the database's address and the language to speak."""

    def __init__(self, url: str, speech: Language) -> None:
        self.url, self.language = url, speech

    @property
    def store(self) -> Store:
        """The store, opened when a command first needs it."""
        return open_store(self.url)

    def say(self, message: str, **values: object) -> None:
        """Print a text of the catalogue."""
        click.echo(self.language.t(message, **values))


pass_context = click.make_pass_decorator(Context)


@contextmanager
def _sentences(speech: Language) -> Iterator[None]:
    """Turn a refusal into its sentences on stderr and exit code 1."""
    try:
        yield
    except Refused as refused:
        for text in refused.texts(speech):
            click.echo(text, err=True)
        sys.exit(1)


class Commands(click.Group):
    """Runs every command inside `_sentences`."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        with _sentences(language(ctx.params.get("speech") or os.environ.get("IVAC_LANGUAGE", DEFAULT))):
            return super().invoke(ctx)


@click.group(cls=Commands)
@click.option("--database", metavar="URL", help="The database; else IVAC_DATABASE_URL, else data/ivac.db.")
@click.option("--language", "speech", type=click.Choice(CODES), help="The language to speak; else IVAC_LANGUAGE.")
@click.pass_context
def main(ctx: click.Context, database: str | None, speech: str | None) -> None:
    """Resident involvement in a housing plan, phase by phase."""
    found = settings()
    ctx.obj = Context(database or found.database_url, language(speech or found.language))


def record_of(context: Context, plan: str) -> PlanRecord:
    """The plan that an id or a name stands for; raises `Refused` where there is none."""
    store = context.store
    return store.record(store.find(plan).id)


def write(context: Context, target: Path, data: bytes) -> None:
    """Write a file and say so; raises `Refused` where it cannot be written."""
    try:
        target.write_bytes(data)
    except OSError as error:
        raise Refused.because(Code.FILE_UNWRITABLE, file=target, reason=error.strerror) from error
    context.say("Written: {file}", file=target)

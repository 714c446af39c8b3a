"""The command line: `python -m ivac`. Says what went wrong in sentences on stderr and exits with 0 or 1."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import click

from ivac.content import load
from ivac.demo import demo_records
from ivac.documents.data_note import data_note
from ivac.documents.files import FILES, Source, file_for, file_name
from ivac.entry import checked_collection, checked_plan
from ivac.exchange import (
    FILE_LIMIT,
    comparison_numbers,
    from_json,
    plan_in,
    plan_name_from,
    plan_numbers,
    plan_schema,
    preview,
    read_file,
    to_json,
)
from ivac.faults import Code, Refused
from ivac.gathering import STATES, bring_in, gather
from ivac.language import CODES, DEFAULT, Language, language
from ivac.model import Activity, Plan, PlanRecord, new_id
from ivac.settings import kept_since, secret_file, settings
from ivac.store import (
    Collections,
    Keys,
    Retention,
    Store,
    Workshops,
    backup,
    copy_all,
    open_store,
    people_of,
    restore,
    rooms_of,
)

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


@main.command()
@pass_context
def check(context: Context) -> None:
    """Check the content, the settings and the database."""
    content = load()
    context.say("The content is in order: {scales} scales, {demos} demo plans.",
                scales=len(content.scales), demos=len(content.demos))  # fmt: skip
    context.say("The settings are in order.")
    store = context.store
    for entry in store.plans():
        # What a plan refers to must still be in the content; reading its export checks every id.
        from_json(to_json(store.record(entry.plan.id)), entry.plan.name)
    count = len(store.plans())
    click.echo(context.language.n(
        "The database is in order: {count} plan.", "The database is in order: {count} plans.", count
    ))  # fmt: skip


@main.command()
@pass_context
def demo(context: Context) -> None:
    """Add the demo plans: one read from a source with its gaps, two fictional."""
    store = context.store
    for record in demo_records(context.language.code):
        if store.named(record.plan.name):
            context.say("Here already: {name}", name=record.plan.name)
            continue
        store.add_record(record)
        context.say("Added: {name}", name=record.plan.name)


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--plan", "plan_name", metavar="NAME", help="Whose activities these are, where the file does not say.")
@pass_context
def import_files(context: Context, files: tuple[Path, ...], plan_name: str | None) -> None:
    """Bring in activities (XLSX, CSV) or whole plans (JSON, or XLSX exported from here).

    Every file is read before anything is kept. With --plan only the activities of an exported workbook come in, as
    they stand on its first sheet.
    """
    parts = [_read(context, file, plan_name) for file in files]
    store = context.store
    placed = _placed(store, parts)
    store.bring_in(placed)
    for part in placed:
        plan, activities = (part.plan, part.activities) if isinstance(part, PlanRecord) else part
        count = context.language.n("{count} activity", "{count} activities", len(activities))
        click.echo(f"{plan.name}: {count}")


NamedActivities = tuple[str, tuple[Activity, ...]]
"""The name of a plan, and activities that belong to it."""


def _read(context: Context, file: Path, plan_name: str | None) -> PlanRecord | NamedActivities:
    if not file.is_file():
        raise Refused.because(Code.FILE_MISSING, file=file)
    if file.suffix.lower() == ".json":
        return from_json(file.read_text(encoding="utf-8", errors="replace"), file.name)
    if file.stat().st_size > FILE_LIMIT * 1024 * 1024:
        raise Refused.because(Code.FILE_TOO_LARGE, file=file, limit=FILE_LIMIT)
    tables = read_file(file.name, file.read_bytes())
    if plan_name is None and (whole := plan_in(tables, file.name)):
        context.say("{file}: the whole plan, from the last sheet. Changes on the other sheets were not read.",
                    file=file.name)  # fmt: skip
        return whole
    found = preview(tables, load(), context.language)
    if found.unknown_columns:
        columns = ", ".join(found.unknown_columns)
        context.say("{file}: columns left out: {names}.", file=file.name, names=columns)
    return found.plan_name or plan_name or plan_name_from(file.name), found.accepted()


def _placed(
    store: Store, parts: list[PlanRecord | NamedActivities]
) -> list[PlanRecord | tuple[Plan, tuple[Activity, ...]]]:
    """Every part with its plan, here or new (one for one name), without the activities that plan has already."""
    new: dict[str, Plan] = {}
    placed: list[PlanRecord | tuple[Plan, tuple[Activity, ...]]] = []
    for part in parts:
        if isinstance(part, PlanRecord):
            placed.append(part)
            continue
        name, activities = part
        plan = store.named(name) or new.setdefault(name.casefold(), checked_plan({"name": name}, {"name": "--plan"}))
        known = {activity.name.casefold() for activity in store.activities(plan.id)}
        placed.append((plan, tuple(activity for activity in activities if activity.name.casefold() not in known)))
    return placed


@main.command("collection")
@click.argument("name")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--replace", "replaces", is_flag=True, help="Replace plans that are here where a file is newer.")
@pass_context
def collect(context: Context, name: str, files: tuple[Path, ...], replaces: bool) -> None:
    """Bring whole plans (JSON, or XLSX exported from here) into a collection, made if need be.

    Files that can be read come in even when others are faulty; each fault is told, and the exit code is then 1.
    """
    store, language = context.store, context.language
    kept = Collections(store.engine)
    collection = kept.named(name) or checked_collection({"id": new_id(), "name": name}, {"name": "NAME"})
    found = gather([(file.name, partial(_bytes, file)) for file in files], store, lambda *_: None)
    if found.arrivals:
        kept.save(collection)
    chosen = [(arrival, replaces and arrival.state == "newer") for arrival in found.arrivals]
    refused = bring_in(chosen, collection.id, store, kept, lambda *_: None)
    for arrival, replaced in chosen:
        if arrival.file in dict(refused):
            continue
        state = language.t("replaces the one here") if replaced else language.t(STATES[arrival.state])
        click.echo(f"{arrival.file}: {arrival.record.plan.name}: {state}")
        for passed in arrival.passed_over:
            context.say("{file}: left out, for {other} holds the same plan.", file=passed, other=arrival.file)
    count = len(kept.members(collection.id))
    context.say("In “{name}” now: {count}.", name=collection.name, count=language.number(count))
    if faults := [fault for _, each in (*found.faulty, *refused) for fault in each.faults]:
        raise Refused(faults)


def _bytes(file: Path) -> bytes:
    if not file.is_file():
        raise Refused.because(Code.FILE_MISSING, file=file)
    return file.read_bytes()


@main.command()
@pass_context
def plans(context: Context) -> None:
    """List the plans: id, name, number of activities."""
    for entry in context.store.plans():
        count = context.language.n("{count} activity", "{count} activities", entry.activities)
        click.echo(f"{entry.plan.id}  {entry.plan.name}  ({count})")


@main.command()
@click.argument("plan")
@click.option("--to", "target", type=click.Path(path_type=Path), help="A file; its ending says which, see the README.")
@click.option("--all", "folder", type=click.Path(path_type=Path), help="A folder for every file that the plan makes.")
@pass_context
def export(context: Context, plan: str, target: Path | None, folder: Path | None) -> None:
    """Write one file of a plan, or all of them: report, slides, pictures, tables, data, paper."""
    if (target is None) == (folder is None):
        raise click.UsageError("--to FILE or --all FOLDER")
    source = _source(context, plan)
    if target is not None:
        _write(context, target, _made(source, target))
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for file in source.files:
            _write(context, folder / file_name(source, file), file.make(source))


def _source(context: Context, plan: str) -> Source:
    """What the files of a plan's latest round are made from."""
    record = _record(context, plan)
    workshops = Workshops(context.store.engine, secret="")  # no codes are made or read here
    rooms, people = rooms_of(workshops, record), people_of(workshops, record)
    return Source(record, record.latest, rooms, people, context.language, datetime.now(UTC))


def _made(source: Source, target: Path) -> bytes:
    file = file_for(target.name)
    if file is None:
        raise Refused.because(Code.EXPORT_TYPE, file=target, known=", ".join(f".{each.ending}" for each in FILES))
    if source.assessment is None and file.group != "tables":
        raise Refused.because(Code.NOT_RATED, name=source.record.plan.name)
    return file.make(source)


def _write(context: Context, target: Path, data: bytes) -> None:
    try:
        target.write_bytes(data)
    except OSError as error:
        raise Refused.because(Code.FILE_UNWRITABLE, file=target, reason=error.strerror) from error
    context.say("Written: {file}", file=target)


@main.command()
@click.argument("plan")
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), help="FILE.json to keep the plan in")
@pass_context
def wipe(context: Context, plan: str, target: Path) -> None:
    """Write a plan to a file and delete it here, once the file has been read back as it should be."""
    record = _record(context, plan)
    text = to_json(record)
    _write(context, target, text.encode())
    if from_json(target.read_text(encoding="utf-8"), target.name) != from_json(text, target.name):
        raise Refused.because(Code.FILE_UNWRITABLE, file=target, reason="JSON")
    context.store.delete_plan(record.plan.id)
    context.say("Deleted here: {name}", name=record.plan.name)


@main.command()
@click.option("--months", type=click.IntRange(1, 600), help="Older than this; else IVAC_KEEP_MONTHS.")
@pass_context
def forget(context: Context, months: int | None) -> None:
    """Delete what people answered in workshops older than the installation keeps; what was agreed stays."""
    kept = months or settings().keep_months
    if kept is None:
        raise click.UsageError("--months N, or IVAC_KEEP_MONTHS")
    count = Retention(context.store.engine).forget_before(kept_since(date.today(), kept))
    click.echo(context.language.n(
        "The answers of {count} workshop are deleted.", "The answers of {count} workshops are deleted.", count
    ))  # fmt: skip


@main.command("data-note")
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), help="FILE.pdf")
@pass_context
def write_data_note(context: Context, target: Path) -> None:
    """Write one page on what this installation keeps, where and how long, for the files of a municipality."""
    _write(context, target, data_note(settings(), context.language, date.today()))


@main.command()
def schema() -> None:
    """Print the JSON Schema of the files that hold whole plans."""
    click.echo(plan_schema(), nl=False)


def _record(context: Context, plan: str) -> PlanRecord:
    store = context.store
    return store.record(store.find(plan).id)


@main.command()
@click.argument("plan")
@click.option("--json", "as_json", is_flag=True, required=True, help="As JSON, the only form so far.")
@pass_context
def summary(context: Context, plan: str, as_json: bool) -> None:
    """The numbers of a plan's latest round: per cell and per phase."""
    del as_json
    _print_json(plan_numbers(_record(context, plan)))


@main.command("compare")
@click.argument("names", metavar="PLAN...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, required=True, help="As JSON, the only form so far.")
@pass_context
def compare_plans(context: Context, names: tuple[str, ...], as_json: bool) -> None:
    """Two or more plans in common rows, in the order given. There is no ranking."""
    del as_json
    _print_json(comparison_numbers([_record(context, name) for name in names]))


@main.command()
@click.argument("plan", required=False)
@click.option("--withdraw", is_flag=True, help="Make every earlier key link of it useless first.")
@pass_context
def key(context: Context, plan: str | None, withdraw: bool) -> None:
    """Make a key link that opens a plan on a served installation; without PLAN, the whole installation."""
    store = context.store
    found = store.find(plan) if plan else None
    keys, plan_id = Keys(store.engine), found.id if found else None
    if withdraw:
        for entry in keys.entries(plan_id):
            keys.revoke(entry.id)
        context.say("Key links made before no longer open it.")
    address = settings().public_url or "http://localhost:8501"
    context.say("Key link: {link}", link=f"{address}/key#{keys.make(plan_id)}")
    if found:
        context.say("It opens “{name}”. Whoever has it may plan and lead workshops of it.", name=found.name)
    else:
        context.say("It opens the whole installation. Keep it like the key to the house.")


@main.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@pass_context
def backup_to(context: Context, file: Path) -> None:
    """Copy the whole database (SQLite) to a new file, also while it is in use."""
    backup(context.url, file)
    context.say("Written: {file}", file=file)


@main.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@pass_context
def restore_from(context: Context, file: Path) -> None:
    """Replace the whole database (SQLite) by a backup."""
    restore(context.url, file)
    context.say("Restored from: {file}", file=file)


@main.command("copy")
@click.option("--from", "source", metavar="URL", required=True, help="The database that holds the installation.")
@click.option("--to", "target", metavar="URL", required=True, help="An empty database, SQLite or PostgreSQL.")
@pass_context
def copy_to(context: Context, source: str, target: str) -> None:
    """Copy the whole installation to another database, compare both, and say how many rows each table has."""
    for table, rows in copy_all(source, target).items():
        click.echo(f"{rows:>9}  {table}")
    context.say("Everything is copied and the same. Set IVAC_DATABASE_URL to the new address.")
    secret = secret_file(source)
    if secret is not None and secret.exists() and settings().secret is None:
        context.say("Join codes stay as they are if you set IVAC_SECRET to the text in {file}.", file=secret)


def _print_json(content: object) -> None:
    click.echo(json.dumps(content, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()

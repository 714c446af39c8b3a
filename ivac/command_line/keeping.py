"""Commands that look after an installation: its state, its keys, what it forgets, its copies."""

from datetime import date
from pathlib import Path

import click

from ivac.command_line.shared import Context, main, pass_context, write
from ivac.content import load
from ivac.documents.data_note import data_note
from ivac.exchange import from_json, to_json
from ivac.settings import kept_since, secret_file, settings
from ivac.store import Keys, Retention, backup, copy_all, restore


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
    write(context, target, data_note(settings(), context.language, date.today()))


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

"""Commands that take a plan away: its files, its numbers, the form of its data; and one that deletes it here."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from ivac.command_line.shared import Context, main, pass_context, record_of, write
from ivac.documents.files import FILES, Source, file_for, file_name
from ivac.exchange import comparison_numbers, from_json, plan_numbers, plan_schema, to_json
from ivac.faults import Code, Refused
from ivac.store import Workshops, people_of, rooms_of


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
        write(context, target, _made(source, target))
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for file in source.files:
            write(context, folder / file_name(source, file), file.make(source))


def _source(context: Context, plan: str) -> Source:
    """What the files of a plan's latest round are made from."""
    record = record_of(context, plan)
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


@main.command()
@click.argument("plan")
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), help="FILE.json to keep the plan in")
@pass_context
def wipe(context: Context, plan: str, target: Path) -> None:
    """Write a plan to a file and delete it here, once the file has been read back as it should be."""
    record = record_of(context, plan)
    text = to_json(record)
    write(context, target, text.encode())
    if from_json(target.read_text(encoding="utf-8"), target.name) != from_json(text, target.name):
        raise Refused.because(Code.FILE_UNWRITABLE, file=target, reason="JSON")
    context.store.delete_plan(record.plan.id)
    context.say("Deleted here: {name}", name=record.plan.name)


@main.command()
def schema() -> None:
    """Print the JSON Schema of the files that hold whole plans."""
    click.echo(plan_schema(), nl=False)


@main.command()
@click.argument("plan")
@click.option("--json", "as_json", is_flag=True, required=True, help="As JSON, the only form so far.")
@pass_context
def summary(context: Context, plan: str, as_json: bool) -> None:
    """The numbers of a plan's latest round: per cell and per phase."""
    del as_json
    _print_json(plan_numbers(record_of(context, plan)))


@main.command("compare")
@click.argument("names", metavar="PLAN...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, required=True, help="As JSON, the only form so far.")
@pass_context
def compare_plans(context: Context, names: tuple[str, ...], as_json: bool) -> None:
    """Two or more plans in common rows, in the order given. There is no ranking."""
    del as_json
    _print_json(comparison_numbers([record_of(context, name) for name in names]))


def _print_json(content: object) -> None:
    click.echo(json.dumps(content, ensure_ascii=False, indent=1))

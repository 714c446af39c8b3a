"""Commands that bring plans in: the demo plans, files, collections; and one that lists what is here."""

from functools import partial
from pathlib import Path

import click

from ivac.command_line.shared import Context, main, pass_context
from ivac.content import load
from ivac.demo import demo_records
from ivac.entry import checked_collection, checked_plan
from ivac.exchange import FILE_LIMIT, from_json, plan_in, plan_name_from, preview, read_file
from ivac.faults import Code, Refused
from ivac.gathering import STATES, bring_in, gather
from ivac.model import Activity, Plan, PlanRecord, new_id
from ivac.store import Collections, Store


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

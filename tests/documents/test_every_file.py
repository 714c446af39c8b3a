"""Every file of the list, for demo plans and hostile ones: other programs open it, and it holds nothing hidden."""

import io
import zipfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ivac.acts import reveal
from ivac.content import rated_scale
from ivac.demo import demo_records
from ivac.documents.files import Archive, Source, file_name
from ivac.language import language
from ivac.model import Assessment, PlanRecord
from ivac.room import room_of
from ivac.store import Store, Workshops
from ivac.workshop import Workshop
from tests.documents.making import hostile_records, record_of
from tests.documents.office import all_saved_as
from tests.documents.opening import NUMBERS, OFFICE, OPENERS, content, numbers_of
from tests.pages.rooms import answer, joined, opened

NOW = datetime(2026, 3, 12, 9, tzinfo=UTC)
DEMOS = {record.plan.name: record for record in demo_records("da")}
LONGEST_FILE_NAME = 255
"""Bytes, on the disks that people have."""


def source_of(record: PlanRecord) -> Source:
    return Source(record, record.latest, {}, {}, language("da"), NOW)


@pytest.mark.parametrize("which", [*DEMOS, *hostile_records()])
def test_other_programs_open_every_file_and_find_the_numbers_of_the_summary(which: str, tmp_path: Path) -> None:
    source = source_of((DEMOS | hostile_records())[which])
    archive = Archive(source)
    assert tuple(archive) == source.files
    with zipfile.ZipFile(io.BytesIO(archive.data())) as packed:
        packed.extractall(tmp_path)
    # An office program names what it saves by the name before the suffix alone.
    unpacked = ((number, file, tmp_path / file_name(source, file)) for number, file in enumerate(source.files))
    files = {file: made.rename(tmp_path / f"{number}{made.suffix}") for number, file, made in unpacked}
    all_saved_as("pdf", [path for path in files.values() if path.suffix in OFFICE], tmp_path)

    for file, path in files.items():
        OPENERS[path.suffix](path, source)
        if read := NUMBERS.get(file.ending):
            assert read(path, source) == numbers_of(source), file.ending


@pytest.mark.parametrize("name", ["👩‍🌾" * 40, 'a/b\\c:d*e?f"g<h>i|j', "..."])
def test_any_plans_files_have_names_that_every_disk_takes(name: str) -> None:
    source = source_of(record_of(["Kor"], name=name))
    names = [file_name(source, file) for file in source.files]
    for file, called in zip(source.files, names, strict=True):
        assert len(called.encode()) <= LONGEST_FILE_NAME
        assert called.endswith(f".{file.ending}")
        assert not set(called) & set('/\\:*?"<>|')
        assert not called.startswith(".")


@pytest.fixture
def workshops(store: Store) -> Workshops:
    return Workshops(store.engine, "the secret of this installation")


def of_workshop(store: Store, workshops: Workshops, workshop: Workshop) -> Source:
    """What the files of a workshop would be made from at any time, also before the plan's pages know of its round."""
    record = store.record(workshop.plan_id)
    round_ = Assessment(id=workshop.id, day=workshop.day, scale=workshop.scale, scale_version=workshop.scale_version)
    record = record.model_copy(update={"assessments": (round_,), "cells": {round_.id: {}}})
    people = Counter(person.perspective for person in workshops.participants(workshop.id))
    scale = rated_scale(workshop.scale, workshop.scale_version)
    room = room_of(workshops.workshop(workshop.id), workshops.room_counts(workshop.id), people.total(), scale)
    return Source(record, round_, {round_.id: room}, {round_.id: people}, language("da"), NOW)


def contents(source: Source) -> dict[str, object]:
    return {file.ending: content(file, file.make(source)) for file in source.files}


def test_no_file_holds_anything_of_a_hidden_answer(store: Store, workshops: Workshops) -> None:
    workshop = opened(store, workshops)
    places = joined(workshops, workshop, *["staff"] * 3, *["resident"] * 3)
    before = contents(of_workshop(store, workshops, workshop))
    for place, level in zip(places, ["informed"] * 3 + ["resident_decide"] * 3, strict=True):
        answer(workshops, place, "choir", level)
    assert contents(of_workshop(store, workshops, workshop)) == before
    workshops.change(workshop.id, reveal())
    revealed = contents(of_workshop(store, workshops, workshop))
    told = {ending for ending in revealed if revealed[ending] != before[ending]}
    assert told == {"pdf", "pptx", "xlsx", "tidy.csv"}

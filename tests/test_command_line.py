import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar
from pypdfium2 import PdfDocument

from ivac.access import Rights
from ivac.collection import Collection
from ivac.command_line import main
from ivac.documents.files import FILES
from ivac.exchange import to_json
from ivac.model import MAX_ACTIVITIES, NAME_LIMIT, Assessment, Plan, PlanRecord, Step
from ivac.settings import settings
from ivac.store import Collections, Keys, Store, open_store

ROOT = Path(__file__).parents[1]

Run = Callable[..., Result]


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'ivac.db'}"


@pytest.fixture
def run(database: str) -> Run:
    """Run a command in English on a database of its own; whatever happens is no traceback."""

    def run(*arguments: object, speech: str = "en", url: str = database) -> Result:
        result = CliRunner().invoke(main, ["--database", url, "--language", speech, *map(str, arguments)])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return run


def lines(text: str) -> list[str]:
    return text.splitlines()


def refused(result: Result, *named: str) -> None:
    """The command failed with one sentence on stderr that names what it is about, and said nothing else."""
    (sentence,) = lines(result.stderr)
    assert result.exit_code == 1
    assert all(name in sentence for name in named), sentence
    assert "{" not in sentence
    assert result.stdout == ""


def csv_file(folder: Path, name: str, *rows: str) -> Path:
    file = folder / name
    file.write_text("\n".join(rows), encoding="utf-8")
    return file


# As a program of its own


def python_m_ivac(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("IVAC_")}
    command = [sys.executable, "-m", "ivac", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**env, **environment}, capture_output=True, text=True, check=False)


def test_the_program_exits_with_0_and_the_environment_names_the_database(database):
    done = python_m_ivac("demo", IVAC_DATABASE_URL=database, IVAC_LANGUAGE="en")
    assert (done.returncode, done.stderr) == (0, "")
    assert [entry.plan.name for entry in open_store(database).plans()][1] == "Solgårdskvarteret (fictional plan)"


def test_the_program_exits_with_1_and_a_sentence_on_stderr(database):
    done = python_m_ivac("summary", "Sydby", "--json", IVAC_DATABASE_URL=database)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(lines(done.stderr)) == 1
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_told_before_anything_is_done(database):
    done = CliRunner().invoke(main, ["plans"], env={"IVAC_DATABASE_URL": database, "IVAC_LANGUAGE": "klingon"})
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("IVAC_LANGUAGE: ")
    assert not Path(database.removeprefix("sqlite:///")).exists()


# Called in a wrong way

WRONG = [
    (), ("dance",), ("plans", "Nordby"), ("plans", "--loud"), ("summary", "Nordby"), ("compare", "Nordby", "Sydby"),
    ("import",), ("export", "Nordby"), ("wipe", "Nordby"), ("forget",), ("backup",), ("--language", "klingon", "plans"),
]  # fmt: skip


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_a_command_called_in_a_wrong_way_exits_with_1_too(database, arguments):
    done = CliRunner().invoke(main, ["--database", database, *arguments])
    assert (done.exit_code, done.stdout) == (1, "")
    assert "Usage: " in done.stderr
    assert isinstance(done.exception, SystemExit)


def test_without_any_argument_the_commands_are_told_and_the_exit_is_1():
    done = CliRunner().invoke(main, [])
    assert done.exit_code == 1
    assert all(name in done.output for name in main.commands)


# Small commands


def test_every_command_has_a_help(run):
    listed = run("--help").stdout
    expected = ["check", "demo", "import", "plans", "export", "summary", "compare", "key", "backup", "restore",
                "schema", "wipe", "forget", "data-note", "copy",
                "collection"]  # fmt: skip
    assert set(main.commands) == set(expected)
    for name in expected:
        assert name in listed
        help_text = run(name, "--help")
        assert help_text.exit_code == 0
        assert len(main.commands[name].help or "") > 15


def test_check_says_what_is_in_order(run, record, database):
    open_store(database).add_record(record)
    checked = run("check")
    assert checked.exit_code == 0
    assert lines(checked.stdout) == [
        "The content is in order: 3 scales, 3 demo plans.",
        "The settings are in order.",
        "The database is in order: 1 plan.",
    ]


def test_check_tells_of_a_database_that_does_not_answer(run):
    checked = run("check", url="postgresql+psycopg://ivac:hemmelig@127.0.0.1:1/ivac")
    assert checked.exit_code == 1
    assert "IVAC_DATABASE_URL" in checked.stderr
    assert "hemmelig" not in checked.output


def test_the_language_can_be_chosen(run):
    assert run("summary", "Sydby", "--json", speech="da").stderr != run("summary", "Sydby", "--json").stderr
    assert lines(run("demo", speech="da").stdout)[-1].endswith("(fiktiv plan)")


def test_demo_adds_the_three_plans(run, database):
    added = run("demo")
    assert added.exit_code == 0
    assert len(lines(added.stdout)) == 3
    assert [entry.plan.fictional for entry in open_store(database).plans()] == [False, True, True]


def test_plans_are_listed_with_id_name_and_size(run, record, database):
    assert run("plans").stdout == ""
    open_store(database).add_record(record)
    assert lines(run("plans").stdout) == ["nordby  Nordby  (3 activities)"]


# Bringing in


def names_in(store: Store, plan: str) -> list[str]:
    return [activity.name for activity in store.record(store.find(plan).id).activities]


def test_a_csv_brings_in_a_plan_named_by_its_column(run, database, tmp_path):
    file = csv_file(tmp_path, "Ark1.csv", "Helhedsplan;Aktivitet;Frivillige", "Nordby;Løbeklub;3", "Nordby;Kor;")
    done = run("import", file, "--plan", "Sydby")
    assert (done.exit_code, done.stdout) == (0, "Nordby: 2 activities\n")
    assert names_in(open_store(database), "Nordby") == ["Løbeklub", "Kor"]


def test_a_file_that_names_no_plan_gets_the_one_named_on_the_line(run, database, tmp_path):
    file = csv_file(tmp_path, "Ark1.csv", "Aktivitet", "Løbeklub")
    assert run("import", file, "--plan", "Sydby").exit_code == 0
    assert names_in(open_store(database), "Sydby") == ["Løbeklub"]


def test_else_the_plan_is_called_as_the_file(run, database, tmp_path):
    file = csv_file(tmp_path, "Nordby_2026.csv", "Activity", "Running club")
    assert run("import", file).exit_code == 0
    assert names_in(open_store(database), "Nordby 2026") == ["Running club"]


def test_a_plan_that_exists_gets_the_new_activities(run, database, record, tmp_path):
    store = open_store(database)
    store.add_record(record)
    assert run("import", csv_file(tmp_path, "nordby.csv", "Aktivitet", "Kor")).exit_code == 0
    assert names_in(store, "Nordby") == ["Løbeklub", "Café på torvet", "Fælles have", "Kor"]
    assert len(store.plans()) == 1


def test_a_workbook_comes_in(run, database, tmp_path):
    book = openpyxl.Workbook()
    for row in (["Aktivitet", "Beskrivelse", "Nr."], ["Løbeklub", "Mandag", 1]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "Nordby.xlsx")
    done = run("import", tmp_path / "Nordby.xlsx")
    assert lines(done.stdout) == ["Nordby.xlsx: columns left out: Nr..", "Nordby: 1 activity"]
    assert names_in(open_store(database), "Nordby") == ["Løbeklub"]


def test_several_files_come_in_together(run, database, tmp_path):
    files = [csv_file(tmp_path, f"{name}.csv", "Aktivitet", "Kor") for name in ("Nord", "Syd")]
    assert lines(run("import", *files).stdout) == ["Nord: 1 activity", "Syd: 1 activity"]
    assert len(open_store(database).plans()) == 2


def test_two_files_of_one_new_plan_make_one_plan(run, database, tmp_path):
    files = [
        csv_file(tmp_path, "a.csv", "Helhedsplan;Aktivitet", "Nordby;Kor"),
        csv_file(tmp_path, "b.csv", "Helhedsplan;Aktivitet", "NORDBY;Avis"),
    ]
    assert lines(run("import", *files).stdout) == ["Nordby: 1 activity", "Nordby: 1 activity"]
    assert names_in(open_store(database), "Nordby") == ["Kor", "Avis"]
    assert len(open_store(database).plans()) == 1


def test_a_plan_imported_twice_is_there_once(run, record, database, tmp_path):
    store = open_store(database)
    store.add_record(record)
    run("export", "Nordby", "--to", tmp_path / "nordby.json")
    refused(run("import", tmp_path / "nordby.json"), "Nordby")
    assert [entry.plan.id for entry in store.plans()] == ["nordby"]
    assert store.record("nordby") == record


def test_where_one_file_cannot_be_kept_none_is(run, record, database, tmp_path):
    store = open_store(database)
    store.add_record(record)
    for plan_id in ("p1", "p2"):
        store.save_plan(Plan(id=plan_id, name="Syd"))
    run("export", "Nordby", "--to", tmp_path / "plan.json")
    before = store.plans()
    good = csv_file(tmp_path, "Nord.csv", "Aktivitet", "Kor")
    ambiguous = csv_file(tmp_path, "Syd.csv", "Aktivitet", "Kor")
    for file, named in ((ambiguous, "Syd"), (tmp_path / "plan.json", "Nordby")):
        for order in ([good, file], [file, good]):
            refused(run("import", *order), named)
            assert store.plans() == before


@pytest.mark.parametrize("together", [False, True], ids=["one by one", "together"])
def test_a_plan_that_would_hold_too_many_activities_takes_none_of_them(run, database, tmp_path, together):
    half = MAX_ACTIVITIES // 2 + 50
    first, second = (
        csv_file(tmp_path, f"{name}.csv", "Aktivitet", *(f"{name}{n}" for n in range(half))) for name in "ab"
    )
    if together:
        refused(run("import", first, second, "--plan", "Stor"), str(MAX_ACTIVITIES), str(2 * half))
        assert open_store(database).plans() == []
        return
    assert run("import", first, "--plan", "Stor").exit_code == 0
    refused(run("import", second, "--plan", "Stor"), str(MAX_ACTIVITIES), str(2 * half))
    assert names_in(open_store(database), "Stor") == [f"a{n}" for n in range(half)]


def test_a_full_plan_survives_the_way_out_and_in(run, database, tmp_path):
    rows = csv_file(tmp_path, "Stor.csv", "Aktivitet", *(f"{n}" for n in range(MAX_ACTIVITIES)))
    assert run("import", rows).exit_code == 0
    empty = f"sqlite:///{tmp_path / 'other.db'}"
    run("export", "Stor", "--to", tmp_path / "stor.json")
    assert run("import", tmp_path / "stor.json", url=empty).exit_code == 0
    assert open_store(empty).plans()[0].activities == MAX_ACTIVITIES


def test_a_plan_cannot_be_named_too_long(run, database, tmp_path):
    file = csv_file(tmp_path, "Nord.csv", "Aktivitet", "Kor")
    refused(run("import", file, "--plan", "x" * (NAME_LIMIT + 1)), "--plan", str(NAME_LIMIT + 1))
    assert open_store(database).plans() == []
    assert run("import", file, "--plan", "x" * NAME_LIMIT).exit_code == 0


BAD_FILES: dict[str, tuple[str, bytes, str]] = {
    "no name column": ("Syd.csv", b"Farve\nRed\n", "Syd.csv"),
    "a wrong number": ("Syd.csv", b"Aktivitet;Frivillige\nKor;mange\n", "mange"),
    "nothing": ("Syd.csv", b"", "Syd.csv"),
    "another kind": ("Syd.pdf", b"%PDF-1.4", "Syd.pdf"),
    "a broken workbook": ("Syd.xlsx", b"PK\x03\x04 not really", "Syd.xlsx"),
    "another JSON": ("Syd.json", b'{"format": "other"}', "Syd.json"),
    "no JSON": ("Syd.json", b"{", "Syd.json"),
    "a newer JSON": ("Syd.json", b'{"format": "ivac-plan", "format_version": 99}', "Syd.json"),
}


@pytest.mark.parametrize(("name", "content", "named"), BAD_FILES.values(), ids=BAD_FILES)
def test_where_one_file_is_faulty_none_comes_in(run, database, tmp_path, name, content, named):
    good = csv_file(tmp_path, "Nord.csv", "Aktivitet", "Kor")
    (tmp_path / name).write_bytes(content)
    for order in ([good, tmp_path / name], [tmp_path / name, good]):
        refused(run("import", *order), named)
    assert open_store(database).plans() == []


def test_every_fault_of_a_file_is_told(run, database, tmp_path):
    file = csv_file(tmp_path, "Syd.csv", "Aktivitet;Frivillige;Faglighed", "Kor;mange;måske", ";3;ja")
    done = run("import", file)
    assert (done.exit_code, done.stdout) == (1, "")
    assert len(lines(done.stderr)) == 3
    assert open_store(database).plans() == []


def test_a_file_that_is_not_there_is_named(run, tmp_path):
    refused(run("import", tmp_path / "none.csv"), "none.csv")
    refused(run("import", tmp_path), str(tmp_path))


def test_a_file_that_is_too_large_is_not_read(run, tmp_path):
    with (tmp_path / "stor.csv").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    refused(run("import", tmp_path / "stor.csv"), "stor.csv", "MB")


# Taking out


def test_an_exported_plan_imported_into_an_empty_database_is_the_same(run, record, database, tmp_path):
    open_store(database).add_record(record)
    empty = f"sqlite:///{tmp_path / 'other.db'}"

    assert run("export", "Nordby", "--to", tmp_path / "nordby.json").exit_code == 0
    assert run("import", tmp_path / "nordby.json", url=empty).stdout == "Nordby: 3 activities\n"

    assert open_store(empty).record("nordby") == record


def test_the_demo_plans_survive_the_way_out_and_in(run, database, tmp_path):
    run("demo")
    empty = f"sqlite:///{tmp_path / 'other.db'}"
    source, target = open_store(database), open_store(empty)
    for number, entry in enumerate(source.plans()):
        run("export", entry.plan.id, "--to", tmp_path / f"{number}.json")
        run("import", tmp_path / f"{number}.json", url=empty)
        assert target.record(entry.plan.id) == source.record(entry.plan.id)


def test_a_workbook_imported_into_an_empty_database_is_the_same_plan_and_says_what_it_did_not_read(
    run, record, database, tmp_path
):
    open_store(database).add_record(record)
    empty = f"sqlite:///{tmp_path / 'other.db'}"
    run("export", "Nordby", "--to", tmp_path / "nordby.xlsx")

    done = run("import", tmp_path / "nordby.xlsx", url=empty)

    said = "nordby.xlsx: the whole plan, from the last sheet. Changes on the other sheets were not read."
    assert lines(done.stdout) == [said, "Nordby: 3 activities"]
    assert open_store(empty).record("nordby") == record


def test_of_a_workbook_only_the_changed_activities_come_in_if_a_plan_is_named(run, record, database, tmp_path):
    open_store(database).add_record(record)
    run("export", "Nordby", "--to", tmp_path / "nordby.xlsx")
    book = openpyxl.load_workbook(tmp_path / "nordby.xlsx")
    book.worksheets[0].append(["Nordby", "Kor"])
    book.save(tmp_path / "nordby.xlsx")

    whole = run("import", tmp_path / "nordby.xlsx")
    assert (whole.exit_code, len(lines(whole.stderr))) == (1, 1)
    assert "“Nordby” is here already" in whole.stderr
    assert run("import", tmp_path / "nordby.xlsx", "--plan", "Nordby").exit_code == 0

    assert names_in(open_store(database), "Nordby")[-1] == "Kor"


@pytest.mark.parametrize(("suffix", "begins"), [(".csv", b"\xef\xbb\xbf"), (".xlsx", b"PK"), (".JSON", b"{")])
def test_a_plan_is_written_in_the_form_its_name_asks_for(run, record, database, tmp_path, suffix, begins):
    open_store(database).add_record(record)
    target = tmp_path / f"nordby{suffix}"
    done = run("export", "nordby", "--to", target)
    assert (done.exit_code, done.stdout) == (0, f"Written: {target}\n")
    assert target.read_bytes().startswith(begins)


def test_a_name_that_ends_in_tidy_csv_asks_for_the_table_for_statistics(run, record, database, tmp_path):
    open_store(database).add_record(record)
    run("export", "nordby", "--to", tmp_path / "Nordby.Tidy.csv")
    run("export", "nordby", "--to", tmp_path / "nordby.csv")
    first = [(tmp_path / name).read_text("utf-8-sig").splitlines()[0] for name in ("Nordby.Tidy.csv", "nordby.csv")]
    assert first[0].startswith("kind,plan_id,plan,")
    assert first[1].startswith("Plan;Activity;")


def test_next_steps_are_written_as_a_calendar(run, record, database, tmp_path):
    step = Step(plan_id="nordby", activity="run", what="Spørg løberne", by=date(2026, 5, 3), made_on=date(2026, 3, 12))
    open_store(database).add_record(record.model_copy(update={"steps": (step,)}))
    assert run("export", "nordby", "--to", tmp_path / "nordby.ics").exit_code == 0
    (entry,) = Calendar.from_ical((tmp_path / "nordby.ics").read_bytes()).walk("VEVENT")
    assert (str(entry["summary"]), entry.decoded("dtstart")) == ("Spørg løberne", step.by)


def test_without_a_dated_step_no_calendar_is_written(run, record, database, tmp_path):
    open_store(database).add_record(record)
    refused(run("export", "nordby", "--to", tmp_path / "nordby.ics"), "Nordby")
    assert not (tmp_path / "nordby.ics").exists()


def test_an_exported_table_comes_in_again(run, record, database, tmp_path):
    open_store(database).add_record(record)
    run("export", "nordby", "--to", tmp_path / "Sydby.csv")
    assert run("import", tmp_path / "Sydby.csv", url=f"sqlite:///{tmp_path / 'other.db'}").exit_code == 0
    assert names_in(open_store(f"sqlite:///{tmp_path / 'other.db'}"), "Nordby") == [
        activity.name for activity in record.activities
    ]


def test_an_unknown_form_is_refused(run, record, database, tmp_path):
    open_store(database).add_record(record)
    for name in ("nordby.docx", "nordby", "nordby.json.bak"):
        refused(run("export", "nordby", "--to", tmp_path / name), name, ".json")
        assert not (tmp_path / name).exists()


def test_a_folder_that_is_not_there_cannot_be_written_to(run, record, database, tmp_path):
    open_store(database).add_record(record)
    refused(run("export", "nordby", "--to", tmp_path / "none" / "nordby.csv"), "nordby.csv")


# Numbers


def test_the_summary_counts_cells_and_phases(run, record, database):
    open_store(database).add_record(record)
    done = run("summary", "Nordby", "--json")
    found = json.loads(done.stdout)
    assert (found["plan"], found["scale"], found["day"], found["activities"]) == ("Nordby", "ivac", "2026-03-12", 3)

    knowledge = found["phases"][0]
    assert (knowledge["phase"], knowledge["counts"]["informed"], knowledge["blank"]) == ("knowledge", 1, 1)
    assert knowledge["decision_share"] == {"part": 0, "whole": 2, "share": 0.0}
    assert (knowledge["on_purpose"]["not_involved"], knowledge["on_purpose"]["informed"]) == (1, 0)
    ideas = found["phases"][1]
    assert (ideas["dont_know"], ideas["blank"]) == (1, 2)
    assert ideas["initiative_share"] == {"part": 0, "whole": 0, "share": None}
    implementation = found["phases"][3]
    assert implementation["initiative_share"] == {"part": 1, "whole": 1, "share": 1.0}

    by_cell = {(cell["activity"], cell["phase"]): cell for cell in found["cells"]}
    cell = by_cell["Løbeklub", "knowledge"]
    assert (cell["n"], cell["most_chosen"], cell["agreement"]["share"]) == (1, ["informed"], 1.0)
    assert by_cell["Løbeklub", "ideas"]["n"] == 0
    assert ("Fælles have", "ideas") not in by_cell


def test_the_comparison_keeps_the_order_given(run, database):
    run("demo")
    names = [entry.plan.name for entry in open_store(database).plans()]
    for order in (names, names[::-1]):
        found = json.loads(run("compare", *order, "--json").stdout)
        assert [plan["plan"] for plan in found["plans"]] == order
        assert (found["scale"], found["lossy"]) == ("ivac", False)
        for plan in found["plans"]:
            for phase in plan["phases"]:
                assert plan["counts"][phase["phase"]] == phase["counts"]
                assert plan["on_purpose"][phase["phase"]] == phase["on_purpose"]
    chosen = [phase["on_purpose"] for plan in found["plans"] for phase in plan["phases"]]
    assert any(count for counts in chosen for count in counts.values())


def test_plans_on_two_scales_are_compared_with_loss(run, record, database):
    store = open_store(database)
    store.add_record(record)
    store.save_plan(Plan(id="sydby", name="Sydby"))
    store.add_assessment("sydby", Assessment(day=date(2026, 1, 1), scale="hart", scale_version=1))
    found = json.loads(run("compare", "Nordby", "Sydby", "--json").stdout)
    assert (found["scale"], found["lossy"], len(found["rows"])) == (None, True, 4)


@pytest.mark.parametrize(
    "command",
    [("summary", "Sydby", "--json"), ("compare", "Nordby", "Sydby", "--json"), ("export", "Sydby", "--to", "x.csv")],
)
def test_a_plan_that_is_not_there_is_named_with_those_that_are(run, record, database, command):
    open_store(database).add_record(record)
    refused(run(*command), "“Sydby”", "Nordby")


def test_two_plans_of_one_name_are_told_apart_by_their_ids(run, database):
    store = open_store(database)
    for plan_id in ("p1", "p2"):
        store.add_record(PlanRecord(plan=Plan(id=plan_id, name="Nordby")))
    refused(run("summary", "Nordby", "--json"), "Nordby", "p1", "p2")


def test_nothing_to_count_is_a_sentence(run, database):
    refused(run("summary", "Nordby", "--json"), "no plan")
    open_store(database).save_plan(Plan(name="Nordby"))
    refused(run("summary", "Nordby", "--json"), "“Nordby”")


def test_one_plan_is_nothing_to_compare(run, record, database):
    open_store(database).add_record(record)
    refused(run("compare", "Nordby", "--json"), "two plans")


# Copies


def test_a_backup_is_written_and_put_back(run, record, database, tmp_path):
    store = open_store(database)
    store.add_record(record)
    assert run("backup", tmp_path / "copy.db").stdout == f"Written: {tmp_path / 'copy.db'}\n"
    store.delete_plan("nordby")
    assert run("restore", tmp_path / "copy.db").exit_code == 0
    assert store.record("nordby") == record


def test_copies_that_cannot_be_are_refused(run, record, database, tmp_path):
    store = open_store(database)
    store.add_record(record)
    (tmp_path / "mine.db").write_text("mine")
    refused(run("backup", tmp_path / "mine.db"), "mine.db")
    refused(run("restore", tmp_path / "mine.db"), "mine.db")
    refused(run("restore", tmp_path / "none.db"), "none.db")
    refused(run("backup", tmp_path / "none" / "new.db"), "new.db")
    refused(run("backup", tmp_path / "new.db", url="nonsense"), "IVAC_DATABASE_URL")
    refused(run("backup", tmp_path / "new.db", url=f"sqlite:///{tmp_path / 'mine.db'}"), "mine.db")
    refused(run("backup", tmp_path / "new.db", url="postgresql://127.0.0.1/ivac"), "pg_dump")
    run("backup", tmp_path / "good.db")
    refused(run("restore", tmp_path / "good.db", url=f"sqlite:///{tmp_path / 'mine.db'}"), "mine.db")
    assert (tmp_path / "mine.db").read_text() == "mine"
    assert not (tmp_path / "new.db").exists()
    assert store.record("nordby") == record


# Key links


def key_in(result: Result, address: str = "http://localhost:8501") -> str:
    """The key in the one link that a command said."""
    (link,) = [line for line in lines(result.stdout) if f"{address}/key#" in line]
    return link.partition("/key#")[2]


def opened_by(database: str, *keys: str) -> Rights:
    return Keys(open_store(database).engine).rights(keys)


def test_a_key_link_for_the_whole_installation_is_said_once_and_works(run, database):
    said = run("key")
    assert said.exit_code == 0
    assert opened_by(database, key_in(said)) == Rights(everything=True)
    assert "whole installation" in said.stdout
    assert said.stderr == ""


@pytest.mark.parametrize("name", ["Nordby", "NORDBY", "nordby"])
def test_a_key_link_for_a_plan_opens_that_plan_alone(run, record, database, name):
    open_store(database).add_record(record)
    said = run("key", name)
    assert opened_by(database, key_in(said)) == Rights(plans=frozenset({"nordby"}))
    assert "“Nordby”" in said.stdout


def test_a_key_link_begins_with_the_address_that_others_reach(run, database, monkeypatch):
    monkeypatch.setenv("IVAC_PUBLIC_URL", "https://workshop.example.dk/")
    assert opened_by(database, key_in(run("key"), "https://workshop.example.dk")).everything


def test_the_key_stands_behind_the_mark_that_no_server_is_sent(run):
    (link,) = [line for line in lines(run("key").stdout) if "http" in line]
    assert "#" in link
    assert "?" not in link


def test_each_key_link_is_another_one_and_the_earlier_ones_go_on_working(run, database):
    first, second = key_in(run("key")), key_in(run("key"))
    assert first != second
    assert opened_by(database, first).everything


def test_withdrawing_ends_the_earlier_links_of_the_same_and_no_other(run, record, database):
    open_store(database).add_record(record)
    open_store(database).save_plan(Plan(name="Sydby"))
    whole, nordby, sydby = key_in(run("key")), key_in(run("key", "Nordby")), key_in(run("key", "Sydby"))

    said = run("key", "Nordby", "--withdraw")

    assert "no longer" in said.stdout
    assert opened_by(database, nordby) == Rights()
    assert opened_by(database, key_in(said)).plans == {"nordby"}
    assert opened_by(database, whole).everything
    assert len(opened_by(database, sydby).plans) == 1
    run("key", "--withdraw")
    assert opened_by(database, whole) == Rights()
    assert opened_by(database, key_in(said)).plans == {"nordby"}


def test_a_key_for_a_plan_that_is_not_there_is_not_made_and_none_is_withdrawn(run, record, database):
    open_store(database).add_record(record)
    kept = key_in(run("key", "Nordby"))
    refused(run("key", "Sydby", "--withdraw"), "Sydby", "Nordby")
    assert Keys(open_store(database).engine).count() == 1
    assert opened_by(database, kept).plans == {"nordby"}


def test_a_key_link_is_explained_in_danish_too(run, database):
    said = run("key", speech="da")
    assert opened_by(database, key_in(said)).everything
    assert "Key link" not in said.stdout


# Taking away and deleting


def test_a_folder_gets_every_file_that_the_plan_makes(run, tmp_path):
    run("demo")
    done = run("export", "Solgårdskvarteret (fictional plan)", "--all", tmp_path / "all")
    written = sorted(file.name for file in (tmp_path / "all").iterdir())
    assert written == sorted(f"Solgårdskvarteret (fictional plan).{file.ending}" for file in FILES)
    assert len(lines(done.stdout)) == len(FILES)
    for name, start in ((".pdf", b"%PDF"), (".pptx", b"PK"), (".involvement.svg", b"<svg"), (".html", b"<!doctype")):
        (file,) = [
            each for each in (tmp_path / "all").iterdir() if each.name == f"Solgårdskvarteret (fictional plan){name}"
        ]
        assert file.read_bytes().lower().startswith(start.lower())


def test_the_longest_ending_says_which_file(run, tmp_path):
    run("demo")
    for ending, start in (("cards.pdf", b"%PDF"), ("activities.print.png", b"\x89PNG"), ("tidy.csv", b"\xef\xbb\xbf")):
        run("export", "Solgårdskvarteret (fictional plan)", "--to", tmp_path / f"x.{ending}")
        assert (tmp_path / f"x.{ending}").read_bytes().startswith(start)


def test_a_plan_without_ratings_makes_tables_only(run, record, database, tmp_path):
    open_store(database).add_record(record.model_copy(update={"assessments": (), "cells": {}}))
    refused(run("export", "Nordby", "--to", tmp_path / "nordby.pdf"), "Nordby")
    run("export", "Nordby", "--all", tmp_path / "all")
    assert {file.name.partition(".")[2] for file in (tmp_path / "all").iterdir()} == {
        file.ending
        for file in FILES
        if file.group == "tables" and file.ending != "ics"  # none of its steps has a day
    }


def test_wiping_writes_the_plan_and_deletes_it(run, record, database, tmp_path):
    open_store(database).add_record(record)
    assert run("wipe", "Nordby", "--to", tmp_path / "nordby.json").exit_code == 0
    assert open_store(database).plans() == []
    run("import", tmp_path / "nordby.json")
    assert open_store(database).record(record.plan.id) == record


def test_what_cannot_be_written_is_not_wiped(run, record, database, tmp_path):
    open_store(database).add_record(record)
    refused(run("wipe", "Nordby", "--to", tmp_path / "none" / "nordby.json"), "nordby.json")
    assert [entry.plan.name for entry in open_store(database).plans()] == ["Nordby"]


def test_old_answers_are_forgotten_by_the_setting(run, monkeypatch):
    monkeypatch.setenv("IVAC_KEEP_MONTHS", "12")
    settings.cache_clear()
    assert run("forget").exit_code == 0
    monkeypatch.delenv("IVAC_KEEP_MONTHS")
    settings.cache_clear()
    assert run("forget").exit_code == 1
    assert run("forget", "--months", "3").exit_code == 0


def test_the_note_on_data_is_one_page(run, tmp_path):
    run("data-note", "--to", tmp_path / "note.pdf")
    assert len(PdfDocument(tmp_path / "note.pdf")) == 1


# Collections


def test_files_come_into_a_collection_and_the_faulty_ones_are_told(run, record, database, tmp_path):
    good = tmp_path / "nordby.json"
    good.write_text(to_json(record), encoding="utf-8")
    broken = csv_file(tmp_path, "broken.json", "{")

    done = run("collection", "The north", good, broken, tmp_path / "missing.json")

    assert done.exit_code == 1
    assert lines(done.stdout) == ["nordby.json: Nordby: new here", "In “The north” now: 1."]
    assert [line.split(":")[0] for line in lines(done.stderr)] == ["broken.json", str(tmp_path / "missing.json")]
    again = run("collection", "the NORTH", good)
    assert (again.exit_code, lines(again.stdout)[0]) == (0, "nordby.json: Nordby: here already, the same")
    (collection,) = Collections(open_store(database).engine).entries()
    assert collection.name == "The north"


def test_without_a_good_file_no_collection_is_made(run, database, tmp_path):
    assert run("collection", "The north", csv_file(tmp_path, "broken.json", "{")).exit_code == 1
    assert Collections(open_store(database).engine).entries() == []


@pytest.mark.parametrize("replaces", [(), ("--replace",)])
def test_a_newer_version_replaces_the_one_here_with_the_option(run, record, database, tmp_path, replaces):
    store = open_store(database)
    store.add_record(record)
    day = Assessment(id="autumn", day=date(2026, 9, 1), scale="ivac", scale_version=1)
    newer = record.model_copy(update={"assessments": (*record.assessments, day)})
    file = tmp_path / "nordby.json"
    file.write_text(to_json(newer), encoding="utf-8")

    done = run("collection", "The north", file, *replaces)

    said = "replaces the one here" if replaces else "newer than the one here"
    assert lines(done.stdout)[0] == f"nordby.json: Nordby: {said}"
    assert len(store.record("nordby").assessments) == (2 if replaces else 1)


def test_a_name_that_several_collections_have_is_refused_with_their_ids(run, record, database, tmp_path):
    kept = Collections(open_store(database).engine)
    for number in ("one", "two"):
        kept.save(Collection(id=number, name="The north"))
    file = tmp_path / "nordby.json"
    file.write_text(to_json(record), encoding="utf-8")

    refused(run("collection", "The north", file), "one, two")
    assert run("collection", "two", file).exit_code == 0
    assert list(kept.members("two")) == ["nordby"]

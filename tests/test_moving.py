"""The command line on PostgreSQL, and `copy` from there and to there, as whoever runs an installation types it."""

import pytest
from click.testing import Result

from ivac.exchange import to_json
from ivac.store import Keys, open_store
from tests.installation import HOUSE, fill
from tests.test_command_line import Run, key_in, lines, names_in, refused, run  # noqa: F401  # a fixture

pytestmark = pytest.mark.databases("sqlite", "postgresql")
on_postgresql = pytest.mark.databases("postgresql")


@pytest.fixture
def database(database_url: str) -> str:
    """What the commands run on where they are not told otherwise."""
    return database_url


@pytest.fixture
def full(tmp_path, record) -> str:
    """The address of a whole installation on SQLite, which has a secret beside it."""
    url = f"sqlite:///{tmp_path / 'full.db'}"
    fill(open_store(url), record)
    (tmp_path / "full.secret").write_text(HOUSE)
    return url


@on_postgresql
def test_every_command_does_its_work_on_postgresql(run, database, record, tmp_path):  # noqa: F811
    def done(*arguments: object) -> Result:
        result = run(*arguments)
        assert (result.exit_code, result.stderr) == (0, ""), result.stderr
        return result

    open_store(database).add_record(record)
    (tmp_path / "Sydby.csv").write_text("Aktivitet\nKor\nÆblefest 🍎\n", encoding="utf-8")

    done("demo")
    done("import", tmp_path / "Sydby.csv")
    assert len(lines(done("plans").stdout)) == 5
    assert "5 plans" in done("check").stdout
    assert names_in(open_store(database), "Sydby") == ["Kor", "Æblefest 🍎"]
    done("export", "Nordby", "--to", tmp_path / "nordby.xlsx")
    done("export", "Nordby", "--to", tmp_path / "nordby.pdf")
    done("wipe", "Nordby", "--to", tmp_path / "nordby.json")
    assert len(open_store(database).plans()) == 4
    done("import", tmp_path / "nordby.xlsx")
    assert to_json(open_store(database).record("nordby")) == (tmp_path / "nordby.json").read_text()
    done("summary", "Nordby", "--json")
    assert Keys(open_store(database).engine).rights([key_in(done("key"))]).everything
    done("forget", "--months", "12")
    refused(run("backup", tmp_path / "copy.db"), "pg_dump")
    refused(run("restore", tmp_path / "nordby.json"), "pg_restore")
    assert not (tmp_path / "copy.db").exists()


def test_copying_says_how_much_and_what_to_set_and_no_secret(run, full, databases):  # noqa: F811
    there = databases.empty("there")
    done = run("copy", "--from", full, "--to", there)
    assert (done.exit_code, done.stderr) == (0, "")
    said = lines(done.stdout)
    counts = {name: int(count) for count, name in (line.split() for line in said[:-2])}
    assert counts["plan"] == 4
    assert counts["participant"] == 4
    assert all(counts.values())
    assert "IVAC_DATABASE_URL" in said[-2]
    assert "IVAC_SECRET" in said[-1]
    assert "full.secret" in said[-1]
    assert HOUSE not in done.output
    assert lines(run("plans", url=there).stdout) == lines(run("plans", url=full).stdout)
    refused(run("copy", "--from", full, "--to", there), "not empty", "plan")


def test_of_a_secret_that_is_set_nothing_is_said(run, full, databases, monkeypatch):  # noqa: F811
    monkeypatch.setenv("IVAC_SECRET", HOUSE)
    done = run("copy", "--from", full, "--to", databases.empty("there"))
    assert "IVAC_SECRET" not in done.stdout


def test_a_copy_that_cannot_be_made_is_a_sentence_without_a_password(run, full, tmp_path):  # noqa: F811
    nowhere = "postgresql://ivac:hemmelig@127.0.0.1:1/ivac"
    for done in (
        run("copy", "--from", full, "--to", nowhere),
        run("copy", "--from", nowhere, "--to", f"sqlite:///{tmp_path / 'new.db'}"),
        run("copy", "--from", "postgresql://ivac:hemmelig@127.0.0.1:port/ivac", "--to", full),
    ):
        refused(done, "does not answer")
        assert "hemmelig" not in done.output
    refused(run("copy", "--from", f"sqlite:///{tmp_path / 'none.db'}", "--to", full), "--from")
    assert run("copy", "--from", full).exit_code == 1

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ivac.faults import Code, Refused
from ivac.language import language
from ivac.settings import HOME, SECRET_LENGTH, installation_secret, settings


def test_nothing_needs_to_be_set():
    assert settings().language == "da"
    assert settings().database_url == f"sqlite:///{HOME / 'data' / 'ivac.db'}"


def test_the_environment_sets(monkeypatch):
    monkeypatch.setenv("IVAC_DATABASE_URL", "postgresql://127.0.0.1/ivac")
    monkeypatch.setenv("IVAC_LANGUAGE", "en")
    assert (settings().database_url, settings().language) == ("postgresql://127.0.0.1/ivac", "en")


def test_other_programs_settings_are_theirs(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "de")
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere")
    assert settings().language == "da"
    assert settings().database_url.startswith("sqlite:///")


def test_settings_are_read_once_a_process(monkeypatch):
    first = settings()
    monkeypatch.setenv("IVAC_LANGUAGE", "en")
    assert settings() is first


@pytest.mark.parametrize("value", ["sv", "", "DA", "dansk"])
def test_a_wrong_setting_is_refused_by_its_name(monkeypatch, value):
    monkeypatch.setenv("IVAC_LANGUAGE", value)
    with pytest.raises(Refused) as refused:
        settings()
    assert [fault.code for fault in refused.value.faults] == [Code.SETTING_WRONG]
    for code in ("da", "en"):
        (sentence,) = refused.value.texts(language(code))
        assert sentence.startswith("IVAC_LANGUAGE: ")


def refused_setting(read=settings) -> str:
    """The English sentence of the one fault that the settings are refused with."""
    with pytest.raises(Refused) as refused:
        read()
    assert len(refused.value.faults) == 1
    for code in ("da", "en"):
        assert "{" not in refused.value.texts(language(code))[0]
    return refused.value.texts(language("en"))[0]


def test_without_more_the_installation_is_for_this_machine_and_nobody_signs_in():
    assert (settings().public_url, settings().secret, settings().sign_in) == (None, None, "")


# Where others reach it


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        *(("https://workshop.example.dk/", "https://workshop.example.dk"), ("", None)),
        *(("http://192.168.1.20:8501", "http://192.168.1.20:8501"), ("https://x.dk/ivac ", "https://x.dk/ivac")),
    ],
)
def test_a_public_address_is_kept_as_links_begin_with_it(monkeypatch, url, kept):
    monkeypatch.setenv("IVAC_PUBLIC_URL", url)
    assert settings().public_url == kept


@pytest.mark.parametrize("url", ["workshop.example.dk", "ftp://x.dk", "https://x.dk?a=1", "https://x.dk:port", " "])
def test_a_public_address_that_cannot_be_followed_is_refused_by_its_name(monkeypatch, url):
    monkeypatch.setenv("IVAC_PUBLIC_URL", url)
    assert refused_setting().startswith("IVAC_PUBLIC_URL: ")


def test_every_wrong_setting_is_told_at_once(monkeypatch):
    monkeypatch.setenv("IVAC_PUBLIC_URL", "x.dk")
    monkeypatch.setenv("IVAC_SECRET", "short")
    monkeypatch.setenv("IVAC_LANGUAGE", "sv")
    with pytest.raises(Refused) as refused:
        settings()
    assert {fault.values["name"] for fault in refused.value.faults} == {
        "IVAC_PUBLIC_URL", "IVAC_SECRET", "IVAC_LANGUAGE",
    }  # fmt: skip


# The installation's secret


def test_a_short_secret_is_refused_and_not_repeated(monkeypatch):
    monkeypatch.setenv("IVAC_SECRET", "x" * (SECRET_LENGTH - 1))
    sentence = refused_setting()
    assert sentence.startswith("IVAC_SECRET: ")
    assert str(SECRET_LENGTH) in sentence
    assert "xxx" not in sentence


def test_a_secret_that_is_set_is_the_secret_and_no_file_is_made(monkeypatch, tmp_path):
    monkeypatch.setenv("IVAC_DATABASE_URL", f"sqlite:///{tmp_path / 'ivac.db'}")
    monkeypatch.setenv("IVAC_SECRET", "x" * SECRET_LENGTH)
    assert installation_secret() == "x" * SECRET_LENGTH
    assert list(tmp_path.iterdir()) == []


def in_file(monkeypatch: pytest.MonkeyPatch, folder: Path) -> str:
    """The secret of an installation whose database lies in this folder, as a process finds it that starts now."""
    monkeypatch.setenv("IVAC_DATABASE_URL", f"sqlite:///{folder / 'ivac.db'}")
    settings.cache_clear()
    installation_secret.cache_clear()
    return installation_secret()


def test_without_one_a_secret_is_made_once_beside_the_database(monkeypatch, tmp_path):
    first = in_file(monkeypatch, tmp_path / "data")
    assert len(first) >= SECRET_LENGTH
    assert in_file(monkeypatch, tmp_path / "data") == first
    assert in_file(monkeypatch, tmp_path / "other") != first
    assert [file.name for file in (tmp_path / "data").iterdir()] == ["ivac.secret"]


def test_nobody_but_its_owner_reads_the_secret(monkeypatch, tmp_path):
    in_file(monkeypatch, tmp_path)
    assert stat.S_IMODE((tmp_path / "ivac.secret").stat().st_mode) == 0o600


def test_a_secret_that_is_there_is_never_written_over(monkeypatch, tmp_path):
    (tmp_path / "ivac.secret").write_text("k" * SECRET_LENGTH + "\n")
    assert in_file(monkeypatch, tmp_path) == "k" * SECRET_LENGTH
    assert (tmp_path / "ivac.secret").read_text() == "k" * SECRET_LENGTH + "\n"


@pytest.mark.parametrize("content", [b"", b"\n", b"short", b"\xff" * 40])
def test_a_damaged_secret_is_refused_rather_than_used(monkeypatch, tmp_path, content):
    (tmp_path / "ivac.secret").write_bytes(content)
    sentence = refused_setting(lambda: in_file(monkeypatch, tmp_path))
    assert "ivac.secret" in sentence
    assert "IVAC_SECRET" in sentence
    assert (tmp_path / "ivac.secret").read_bytes() == content


def test_where_no_file_can_lie_the_secret_has_to_be_set(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("x")
    assert "IVAC_SECRET" in refused_setting(lambda: in_file(monkeypatch, tmp_path / "file"))


def test_servers_that_share_a_database_need_the_same_secret_set(monkeypatch):
    monkeypatch.setenv("IVAC_DATABASE_URL", "postgresql+psycopg://ivac@db/ivac")
    with pytest.raises(Refused) as refused:
        installation_secret()
    assert [fault.code for fault in refused.value.faults] == [Code.SECRET_NEEDED]


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_has_a_secret_for_as_long_as_it_lives(monkeypatch, url):
    monkeypatch.setenv("IVAC_DATABASE_URL", url)
    assert installation_secret() == installation_secret()
    assert not Path(":memory:.secret").exists()


# Waits until all have come this far, and then asks for the secret.
RACER = """
import sys, os
from ivac import settings
make = settings._write_whole
def late(file, text):
    print("ready", flush=True)
    sys.stdin.readline()
    make(file, text)
settings._write_whole = late
print(settings.installation_secret(), flush=True)
"""


def test_two_processes_that_make_the_secret_at_once_share_one(tmp_path):
    url = f"sqlite:///{tmp_path / 'ivac.db'}"
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACER], cwd=HOME, env={"IVAC_DATABASE_URL": url}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for _ in range(2)
    ]  # fmt: skip
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"  # both have looked for the file, and neither has made it
    secrets = [racer.communicate("\n")[0].strip() for racer in racers]
    assert [racer.returncode for racer in racers] == [0, 0]
    assert secrets[0] == secrets[1] == (tmp_path / "ivac.secret").read_text()
    assert [file.name for file in tmp_path.iterdir()] == ["ivac.secret"]

import pytest

from ivac.faults import Code, Refused
from ivac.language import language
from ivac.settings import HOME, settings


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

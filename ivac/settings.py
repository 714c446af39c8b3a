"""Settings from the environment (IVAC_...), checked at start; a wrong one is refused with a sentence."""

import calendar
import contextlib
import os
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ivac.access import checked_public_url, new_key
from ivac.faults import Code, Fault, Refused

HOME = Path(__file__).parents[1]
SECRET_LENGTH = 24


class Settings(BaseSettings):
    """What an installation can set; the README lists each with its meaning."""

    model_config = SettingsConfigDict(env_prefix="IVAC_", extra="forbid")

    database_url: str = f"sqlite:///{HOME / 'data' / 'ivac.db'}"
    language: Literal["da", "en"] = "da"
    public_url: str | None = None
    secret: str | None = None
    sign_in: str = ""
    keep_months: Annotated[int, Field(ge=1, le=600)] | None = None

    _check_public_url = field_validator("public_url")(checked_public_url)

    @property
    def shares_database(self) -> bool:
        """Whether several servers can have this database in common, which then need the same secret."""
        return not self.database_url.startswith("sqlite")

    @field_validator("secret")
    @classmethod
    def _long_enough(cls, secret: str | None) -> str | None:
        if secret is not None and len(secret) < SECRET_LENGTH:
            raise ValueError(f"it needs at least {SECRET_LENGTH} characters")
        return secret


@cache
def settings() -> Settings:
    """The settings of this process; raises `Refused` with every wrong one."""
    try:
        return Settings()
    except ValidationError as error:
        raise Refused(
            Fault(Code.SETTING_WRONG, {"name": f"IVAC_{detail['loc'][0]}".upper(), "reason": detail["msg"]})
            for detail in error.errors()
        ) from error


def kept_since(today: date, months: int) -> date:
    """The first day of which answers are kept, so many months back; the last of a shorter month where need be."""
    years, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return date(years, month + 1, min(today.day, last))


def secret_file(url: str) -> Path | None:
    """Where an installation on SQLite keeps its secret, beside the database; None for any other."""
    scheme, _, path = url.partition(":///")
    return Path(path).with_suffix(".secret") if scheme.startswith("sqlite") and path not in ("", ":memory:") else None


@cache
def installation_secret() -> str:
    """What keys the hashes of join codes: IVAC_SECRET, else a file beside the SQLite database, made once."""
    chosen = settings()
    if chosen.secret:
        return chosen.secret
    if chosen.shares_database:
        raise Refused.because(Code.SECRET_NEEDED)
    file = secret_file(chosen.database_url)
    if file is None:
        return new_key()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            _write_whole(file, new_key() + new_key())
        secret = file.read_text(encoding="ascii", errors="replace").strip()
    except OSError as error:
        raise Refused.because(Code.SECRET_UNREADABLE, file=file.name, reason=error.strerror) from error
    if len(secret) < SECRET_LENGTH or not secret.isascii():
        raise Refused.because(Code.SECRET_UNREADABLE, file=file.name, reason="damaged")
    return secret


def _write_whole(file: Path, text: str) -> None:
    """Write a file that nobody sees half-written, readable by its owner alone; FileExistsError if it is there."""
    draft = file.with_name(f"{file.name}.{new_key()}")
    draft.touch(mode=0o600)
    try:
        draft.write_text(text, encoding="ascii")
        os.link(draft, file)  # fails if another process was faster, whose file then counts
    finally:
        draft.unlink()

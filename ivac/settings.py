"""Settings from the environment (IVAC_...), checked at start; a wrong one is refused with a sentence."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ivac.faults import Code, Fault, Refused

HOME = Path(__file__).parents[1]


class Settings(BaseSettings):
    """What an installation can set; the README lists each with its meaning."""

    model_config = SettingsConfigDict(env_prefix="IVAC_", extra="forbid")

    database_url: str = f"sqlite:///{HOME / 'data' / 'ivac.db'}"
    language: Literal["da", "en"] = "da"


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

"""What every shape of `content/` is made of: a value that refuses unknown keys, a text of a length, a source."""

from pydantic import BaseModel, ConfigDict, StringConstraints


def text(limit: int, least: int = 1) -> StringConstraints:
    """A text of at most `limit` characters, without blanks around it."""
    return StringConstraints(strip_whitespace=True, min_length=least, max_length=limit)


class Strict(BaseModel):
    """A frozen value that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Strict):
    """Where something comes from: a document's id and its chapter."""

    document: str
    chapter: str

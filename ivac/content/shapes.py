"""What every file of `content/` is made of: strict values, texts of a limited length, sources."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


def text(limit: int, least: int = 1) -> StringConstraints:
    """A text of at most so many characters."""
    return StringConstraints(strip_whitespace=True, min_length=least, max_length=limit)


Label = Annotated[str, text(60)]
Sentence = Annotated[str, text(260)]


class Strict(BaseModel):
    """A frozen value that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Strict):
    """Where something comes from: a document's id and its chapter."""

    document: str
    chapter: str

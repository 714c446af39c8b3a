"""Reads the files of `content/` into their shapes and collects every fault of form on the way."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ivac.content.demo_schema import Demo, DemoWords
from ivac.content.pattern_schema import FindingWords, PatternsFile
from ivac.content.schema import (
    LANGUAGES,
    LISTS,
    Content,
    DocumentWords,
    ItemWords,
    Lists,
    PhasesFile,
    PhaseWords,
    Scale,
    ScaleWords,
    SourcesFile,
    Words,
)
from ivac.content.talk_reading import read_talk, read_talk_words
from ivac.faults import Code, Fault

SCALES = ("ivac", "hart", "volunteers")
DEMOS = ("randers", "solgaarden", "havnekvarteret")


class _Folder:
    """Reads typed values from one folder; `faults` grows, and a value that failed is None."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: list[Fault] = []

    def read(self, file: str, shape: Any) -> Any:
        """The file as `shape`, or None with the reasons noted."""
        try:
            data = tomllib.loads((self.root / file).read_text(encoding="utf-8"))
        except OSError:
            self._note(Code.CONTENT_MISSING, file=file)
            return None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self._note(Code.CONTENT_NOT_TOML, file=file, reason=error)
            return None
        try:
            return TypeAdapter(shape).validate_python(data)
        except ValidationError as error:
            self._note_all(file, data, error)
            return None

    def read_named(self, file: str, shape: Any, name: str) -> Any:
        """The same for a file whose `id` must be its name, since everything else finds it by that."""
        value = self.read(file, shape)
        if value is not None and value.id != name:
            self._note(Code.CONTENT_UNKNOWN_ID, file=file, where="id", id=value.id, target=name)
            return None
        return value

    def _note(self, code: Code, **values: object) -> None:
        self.faults.append(Fault(code, values))

    def _note_all(self, file: str, data: Any, error: ValidationError) -> None:
        for detail in error.errors():
            *path, last = detail["loc"] or ("the file",)
            if detail["type"] == "extra_forbidden":
                self._note(Code.CONTENT_KEY_UNKNOWN, file=file, where=_place(data, path), key=last)
            elif detail["type"] == "missing":
                self._note(Code.CONTENT_KEY_MISSING, file=file, where=_place(data, path), key=last)
            else:
                self._note(Code.CONTENT_VALUE, file=file, where=_place(data, [*path, last]), reason=detail["msg"])


def _place(data: Any, path: list[int | str]) -> str:
    """A path through the data in words, naming list entries by their id where they have one."""
    parts = []
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
        parts.append(str(data.get("id", step)) if isinstance(step, int) and isinstance(data, dict) else str(step))
    return ".".join(parts) or "the file"


def read_folder(root: Path) -> tuple[Content | None, list[Fault]]:
    """The content, or None where a file failed, with all faults of form."""
    folder = _Folder(root)
    sources = folder.read("sources.toml", SourcesFile)
    phases = folder.read("phases.toml", PhasesFile)
    scales = {scale: folder.read_named(f"scales/{scale}.toml", Scale, scale) for scale in SCALES}
    lists = folder.read("lists.toml", Lists)
    demos = [folder.read_named(f"demo/{demo}.toml", Demo, demo) for demo in DEMOS]
    patterns = folder.read("patterns.toml", PatternsFile)
    talk = read_talk(folder.read)
    words = {language: _read_words(folder, language) for language in LANGUAGES}
    if folder.faults:
        return None, folder.faults
    content = Content(
        documents=sources.sources,
        phases=phases.phases,
        scales=scales,
        lists=lists,
        demos=tuple(demos),
        patterns=patterns.patterns,
        talk=talk,
        words=words,
    )
    return content, []


def _read_words(folder: _Folder, language: str) -> Words | None:
    before = len(folder.faults)
    documents = folder.read(f"{language}/sources.toml", Mapping[str, DocumentWords])
    phases = folder.read(f"{language}/phases.toml", Mapping[str, PhaseWords])
    scales = {scale: folder.read(f"{language}/scales/{scale}.toml", ScaleWords) for scale in SCALES}
    lists = folder.read(f"{language}/lists.toml", Mapping[str, Mapping[str, ItemWords]])
    demos = {demo: folder.read(f"{language}/demo/{demo}.toml", DemoWords) for demo in DEMOS}
    findings = folder.read(f"{language}/patterns.toml", FindingWords)
    talk = read_talk_words(folder.read, language)
    if len(folder.faults) > before:
        return None
    return Words(
        documents=documents,
        phases=phases,
        scales=scales,
        lists={name: lists.get(name, {}) for name in (*LISTS, *(set(lists) - {*LISTS, "registers"}))},
        registers=lists.get("registers", {}),
        demos=demos,
        findings=findings,
        talk=talk,
    )

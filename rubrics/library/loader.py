"""Reads the library from its TOML files: `library.toml` and one file per competency beside it."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rubrics.library.types import Competency, Library, LibraryError, Merge, NotScored, Question

INDEX = "library.toml"
QUESTION_FIELDS = frozenset({field.name for field in fields(Question)})
COMPETENCY_FIELDS = frozenset({field.name for field in fields(Competency)})
SHIPPED = Path(__file__).parent / "data"


def load(folder: Path | None = None) -> Library:
    """Read the library in `folder`, or the one shipped with the program.

    Raises `LibraryError` with a sentence naming the file if a file or a field is missing, unknown or
    of the wrong type.
    """
    folder = folder or SHIPPED
    index = _read(folder / INDEX)
    order = _texts(index, "competencies", INDEX)
    _check_files(folder, order)
    return Library(
        version=_text(index, "version", INDEX),
        digest=_digest(folder, order),
        competencies=tuple(_competency(_read(folder / f"{key}.toml"), key) for key in order),
        not_scored=tuple(_not_scored(entry) for entry in _tables(index, "not_scored", INDEX)),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LibraryError(f"The library file {path.name} is missing.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LibraryError(f"The library file {path.name} cannot be read: {error}.") from error


def _check_files(folder: Path, order: tuple[str, ...]) -> None:
    doubled = {key for key in order if order.count(key) > 1}
    if doubled:
        raise LibraryError(f"{INDEX} names {_listed(doubled)} more than once.")
    unnamed = {path.stem for path in folder.glob("*.toml") if path.name != INDEX} - set(order)
    if unnamed:
        raise LibraryError(f"{INDEX} does not name {_listed(unnamed)}, though there is a file.")


def _digest(folder: Path, order: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for name in (INDEX, *(f"{key}.toml" for key in order)):
        content = (folder / name).read_bytes() if (folder / name).is_file() else b""
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _competency(data: Mapping[str, Any], key: str) -> Competency:
    file = f"{key}.toml"
    if _text(data, "key", file) != key:
        raise LibraryError(f"The key in {file} is {data['key']!r}, but has to be the file's name.")
    _check_fields(data, COMPETENCY_FIELDS, file)
    anchors = _field(data, "anchors", dict, file)
    return Competency(
        key=key,
        name=_text(data, "name", file),
        definition=_text(data, "definition", file),
        family=_text(data, "family", file),
        kinds=_texts(data, "kinds", file),
        cues=_texts(data, "cues", file),
        heading_cues=_texts(data, "heading_cues", file),
        merge_with=tuple(_merge(entry, file) for entry in _tables(data, "merge_with", file)),
        steps=_texts(data, "steps", file),
        anchors=MappingProxyType({seniority: _texts(anchors, seniority, file) for seniority in anchors}),
        questions=tuple(_question(entry, file) for entry in _tables(data, "questions", file)),
    )


def _merge(data: Mapping[str, Any], file: str) -> Merge:
    return Merge(key=_text(data, "key", file), reason=_text(data, "reason", file))


def _question(data: Mapping[str, Any], file: str) -> Question:
    _check_fields(data, QUESTION_FIELDS, file)
    return Question(
        key=_text(data, "key", file),
        kind=_text(data, "kind", file),
        text=_text(data, "text", file),
        probes=_texts(data, "probes", file),
        good_answer=_text(data, "good_answer", file),
        minutes=int(_field(data, "minutes", int, file)),
        seniority=_texts(data, "seniority", file),
        fallback=_text(data, "fallback", file) if "fallback" in data else "",
    )


def _not_scored(data: Mapping[str, Any]) -> NotScored:
    return NotScored(
        key=_text(data, "key", INDEX),
        name=_text(data, "name", INDEX),
        treatment=_text(data, "treatment", INDEX),
        rule=_text(data, "rule", INDEX),
        cues=_texts(data, "cues", INDEX),
    )


def _check_fields(data: Mapping[str, Any], known: frozenset[str], file: str) -> None:
    unknown = set(data) - known
    if unknown:
        raise LibraryError(f"{file} holds the unknown field {_listed(unknown)}.")


def _field(data: Mapping[str, Any], name: str, kind: type, file: str) -> Any:
    if name not in data:
        raise LibraryError(f"The field {name!r} is missing in {file}.")
    if not isinstance(data[name], kind):
        raise LibraryError(f"The field {name!r} in {file} has the wrong type.")
    return data[name]


def _text(data: Mapping[str, Any], name: str, file: str) -> str:
    return str(_field(data, name, str, file)).strip()


def _texts(data: Mapping[str, Any], name: str, file: str) -> tuple[str, ...]:
    values = _field(data, name, list, file)
    if not all(isinstance(value, str) for value in values):
        raise LibraryError(f"The field {name!r} in {file} has to hold texts only.")
    return tuple(value.strip() for value in values)


def _tables(data: Mapping[str, Any], name: str, file: str) -> list[dict[str, Any]]:
    if name not in data:
        return []
    values = _field(data, name, list, file)
    if not all(isinstance(value, dict) for value in values):
        raise LibraryError(f"The field {name!r} in {file} has to hold tables only.")
    return list(values)


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(sorted(keys))

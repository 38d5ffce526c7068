"""Facts as plain JSON data and back, for the frozen snapshot that a report stores."""

import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

from hiring.reporting.types import ReportFacts

BIDI_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LINE_BREAKS = frozenset("\n\r\t\v\f\x85\u2028\u2029")


def plain(value: Any) -> Any:
    """The value as JSON types: dataclasses become dicts, tuples lists, decimals and dates text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def restore(data: Mapping[str, Any]) -> ReportFacts:
    """The facts from what `plain` made of them. Raises KeyError or ValueError for other data."""
    facts: ReportFacts = _build(ReportFacts, data)
    return facts


def printable(facts: ReportFacts) -> ReportFacts:
    """The facts without characters that no page can show: controls, lone surrogates, overrides of direction.

    Letters, marks and joiners of every script stay. The digest is always taken of the facts as they were
    given.
    """
    return restore(_scrub(plain(facts)))


def _build(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin is UnionType:
        inner = next(option for option in get_args(kind) if option is not NoneType)
        return None if value is None else _build(inner, value)
    if origin is tuple:
        return tuple(_build(get_args(kind)[0], item) for item in value)
    if origin is Literal:
        return _one_of(get_args(kind), value)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        values = {name: _build(hints[name], item) for name, item in value.items()}
        return cast(Any, kind)(**values)
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    return Decimal(value) if kind is Decimal else value


def _one_of(choices: tuple[Any, ...], value: Any) -> Any:
    if value not in choices:
        raise ValueError(f"{value!r} is none of {', '.join(map(str, choices))}.")
    return value


def _scrub(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _scrub(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_scrub(item) for item in value]
    return "".join(map(_shown, value)) if isinstance(value, str) else value


def _shown(character: str) -> str:
    if character in LINE_BREAKS:
        return "\n" if character in "\n\u2028\u2029" else " "
    if character in BIDI_OVERRIDES or unicodedata.category(character) in ("Cc", "Cs"):
        return ""
    # A code point that belongs to no character (U+FFFE and its kin) is refused by the XML of a workbook.
    return "" if ord(character) & 0xFFFE == 0xFFFE else character

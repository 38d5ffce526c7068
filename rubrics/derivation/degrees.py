"""Degrees asked for in a statement: levels, fields, and whether another path is open (R-26)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rubrics.derivation.types import Degrees

LEVELS: tuple[tuple[str, str], ...] = (
    ("bachelor", r"\bbachelor['’]?s?\b|\bb\.?sc?\b(?!\+)|\bb\.?a\.?\b|\bundergraduate degree\b|\bb\.?eng\b"),
    (
        "master",
        (
            r"\bmaster['’]s\b|\bmasters degree\b|\bmaster (?:degree|of)\b|\bm\.?sc\b|\bmba\b|\bm\.?eng\b|"
            r"\bpostgraduate degree\b"
        ),
    ),
    ("doctorate", r"\bph\.?\s?d\b|\bdoctora(?:te|l)\b"),
)
RANK = ("degree", "bachelor", "advanced degree", "master", "doctorate")
ANY_DEGREE = re.compile(r"\bdegrees?\b(?! of)", re.IGNORECASE)
ADVANCED = re.compile(r"\b(?:advanced|graduate|higher) degree", re.IGNORECASE)
FIELDS = re.compile(
    r"(?:\bin|\bof)\s+(?P<fields>[A-Za-z][^.;:()]*?)(?=\s*(?:\(|[.;:]|$|\bis\b|\bare\b|\bwith\b|"
    r"\bor equivalent\b|\bpreferred\b|\brequired\b|"
    r"\bfrom an?\b|\btypically\b))"
)
SPLIT = re.compile(r",\s*(?:and\s+|or\s+)?|\s+or\s+|\s+and\s+(?=[A-Z])")
VAGUE = re.compile(
    r"^(?:(?:an?|the|any|other|similar|related|relevant|quantitative|technical|scientific|closely|"
    r"equivalent|appropriate)\s*)*"
    r"(?:fields?|disciplines?|areas?|subjects?)?(?:\s+such as)?$",
    re.IGNORECASE,
)
EQUIVALENT = re.compile(
    r"\(?\bor\s+(?:an?\s+)?(?:the\s+)?(?P<standard>(?:equivalent|comparable|similar|commensurate|"
    r"relevant)\b[^.;,)]*)\)?",
    re.IGNORECASE,
)


def degrees_in(statement: str, alternatives: Sequence[str] = ()) -> Degrees | None:
    """The degree part of a statement, or None if no degree is named."""
    lowered = statement.casefold()
    levels = [name for name, pattern in LEVELS if re.search(pattern, lowered)]
    if not levels and ADVANCED.search(statement):
        levels = ["advanced degree"]
    if not levels and ANY_DEGREE.search(statement):
        levels = ["degree"]
    if not levels:
        return None
    path = EQUIVALENT.search(statement)
    fields = tuple(alternatives) or _fields(statement)
    return Degrees(tuple(levels), fields, path is not None, path["standard"].strip() if path else "")


def lowest(degrees: Degrees) -> str:
    """The lowest level that is enough."""
    return min(degrees.levels, key=RANK.index)


def standard_named(texts: Iterable[str]) -> str:
    """What the first of the texts with another path than the degree calls equivalent; empty without one."""
    read = (degrees_in(text) for text in texts)
    return next((degrees.standard for degrees in read if degrees and degrees.standard), "")


def _fields(statement: str) -> tuple[str, ...]:
    match = FIELDS.search(statement)
    if not match:
        return ()
    parts = (p.strip(" ,") for p in SPLIT.split(match["fields"]))
    return tuple(p for p in parts if p and not VAGUE.match(p))

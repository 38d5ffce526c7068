"""Requirements that are verified and never rated, with strength and warnings (R-25, R-26, R-29)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rubrics.derivation.types import Statement, VerifyItem

DEGREE_WARNING = (
    "A required degree without a written equivalent path has been struck down where it was not job-related; "
    "write down why the work needs it, or name what counts as equivalent."
)
EQUIVALENT_NOTE = "An equivalent is allowed: write down what counts. The degree alone is no knock-out."
EXISTENCE_NOTE = "Only that it exists is verified here; how good it was is rated under the competency."
LEVEL_NAMES = {
    "degree": "a degree",
    "bachelor": "bachelor's degree",
    "advanced degree": "an advanced degree",
    "master": "master's degree",
    "doctorate": "doctorate",
}
PUBLICATION = re.compile(r"\bpubli(?:sh|cation)", re.IGNORECASE)
TRACK_RECORD = re.compile(r"\btrack record\b|\bproven (?:experience|success)\b|\bhistory of\b", re.IGNORECASE)
MAX_LABEL = 160


def verify_items(statements: tuple[Statement, ...]) -> tuple[VerifyItem, ...]:
    """One item per requirement to verify; a track record is listed for its existence only."""
    return tuple(item for index, statement in enumerate(statements) for item in _items(index, statement))


def _items(index: int, statement: Statement) -> Iterator[VerifyItem]:
    if statement.treatment != "verify":
        if TRACK_RECORD.search(statement.text):
            yield VerifyItem(index, _short(statement.text), "informational", "track_record", EXISTENCE_NOTE)
        return
    strength = statement.strength or "informational"
    if statement.degrees:
        yield VerifyItem(index, _degree_label(statement), strength, "education", _degree_warning(statement))
    for years in statement.years:
        counted = f" {years.counts}" if years.counts else ""
        yield VerifyItem(
            index, _short(f"At least {years.minimum} years{counted}"), strength, "years_experience"
        )
    if not statement.degrees and not statement.years:
        yield VerifyItem(index, _short(statement.text), strength, _kind(statement))


def _kind(statement: Statement) -> str:
    if statement.kind == "eligibility":
        return "work_authorisation"
    return "publications" if PUBLICATION.search(statement.text) else "credential"


def _degree_label(statement: Statement) -> str:
    degrees = statement.degrees
    if degrees is None:
        return _short(statement.text)
    levels = " or ".join(LEVEL_NAMES[level] for level in degrees.levels)
    fields = f" in {', '.join(degrees.fields)}" if degrees.fields else ""
    equivalent = f", or {degrees.standard}" if degrees.equivalent else ""
    label = f"{levels}{fields}{equivalent}"
    return _short(label[:1].upper() + label[1:])


def _degree_warning(statement: Statement) -> str:
    if statement.degrees and statement.degrees.equivalent:
        return EQUIVALENT_NOTE
    return DEGREE_WARNING if statement.strength == "required" else ""


def _short(label: str) -> str:
    plain = re.sub(r"\s+", " ", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", label)).replace("*", "").strip()
    if len(plain) <= MAX_LABEL:
        return plain
    return plain[:MAX_LABEL].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"

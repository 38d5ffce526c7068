"""Requirements that are verified and never rated, with strength and warnings (R-25, R-26, R-29)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
# What follows a number of years without “of”.
WHERE = re.compile(r"(?:of|in|as|at|on|with|within|for|from|under|or|and)\b", re.IGNORECASE)


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
        degrees = statement.degrees
        label = degree_label(degrees.levels, degrees.fields, degrees.standard if degrees.equivalent else "")
        yield VerifyItem(index, label, strength, "education", _degree_warning(statement))
    for years in statement.years:
        # Without a word on what is counted, the statement says it best.
        label = years_label(years.minimum, years.counts) if years.counts else _short(statement.text)
        yield VerifyItem(index, label, strength, "years_experience")
    if not statement.degrees and not statement.years:
        yield VerifyItem(index, _short(statement.text), strength, _kind(statement))


def _kind(statement: Statement) -> str:
    if statement.kind == "eligibility":
        return "work_authorisation"
    return "publications" if PUBLICATION.search(statement.text) else "credential"


def years_label(minimum: int, counts: str) -> str:
    """“At least 4 years of …”; 0 means that no number of years is asked for."""
    joined = f" {counts}" if not counts or WHERE.match(counts) else f" of {counts}"
    if minimum == 0:
        return _short(
            f"No minimum of years{joined if WHERE.match(counts) else f': {counts}' if counts else ''}"
        )
    return _short(f"At least {minimum} {'year' if minimum == 1 else 'years'}{joined}".strip())


def degree_label(levels: Sequence[str], fields: Sequence[str], standard: str) -> str:
    """The degree in words; `standard` says what counts as equivalent, and is empty where nothing does."""
    named = " or ".join(LEVEL_NAMES[level] for level in levels)
    where = f" in {', '.join(fields)}" if fields else ""
    equivalent = f", or {standard}" if standard else ""
    label = f"{named}{where}{equivalent}"
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

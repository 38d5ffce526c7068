"""Ticks in columns that only spaces set apart: a cross below ``Essential`` grades the line that it ends."""

from __future__ import annotations

import re
from functools import lru_cache

from rubrics.derivation.grades import Grade

HEAD = re.compile(
    r"^[^\S\n]*(?:\S[^\n]{0,60}?(?:[^\S\n]{2,}|\t))?(?P<essential>Essential|Required)(?:[^\S\n]{2,}|\t[^\S\n]*)"
    r"(?P<desirable>Desirable|Preferred)\b[^\n]{0,60}$",
    re.IGNORECASE | re.MULTILINE,
)
TICK = re.compile(r"(?:\s{2,}|\t\s*)(?P<tick>[xX✓✔√•*])(?:\s{2,}[A-Z](?:[,/ ]+[A-Z]){0,3})?$")
LONGEST = 80
Head = tuple[int, float, float]


def ticked(text: str, start: int, end: int) -> Grade | None:
    """The grade that a tick at the end of a line gives it, by the nearest head of a column above."""
    content = text[start:end]
    tick = TICK.search(content, max(len(content) - LONGEST, 0))
    if not tick:
        return None
    above = [head for head in _heads(text) if head[0] < start]
    if not above:
        return None
    _, essential, desirable = above[-1]
    place = start + tick.start("tick") - text.rfind("\n", 0, start) - 1
    meaning = "Essential" if abs(place - essential) <= abs(place - desirable) else "Desirable"
    return Grade(meaning, 0, len(content[: tick.start()].rstrip()))


def is_head(line: str) -> bool:
    """Whether a line only names the columns."""
    return HEAD.fullmatch(line) is not None


@lru_cache(maxsize=2)
def _heads(text: str) -> tuple[Head, ...]:
    """Where each line of such heads begins, and the middle of its two heads in that line."""
    return tuple(
        (
            found.start(),
            sum(found.span("essential")) / 2 - found.start(),
            sum(found.span("desirable")) / 2 - found.start(),
        )
        for found in HEAD.finditer(text)
    )

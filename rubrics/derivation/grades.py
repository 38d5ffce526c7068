"""Letters that grade criteria (``[E]`` in front, ``(D) A, I`` behind) and the line that explains them."""

from __future__ import annotations

import re
from dataclasses import dataclass

MEANINGS = {"E": "Essential", "D": "Desirable"}
LEGEND = re.compile(
    r"^[^.]{0,40}[\[(]?\bE\b[\])]?\W{0,5}essential\b.{0,40}?[\[(]?\bD\b[\])]?\W{0,5}desirable\b"
    r"|^[^.]{0,40}\bessential\W{1,3}E\b.{0,40}?\bdesirable\W{1,3}D\b",
    re.IGNORECASE,
)
BEFORE = re.compile(r"^[\[(](?P<letter>[ED])[\])][:.]?\s+")
# Behind the letter may stand how the criterion is assessed: application, interview, test.
BEHIND = re.compile(r"[\[(](?P<letter>[ED])[\])](?:\s*[A-Z]{1,2}(?:\s*[,/&+]\s*[A-Z]{1,2})*)?$")
# How long a grade with its ways of assessment may be.
LONGEST = 40


@dataclass(frozen=True)
class Grade:
    """What the letter says, and where the graded words begin and end in the item."""

    meaning: str
    start: int
    end: int


def grade_of(content: str) -> Grade | None:
    """The grade of an item such as ``[D] A driving licence`` or ``A driving licence (D) A, I``."""
    if before := BEFORE.match(content):
        return Grade(MEANINGS[before["letter"]], before.end(), len(content))
    near = max(len(content) - LONGEST, 0)
    if behind := BEHIND.search(content, near):
        return Grade(MEANINGS[behind["letter"]], 0, len(content[: behind.start()].rstrip()))
    return None


def is_legend(content: str) -> bool:
    """Whether a line only explains the letters."""
    return LEGEND.search(content) is not None

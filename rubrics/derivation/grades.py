"""What grades criteria: letters in front (``[E]``), behind (``(D) A, I``) or in columns, and the lines that explain."""

from __future__ import annotations

import re
from dataclasses import dataclass

MEANINGS = {"E": "Essential", "D": "Desirable"}
# How a criterion is assessed: application, interview, test.
WAYS = r"[A-Z]{1,2}(?:\s*[,/&+]\s*[A-Z]{1,2})*"
LEGEND = re.compile(
    r"^(?:[A-Z]{1,2}\s*[=:–-]\s*[\w ]{3,30}[.,;]?\s+){2}[A-Z]{1,2}\s*[=:–-]|"
    r"^(?:[A-Z]\w+\s{2,})?(?:E\s?/\s?D|(?:Essential|Required)\s*(?:/|or)?\s*(?:Desirable|Preferred))\b"
    r"(?:\s+[A-Z][\w/ ]*)?$|"
    r"^[^.]{0,40}[\[(]?\bE\b[\])]?\W{0,5}essential\b.{0,40}?[\[(]?\bD\b[\])]?\W{0,5}desirable\b"
    r"|^[^.]{0,40}\bessential\W{1,3}E\b.{0,40}?\bdesirable\W{1,3}D\b",
    re.IGNORECASE,
)
BEFORE = re.compile(r"^[\[(](?P<letter>[ED])[\])][:.]?\s+")
# Behind the letter may stand how the criterion is assessed: application, interview, test.
BEHIND = re.compile(rf"[\[(](?P<letter>[ED])[\])](?:\s*{WAYS})?$")
# A column of its own, set off by spaces, before or behind the one of the ways.
COLUMN = re.compile(
    rf"(?:\s{{2,}}{WAYS})?(?:\s{{2,}}|\t)\(?(?P<letter>E|D|Ess|Des|Essential|Desirable)\)?(?:\s+\(?{WAYS}\)?)?$"
)
# A word behind a dash, perhaps after the ways in brackets.
WORD = re.compile(rf"(?:\s*\({WAYS}\))?\s+[-–—|]\s*(?P<letter>Essential|Desirable)(?:\s*\({WAYS}\))?$")
# The same column where the spaces before it were lost; only the lines beside it tell.
CLOSE = re.compile(rf"\s(?P<letter>[ED])(?:\s+{WAYS})?$")
MOST = 0.5
NEARLY_ALL = 0.7
FEWEST = 3
# How long a grade with its ways of assessment may be.
LONGEST = 60


@dataclass(frozen=True)
class Grade:
    """What the letter says, and where the graded words begin and end in the item."""

    meaning: str
    start: int
    end: int


def grade_of(content: str, *, close: bool = False) -> Grade | None:
    """The grade of an item such as ``[D] A driving licence`` or ``A driving licence (D) A, I``.

    ``close`` says that the lines beside it end with such letters, so that a bare one grades, too.
    """
    if before := BEFORE.match(content):
        return Grade(MEANINGS[before["letter"]], before.end(), len(content))
    near = max(len(content) - LONGEST, 0)
    for pattern in (BEHIND, COLUMN, WORD, *((CLOSE,) if close else ())):
        if behind := pattern.search(content, near):
            return Grade(MEANINGS[behind["letter"][0]], 0, len(content[: behind.start()].rstrip()))
    return None


def are_graded(grades: list[bool]) -> bool:
    """Whether most lines, legends left out, carry a grade: those without one are no criteria."""
    return sum(grades) >= FEWEST - 1 and sum(grades) >= MOST * len(grades)


def are_close(lines: list[str]) -> bool:
    """Whether most lines end with a bare E or D, both among them."""
    letters = [
        found["letter"] for line in lines if (found := CLOSE.search(line, max(len(line) - LONGEST, 0)))
    ]
    return (
        len(letters) >= FEWEST and len(letters) >= NEARLY_ALL * len(lines) and set(letters) == set(MEANINGS)
    )


def is_legend(content: str) -> bool:
    """Whether a line only explains the letters."""
    return LEGEND.search(content) is not None

"""What differs between the texts of two versions of a role document, line by line and then word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from rubrics.reading.marks import shown

CONTEXT = 1
# Below this share of common words two lines are no longer the same line in other words.
ALIKE = 0.5
LONGEST = 2000
WORDS = re.compile(r"\s+|\w+|[^\w\s]")

Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Row:
    """A line beside what it became: pieces of text, each with whether it changed; None where there is none.

    For a run of unchanged lines that is left out, `skipped` says how many they are.
    """

    old: Pieces | None
    new: Pieces | None
    skipped: int = 0

    @property
    def is_changed(self) -> bool:
        """Whether the line is another, new or gone."""
        return not self.skipped and (self.old is None or self.new is None or self.old != self.new)


@dataclass(frozen=True)
class TextDifference:
    """The rows in order, and how many lines were changed, added, removed and left as they were."""

    rows: tuple[Row, ...]
    changed: int
    added: int
    removed: int
    same: int


def text_difference(old: str, new: str) -> TextDifference:
    """The difference from `old` to `new`.

    Empty lines, white space at the ends of lines and marks of Markdown do not count.
    """
    before, after = _lines(old), _lines(new)
    rows: list[Row] = []
    same = 0
    for kind, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        if kind == "equal":
            same += b - a
            rows += _around(before[a:b], first=not rows, last=b == len(before) and d == len(after))
        else:
            rows += _replaced(before[a:b], after[c:d])
    changed = [row for row in rows if row.is_changed]
    return TextDifference(
        rows=tuple(rows),
        changed=sum(row.old is not None and row.new is not None for row in changed),
        added=sum(row.old is None for row in changed),
        removed=sum(row.new is None for row in changed),
        same=same,
    )


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in shown(text).splitlines() if line.strip()]


def _around(lines: Sequence[str], *, first: bool, last: bool) -> Iterator[Row]:
    """The unchanged lines next to a change; how many lie between."""
    head = 0 if first else CONTEXT
    tail = 0 if last else CONTEXT
    middle = len(lines) - head - tail
    if middle <= 1:
        yield from (_same(line) for line in lines)
        return
    yield from (_same(line) for line in lines[:head])
    yield Row(None, None, middle)
    yield from (_same(line) for line in lines[len(lines) - tail :])


def _same(line: str) -> Row:
    return Row(((line, False),), ((line, False),))


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[Row]:
    for old, new in zip_longest(before, after):
        if old is not None and new is not None and (pieces := _word_by_word(old, new)):
            yield Row(*pieces)
            continue
        if old is not None:
            yield Row(((old, True),), None)
        if new is not None:
            yield Row(None, ((new, True),))


def _word_by_word(old: str, new: str) -> tuple[Pieces, Pieces] | None:
    """The pieces of both lines; None where they have too little in common."""
    if max(len(old), len(new)) > LONGEST:
        return None
    before, after = WORDS.findall(old), WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        return None
    left, right = [], []
    for kind, a, b, c, d in matcher.get_opcodes():
        left.append(("".join(before[a:b]), kind != "equal"))
        right.append(("".join(after[c:d]), kind != "equal"))
    return tuple(piece for piece in left if piece[0]), tuple(piece for piece in right if piece[0])

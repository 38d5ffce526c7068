"""What stands on the pages of a PDF: words with their places and fonts, rows of them, and tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

BASELINE_TOLERANCE = 0.35
SPACE = 0.1
MIN_GOING_ON = 3
# A bullet of its own font often has no name for its glyph, or one from a private range.
BULLET = re.compile(r"^(?:\(cid:\d+\)|[•·▪◦‣●○■□⁃∙►▶➤➢➜→★◆◇❖✓✔✅☑⮚§\ue000-\uf8ff]|[-–—*o](?=\s|$))\s*")
LABEL = re.compile(r"^(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})+\.?)$")
# Many fonts have one sign for all hyphens, so that a soft one on paper is as good as any.
LETTERS = str.maketrans({"\u00a0": " ", "\u2010": "-", "\u2011": "-", "\u00ad": "-", "\u200b": ""})


@dataclass(frozen=True)
class Word:
    """One word, with its edges in points from the left and the top of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool


@dataclass(frozen=True)
class Row:
    """Words beside each other on one line of one column."""

    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.words[-1].x1

    @property
    def top(self) -> float:
        """Upper edge."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        sizes: dict[float, int] = {}
        for word in self.words:
            sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
        return max(sizes, key=lambda size: (sizes[size], size))

    @property
    def bold(self) -> bool:
        """Whether all words that hold letters are bold."""
        lettered = [word.bold for word in self.words if any(c.isalpha() for c in word.text)]
        return bool(lettered) and all(lettered)

    @property
    def text(self) -> str:
        """The words; those that touch each other are one."""
        parts = [self.words[0].text]
        for before, word in pairwise(self.words):
            parts += [" " if word.x0 - before.x1 > SPACE * word.size else "", word.text]
        return "".join(parts)

    @property
    def marked(self) -> bool:
        """Whether it begins with a bullet, a number or a letter of a list."""
        return bool(BULLET.match(self.text)) or (
            len(self.words) > 1 and bool(LABEL.match(self.words[0].text)) and " " in self.text
        )

    @property
    def content_x0(self) -> float:
        """Left edge of what follows the bullet; of the row where there is none."""
        return self.words[1].x0 if self.marked and len(self.words) > 1 else self.x0


@dataclass(frozen=True)
class Table:
    """A ruled table: the rows of each cell, by row and column."""

    cells: tuple[tuple[tuple[Row, ...], ...], ...]
    x0: float
    x1: float
    top: float
    bottom: float


Piece = Row | Table


def cleaned(text: str) -> str:
    """Ligatures and odd spaces as plain letters; what cannot be printed is left out."""
    plain = "".join(unicodedata.normalize("NFKC", c) if "\ufb00" <= c <= "\ufb06" else c for c in text)
    return "".join(c for c in plain.translate(LETTERS) if c >= " " and c != "\x7f")


def rows(words: Iterable[Word]) -> list[Row]:
    """Words grouped by their baseline, from top to bottom and left to right."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.bottom, word.x0)):
        near = BASELINE_TOLERANCE * word.size
        if found and word.bottom - found[-1][0].bottom <= near:
            found[-1].append(word)
        else:
            found.append([word])
    return [Row(tuple(sorted(row, key=lambda word: word.x0))) for row in found]


def cut(row: Row, gap: float) -> Iterator[Row]:
    """The row cut at gaps wider than ``gap`` letter sizes; a bullet stays with what follows it."""
    start = 0
    for number, (before, word) in enumerate(pairwise(row.words), 1):
        alone = number == start + 1 and Row(row.words[start : start + 2]).marked
        if word.x0 - before.x1 > gap * max(word.size, before.size) and not alone:
            yield Row(row.words[start:number])
            start = number
    yield Row(row.words[start:])


def starts_low(text: str) -> bool:
    """Whether a row begins like the middle of a sentence."""
    bare = text.lstrip("([\"'“‘")
    return bool(bare) and (bare[0].islower() or bare[0] in "&,;)")


def right_edge(rows_: Sequence[Row]) -> float:
    """Where the lines of a column end: by those that surely go on, else by the longest one."""
    going_on = [row.x1 for row, after in pairwise(rows_) if starts_low(after.text) and not after.marked]
    ends = going_on if len(going_on) >= MIN_GOING_ON else [row.x1 for row in rows_]
    return max(ends, default=0.0)


def inside(word: Word, box: Sequence[float]) -> bool:
    """Whether the middle of a word lies in a box (left, top, right, bottom)."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]

"""What is printed at the edge of every page: running heads, feet and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rubrics.reading.pages import Row, Word, rows

ZONE = 0.12
MAX_ROWS = 4
SHARE = 0.5
NUMBER = re.compile(
    r"(?i)^[\s\-–—|]*(?:page\s*)?\d{1,4}(?:\s*(?:of|/|\|)\s*\d{1,4})?[\s\-–—|]*$|^[ivx]{1,5}$"
)
Key = tuple[str, int]


def without_margins(pages: Sequence[tuple[Sequence[Word], float]]) -> list[list[Word]]:
    """The words of each page, given with its height, less page numbers and what most pages repeat."""
    edges = [_edge(words, height) for words, height in pages]
    counts = Counter(key for edge in edges for key in {_key(row) for row in edge})
    least = max(2.0, SHARE * len(pages))
    found = []
    for (words, _), edge in zip(pages, edges, strict=True):
        gone = {
            id(word)
            for row in edge
            if NUMBER.match(row.text) or (counts[_key(row)] >= least and not row.marked)
            for word in row.words
        }
        found.append([word for word in words if id(word) not in gone])
    return found


def _edge(words: Sequence[Word], height: float) -> list[Row]:
    lines = rows(words)
    above = [row for row in lines if row.bottom < ZONE * height][:MAX_ROWS]
    below = [row for row in lines if row.top > (1 - ZONE) * height][-MAX_ROWS:]
    return above + below


def _key(row: Row) -> Key:
    """Text and size; numbers count as equal, and a title is no running head even if it says the same."""
    return re.sub(r"\d+", "#", row.text), round(row.size)

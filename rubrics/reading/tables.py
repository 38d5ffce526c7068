"""Tables of requirements: cells below ``Essential`` or ``Desirable`` are items, others furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rubrics.reading.types import Block

ROW = re.compile(r"^\s*\|.*\|\s*$")
RULED = re.compile(r"^[\s|:-]+$")
ASKING = re.compile(r"\b(?:essential|desirable|required|preferred|must|nice to have)\b", re.IGNORECASE)
TICK = re.compile(r"^(?:x|y|yes|[✓✔✅●•√*])$", re.IGNORECASE)
GRADES = {"e": "Essential", "d": "Desirable", "essential": "Essential", "desirable": "Desirable"}
GRADED = re.compile(r"^e(?:ssential)? ?(?:/|or) ?d(?:esirable)?$", re.IGNORECASE)
MARK = "| "


def with_cells(text: str, blocks: list[Block]) -> Iterator[Block]:
    """The blocks, with cells of requirement tables as items whose marker carries the head of their column."""
    heads: list[str] | None = None
    for block in blocks:
        line = text[block.start : block.end]
        if block.kind != "furniture" or not ROW.match(line):
            heads = None
            yield block
        elif heads is None:
            heads = [cell for _, _, cell in _cells(text, block)]
            yield block
        elif RULED.match(line):
            yield block
        else:
            yield from _row(text, block, heads)


def _row(text: str, block: Block, heads: list[str]) -> Iterator[Block]:
    cells = _cells(text, block)
    worded = next((c for c in cells if not TICK.match(c[2]) and c[2].casefold() not in GRADES and c[2]), None)
    asked = False
    for (start, end, cell), head in zip(cells, [*heads, *[""] * len(cells)], strict=False):
        ticked = _ticked(cell, head)
        if ticked and worded:
            asked = True
            yield Block("item", worded[0], worded[1], 0, MARK + ticked)
        elif ASKING.search(head) and any(c.isalpha() for c in cell):
            asked = True
            yield Block("item", start, end, 0, MARK + head)
    if not asked:
        yield block


def _ticked(cell: str, head: str) -> str:
    """What a tick below ``Essential``, or an E or D below ``Essential/Desirable``, says of its row."""
    if GRADED.match(head.strip("* ")):
        return GRADES.get(cell.casefold(), "")
    return head if ASKING.search(head) and TICK.match(cell) else ""


def _cells(text: str, block: Block) -> list[tuple[int, int, str]]:
    """Start, end and content of each cell between the outer bars, empty ones included."""
    first = text.index("|", block.start) + 1
    last = text.rindex("|", block.start, block.end)
    found = []
    begin = first
    for cell in text[first:last].split("|"):
        lead = len(cell) - len(cell.lstrip())
        found.append((begin + lead, begin + max(lead, len(cell.rstrip())), cell.strip()))
        begin += len(cell) + 1
    return found

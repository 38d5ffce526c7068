"""Numbered clauses: which numbered lines are headings of what follows, and which are statements themselves."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from rubrics.reading.types import UNMARKED_LEVEL, Block

DOTTED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")
WHOLE = re.compile(r"(\d{1,2})[.)]")
TERMINAL = re.compile(r"[.,;:!]$")
CLAUSE_LEVEL = UNMARKED_LEVEL + 1
MAX_WORDS = 9
FEWEST = 3


def with_headings(text: str, blocks: list[Block]) -> list[Block]:
    """Short lines numbered 1., 2. as headings where they head clauses, and 1.1, 1.2 where something follows.

    They head clauses where items are numbered 1.1, 1.2, or where each of them has a list of another mark below.
    """
    if any(DOTTED.fullmatch(b.marker) for b in blocks):
        followed = [*blocks[1:], None]
        return [_heading(text, block, after) for block, after in zip(blocks, followed, strict=True)]
    if _heads_lists(text, blocks):
        return [_as_heading(b) if _is_whole(text, b) else b for b in blocks]
    return blocks


def _heading(text: str, block: Block, after: Block | None) -> Block:
    if _is_whole(text, block):
        return _as_heading(block)
    if block.kind != "item" or not DOTTED.fullmatch(block.marker) or not _has_own(text, block, after):
        return block
    line = text[block.start : block.end]
    if line.endswith(":"):
        return replace(block, kind="paragraph")
    return _as_heading(block, CLAUSE_LEVEL) if _is_short(line) else block


def _has_own(text: str, block: Block, after: Block | None) -> bool:
    """Whether what follows belongs to a clause: a paragraph, or an item of another mark; another heading does not."""
    if after is None or after.kind not in ("item", "paragraph"):
        return False
    if after.kind == "paragraph":
        return not (after.gap and _is_short(text[after.start : after.end]))
    return not (DOTTED.fullmatch(after.marker) or WHOLE.fullmatch(after.marker) or after.level < block.level)


def _heads_lists(text: str, blocks: list[Block]) -> bool:
    """Whether the lines numbered 1., 2., 3. all are short, and each stands above something of its own."""
    numbered = [(b, after) for b, after in pairwise(blocks) if b.kind == "item" and WHOLE.fullmatch(b.marker)]
    numbers = [int(b.marker.rstrip(".)")) for b, _ in numbered]
    if len(numbered) < FEWEST or numbers != list(range(1, len(numbers) + 1)):
        return False
    listed = [a for _, a in numbered if a.kind == "item" and not WHOLE.fullmatch(a.marker) and not a.level]
    own = all(a.kind == "paragraph" or a in listed for _, a in numbered)
    return own and len(listed) >= FEWEST - 1 and all(_is_whole(text, b) for b, _ in numbered)


def _is_whole(text: str, block: Block) -> bool:
    return (
        block.kind == "item"
        and bool(WHOLE.fullmatch(block.marker))
        and _is_short(text[block.start : block.end])
    )


def _is_short(line: str) -> bool:
    short = len(line.split()) <= MAX_WORDS and not TERMINAL.search(line) and "\n" not in line
    return short and line[0].isupper()


def _as_heading(block: Block, level: int = UNMARKED_LEVEL) -> Block:
    return Block("heading", block.start, block.end, level, block.marker, block.gap)

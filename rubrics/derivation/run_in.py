"""Headings that run into the paragraph behind them, as ``What we ask: two years at sea`` above a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from rubrics.derivation import cues, headings
from rubrics.reading.types import BOLD_LEVEL, Block

NAMED = re.compile(r"(?P<name>[A-Z][^:.!?\n]{1,50}):[ \t]+(?=\S)")
MAX_WORDS = 7
MAX_OTHER_WORDS = 3
FEWEST = 2


def with_headings(text: str, content: list[Block]) -> list[Block]:
    """The blocks with such names as headings, where the text has several of them and no headings that ask.

    What follows the name is the first item of the list below it, else a paragraph.
    """
    named = {i: end for i, block in enumerate(content) if (end := _end_of_name(text, block))}
    above_lists = [i for i, below in enumerate(content[1:]) if below.kind == "item" and i in named]
    if len(named) < FEWEST or not any(_asks(text, content[i], named[i]) for i in above_lists):
        return content
    if any(b.kind == "heading" and (b.level < BOLD_LEVEL or _asks(text, b, b.end)) for b in content):
        return content
    for i, below in enumerate(content[1:]):
        if below.kind == "item" and i not in named and (end := _end_of_name(text, content[i], known=False)):
            named[i] = end
    found: list[Block] = []
    for index, (block, after) in enumerate(pairwise([*content, None])):
        if block is not None:
            found += _parted(text, block, after, named[index]) if index in named else [block]
    return found


def _end_of_name(text: str, block: Block, *, known: bool = True) -> int | None:
    """Where a name with a meaning of its own ends; details such as ``Location: York`` have none.

    Where such names are the style of the text, others above lists (not ``known``) may be shorter words of any kind.
    """
    if block.kind != "paragraph" or cues.DETAIL.match(text[block.start : block.end]):
        return None
    match = NAMED.match(text, block.start, block.end)
    if not match or len(match["name"].split()) > (MAX_WORDS if known else MAX_OTHER_WORDS):
        return None
    return match.end("name") if not known or headings.named(match["name"]) else None


def _asks(text: str, block: Block, end: int) -> bool:
    known = headings.named(text[block.start : end])
    return known is not None and known.role in ("requirements", "desirable")


def _parted(text: str, block: Block, after: Block | None, end: int) -> Iterator[Block]:
    yield Block("heading", block.start, end + 1, BOLD_LEVEL, gap=True)
    start = end + 1 + len(text[end + 1 : block.end]) - len(text[end + 1 : block.end].lstrip())
    rest = replace(block, start=start, gap=False)
    listed = after is not None and after.kind == "item" and text[block.end - 1 : block.end] not in (".", ":")
    yield replace(after, start=start, end=block.end, gap=False) if listed and after else rest

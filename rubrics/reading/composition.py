"""From written lines, each with the place it came from, to the canonical text and the places in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from rubrics.reading.types import Block, Places


class Written(NamedTuple):
    """One line in light Markdown (empty between blocks) and where it came from."""

    text: str
    place: str = ""


def composed(lines: Iterable[Written]) -> tuple[str, Places]:
    """The text of ``lines`` with at most one empty line between blocks, and where each place begins in it.

    The text ends with a line end; it is empty when nothing was written.
    """
    kept: list[str] = []
    places: list[tuple[int, str]] = []
    position, gap = 0, False
    for line in lines:
        if not line.text.strip():
            gap = bool(kept)
            continue
        content = ("\n" if gap else "") + line.text.rstrip() + "\n"
        if not places or places[-1][1] != line.place:
            places.append((position + gap, line.place))
        kept.append(content)
        position, gap = position + len(content), False
    return "".join(kept), tuple(places)


def placed(blocks: Iterable[Block], places: Places) -> tuple[Block, ...]:
    """The blocks, each with the place that holds at its start."""
    starts = [start for start, _ in places]
    found = []
    for block in blocks:
        number = bisect_right(starts, block.start) - 1
        found.append(replace(block, place=places[number][1]) if number >= 0 else block)
    return tuple(found)

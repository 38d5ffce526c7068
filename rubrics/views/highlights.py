"""The role document as the review page shows it: blocks cut into pieces, each piece with its highlight."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from rubrics.reading import Block, split
from rubrics.reading.marks import hidden, without

# Which highlight wins where places overlap: contradiction, interview, verify, informational.
PRIORITY = "xivn"


@dataclass(frozen=True)
class Mark:
    """A place of the document: its kind of highlight, the rows it belongs to, and the reference printed
    behind it (none for an empty label)."""

    start: int
    end: int
    kind: str
    target: str
    label: str


@dataclass(frozen=True)
class Piece:
    """A run of text with one highlight (`kind` is empty for none) and the references that end here."""

    text: str
    kind: str = ""
    targets: str = ""
    refs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Line:
    """One block: a heading of depth 3 or 4, an item (4 where it hangs under another one) or a paragraph."""

    kind: str
    depth: int
    pieces: tuple[Piece, ...]


@dataclass
class Group:
    """Lines that stand together: a list, single lines, or a part that was set aside with its reason."""

    kind: str
    lines: list[Line] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    reason: str = ""
    statements: int = 0


def groups(
    text: str,
    marks: Sequence[Mark],
    ignored: Iterable[Mapping[str, Any]],
    counts: Mapping[int, int] | None = None,
) -> list[Group]:
    """The document's blocks in order; lists are gathered, and neighbours set aside for the same reason.

    `counts` holds the number of statements by the index of `ignored`.
    """
    aside = list(ignored)
    found: list[Group] = []
    last: int | None = None
    margin = 0
    for block in split(text):
        part = _part(block, aside)
        if part is not None:
            if part != last:
                _set_aside(found, aside[part], (counts or {}).get(part, 0))
            found[-1].lines += _lines(text, block, marks, 3)
        elif block.kind == "item":
            if not found or found[-1].kind != "list":
                found.append(Group("list"))
                margin = block.level
            found[-1].lines += _lines(text, block, marks, 4 if block.level > margin else 3)
        elif lines := _lines(text, block, marks, 3 if block.level <= 2 else 4):
            found.append(Group("line", lines))
        last = part
    return found


def _set_aside(found: list[Group], part: Mapping[str, Any], statements: int) -> None:
    """Begin a group for the part, or join the one before where the reason is the same."""
    if found and found[-1].kind == "ignored" and found[-1].reason == part["reason"]:
        found[-1].statements += statements
        if part["heading"]:
            found[-1].headings.append(part["heading"])
    else:
        headings = [part["heading"]] if part["heading"] else []
        found.append(Group("ignored", [], headings, part["reason"], statements))


def _part(block: Block, aside: Sequence[Mapping[str, Any]]) -> int | None:
    for index, part in enumerate(aside):
        if part["start"] <= block.start and block.end <= part["end"]:
            return index
    return None


def _lines(text: str, block: Block, marks: Sequence[Mark], depth: int) -> list[Line]:
    """The block as one line; none where it holds nothing but marks."""
    pieces = tuple(_pieces(text, block, marks))
    return [Line(block.kind, depth, pieces)] if any(piece.text.strip() for piece in pieces) else []


def _silent(text: str, block: Block) -> tuple[tuple[int, int], ...]:
    """Where the block has marks of Markdown or tags, which are no words."""
    places = hidden(text[block.start : block.end])
    return tuple((block.start + start, block.start + end) for start, end in places)


def _pieces(text: str, block: Block, marks: Sequence[Mark]) -> Iterator[Piece]:
    silent = _silent(text, block)
    mine = [mark for mark in marks if mark.start < block.end and block.start < mark.end]
    cuts = {block.start, block.end}
    for mark in mine:
        cuts |= {max(mark.start, block.start), min(mark.end, block.end)}
    places = sorted(cuts)
    for start, end in pairwise(places):
        inside = [mark for mark in mine if mark.start <= start and end <= mark.end]
        ending = [mark for mark in inside if min(mark.end, block.end) == end]
        kinds = {mark.kind for mark in inside}
        yield Piece(
            text=without(text, start, end, silent),
            kind=next((kind for kind in PRIORITY if kind in kinds), ""),
            targets=" ".join(dict.fromkeys(mark.target for mark in inside)),
            refs=tuple(dict.fromkeys((mark.label, mark.target) for mark in ending if mark.label)),
        )

"""What reading gives: the canonical text of a document and its blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["front_matter", "heading", "item", "paragraph", "furniture"]
Format = Literal["txt", "md", "html", "docx", "odt", "pdf", "json"]

Places = tuple[tuple[int, str], ...]

BOLD_LEVEL = 7
UNMARKED_LEVEL = 8


class UnreadableDocument(Exception):
    """A document cannot be read; the message is one sentence for the person who uploaded it."""


@dataclass(frozen=True)
class Block:
    """One block of the canonical text; ``start:end`` is its content without marker and outer white space.

    ``level`` is the depth of a heading (1 to 6; 7 for a line in bold; 8 for a bare line that stands as a
    heading) or the indent of an item or paragraph in columns. ``gap`` tells whether an empty line stands
    before it. ``place`` says where it came from in a document that is no plain text: a page, a paragraph,
    the path of an element or of a field.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str = ""
    gap: bool = False
    place: str = ""


@dataclass(frozen=True)
class Document:
    """The canonical text, its blocks in order, the format it was read from, and where its parts came from.

    ``places`` pairs positions in the text with the place that holds from there on (see ``Block.place``); it is
    empty for txt and md, whose text is the file itself.
    """

    text: str
    blocks: tuple[Block, ...]
    format: Format
    places: Places = ()

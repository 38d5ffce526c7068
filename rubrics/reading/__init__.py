"""From the bytes of a role document to its canonical text and blocks.

from rubrics.reading import read
document = read(data, name="role.md")
"""

from __future__ import annotations

from pathlib import PurePath

from rubrics.reading.blocks import split
from rubrics.reading.encodings import decode
from rubrics.reading.markup import to_text
from rubrics.reading.types import Block, Document, Format, UnreadableDocument

MAX_BYTES = 5 * 1024 * 1024
FORMATS: dict[str, Format] = {
    ".txt": "txt",
    ".text": "txt",
    "": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}


def read(data: bytes, *, name: str, max_bytes: int = MAX_BYTES) -> Document:
    """Read a txt, md or html file; ``name`` gives the type by its suffix.

    For txt and md the canonical text is the decoded file itself (without a byte order mark); for html it
    is the extracted text. Raises UnreadableDocument with one sentence for an empty, binary, too large or
    unknown file.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in FORMATS:
        raise UnreadableDocument(f"Files of type “{suffix}” cannot be read; use a .txt, .md or .html file.")
    if len(data) > max_bytes:
        size = f"{len(data) / 1048576:.1f} MB"
        raise UnreadableDocument(
            f"This file is too large ({size}); at most {max_bytes / 1048576:.1f} MB can be read."
        )
    if not data.strip():
        raise UnreadableDocument("This file is empty; choose a file that holds the role document.")
    text = decode(data)
    if not text.strip("\ufeff \t\r\n\f\v\u00a0\u200b"):
        raise UnreadableDocument("This file is empty; choose a file that holds the role document.")
    if FORMATS[suffix] == "html":
        text = to_text(text)
    return Document(text=text, blocks=split(text), format=FORMATS[suffix])


__all__ = ["Block", "Document", "UnreadableDocument", "read", "split"]

"""From the bytes of a role document to its canonical text and blocks.

from rubrics.reading import read
document = read(data, name="role.md")
"""

from __future__ import annotations

from pathlib import PurePath

from rubrics.reading import packages
from rubrics.reading.blocks import split
from rubrics.reading.composition import placed
from rubrics.reading.confinement import read_apart
from rubrics.reading.encodings import decode
from rubrics.reading.postings import read_posting
from rubrics.reading.types import Block, Document, Format, Places, UnreadableDocument
from rubrics.reading.webpages import read_page

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
    ".docx": "docx",
    ".odt": "odt",
    ".pdf": "pdf",
    ".json": "json",
    ".jsonld": "json",
}
ACCEPTED = (".txt", ".md", ".html", ".docx", ".odt", ".pdf", ".json")
EMPTY = "This file is empty; choose a file that holds the role document."


def read(data: bytes, *, name: str, max_bytes: int = MAX_BYTES) -> Document:
    """Read a role document; ``name`` gives the type by its suffix, unless the content says otherwise.

    For txt and md the canonical text is the decoded file itself (without a byte order mark); for the others it
    is the extracted text in light Markdown, and its blocks and ``places`` say where each part came from.
    Raises UnreadableDocument with one sentence for an empty, binary, too large, locked, damaged or unknown
    file.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix == ".docm":
        raise UnreadableDocument(packages.MACROS)
    if suffix == ".doc":
        raise UnreadableDocument(packages.OLD)
    if suffix not in FORMATS:
        accepted = ", ".join(ACCEPTED[:-1])
        raise UnreadableDocument(
            f"Files of type “{suffix}” cannot be read; use a {accepted} or {ACCEPTED[-1]} file."
        )
    if len(data) > max_bytes:
        size = f"{len(data) / 1048576:.1f} MB"
        raise UnreadableDocument(
            f"This file is too large ({size}); at most {max_bytes / 1048576:.1f} MB can be read."
        )
    if not data.strip():
        raise UnreadableDocument(EMPTY)
    kind = _by_content(data) or FORMATS[suffix]
    text, places = _read(kind, data)
    return Document(text=text, blocks=placed(split(text), places), format=kind, places=places)


def _by_content(data: bytes) -> Format | None:
    """The format of a file whose first bytes tell it, whatever its name says."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "odt" if b"opendocument.text" in data[:200] else "docx"
    return "docx" if data.startswith(packages.OLE) else None


def _read(kind: Format, data: bytes) -> tuple[str, Places]:
    if kind in ("docx", "odt", "pdf"):
        return read_apart(kind, data)
    text = decode(data)
    if not text.strip("\ufeff \t\r\n\f\v\u00a0\u200b"):
        raise UnreadableDocument(EMPTY)
    if kind == "html":
        return read_page(text)
    return read_posting(text) if kind == "json" else (text, ())


__all__ = ["ACCEPTED", "Block", "Document", "Places", "UnreadableDocument", "placed", "read", "split"]

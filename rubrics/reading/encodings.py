"""From bytes to text, whatever the encoding; binary content is refused with a sentence."""

from __future__ import annotations

import codecs

from rubrics.reading.types import UnreadableDocument

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
)
ALLOWED_CONTROLS = "\t\n\r\f\v\x1a"


def decode(data: bytes) -> str:
    """The text in ``data``: by its byte order mark, else UTF-8, else UTF-16 by its zeros, else Windows-1252.

    Raises UnreadableDocument when the content is binary or no encoding fits.
    """
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise UnreadableDocument(
                f"This is {what}, which cannot be read; use the file with the text of the role document."
            )
    text = _decoded(data)
    if _looks_binary(text):
        raise UnreadableDocument(
            "This file holds binary data, not text; export the role document as text and try again."
        )
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    utf16 = _unmarked_utf16(data)
    if utf16:
        return _strictly(data, utf16)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, "cp1252")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            "The encoding of this file is unknown; save it as UTF-8 text and try again."
        ) from error


def _unmarked_utf16(data: bytes) -> str | None:
    sample = data[:2000]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    even, odd = sample[0::2], sample[1::2]
    if odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.6 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


def _looks_binary(text: str) -> bool:
    controls = sum(1 for c in text if (c < " " and c not in ALLOWED_CONTROLS) or c == "\x7f")
    return "\0" in text or controls > 0.01 * len(text) + 2

"""The zip packages of Word and OpenDocument files: opened with bounds, harmful ones refused."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from rubrics.reading.types import UnreadableDocument

MAX_PARTS = 3000
MAX_PART_BYTES = 12 * 1024 * 1024
MAX_TOTAL_BYTES = 60 * 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0"
DAMAGED = "This file is damaged or is no Word or OpenDocument file; save it again or paste its text."
TOO_LARGE = "This file grows too large when it is unpacked; remove its pictures or paste its text."
MACROS = "This Word file holds macros; save it as a .docx file without macros and try again."
LOCKED = "This file is protected by a password; remove the protection and try again."
OLD = "This is an old Office file; save it as .docx and try again."
DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def opened(data: bytes) -> zipfile.ZipFile:
    """The package, once its size, its names and its kind are found harmless.

    Raises UnreadableDocument for a damaged, encrypted, macro-carrying, old or oversized file.
    """
    if data.startswith(OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise UnreadableDocument(LOCKED if encrypted else OLD)
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableDocument(DAMAGED) from error
    entries = package.infolist()
    sizes = [entry.file_size for entry in entries]
    # The unpacking itself stops at the size that an entry declares.
    if len(entries) > MAX_PARTS or sum(sizes) > MAX_TOTAL_BYTES:
        raise UnreadableDocument(TOO_LARGE)
    if any(entry.file_size > MAX_PART_BYTES and _is_xml(entry.filename) for entry in entries):
        raise UnreadableDocument(TOO_LARGE)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableDocument(LOCKED)
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        raise UnreadableDocument(MACROS)
    return package


def part(package: zipfile.ZipFile, name: str) -> bytes | None:
    """One XML part without a document type, whose entities could be endless; None when there is none.

    Raises UnreadableDocument for a damaged part and for one that declares a type or entities.
    """
    try:
        data = package.read(name)
    except KeyError:
        return None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise UnreadableDocument(DAMAGED) from error
    plain = data.replace(b"\0", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:64] else data
    if DECLARES.search(plain):
        raise UnreadableDocument(DAMAGED)
    return data


def check_parts(package: zipfile.ZipFile) -> None:
    """Every XML part read once. Raises UnreadableDocument, see ``part``."""
    for name in package.namelist():
        if _is_xml(name):
            part(package, name)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))

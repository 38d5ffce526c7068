"""The files of an archive or a folder, with bounds: names are only shown, and nothing is ever unpacked to disk."""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MEGABYTE = 1024 * 1024
MAX_FILES = 500
MAX_DEPTH = 8
MAX_TOTAL_BYTES = 60 * MEGABYTE
# An entry of the list of contents begins so; counted before the list is read, since reading it costs memory.
LISTED = b"PK\x01\x02"
MAX_LISTED = 20_000
NAME = 300
DRIVE = re.compile(r"[A-Za-z]:")
# What systems add to a folder by themselves.
ADDED_BY_SYSTEMS = ("__MACOSX", "Thumbs.db", "desktop.ini")


class ArchiveRefused(Exception):
    """The archive or folder cannot be taken in at all; the text says why and what to do."""


@dataclass(frozen=True)
class Entry:
    """One file: its path within the archive for reading by people, and its bytes or why there are none."""

    name: str
    data: bytes | None
    refusal: str = ""


@dataclass(frozen=True)
class Contents:
    """The files in the order of their names; `note` says what was left out."""

    entries: tuple[Entry, ...]
    note: str


def from_zip(data: bytes) -> Contents:
    """The files of a .zip archive.

    Raises ArchiveRefused for a damaged one, for more than MAX_FILES files, and for files that grow beyond
    MAX_TOTAL_BYTES together when they are unpacked.
    """
    if data.count(LISTED) > MAX_LISTED:
        raise ArchiveRefused(_too_many())
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ArchiveRefused(
            _("This is no .zip archive, or it is damaged; pack the folder once more.")
        ) from error
    members = sorted((one for one in archive.infolist() if not one.is_dir()), key=lambda one: one.filename)
    wanted = [one for one in members if not _is_hidden(one.filename)]
    _check([_declared(one) for one in wanted])
    return _contents((_unpacked(archive, one) for one in wanted), len(members) - len(wanted))


def from_paths(paths: Iterable[Path]) -> Contents:
    """The files among `paths` and in the folders among them; links are not followed.

    Raises ArchiveRefused as `from_zip` does, and for a path that does not exist.
    """
    found: list[tuple[str, Path]] = []
    for path in paths:
        if not path.exists():
            raise ArchiveRefused(_("There is no file or folder “%(path)s”.") % {"path": path})
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        files = [one for one in inside if one.is_file() and not one.is_symlink()]
        found += [(str(one.relative_to(path.parent)), one) for one in files]
    wanted = [(name, one) for name, one in found if not _is_hidden(name)]
    _check([min(one.stat().st_size, settings.ROLE_DOCUMENT_MAX_BYTES) for _name, one in wanted])
    return _contents((_on_disk(name, one) for name, one in wanted), len(found) - len(wanted))


def _check(sizes: list[int]) -> None:
    if not sizes:
        raise ArchiveRefused(_("There is no file in it; put the role documents into it and try again."))
    if len(sizes) > MAX_FILES:
        raise ArchiveRefused(_too_many())
    if sum(sizes) > MAX_TOTAL_BYTES:
        message = _("The files grow beyond %(limit)s MB when they are unpacked; import them in parts.")
        raise ArchiveRefused(message % {"limit": MAX_TOTAL_BYTES // MEGABYTE})


def _too_many() -> str:
    message = _("There are more than %(limit)s files in it; import them in parts.")
    return message % {"limit": MAX_FILES}


def _contents(entries: Iterator[Entry], hidden: int) -> Contents:
    note = ""
    if hidden:
        note = ngettext(
            "%(count)s hidden file was left out.", "%(count)s hidden files were left out.", hidden
        ) % {"count": hidden}
    return Contents(tuple(entries), note)


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part in ADDED_BY_SYSTEMS or (part.startswith(".") and part != "..") for part in parts)


def _declared(one: zipfile.ZipInfo) -> int:
    """The size that the entry takes up; one that is too large for itself is never unpacked."""
    return one.file_size if one.file_size <= settings.ROLE_DOCUMENT_MAX_BYTES else 0


def _unpacked(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> Entry:
    refusal = _refusal(one.filename, one.file_size)
    if stat.S_ISLNK(one.external_attr >> 16):
        refusal = _("This is a link to another file; put the file itself into the archive.")
    elif one.flag_bits & 1:
        refusal = _("This file is protected by a password; remove the protection and try again.")
    if refusal:
        return Entry(_shown(one.filename), None, refusal)
    try:
        # Unpacking ends at the size that the entry declares, whatever it would grow to.
        return Entry(_shown(one.filename), archive.read(one))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError):
        sentence = _("This file is damaged within the archive; pack it once more.")
        return Entry(_shown(one.filename), None, sentence)


def _on_disk(name: str, path: Path) -> Entry:
    refusal = _refusal(name, path.stat().st_size)
    if refusal:
        return Entry(_shown(name), None, refusal)
    try:
        return Entry(_shown(name), path.read_bytes())
    except OSError:
        return Entry(_shown(name), None, _("This file cannot be read: its owner does not allow it."))


def _refusal(name: str, size: int) -> str:
    path = PurePosixPath(name.replace("\\", "/"))
    limit = settings.ROLE_DOCUMENT_MAX_BYTES
    if path.is_absolute() or ".." in path.parts or DRIVE.match(name):
        return _("Its name leads out of the archive; pack the folder once more.")
    if len(path.parts) > MAX_DEPTH:
        message = _("It lies more than %(limit)s folders deep; move it up and try again.")
        return message % {"limit": MAX_DEPTH}
    if path.suffix.lower() == ".zip":
        return _("This is an archive inside the archive; import it by itself.")
    if size > limit:
        message = _("This file is too large (%(size)s MB); at most %(limit)s MB can be read.")
        return message % {"size": f"{size / MEGABYTE:.1f}", "limit": f"{limit / MEGABYTE:.1f}"}
    return ""


def _shown(name: str) -> str:
    """The path without characters that cannot be shown or stored."""
    plain = "".join(character if character.isprintable() else "�" for character in name)
    return plain if len(plain) <= NAME else "…" + plain[-(NAME - 1) :]

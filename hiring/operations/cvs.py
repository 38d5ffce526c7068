"""CVs: what a file is, by its content; stored under a name that says nothing; replaced or removed."""

import io
import re
import zipfile
from datetime import datetime
from pathlib import PurePath
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.models import Candidate
from rubrics.ledger.chain import record

ODT = b"application/vnd.oasis.opendocument.text"
# Control characters that no text file holds.
BINARY = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


class CvRefused(Exception):
    """The file cannot be taken as a CV; the text says why."""


@transaction.atomic
def attach(*, candidate: Candidate, file: "UploadedFile[bytes]", by: User, at: datetime) -> Candidate:
    """Store the file as the candidate's CV in place of the one before, which stays on CvRefused."""
    data, suffix = checked(file)
    row = Candidate.objects.select_for_update().get(pk=candidate.pk)
    old = row.cv.name
    row.cv_name = f"{PurePath(file.name or 'cv').stem[:190]}.{suffix}"
    row.cv.save(f"{uuid4().hex}.{suffix}", ContentFile(data), save=False)
    row.save(update_fields=["cv", "cv_name"])
    if old:
        row.cv.storage.delete(old)
    record(
        "candidate.cv_attached",
        row,
        by=by,
        at=at,
        data={"bytes": len(data), "type": suffix},
        personal={"name": row.cv_name},
    )
    return row


@transaction.atomic
def remove(*, candidate: Candidate, by: User, at: datetime) -> Candidate:
    """Delete the CV."""
    row = Candidate.objects.select_for_update().get(pk=candidate.pk)
    if not row.cv:
        raise CvRefused(_("There is no CV to remove."))
    row.cv.storage.delete(str(row.cv.name))
    row.cv, row.cv_name = "", ""
    row.save(update_fields=["cv", "cv_name"])
    record("candidate.cv_removed", row, by=by, at=at)
    return row


def checked(file: "UploadedFile[bytes]") -> tuple[bytes, str]:
    """The file's bytes and its type: pdf, docx, odt or txt. Raises CvRefused for size and type."""
    size, most = file.size or 0, settings.CV_MAX_BYTES
    if size > most:
        raise CvRefused(
            _("The file has %(size)s; a CV may have at most %(most)s. Export it with smaller pictures.")
            % {"size": filesizeformat(size), "most": filesizeformat(most)}
        )
    if not size:
        raise CvRefused(_("The file is empty."))
    file.seek(0)
    data = file.read()
    suffix = kind_of(data)
    if suffix is None:
        raise CvRefused(
            _("The file is no PDF, Word (docx), OpenDocument (odt) or plain text file, by its content.")
        )
    return data, suffix


def kind_of(data: bytes) -> str | None:
    """pdf, docx, odt or txt by the content, whatever the name says; None for all else, macros included."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return office_kind(data)
    return "txt" if is_text(data) else None


def office_kind(data: bytes) -> str | None:
    """docx or odt by the archive's table of contents; only the tiny type marker is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if any(name.endswith("vbaProject.bin") for name in names):
                return None
            if {"[Content_Types].xml", "word/document.xml"} <= names:
                return "docx"
            if {"mimetype", "content.xml"} <= names:
                with archive.open("mimetype") as marker:
                    return "odt" if marker.read(len(ODT) + 1).strip() == ODT else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return None
    return None


def is_text(data: bytes) -> bool:
    """Whether the bytes read as text in UTF-8, UTF-16 with its mark, or a Western single-byte encoding."""
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8", "cp1252")
    for encoding in encodings:
        try:
            return not BINARY.search(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return False

"""Role documents: taking one in, and asking for its derivation again."""

import hashlib
from datetime import datetime
from functools import partial

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from rubrics import tasks
from rubrics.choices import DOCUMENT_ARROWS, DocumentState
from rubrics.ledger.chain import record
from rubrics.models import RoleDocument
from rubrics.reading import Document, UnreadableDocument, read

PASTED = "pasted.txt"


class DocumentRefused(Exception):
    """The role document cannot be taken in; the text says why and what to do."""


class AlreadyThere(DocumentRefused):
    """The same text was taken in before; `document` is the one that holds it."""

    def __init__(self, message: str, document: RoleDocument) -> None:
        super().__init__(message)
        self.document = document


def check(
    *, data: bytes | None, text: str | None, name: str, follows: RoleDocument | None = None
) -> Document:
    """Read an upload or a pasted text without storing anything.

    Raises DocumentRefused for what cannot be read, for both or neither of the two, for a text that is already
    here, and for a version that has a next one already.
    """
    document = _read(data, text, name)
    if follows is not None and RoleDocument.objects.filter(follows=follows).exists():
        raise DocumentRefused(
            _("“%(title)s” has a newer version already; follow that one.") % {"title": follows}
        )
    # Superseded versions may come back: only the newest of each document counts.
    same = RoleDocument.objects.filter(text_sha256=_digest(document.text), followed_by__isnull=True).first()
    if same is not None:
        message = _(
            "This text is already here as “%(title)s”, received on %(day)s. Nothing was stored twice."
        )
        raise AlreadyThere(message % {"title": same, "day": same.received_at.date().isoformat()}, same)
    return document


@transaction.atomic
def receive(
    *,
    data: bytes | None = None,
    text: str | None = None,
    name: str = "",
    follows: RoleDocument | None = None,
    by: AbstractBaseUser | None,
    at: datetime,
    enqueue: bool = True,
) -> RoleDocument:
    """Store a role document, given as the bytes of a file or as pasted text, and enqueue its derivation.

    A caller that derives it by itself says so with `enqueue`. Raises DocumentRefused (see `check`) before
    anything is stored.
    """
    read_document = check(data=data, text=text, name=name, follows=follows)
    document = RoleDocument(
        source_name=(name or PASTED)[:200],
        format=read_document.format,
        text=read_document.text,
        text_sha256=_digest(read_document.text),
        number=follows.number + 1 if follows else 1,
        follows=follows,
        received_at=at,
        received_by_id=by.pk if by is not None else None,
        state_changed_at=at,
    )
    if data is not None:
        document.file.save(name, ContentFile(data), save=False)
    document.save()
    if enqueue:
        transaction.on_commit(partial(tasks.derive.delay, document.pk), robust=True)
    record(
        "document.received",
        document,
        by=by,
        at=at,
        data={"number": document.number, "text": document.text_sha256, "follows": document.follows_id},
        personal={"source_name": document.source_name},
    )
    return document


@transaction.atomic
def derive_again(
    *, document: RoleDocument, by: AbstractBaseUser | None, at: datetime, enqueue: bool = True
) -> None:
    """Ask for the derivation once more, such as after a failure or a change of the library.

    A caller that derives it by itself says so with `enqueue`. Raises DocumentRefused while one is running.
    """
    locked = RoleDocument.objects.select_for_update().get(pk=document.pk)
    running = locked.state in {DocumentState.RECEIVED, DocumentState.DERIVING}
    if running or DocumentState.DERIVING not in DOCUMENT_ARROWS[DocumentState(locked.state)]:
        raise DocumentRefused(_("This document is being derived already."))
    locked.state = DocumentState.DERIVING
    locked.state_changed_at = at
    locked.progress = 0
    locked.progress_sentence = _("Waiting for a worker")
    locked.failure = ""
    locked.save()
    if enqueue:
        transaction.on_commit(partial(tasks.derive.delay, locked.pk), robust=True)
    record("document.derivation_asked", locked, by=by, at=at)


def _read(data: bytes | None, text: str | None, name: str) -> Document:
    if (data is None) == (not (text or "").strip()):
        raise DocumentRefused(
            _("Choose a file or paste the text, not both.")
            if data is not None
            else _("Choose a file or paste the text of the role document.")
        )
    try:
        # Browsers send what was pasted with Windows line ends.
        content = data if data is not None else (text or "").replace("\r\n", "\n").encode()
        return read(
            content, name=name if data is not None else PASTED, max_bytes=settings.ROLE_DOCUMENT_MAX_BYTES
        )
    except UnicodeEncodeError as error:
        raise DocumentRefused(_("The pasted text holds characters that cannot be stored.")) from error
    except UnreadableDocument as error:
        raise DocumentRefused(str(error)) from error


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

"""Importing many role documents: one job that goes file by file, each committed by itself."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import PurePosixPath

from django.contrib.auth.models import AbstractBaseUser
from django.db import DatabaseError, OperationalError, transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from rubrics import tasks
from rubrics.choices import BatchState, DocumentState, ItemState
from rubrics.ledger.chain import record
from rubrics.models import BatchItem, DocumentBatch, RoleDocument
from rubrics.operations import derivations, documents
from rubrics.operations.archives import Contents
from rubrics.operations.tallies import DUE, counts

logger = logging.getLogger(__name__)

FAILED = (ItemState.REFUSED, ItemState.FAILED)
ENDS = {
    DocumentState.DERIVED: ItemState.DERIVED,
    DocumentState.NOTHING_FOUND: ItemState.NOTHING_FOUND,
    DocumentState.FAILED: ItemState.FAILED,
}
ATTEMPTS = 3
WAITING_TOO_LONG = timedelta(minutes=1)
# Longer than reading and deriving the slowest file takes.
SILENT_TOO_LONG = timedelta(minutes=3)
# Well below the time after which Celery ends a task; the rest goes on under the next message.
ONE_TURN_SECONDS = 5 * 60


class BatchRefused(Exception):
    """The import cannot be tried again; the text says why."""


@transaction.atomic
def receive(*, contents: Contents, name: str, by: AbstractBaseUser | None, at: datetime) -> DocumentBatch:
    """Store the files as they came and enqueue the job that takes them in."""
    batch = DocumentBatch.objects.create(
        source_name=name[:200],
        note=contents.note,
        received_at=at,
        received_by_id=by.pk if by is not None else None,
        state_changed_at=at,
    )
    BatchItem.objects.bulk_create(
        BatchItem(
            batch=batch,
            number=number,
            name=entry.name,
            content=entry.data,
            state=ItemState.REFUSED if entry.refusal else ItemState.WAITING,
            sentence=entry.refusal,
        )
        for number, entry in enumerate(contents.entries, start=1)
    )
    transaction.on_commit(partial(tasks.import_batch.delay, batch.pk), robust=True)
    record(
        "batch.received",
        batch,
        by=by,
        at=at,
        data={"files": len(contents.entries)},
        personal={"source_name": batch.source_name},
    )
    return batch


def run(*, batch_id: int, clock: Callable[[], datetime], seconds: float = ONE_TURN_SECONDS) -> None:
    """Take in and derive the files that are not done yet, each committed by itself.

    Safe to run twice and after a kill: what is done stays done. Ends after `seconds` and hands the rest to the
    next message. Does nothing while another worker is at it.
    """
    batch = _claim(batch_id, clock())
    if batch is None:
        return
    end = time.monotonic() + seconds
    for pk in list(batch.items.filter(state__in=DUE).values_list("pk", flat=True)):
        if time.monotonic() > end:
            _hand_on(batch, clock())
            return
        _work_on(pk, batch, clock)
        DocumentBatch.objects.filter(pk=batch.pk).update(state_changed_at=clock())
    _finish(batch, clock())


@transaction.atomic
def again(*, batch: DocumentBatch, by: AbstractBaseUser, at: datetime) -> int:
    """Try once more what was refused or failed and is still at hand; gives how many files.

    Raises BatchRefused while the import runs and where there is nothing to try.
    """
    locked = DocumentBatch.objects.select_for_update().get(pk=batch.pk)
    if locked.state != BatchState.FINISHED:
        raise BatchRefused(_("This import is still running."))
    rows = list(retryable(locked))
    if not rows:
        raise BatchRefused(_("There is no file to try again."))
    for item in rows:
        item.state, item.sentence, item.attempts = ItemState.WAITING, "", 0
        item.save(update_fields=["state", "sentence", "attempts"])
    locked.state, locked.state_changed_at = BatchState.WAITING, at
    locked.save(update_fields=["state", "state_changed_at"])
    transaction.on_commit(partial(tasks.import_batch.delay, locked.pk), robust=True)
    record("batch.tried_again", locked, by=by, at=at, data={"files": [item.number for item in rows]})
    return len(rows)


def retryable(batch: DocumentBatch) -> QuerySet[BatchItem]:
    """The files that were refused or failed and are still at hand; a file that never came in is not."""
    at_hand = Q(content__isnull=False) | Q(document__isnull=False)
    return batch.items.filter(at_hand, state__in=FAILED).defer("content")


def sweep(*, at: datetime) -> int:
    """Enqueue again the imports whose message or worker was lost; gives how many (rule 12)."""
    waiting = Q(state=BatchState.WAITING, state_changed_at__lt=at - WAITING_TOO_LONG)
    silent = Q(state=BatchState.RUNNING, state_changed_at__lt=at - SILENT_TOO_LONG)
    left = list(DocumentBatch.objects.filter(waiting | silent).values_list("pk", flat=True))
    for pk in left:
        transaction.on_commit(partial(tasks.import_batch.delay, pk), robust=True)
    return len(left)


@transaction.atomic
def _claim(batch_id: int, at: datetime) -> DocumentBatch | None:
    batch = DocumentBatch.objects.select_for_update().filter(pk=batch_id).first()
    if batch is None or batch.state == BatchState.FINISHED:
        return None
    if batch.state == BatchState.RUNNING and batch.state_changed_at > at - SILENT_TOO_LONG:
        logger.info("Another worker is at import %s.", batch_id)
        return None
    batch.state, batch.state_changed_at = BatchState.RUNNING, at
    batch.save(update_fields=["state", "state_changed_at"])
    return batch


def _hand_on(batch: DocumentBatch, at: datetime) -> None:
    DocumentBatch.objects.filter(pk=batch.pk).update(state=BatchState.WAITING, state_changed_at=at)
    tasks.import_batch.delay(batch.pk)


def _work_on(pk: int, batch: DocumentBatch, clock: Callable[[], datetime]) -> None:
    """One file from its bytes to its draft; whatever goes wrong with it stays with it."""
    if not _begin(pk):
        return
    try:
        document = _take_in(pk, batch, clock())
        if document is not None:
            _derive(pk, document, clock())
    except OperationalError:
        # The database went away: the sweep will find the import and go on.
        raise
    except Exception:
        logger.exception("File %s of import %s failed.", pk, batch.pk)
        _end(pk, ItemState.FAILED, _("The program failed at this file; it can be tried again."))


@transaction.atomic
def _begin(pk: int) -> bool:
    item = BatchItem.objects.select_for_update().defer("content").get(pk=pk)
    if item.state not in DUE:
        return False
    if item.attempts >= ATTEMPTS:
        sentence = _("The program was stopped %(count)s times while it worked on this file.")
        _end(pk, ItemState.FAILED, sentence % {"count": ATTEMPTS})
        return False
    BatchItem.objects.filter(pk=pk).update(attempts=F("attempts") + 1)
    return True


@transaction.atomic
def _take_in(pk: int, batch: DocumentBatch, at: datetime) -> RoleDocument | None:
    """The document of the file, stored now or before; None where there is nothing to derive."""
    item = BatchItem.objects.select_for_update(of=("self",)).select_related("document").get(pk=pk)
    if item.state not in DUE or item.document is not None:
        return item.document if item.state in DUE else None
    name = PurePosixPath(item.name.replace("\\", "/")).name
    try:
        with transaction.atomic():
            document = documents.receive(
                data=bytes(item.content or b""), name=name, by=batch.received_by, at=at, enqueue=False
            )
    except documents.AlreadyThere as there:
        _end(pk, ItemState.ALREADY_THERE, str(there), document=there.document, content=None)
        return None
    except (documents.DocumentRefused, DatabaseError) as refusal:
        if isinstance(refusal, OperationalError):
            raise
        _end(pk, ItemState.REFUSED, _sentence(refusal))
        return None
    BatchItem.objects.filter(pk=pk).update(state=ItemState.DERIVING, document=document, content=None)
    return document


def _sentence(refusal: Exception) -> str:
    if isinstance(refusal, documents.DocumentRefused):
        return str(refusal)
    return _("This file holds something that cannot be stored; save it as plain text and try again.")


def _derive(pk: int, document: RoleDocument, at: datetime) -> None:
    if document.state == DocumentState.FAILED:
        documents.derive_again(document=document, by=None, at=at, enqueue=False)
    derivations.derive(document_id=document.pk, at=at)
    document.refresh_from_db()
    state = ENDS.get(DocumentState(document.state))
    if state is not None:
        _end(pk, state, document.failure or document.progress_sentence)


def _end(pk: int, state: ItemState, sentence: str, **values: object) -> None:
    BatchItem.objects.filter(pk=pk).update(state=state, sentence=sentence, **values)


@transaction.atomic
def _finish(batch: DocumentBatch, at: datetime) -> None:
    locked = DocumentBatch.objects.select_for_update().get(pk=batch.pk)
    if locked.state != BatchState.RUNNING or locked.items.filter(state__in=DUE).exists():
        return
    locked.state, locked.state_changed_at = BatchState.FINISHED, at
    locked.save(update_fields=["state", "state_changed_at"])
    record("batch.ended", locked, by=None, at=at, data=counts(locked))

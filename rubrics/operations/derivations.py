"""Deriving a rubric draft from a role document: the steps, their progress, and what becomes of a failure."""

import logging
from datetime import datetime, timedelta
from functools import partial

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rubrics import derivation, tasks
from rubrics.choices import DocumentState
from rubrics.ledger.chain import record
from rubrics.models import RoleDocument
from rubrics.operations import drafts
from rubrics.operations.library import library_from_rows

logger = logging.getLogger(__name__)

DUE = (DocumentState.RECEIVED, DocumentState.DERIVING)
# A message normally arrives within seconds; a derivation takes a few.
WAITING_TOO_LONG = timedelta(minutes=1)
WORKING_TOO_LONG = timedelta(minutes=5)
GIVEN_UP = timedelta(hours=1)
AT_ONCE = 200


def derive(*, document_id: int, at: datetime) -> None:
    """Derive the draft of a role document, step by step; each step is committed, so that people see it.

    Does nothing for a document that is gone or finished, so that a message may arrive twice. A draft is
    stored whole or not at all; whatever goes wrong leaves the document failed, with a sentence.
    """
    document = _claim(document_id, at)
    if document is None:
        return
    try:
        _show(document, 20, _("Reading the competency library"))
        library = library_from_rows()
        _show(document, 40, _("Looking for requirements in the document"))
        draft = derivation.derive(document.text, library=library)
        _show(document, 80, _("Writing the draft"))
        _store(document, draft, library.digest, at)
    except drafts.DraftRefused as refusal:
        _fail(document, str(refusal), at)
    except OperationalError:
        # The database went away: the sweep will find the document and try again.
        raise
    except Exception:
        logger.exception("The derivation of role document %s failed.", document_id)
        sentence = _(
            "The program failed while it derived this document. Nothing was stored; it can be tried again."
        )
        _fail(document, sentence, at)


def sweep(*, at: datetime) -> int:
    """Enqueue again the documents that wait or are worked on for too long; gives how many.

    One that is still not finished after an hour is failed with a sentence, since it stops every worker that
    takes it.
    """
    stuck = RoleDocument.objects.filter(state=DocumentState.DERIVING, state_changed_at__lt=at - GIVEN_UP)
    for document in stuck[:AT_ONCE]:
        _fail(
            document,
            _("The derivation was not finished within an hour. Try again, or send a shorter document."),
            at,
        )
    waiting = RoleDocument.objects.filter(
        state=DocumentState.RECEIVED, state_changed_at__lt=at - WAITING_TOO_LONG
    )
    working = RoleDocument.objects.filter(
        state=DocumentState.DERIVING, state_changed_at__lt=at - WORKING_TOO_LONG
    )
    left = list((waiting | working).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    for pk in left:
        transaction.on_commit(partial(tasks.derive.delay, pk), robust=True)
    return len(left)


@transaction.atomic
def _claim(document_id: int, at: datetime) -> RoleDocument | None:
    document = RoleDocument.objects.select_for_update().filter(pk=document_id, state__in=DUE).first()
    if document is None:
        logger.info("Role document %s is gone or derived already.", document_id)
        return None
    if document.state == DocumentState.RECEIVED:
        document.state = DocumentState.DERIVING
        document.state_changed_at = at
        document.save(update_fields=["state", "state_changed_at"])
    return document


def _show(document: RoleDocument, percent: int, sentence: str) -> None:
    RoleDocument.objects.filter(pk=document.pk, state=DocumentState.DERIVING).update(
        progress=percent, progress_sentence=sentence
    )


@transaction.atomic
def _store(document: RoleDocument, draft: derivation.RubricDraft, digest: str, at: datetime) -> None:
    locked = RoleDocument.objects.select_for_update().get(pk=document.pk)
    if locked.state not in DUE:
        return
    if draft.title is not None:
        locked.title = draft.title.text[:200]
    locked.notes = list(draft.notes)
    if not draft.statements and not draft.soft_skills:
        sentence = _("No requirement was found: this does not read like a role document.")
        _finish(locked, DocumentState.NOTHING_FOUND, sentence, at)
        return
    version = drafts.store(document=locked, draft=draft, library_digest=digest, at=at)
    sentence = ngettext("%(count)s statement read", "%(count)s statements read", len(draft.statements)) % {
        "count": len(draft.statements)
    }
    _finish(locked, DocumentState.DERIVED, sentence, at, version=version.pk)


@transaction.atomic
def _fail(document: RoleDocument, sentence: str, at: datetime) -> None:
    locked = RoleDocument.objects.select_for_update().get(pk=document.pk)
    if locked.state not in DUE:
        return
    locked.failure = sentence
    _finish(locked, DocumentState.FAILED, "", at)


def _finish(
    document: RoleDocument, state: DocumentState, sentence: str, at: datetime, **data: object
) -> None:
    document.state = state
    document.state_changed_at = at
    document.progress = 0 if state == DocumentState.FAILED else 100
    document.progress_sentence = sentence
    document.save()
    record("document.derivation_ended", document, by=None, at=at, data={"state": state, **data})

import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from rubrics import tasks
from rubrics.models import DocumentBatch, RoleDocument
from rubrics.operations import batches, documents
from rubrics.operations.archives import Contents, Entry
from tests.factories import RoleDocumentFactory
from tests.surroundings.worker import Worker

TREE_OFFICER = Path("tests/documents/tree_officer.txt").read_text()


def test_the_task_derives_the_document_with_this_number(db: None) -> None:
    document = RoleDocumentFactory(state="received", progress=0, text=TREE_OFFICER)
    tasks.derive(document.pk)
    document.refresh_from_db()
    assert (document.state, document.rubric_versions.count()) == ("derived", 1)


def test_the_sweep_leaves_a_document_to_its_message_at_first(db: None) -> None:
    document = RoleDocumentFactory(state="received", progress=0, state_changed_at=timezone.now())
    tasks.sweep()
    document.refresh_from_db()
    assert document.state == "received"


@pytest.mark.worker
def test_the_real_worker_derives_what_was_taken_in(celery_worker: Worker) -> None:
    document = documents.receive(text=TREE_OFFICER, by=None, at=timezone.now())
    assert ended(document, within=60) == "derived"
    assert document.rubric_versions.get().statements.exists()


@pytest.mark.worker
def test_a_lost_message_loses_nothing(celery_worker: Worker) -> None:
    long_ago = timezone.now() - timedelta(minutes=5)
    document = RoleDocumentFactory(state="received", progress=0, text=TREE_OFFICER, state_changed_at=long_ago)
    tasks.sweep.delay()
    assert ended(document, within=60) == "derived"


@pytest.mark.worker
def test_the_real_worker_imports_many_as_one_job(celery_worker: Worker) -> None:
    entries = (Entry("one.txt", TREE_OFFICER.encode()), Entry("two.txt", TREE_OFFICER.encode()))
    batch = batches.receive(contents=Contents(entries, ""), name="roles", by=None, at=timezone.now())
    assert ended(batch, within=60) == "finished"
    assert list(batch.items.values_list("state", flat=True)) == ["derived", "already_there"]


def ended(document: RoleDocument | DocumentBatch, *, within: float) -> str:
    """The state once the worker has ended with it."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        document.refresh_from_db()
        if document.state not in {"received", "deriving", "waiting", "running"}:
            break
        time.sleep(0.2)
    return document.state

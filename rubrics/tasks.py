"""The doors through which the worker comes in; each task body calls operations and is safe to run twice."""

from celery import shared_task
from django.utils import timezone


@shared_task(name="rubrics.derive")
def derive(document_id: int) -> None:
    """Derive the rubric draft of one role document."""
    from rubrics.operations import derivations

    derivations.derive(document_id=document_id, at=timezone.now())


@shared_task(name="rubrics.import_batch")
def import_batch(batch_id: int) -> None:
    """Take in and derive the files of one import of many."""
    from rubrics.operations import batches

    batches.run(batch_id=batch_id, clock=timezone.now)


@shared_task(name="rubrics.sweep")
def sweep() -> None:
    """Enqueue again what was left lying (rule 12)."""
    from rubrics.operations import batches, derivations

    derivations.sweep(at=timezone.now())
    batches.sweep(at=timezone.now())

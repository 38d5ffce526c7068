"""The doors through which the worker comes in; each task body calls one operation and is safe to run twice.
The doors through which the worker comes in; each task body calls one operation and is safe to run twice."""

from celery import shared_task
from django.utils import timezone


@shared_task(name="rubrics.derive")
def derive(document_id: int) -> None:
    """Derive the rubric draft of one role document."""
    from rubrics.operations import derivations

    derivations.derive(document_id=document_id, at=timezone.now())


@shared_task(name="rubrics.sweep")
def sweep() -> None:
    """Enqueue again what was left lying (rule 12)."""
    from rubrics.operations import derivations

    derivations.sweep(at=timezone.now())

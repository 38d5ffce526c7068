"""The admin's first page: what waits, above the list of pages."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from hiring.admin.guarded import person
from hiring.queries.work import waiting


def add_work(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Unfold's dashboard callback: `work` is sentences with the lists in which the work is found."""
    tasks = waiting(person(request), timezone.now())
    return context | {"work": [{"sentence": task.sentence, "url": task.url} for task in tasks]}

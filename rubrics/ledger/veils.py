"""What is hidden from some readers of the ledger: it lies at the bottom, so those above say what and from whom."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from rubrics.ledger.models import Event

Veil = Callable[[Any, QuerySet[Event]], QuerySet[Event]]
# Each takes a reader and events, and gives the events that the reader may see; filled when the apps are ready.
VEILS: list[Veil] = []


def unveiled(user: object, events: QuerySet[Event]) -> QuerySet[Event]:
    """The events that no veil hides from the user."""
    for veil in VEILS:
        events = veil(user, events)
    return events

"""The ledger in the admin: read only, without personal values."""

import json

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from rubrics.admin.base import GuardedAdmin
from rubrics.ledger.models import Event
from rubrics.permissions import can_read_ledger, events_for


@admin.register(Event)
class EventAdmin(GuardedAdmin):
    """The chain: who, when, what, as ids and states. Ratings and names stand elsewhere and are not shown."""

    may_read = staticmethod(can_read_ledger)
    rows_for = staticmethod(events_for)
    list_display = ("number", "at", "actor", "kind", "subject_type", "subject_id")
    list_filter = ("kind", "subject_type", "at")
    search_fields = ("=number", "kind", "subject_type", "=subject_id", "hash")
    list_select_related = ("actor",)
    fields = readonly_fields = (
        "number",
        "at",
        "actor",
        "kind",
        "subject_type",
        "subject_id",
        "shown_data",
        "personal_digest",
        "previous_hash",
        "hash",
    )

    @admin.display(description=_("what changed"))
    def shown_data(self, obj: Event) -> str:
        """The event's ids and states."""
        return json.dumps(obj.data, sort_keys=True, ensure_ascii=False)

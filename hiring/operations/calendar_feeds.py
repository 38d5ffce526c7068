"""A person's calendar feed: its address is shown once, made anew at will, and ended."""

import secrets
from datetime import datetime

from django.db import transaction

from hiring.accounts.models import User
from hiring.models import CalendarFeed
from hiring.queries.candidate_links import digest
from rubrics.ledger.chain import record


@transaction.atomic
def make(*, by: User, at: datetime) -> str:
    """The token of one's own feed; the one before ends. Returned this once, it cannot be read again."""
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(person=by, defaults={"token_hash": digest(token), "made_at": at})
    record("calendar_feed.made", by, by=by, at=at)
    return token


@transaction.atomic
def end(*, by: User, at: datetime) -> None:
    """End one's own feed. Safe to do twice."""
    if CalendarFeed.objects.filter(person=by).delete()[0]:
        record("calendar_feed.ended", by, by=by, at=at)

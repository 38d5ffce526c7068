"""Writing to the ledger and checking it."""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models, transaction

from rubrics.ledger.models import Event, PersonalValues

# Any constant: it names the lock that puts writers of the chain in a row.
CHAIN_LOCK = 7_014_553


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces: the same value gives the same text."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def digest(text: str) -> str:
    """SHA-256 of the text in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def event_hash(event: Event) -> str:
    """The hash that `event` must carry: SHA-256 over its columns and the hash before it."""
    return digest(
        canonical(
            {
                "number": event.number,
                "at": event.at.astimezone(UTC).isoformat(),
                "actor": event.actor_id,
                "kind": event.kind,
                "subject": [event.subject_type, event.subject_id],
                "data": event.data,
                "personal": event.personal_digest,
                "previous": event.previous_hash,
            }
        )
    )


def record(
    kind: str,
    subject: models.Model,
    *,
    by: models.Model | None,
    at: datetime,
    data: Mapping[str, Any] | None = None,
    personal: Mapping[str, Any] | None = None,
) -> Event:
    """Append one event inside the caller's transaction.

    `data` holds ids, versions, states and numbers only; whatever names or describes a person goes to `personal`.
    Call it last in an operation: the chain's lock is held until the transaction ends.
    Raises TransactionManagementError outside a transaction.
    """
    return record_many(kind, [(subject, data or {}, personal or {})], by=by, at=at)[0]


def record_many(
    kind: str,
    entries: Sequence[tuple[models.Model, Mapping[str, Any], Mapping[str, Any]]],
    *,
    by: models.Model | None,
    at: datetime,
) -> list[Event]:
    """Append an event for each (subject, data, personal), as `record` does for one, in few queries."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "An event is written in the transaction of what it records."
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    last = Event.objects.order_by("-number").first()
    events: list[Event] = []
    personal_rows: list[PersonalValues] = []
    for subject, data, personal in entries:
        # A round trip through JSON, so that the hash is computed over what the database will give back.
        plain = json.loads(canonical(dict(data)))
        personal_plain = json.loads(canonical(dict(personal)))
        salt = secrets.token_hex(16) if personal_plain else ""
        event = Event(
            number=last.number + 1 if last else 1,
            at=at,
            actor_id=by.pk if by is not None else None,
            kind=kind,
            subject_type=subject._meta.label_lower,
            subject_id=str(subject.pk),
            data=plain,
            personal_digest=digest(salt + canonical(personal_plain)) if personal_plain else "",
            previous_hash=last.hash if last else "",
        )
        event.hash = event_hash(event)
        if personal_plain:
            personal_rows.append(PersonalValues(event=event, values=personal_plain, salt=salt))
        events.append(event)
        last = event
    Event.objects.bulk_create(events)
    PersonalValues.objects.bulk_create(personal_rows)
    return events


def verify() -> list[str]:
    """Sentences about every break of the chain; an empty list means that it holds.

    Emptied personal values are no break: their digest can no longer be checked, which is what erasure means.
    """
    problems: list[str] = []
    previous, expected = "", 1
    for event in Event.objects.order_by("number").select_related("personal").iterator(chunk_size=2000):
        if event.number != expected:
            problems.append(f"Event {expected} is missing: the next one is {event.number}.")
        if event.previous_hash != previous:
            problems.append(f"Event {event.number} does not follow the event before it.")
        if event.hash != event_hash(event):
            problems.append(f"Event {event.number} was changed: its hash does not match its content.")
        problems.extend(personal_problems(event))
        previous, expected = event.hash, event.number + 1
    return problems


def personal_problems(event: Event) -> list[str]:
    """What is wrong with the personal values of one event, as sentences."""
    if not event.personal_digest:
        return []
    personal = getattr(event, "personal", None)
    if personal is None:
        return [
            f"The personal values of event {event.number} are gone; erasure would have left an empty row."
        ]
    if personal.salt and digest(personal.salt + canonical(personal.values)) != event.personal_digest:
        return [f"The personal values of event {event.number} were changed."]
    return []


def erase(events: models.QuerySet[Event]) -> int:
    """Empty the personal values of `events`; returns how many rows were emptied."""
    return PersonalValues.objects.filter(event__in=events).exclude(salt="").update(values={}, salt="")

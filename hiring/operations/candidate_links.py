"""Candidates' links: made, sent, revoked, and noted when they are first used."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import LoopState
from hiring.models import CandidateLink, InterviewLoop
from hiring.operations import candidate_notices
from hiring.queries.candidate_links import digest, sign
from rubrics.ledger.chain import record
from rubrics.queries import current_policy

# Who was sent a link within this time is not sent another one with many.
JUST_NOW = timedelta(minutes=5)


class LinkRefused(Exception):
    """No link can be made; the text says why."""


@transaction.atomic
def make(*, loop: InterviewLoop, offers: bool = True, by: User, at: datetime) -> tuple[CandidateLink, str]:
    """A new link to the candidate's page of an open loop, with its token; it is sent to the candidate.

    The link before it is revoked. The token is returned this once. Raises LinkRefused for a closed loop.
    """
    row = InterviewLoop.objects.select_for_update().get(pk=loop.pk)
    if row.state != LoopState.OPEN:
        raise LinkRefused(_("The loop is closed: its candidate needs no link."))
    for old in row.links.filter(revoked_at__isnull=True):
        revoke(link=old, by=by, at=at)
    nonce = secrets.token_urlsafe(32)
    token = sign(nonce)
    link = CandidateLink.objects.create(
        loop=row,
        nonce=nonce,
        token_hash=digest(token),
        offers=offers,
        made_at=at,
        made_by=by,
        expires_at=at + timedelta(days=current_policy()["link_days"]),
    )
    candidate_notices.link(link=link, at=at)
    data = {"loop": row.pk, "expires": link.expires_at.isoformat(), "offers": offers}
    record("candidate_link.made", link, by=by, at=at, data=data)
    return link, token


@transaction.atomic
def ask(*, loops: Iterable[InterviewLoop], by: User, at: datetime) -> int:
    """Send the candidate of each loop a link that asks when they can come; returns how many were sent.

    Passed over is who was sent one a moment ago, as by a form that is sent twice: the link in the first message would
    open nothing any more. So is a loop that was closed meanwhile.
    """
    rows = InterviewLoop.objects.select_for_update().filter(pk__in=[each.pk for each in loops])
    held = list(rows.order_by("pk"))  # before the links are read: another request may be sending them
    fresh = CandidateLink.objects.filter(loop__in=held, revoked_at__isnull=True, made_at__gt=at - JUST_NOW)
    asked = set(fresh.values_list("loop", flat=True))
    sent = [
        make(loop=loop, offers=False, by=by, at=at)
        for loop in held
        if loop.state == LoopState.OPEN and loop.pk not in asked
    ]
    return len(sent)


@transaction.atomic
def revoke(*, link: CandidateLink, by: User, at: datetime) -> CandidateLink:
    """End a link at once. Safe to do twice."""
    row = CandidateLink.objects.select_for_update().get(pk=link.pk)
    if row.revoked_at is not None:
        return row
    row.revoked_at, row.revoked_by = at, by
    row.save(update_fields=["revoked_at", "revoked_by"])
    record("candidate_link.revoked", row, by=by, at=at, data={"loop": row.loop_id})
    return row


@transaction.atomic
def note_use(*, link: CandidateLink, at: datetime) -> None:
    """Keep when the link was first opened."""
    if CandidateLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=at):
        record("candidate_link.used", link, by=None, at=at, data={"loop": link.loop_id})

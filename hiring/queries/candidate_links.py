"""Candidates' links: the token behind an address, and what the candidate may still change."""

import hashlib
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta

from django.db.models import Sum
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from hiring.choices import LoopState, SessionState
from hiring.models import CandidateLink, InterviewLoop, InterviewSession
from rubrics.queries import current_policy

SALT = "hiring.candidate_link"


def sign(nonce: str) -> str:
    """The token of a link: its nonce signed with the site's key. Nothing in the database alone can make it."""
    return urlsafe_b64encode(salted_hmac(SALT, nonce, algorithm="sha256").digest()).decode().rstrip("=")


def digest(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def token_of(link: CandidateLink) -> str:
    """The link's token, for the e-mail that carries it; empty where the site's key has changed since."""
    token = sign(link.nonce)
    return token if digest(token) == link.token_hash else ""


def is_good(link: CandidateLink, at: datetime) -> bool:
    """Whether the link opens its page: not revoked, not expired, of a loop that is still open."""
    return link.revoked_at is None and link.expires_at > at and link.loop.state == LoopState.OPEN


def find(token: str, at: datetime) -> CandidateLink | None:
    """The good link with this token. Raises LookupError where there never was one."""
    rows = CandidateLink.objects.select_related(
        "loop__application__candidate", "loop__application__requisition", "loop__plan", "made_by"
    )
    link = rows.filter(token_hash=digest(token)).first()
    if link is None:
        raise LookupError
    return link if is_good(link, at) else None


def standing(loop: InterviewLoop) -> CandidateLink | None:
    """The loop's link that was not revoked; it may have expired."""
    return loop.links.filter(revoked_at__isnull=True).select_related("made_by").first()


def changes(loop: InterviewLoop) -> int:
    """How often the candidate has changed the loop's times, over all its links."""
    return loop.links.aggregate(sum=Sum("changes"))["sum"] or 0


def first_interview(loop: InterviewLoop) -> InterviewSession | None:
    """The loop's earliest interview with a time."""
    timed = loop.sessions.exclude(state=SessionState.CANCELLED).filter(during__isnull=False)
    return timed.order_by("during").first()


def too_late(loop: InterviewLoop, at: datetime) -> str:
    """The sentence that refuses a change or cancellation by the candidate; empty where the rule allows it."""
    policy = current_policy()
    hours, most = policy["change_until_hours"], policy["most_changes"]
    first = first_interview(loop)
    if first is not None and first.during.lower - timedelta(hours=hours) <= at:
        return _(
            "It is too late to change or cancel here: that is possible until %(hours)d hours before the first "
            "interview. Please answer our e-mail, and a person will help you."
        ) % {"hours": hours}
    if changes(loop) >= most:
        return _(
            "Times can be changed here %(most)d times at most. Please answer our e-mail, and a person will "
            "help you."
        ) % {"most": most}
    return ""

"""What the coordinator sees of a candidate's choice: the link, what is offered, and when the candidate can come."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from hiring.choices import ProposalState
from hiring.models import CandidateLink, CandidateWindow, InterviewLoop, Proposal
from hiring.queries import candidate_links, candidate_pages
from rubrics.queries import current_policy


@dataclass(frozen=True)
class Choice:
    """The link and the offer of one loop."""

    link: CandidateLink | None
    shape: str
    words: str
    proposal: Proposal | None
    cards: tuple[candidate_pages.Card, ...]
    windows: tuple[CandidateWindow, ...]
    changes: int
    most_changes: int


def choice(loop: InterviewLoop, at: datetime) -> Choice:
    """The candidate's side of the loop; times are for the clock of the requisition."""
    link = candidate_links.standing(loop)
    proposal = loop.proposals.filter(state=ProposalState.OPEN).first()
    zone = loop.application.requisition.time_zone
    shape, words = state(link, at)
    windows = loop.application.candidate.windows.filter(during__endswith__gt=at)
    return Choice(
        link=link,
        shape=shape,
        words=words,
        proposal=proposal,
        cards=candidate_pages.cards(proposal, zone) if proposal is not None else (),
        windows=tuple(windows.order_by("during")),
        changes=candidate_links.changes(loop),
        most_changes=current_policy()["most_changes"],
    )


def state(link: CandidateLink | None, at: datetime) -> tuple[str, str]:
    """The link's state as a shape and words."""
    if link is None:
        return "dash", _("no link")
    if link.expires_at <= at:
        return "late", _("link expired")
    if link.answered_at is not None:
        return "check", _("times given")
    return ("half", _("link opened")) if link.used_at is not None else ("empty", _("link sent"))

"""What a candidate does on their page: gives times, chooses, changes, cancels. The coordinator is told of each."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import F
from django.utils.translation import gettext as _

from hiring.models import (
    CandidateLink,
    CandidateWindow,
    InterviewLoop,
    Notice,
    Proposal,
    ProposalOption,
)
from hiring.notices import NoticeKind
from hiring.operations import candidates, notices, proposals, scheduling
from hiring.planning.intervals import merge
from hiring.planning.types import Interval
from hiring.queries import candidate_links
from hiring.queries.options import movable
from rubrics.ledger.chain import record

# So often a day times are held for one loop; each time keeps several people free.
OFFERS_A_DAY = 6
# So often a day a candidate says when they can come; each time somebody is told by e-mail.
TIMES_A_DAY = 20


class AnswerRefused(Exception):
    """What the candidate asks for is not possible; the text says why."""


def hold(link: CandidateLink, at: datetime) -> None:
    """Hold the link and its loop, inside the caller's transaction, so that two answers come one after the other.

    Raises AnswerRefused where the link was revoked, or the loop closed, since the page was opened.
    """
    # The loop first, as whoever revokes the link for a newer one holds it.
    InterviewLoop.objects.select_for_update().get(pk=link.loop_id)
    row = CandidateLink.objects.select_for_update(of=("self",)).select_related("loop").get(pk=link.pk)
    if not candidate_links.is_good(row, at):
        raise AnswerRefused(
            _("This link was ended meanwhile; nothing was changed. Please answer our e-mail.")
        )


def set_details(*, link: CandidateLink, zone: str, arrangements: str, at: datetime) -> None:
    """Keep the candidate's time zone and what is to be arranged. Raises AnswerRefused for bad values."""
    candidate = link.loop.application.candidate
    try:
        candidates.edit_candidate(
            candidate=candidate, time_zone=zone, arrangements=arrangements, by=None, at=at
        )
    except candidates.CandidateRefused as refused:
        raise AnswerRefused(str(refused)) from refused
    candidate.refresh_from_db()


def give_times(
    *, link: CandidateLink, windows: Sequence[Interval], zone: str, arrangements: str, at: datetime
) -> Proposal | None:
    """Replace the candidate's free times; where the link offers times, what fits them is offered at once.

    What was offered before is let go. None where nothing is offered. Raises AnswerRefused without a time to come.
    """
    coming = [each for each in merge(windows) if each.end > at]
    if not coming:
        raise AnswerRefused(_("Choose at least one time at which you can come."))
    with transaction.atomic():
        hold(link, at)
        refuse_flood(link, at)
        set_details(link=link, zone=zone, arrangements=arrangements, at=at)
        CandidateWindow.objects.filter(candidate=link.loop.application.candidate).delete()
        CandidateWindow.objects.bulk_create(
            CandidateWindow(
                candidate=link.loop.application.candidate, during=DateTimeTZRange(each.start, each.end)
            )
            for each in coming
        )
        proposals.withdraw(loop=link.loop, by=None, at=at)
        CandidateLink.objects.filter(pk=link.pk).update(answered_at=at)
        record("candidate.times_given", link, by=None, at=at, data={"windows": len(coming)})
    asked = link.offers and not (has_times(link, at) and candidate_links.too_late(link.loop, at))
    asked = asked and bool(movable(link.loop, at)) and not asked_too_often(link, at)
    found = proposals.offer(loop=link.loop, made_by=link.made_by, by=None, at=at) if asked else None
    did = "none" if asked and found is None else "times"
    tell(link, did, f"times {at.isoformat()}", at)
    return found


def refuse_flood(link: CandidateLink, at: datetime) -> None:
    """Raise AnswerRefused where times were given so often within a day that nobody could follow."""
    told = Notice.objects.filter(kind=NoticeKind.CANDIDATE_ANSWER, context__loop=link.loop_id)
    if told.filter(due_at__gt=at - timedelta(days=1)).count() >= TIMES_A_DAY:
        raise AnswerRefused(
            _("You have told us your times %(n)d times since yesterday. Please answer our e-mail instead.")
            % {"n": TIMES_A_DAY}
        )


def tell(link: CandidateLink, did: str, occasion: str, at: datetime) -> None:
    """Tell whoever sent the link."""
    notices.candidate_answer(loop=link.loop, person=link.made_by, did=did, occasion=occasion, at=at)


def own_option(link: CandidateLink, number: int) -> ProposalOption:
    """The option of this link's loop. Raises OptionLost for any other."""
    option = ProposalOption.objects.filter(pk=number, proposal__loop=link.loop_id).first()
    if option is None:
        raise proposals.OptionLost
    return option


def has_times(link: CandidateLink, at: datetime) -> bool:
    """Whether an interview to come has a time, so that choosing is changing."""
    return any(row.during is not None for row in movable(link.loop, at))


def book(*, link: CandidateLink, number: int, zone: str, arrangements: str, at: datetime) -> None:
    """Take one of the offered options. A second choice counts as a change.

    Raises OptionLost where the option is gone and AnswerRefused where it is too late; nothing is changed then.
    """
    option = own_option(link, number)
    with transaction.atomic():
        hold(link, at)
        changing = has_times(link, at)
        if changing and (sentence := candidate_links.too_late(link.loop, at)):
            raise AnswerRefused(sentence)
        set_details(link=link, zone=zone, arrangements=arrangements, at=at)
        proposals.choose(option=option, at=at)
        if changing:
            count_change(link)
        tell(link, "changed" if changing else "chosen", f"option {option.pk}", at)


def count_change(link: CandidateLink) -> None:
    """One more change by the candidate."""
    CandidateLink.objects.filter(pk=link.pk).update(changes=F("changes") + 1)


def offers(link: CandidateLink) -> bool:
    """Whether complete sets of times are offered on the link's page; others only ask when the candidate can come."""
    return link.offers or link.loop.proposals.exists()


def asked_too_often(link: CandidateLink, at: datetime) -> bool:
    """Whether so much was offered within a day that holding yet more would keep people from others."""
    return link.loop.proposals.filter(made_at__gt=at - timedelta(days=1)).count() >= OFFERS_A_DAY


def fresh_options(*, link: CandidateLink, at: datetime) -> Proposal | None:
    """Offer anew, for a change or after an option was lost; None where no complete option was found."""
    with transaction.atomic():
        hold(link, at)
    if has_times(link, at) and (sentence := candidate_links.too_late(link.loop, at)):
        raise AnswerRefused(sentence)
    if not offers(link):
        raise AnswerRefused(_("Nothing is offered here: say when interviews fit."))
    if asked_too_often(link, at):
        raise AnswerRefused(
            _("You have asked for other times %(n)d times since yesterday. Choose one of these, or ask us.")
            % {"n": OFFERS_A_DAY}
        )
    return proposals.offer(loop=link.loop, made_by=link.made_by, by=None, at=at)


@transaction.atomic
def cancel(*, link: CandidateLink, at: datetime) -> int:
    """The candidate cancels every interview to come; returns how many. Raises AnswerRefused where it is too late."""
    hold(link, at)
    if not has_times(link, at):
        raise AnswerRefused(_("There is no interview to cancel."))
    if sentence := candidate_links.too_late(link.loop, at):
        raise AnswerRefused(sentence)
    proposals.withdraw(loop=link.loop, by=None, at=at)
    rows = movable(link.loop, at)
    for row in rows:
        scheduling.cancel_session(session=row, reason=_("The candidate cancelled."), by=None, at=at)
    count_change(link)
    record("candidate.cancelled", link, by=None, at=at, data={"interviews": len(rows)})
    tell(link, "cancelled", f"cancelled {at.isoformat()}", at)
    return len(rows)

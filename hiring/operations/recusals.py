"""An interviewer steps back from rating a candidate. Nobody asks them why."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import ConflictKind, ScorecardState
from hiring.models import Candidate, Interviewer, PanelSeat, Scorecard
from hiring.operations import interviewers, notices, scheduling
from hiring.operations.interviewers import InterviewerRefused
from hiring.queries.people import coming_seats
from rubrics.ledger.chain import record


@transaction.atomic
def recuse(
    *, candidate: Candidate, kind: str = ConflictKind.OWN_CHOICE, by: User, at: datetime
) -> list[PanelSeat]:
    """Give up every seat to come with the candidate and take no other; returns the seats given up.

    Whoever arranges the loops is told, without a reason. Raises InterviewerRefused for somebody who takes no
    interviews, and where an interview has begun or a scorecard is in: both have happened.
    """
    profile = Interviewer.objects.select_for_update().filter(person=by).first()
    if profile is None:
        raise InterviewerRefused(_("You take no interviews."))
    held = PanelSeat.objects.filter(person=by, cancelled=False, session__candidate=candidate)
    if Scorecard.objects.filter(seat__in=held, state=ScorecardState.SUBMITTED).exists():
        raise InterviewerRefused(_("Your scorecard for this candidate is in: ask the coordinator."))
    seats = list(coming_seats(by, at).filter(session__candidate=candidate))
    if len(seats) < held.count() or any(seat.during and seat.during.lower <= at for seat in seats):
        raise InterviewerRefused(
            _("Your interview with this candidate has begun: ask the coordinator to excuse your scorecard.")
        )
    interviewers.set_conflict(interviewer=profile, candidate=candidate, kind=kind, by=by, at=at)
    for seat in seats:
        scheduling.cancel_seat(seat=seat, reason=_("Recused."), by=by, at=at)
        notices.recused(seat=seat, at=at)
    record(
        "interviewer.recused",
        profile,
        by=by,
        at=at,
        data={"candidate": candidate.pk, "seats": [seat.pk for seat in seats]},
    )
    return seats

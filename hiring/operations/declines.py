"""An interviewer cannot come to one interview: the seat is given up, the candidate is not."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import ScorecardState, SessionState
from hiring.models import Interviewer, PanelSeat, Scorecard
from hiring.operations import interviewers, notices, scheduling
from hiring.operations.interviewers import InterviewerRefused
from hiring.operations.session_rows import locked
from rubrics.ledger.chain import record


@transaction.atomic
def decline(*, seat: PanelSeat, comment: str = "", by: User, at: datetime) -> PanelSeat:
    """Give up the seat and be away at its time, so that nobody is asked again for then.

    Whoever arranges the loop is told and reads the comment. Raises InterviewerRefused for another's seat, for who
    takes no interviews, without a time, and once the interview has begun or the scorecard is in.
    """
    session = locked(seat.session)
    profile = Interviewer.objects.select_for_update().filter(person=by).first()
    if profile is None or seat.person_id != by.pk:
        raise InterviewerRefused(_("You do not sit in this interview."))
    if session.state != SessionState.SCHEDULED or session.during is None:
        raise InterviewerRefused(_("This interview is not scheduled yet."))
    if session.during.lower <= at:
        raise InterviewerRefused(_("This interview has begun: ask the coordinator to excuse your scorecard."))
    if Scorecard.objects.filter(seat=seat, state=ScorecardState.SUBMITTED).exists():
        raise InterviewerRefused(_("Your scorecard for this interview is in: ask the coordinator."))
    said = comment.strip()
    reason = _("Cannot come: %(comment)s") % {"comment": said} if said else _("Cannot come.")
    row = scheduling.cancel_seat(seat=seat, reason=reason, by=by, at=at)
    interviewers.add_absence(
        interviewer=profile,
        start=session.during.lower,
        end=session.during.upper,
        comment=_("Cannot come to an interview"),
        by=by,
        at=at,
    )
    notices.declined(seat=row, at=at)
    record(
        "seat.declined",
        row,
        by=by,
        at=at,
        data={"session": row.session_id, "person": by.pk},
        personal={"comment": said} if said else {},
    )
    return row

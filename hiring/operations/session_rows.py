"""Rows of sessions and seats: locked in one order, moved along their arrows, saved against the constraints."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hiring.choices import SESSION_ARROWS, LoopState, SessionState
from hiring.models import Interviewer, InterviewLoop, InterviewSession, PanelSeat


class SchedulingRefused(Exception):
    """The time or the person cannot be set; the text names the rule in the way."""


class ConfirmationNeeded(SchedulingRefused):
    """The time is unusual; the text says why. It is set only when somebody confirms it."""


def locked(session: InterviewSession) -> InterviewSession:
    """The session's row under a lock, its loop's first; refused once it is held or cancelled."""
    InterviewLoop.objects.select_for_update().get(pk=session.loop_id)
    row = InterviewSession.objects.select_for_update().get(pk=session.pk)
    if row.state in (SessionState.HELD, SessionState.CANCELLED):
        raise SchedulingRefused(_("The interview is over or cancelled; nothing can be changed in it."))
    return row


def refuse_closed(row: InterviewSession) -> None:
    """Raise SchedulingRefused where the loop is no longer open."""
    if row.loop.state != LoopState.OPEN:
        raise SchedulingRefused(_("The loop is closed: nothing more is scheduled in it."))


def lock_profiles(people: Iterable[int]) -> None:
    """Hold the profiles in one order, so that limits are counted by one writer at a time."""
    list(Interviewer.objects.select_for_update().filter(person_id__in=people).order_by("pk"))


def move_to(row: InterviewSession, state: SessionState) -> None:
    """Change the state along the arrows of hiring.choices."""
    if row.state != state and state not in SESSION_ARROWS[SessionState(row.state)]:
        raise SchedulingRefused(
            _("The interview cannot go from “%(old)s” to “%(new)s”.") % {"old": row.state, "new": state}
        )
    row.state = state


def save_or_refuse(row: InterviewSession | PanelSeat) -> None:
    """Save; a refusal of the database's exclusion constraints becomes a sentence."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise SchedulingRefused(refusal(str(error))) from error


def refusal(message: str) -> str:
    """The sentence for a constraint that the database named."""
    if "candidate_in_one_place" in message:
        return _("The candidate has another interview at that time.")
    if "interviewer_in_one_place" in message:
        return _("An interviewer of this session has another interview at that time.")
    if "candidate_taken_once" in message:
        return _("That time is held for the candidate's own choice: withdraw the offered times first.")
    if "person_taken_once" in message:
        return _("An interviewer of this session is held at that time until a candidate has chosen.")
    if "one_lead_per_session" in message:
        return _("The session has a lead already.")
    if "one_seat_per_person_and_session" in message:
        return _("This person sits in the session already.")
    return _("The database refused the change: somebody would be in two places at once.")

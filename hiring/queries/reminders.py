"""Which scorecards are owed, by whom, and who is to hear of those that do not come."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from hiring.accounts.models import User
from hiring.choices import ScorecardState, SessionState, Stage, TeamRole
from hiring.models import Requisition, Scorecard
from hiring.permissions import trackable_scorecards
from rubrics.queries import current_policy

OPEN_CARDS = (ScorecardState.DRAFT, ScorecardState.RATINGS_LOCKED)
# In these stages nobody waits for a scorecard any more.
OVER = (Stage.DECIDED, Stage.HIRED, Stage.WITHDRAWN)
# A scorecard this long after its interview is somebody else's business too: it was due a day after it.
ESCALATED_AFTER = timedelta(hours=48)


def owed(at: datetime, after: timedelta) -> QuerySet[Scorecard]:
    """Open scorecards of interviews that ended between `after` and the policy's reminder_stop_days ago."""
    stop = timedelta(days=current_policy()["reminder_stop_days"])
    return (
        Scorecard.objects.filter(
            state__in=OPEN_CARDS,
            seat__cancelled=False,
            seat__session__state__in=[SessionState.SCHEDULED, SessionState.HELD],
            seat__during__endswith__lte=at - after,
            seat__during__endswith__gt=at - stop,
            author__is_active=True,
        )
        .exclude(application__stage__in=OVER)
        .select_related(
            "author", "application__candidate", "application__requisition", "seat__session__planned"
        )
        .order_by("seat__during", "pk")
    )


def remindable(at: datetime) -> QuerySet[Scorecard]:
    """Scorecards of which their authors are to be reminded."""
    return owed(at, timedelta(hours=current_policy()["reminder_hours_after_session"]))


def overdue(at: datetime) -> QuerySet[Scorecard]:
    """Scorecards of which whoever arranges the loop is to hear."""
    return owed(at, ESCALATED_AFTER)


def arrangers(scorecard: Scorecard) -> list[User]:
    """Who hears that the scorecard is late: the requisition's coordinators, else its recruiters.

    Never its author, nor anybody who must not know whose scorecards are open because they owe one themselves.
    """
    for role in (TeamRole.COORDINATOR, TeamRole.RECRUITER):
        members = scorecard.application.requisition.members.filter(role=role, person__is_active=True)
        people = [row.person for row in members.select_related("person").order_by("pk")]
        told = [person for person in people if may_be_told(person, scorecard)]
        if told:
            return told
    return []


def requisition_arrangers(requisition: Requisition, *, besides: User) -> list[User]:
    """Who sees to the requisition's loops: its coordinators, else its recruiters; `besides` is left out."""
    for role in (TeamRole.COORDINATOR, TeamRole.RECRUITER):
        members = requisition.members.filter(role=role, person__is_active=True).exclude(person=besides)
        if people := [row.person for row in members.select_related("person").order_by("pk")]:
            return people
    return []


def may_be_told(person: User, scorecard: Scorecard) -> bool:
    """Whether the person may know that somebody else's scorecard is open."""
    return person.pk != scorecard.author_id and trackable_scorecards(person).filter(pk=scorecard.pk).exists()

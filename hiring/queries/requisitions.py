"""What is asked about requisitions before they are opened, moved or closed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from hiring.accounts.models import User
from hiring.choices import LoopState, PlanState, ScorecardState, SessionState
from hiring.models import InterviewLoop, InterviewSession, Requisition, Scorecard, VerifiedRequirement
from hiring.permissions import OVERSEEING_TEAM_ROLES
from rubrics.models import RubricVersion
from rubrics.queries import published_versions


def next_reference(at: datetime) -> str:
    """The next free reference of the year, such as 2026-007. All requisitions count, seen or not."""
    year = f"{at:%Y}-"
    taken = Requisition.objects.filter(reference__startswith=year).values_list("reference", flat=True)
    numbers = [int(end) for reference in taken if (end := reference.removeprefix(year)).isdecimal()]
    return f"{year}{max(numbers, default=0) + 1:03d}"


def oversees(person: User, requisition: Requisition) -> bool:
    """Whether the person is in the team with a part that sees the whole requisition."""
    return requisition.members.filter(person=person, role__in=OVERSEEING_TEAM_ROLES).exists()


def newer_versions(requisition: Requisition) -> QuerySet[RubricVersion]:
    """Published versions of the same rubric that follow the requisition's."""
    now = requisition.rubric_version
    return published_versions().filter(rubric_id=now.rubric_id, number__gt=now.number)


def begun_scorecards(requisition: Requisition) -> QuerySet[Scorecard]:
    """Scorecards in which something was typed, or that are in or excused."""
    return Scorecard.objects.filter(application__requisition=requisition).filter(
        Q(revision__gt=0) | ~Q(state=ScorecardState.DRAFT)
    )


def held_sessions(requisition: Requisition, at: datetime) -> QuerySet[InterviewSession]:
    """Interviews that took place or have begun."""
    return InterviewSession.objects.filter(loop__application__requisition=requisition).filter(
        Q(state=SessionState.HELD) | Q(state=SessionState.SCHEDULED, during__startswith__lte=at)
    )


@dataclass(frozen=True)
class Move:
    """What moving to another rubric version would touch."""

    plans: int
    loops: tuple[InterviewLoop, ...]
    sessions: int
    verified: int


def move_effects(requisition: Requisition) -> Move:
    """Active plans to be superseded, open loops to be cancelled, verified requirements to check again."""
    loops = tuple(
        InterviewLoop.objects.filter(application__requisition=requisition, state=LoopState.OPEN)
        .select_related("application__candidate")
        .order_by("pk")
    )
    standing = InterviewSession.objects.filter(
        loop__in=loops, state__in=[SessionState.PLANNED, SessionState.SCHEDULED]
    )
    return Move(
        plans=requisition.plans.filter(state=PlanState.ACTIVE).count(),
        loops=loops,
        sessions=standing.count(),
        verified=VerifiedRequirement.objects.filter(
            application__requisition=requisition, statement__version=requisition.rubric_version
        ).count(),
    )

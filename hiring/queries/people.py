"""People, what they hold, and what would lie open if they left."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from hiring.accounts.models import User
from hiring.choices import RELEASED_SCORECARDS, RequisitionState, SessionState, TeamRole
from hiring.models import PanelSeat, Scorecard, TeamMember

# A requisition that is worked on never loses its last holder of one of these.
NEEDED_TEAM_ROLES = (TeamRole.RECRUITER, TeamRole.HIRING_MANAGER)


@dataclass(frozen=True)
class OpenWork:
    """What must find another person before `person` can leave."""

    seats: tuple[PanelSeat, ...]
    scorecards: tuple[Scorecard, ...]
    posts: tuple[TeamMember, ...]

    def __bool__(self) -> bool:
        return bool(self.seats or self.scorecards or self.posts)


def administrators() -> QuerySet[User]:
    """Active people who may give roles."""
    return User.objects.filter(
        Q(groups__name="administrator") | Q(is_superuser=True), is_active=True
    ).distinct()


def role_keys(person: User) -> frozenset[str]:
    """The keys of the person's roles."""
    return frozenset(person.groups.values_list("name", flat=True))


def coming_seats(person: User, at: datetime) -> QuerySet[PanelSeat]:
    """The person's seats in sessions that have no time yet or end after `at`."""
    return (
        PanelSeat.objects.filter(
            Q(during__isnull=True) | Q(during__endswith__gt=at),
            person=person,
            cancelled=False,
            session__state__in=[SessionState.PLANNED, SessionState.SCHEDULED],
        )
        .select_related(
            "session__planned__kind", "session__candidate", "session__loop__application__requisition"
        )
        .order_by("during", "pk")
    )


def owed_scorecards(person: User, at: datetime) -> QuerySet[Scorecard]:
    """Open scorecards of interviews that are over: nobody else can fill them; they are filled or excused."""
    return (
        Scorecard.objects.filter(author=person, seat__cancelled=False)
        .exclude(state__in=RELEASED_SCORECARDS)
        .exclude(seat__in=coming_seats(person, at))
        .select_related("application__candidate", "application__requisition", "seat__session__planned")
    )


def sole_posts(person: User) -> QuerySet[TeamMember]:
    """The person's memberships as the only active recruiter or hiring manager of a requisition at work."""
    others = TeamMember.objects.filter(
        requisition_id=OuterRef("requisition_id"), role=OuterRef("role"), person__is_active=True
    ).exclude(person=person)
    return (
        TeamMember.objects.filter(
            person=person,
            role__in=NEEDED_TEAM_ROLES,
            requisition__state__in=[RequisitionState.OPEN, RequisitionState.ON_HOLD],
        )
        .filter(~Exists(others))
        .select_related("requisition")
    )


def open_work(person: User, at: datetime) -> OpenWork:
    """Everything that keeps the person from being deactivated."""
    return OpenWork(
        tuple(coming_seats(person, at)), tuple(owed_scorecards(person, at)), tuple(sole_posts(person))
    )

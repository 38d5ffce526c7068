"""What one person's first page shows. Every row passes through the permission querysets (rule 4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import DebriefState, ScorecardState, SessionState
from hiring.models import Debrief, DebriefVote, Interviewer, PanelSeat, Scorecard
from hiring.permissions import (
    OVERSEEING_TEAM_ROLES,
    debriefs_for,
    own_scorecards,
    own_seats,
    panels_for,
)
from hiring.queries import scorecards
from hiring.queries.debriefs import ROUND_OF, voters

# How many rows of what lies ahead, and of what may be read, the page shows.
AHEAD = 10
READABLE = 5
WEEK = timedelta(days=7)
SATURDAY = 5
OPEN_STATES = (ScorecardState.DRAFT, ScorecardState.RATINGS_LOCKED)
STANDING = (SessionState.SCHEDULED, SessionState.HELD)


@dataclass(frozen=True)
class Slot:
    """One interview of today. `next` marks the running or next one."""

    seat: PanelSeat
    scorecard: Scorecard | None
    minutes: int
    competencies: list[str]
    panel: str
    next: bool


@dataclass(frozen=True)
class Due:
    """One scorecard that is due, with how far it is."""

    scorecard: Scorecard
    late: bool
    begun: bool
    progress: str


@dataclass(frozen=True)
class Readable:
    """A candidate whose panel's scorecards the person may read now; `others` are how many."""

    scorecard: Scorecard
    others: int


@dataclass(frozen=True)
class OpenDebrief:
    """A debrief that the person takes part in; `asked` while their vote of the open round is missing."""

    debrief: Debrief
    asked: bool


@dataclass(frozen=True)
class Load:
    """The week's interviews: days are (name, held, booked), `today` an index, -1 in the coming week."""

    week: int
    days: list[tuple[str, int, int]]
    today: int
    day_limit: int
    week_limit: int
    is_coming: bool = False

    @property
    def this_week(self) -> int:
        """Interviews of the week."""
        return sum(held + booked for _name, held, booked in self.days)

    @property
    def this_day(self) -> int:
        """Interviews of today."""
        return sum(self.days[self.today][1:]) if 0 <= self.today < len(self.days) else 0


def seats(user: User) -> QuerySet[PanelSeat]:
    """The user's seats in sessions that have a time, with what a row shows."""
    fellows = PanelSeat.objects.filter(cancelled=False).select_related("person")
    return (
        own_seats(user)
        .filter(session__state__in=STANDING, during__isnull=False)
        .select_related(
            "scorecard", "session__planned", "session__candidate", "session__loop__application__requisition"
        )
        .prefetch_related(Prefetch("session__seats", fellows), "session__planned__competencies__competency")
        .order_by("during", "pk")
    )


def day_of(at: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The local day around `at`, from midnight to midnight; 23 or 25 hours when clocks change."""
    start = at.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return start, start + timedelta(days=1)


def overlapping(rows: QuerySet[PanelSeat], start: datetime, end: datetime) -> QuerySet[PanelSeat]:
    """The seats whose time touches the span."""
    return rows.filter(during__overlap=DateTimeTZRange(start, end))


def today(user: User, at: datetime) -> list[Slot]:
    """Today's interviews in the user's own time zone, in order."""
    rows = list(overlapping(seats(user), *day_of(at, ZoneInfo(user.time_zone))))
    following = next((row for row in rows if row.during.upper > at), None)
    return [slot(row, user, is_next=row is following) for row in rows]


def slot(seat: PanelSeat, user: User, *, is_next: bool) -> Slot:
    """One row of today."""
    return Slot(
        seat=seat,
        scorecard=getattr(seat, "scorecard", None),
        minutes=round((seat.during.upper - seat.during.lower).total_seconds() / 60),
        competencies=[part.competency.name for part in seat.session.planned.competencies.all()],
        panel=scorecards.panel_words(list(seat.session.seats.all()), user),
        next=is_next,
    )


def coming(user: User, at: datetime) -> list[PanelSeat]:
    """What lies after today, the nearest first."""
    _start, tomorrow = day_of(at, ZoneInfo(user.time_zone))
    return list(seats(user).filter(during__startswith__gte=tomorrow)[:AHEAD])


def without_time(user: User) -> list[PanelSeat]:
    """Seats whose session has no time yet."""
    return list(
        own_seats(user)
        .filter(session__state=SessionState.PLANNED)
        .select_related("session__planned", "session__candidate")[:AHEAD]
    )


def due(user: User, at: datetime) -> list[Due]:
    """The user's open scorecards of interviews that are over, the most urgent first."""
    rows = (
        own_scorecards(user)
        .filter(state__in=OPEN_STATES, seat__during__endswith__lte=at)
        .select_related(
            "rubric_version__policy",
            "seat__session__planned",
            "application__candidate",
            "application__requisition",
        )
        .prefetch_related("ratings__competency")
        .order_by("due_at", "pk")
    )
    return [Due(row, is_late(row, at), scorecards.begun(row), scorecards.progress(row)) for row in rows]


def is_late(card: Scorecard, at: datetime) -> bool:
    """Whether the scorecard's time is over."""
    return card.due_at is not None and card.due_at < at


def readable(user: User) -> list[Readable]:
    """Panels whose other scorecards the user may read since submitting their own, the latest first."""
    others = Count(
        "application__scorecards",
        filter=Q(application__scorecards__state=ScorecardState.SUBMITTED)
        & ~Q(application__scorecards__author_id=user.pk),
    )
    rows = (
        own_scorecards(user)
        .filter(state=ScorecardState.SUBMITTED, application__in=panels_for(user))
        .select_related("seat__session__planned", "application__candidate", "application__requisition")
        .annotate(others=others)
        .filter(others__gt=0)
        .order_by("-submitted_at", "pk")[:READABLE]
    )
    return [Readable(row, row.others) for row in rows]


def debriefs(user: User) -> list[OpenDebrief]:
    """The open debriefs of panels and teams that the user belongs to; none while blind."""
    rows = (
        debriefs_for(user)
        .exclude(state=DebriefState.CLOSED)
        .filter(
            Q(application__scorecards__author_id=user.pk)
            | Q(
                application__requisition__members__person_id=user.pk,
                application__requisition__members__role__in=OVERSEEING_TEAM_ROLES,
            )
        )
        .select_related("application__candidate", "application__requisition")
        .distinct()
    )
    found = list(rows)
    voted = set(
        DebriefVote.objects.filter(debrief__in=found, person_id=user.pk).values_list(
            "debrief_id", "after_reading"
        )
    )
    return [OpenDebrief(row, is_asked(row, user, voted)) for row in found]


def is_asked(debrief: Debrief, user: User, voted: set[tuple[int, bool]]) -> bool:
    """Whether the user votes in this debrief and has not yet voted in the round that is open."""
    round_open = ROUND_OF.get(DebriefState(debrief.state))
    return round_open is not None and (debrief.pk, round_open) not in voted and user in voters(debrief)


def load(user: User, at: datetime) -> Load | None:
    """The week's load against the user's limits; None for who takes no interviews.

    On a weekend without interviews it is the coming week's.
    """
    profile = Interviewer.objects.filter(person_id=user.pk, active=True).first()
    if profile is None:
        return None
    zone = ZoneInfo(user.time_zone)
    midnight, _end = day_of(at, zone)
    today = midnight.weekday()
    monday = midnight - timedelta(days=today)
    is_coming = today >= SATURDAY and not overlapping(seats(user), midnight, monday + WEEK).exists()
    if is_coming:
        monday, today = monday + WEEK, -1
    rows = list(overlapping(seats(user), monday, monday + WEEK))
    days = [day_load(rows, monday + timedelta(days=n), at, zone) for n in range(7)]
    shown = days if any(held + booked for _name, held, booked in days[SATURDAY:]) else days[:SATURDAY]
    week = monday.isocalendar().week
    return Load(week, shown, today, profile.day_limit, profile.week_limit, is_coming)


def day_load(rows: Iterable[PanelSeat], day: datetime, at: datetime, zone: ZoneInfo) -> tuple[str, int, int]:
    """A day's name, how many interviews were held and how many are booked."""
    names = [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]
    own = [row for row in rows if row.during.lower.astimezone(zone).date() == day.date()]
    held = sum(row.during.upper <= at for row in own)
    return names[day.weekday()], held, len(own) - held

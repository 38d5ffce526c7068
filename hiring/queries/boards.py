"""One day of a requisition as a table: people by time, and the sessions that lack something."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Prefetch, Q, QuerySet

from hiring.accounts.models import User
from hiring.choices import LoopState, PlanState, SeatKind, SessionState
from hiring.models import (
    Absence,
    BusyTime,
    Interviewer,
    InterviewSession,
    PanelSeat,
    Qualification,
    Requisition,
    ScheduleRun,
)
from hiring.planning.intervals import working_intervals
from hiring.planning.types import Interval
from hiring.queries import load, planning
from hiring.queries.load import midnight
from hiring.queries.schedules import earliest
from hiring.queries.ways import Stuck, Way, linked

SLOT = timedelta(minutes=15)
AN_HOUR, HALF_AN_HOUR = 4, 2
# The hours that the board always shows; sessions outside widen it.
FIRST_HOUR, LAST_HOUR = 8, 18


@dataclass(frozen=True)
class Cell:
    """Some quarters of an hour of one person: a session, another engagement, off hours, or free.

    `seat` is None for what is not a session of this requisition. `half` does not begin on the hour.
    """

    span: int
    kind: str
    half: bool
    seat: PanelSeat | None = None
    why: str = ""
    """What keeps the session from taking place as it stands."""

    @property
    def candidate(self) -> str:
        """The candidate's name, as short as a narrow cell needs it."""
        first, *others = self.seat.session.candidate.full_name.split() if self.seat else [""]
        return f"{first[0]}. {others[-1]}" if others else first


@dataclass(frozen=True)
class Line:
    """One interviewer's day."""

    profile: Interviewer
    load: load.Load
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Frame:
    """What a day's board is drawn from: who is on it with what may keep them, every standing seat, the hours."""

    profiles: list[Interviewer]
    seats: list[PanelSeat]
    hours: tuple[int, ...]
    opens: datetime

    @property
    def starts(self) -> list[datetime]:
        """The first moment of each quarter of an hour, on the wall clock of the requisition."""
        return [self.opens + SLOT * n for n in range(AN_HOUR * len(self.hours))]


@dataclass(frozen=True)
class Board:
    """One day: hours as column heads, a line for each person."""

    day: date
    hours: tuple[int, ...]
    lines: tuple[Line, ...]
    opens: datetime

    @property
    def slots(self) -> range:
        """One column for each quarter of an hour."""
        return range(AN_HOUR * len(self.hours))


def sessions(requisition: Requisition) -> QuerySet[InterviewSession]:
    """The standing sessions of the requisition's open loops."""
    return InterviewSession.objects.filter(
        loop__application__requisition=requisition, loop__state=LoopState.OPEN
    ).exclude(state=SessionState.CANCELLED)


def first_day(requisition: Requisition, at: datetime) -> date:
    """Today where something is set today, else the next day with a session, else the last one.

    Where nothing is set yet, the first day on which the automatic plan may schedule something.
    """
    zone = ZoneInfo(requisition.time_zone)
    today = at.astimezone(zone).date()
    timed = sessions(requisition).filter(during__isnull=False)
    coming = timed.filter(during__endswith__gt=midnight(today, requisition.time_zone)).order_by(
        "during", "pk"
    )
    row = coming.first() or timed.order_by("-during", "-pk").first()
    first = row.during.lower if row else earliest(at, requisition.time_zone)
    return first.astimezone(zone).date()


def board(requisition: Requisition, day: date, why: Mapping[int, str] | None = None) -> Board:
    """The day's board in the requisition's time zone; `why` says of sessions that they no longer hold."""
    drawn = frame(requisition, day)
    loads = load.loads(drawn.profiles, drawn.opens + timedelta(hours=4))
    lines = tuple(
        line(profile, loads[profile.pk], drawn, requisition, why or {}) for profile in drawn.profiles
    )
    return Board(day, drawn.hours, lines, drawn.opens)


def frame(requisition: Requisition, day: date, besides: Collection[int] = ()) -> Frame:
    """The day's people, with those of `besides` (numbers of people), its seats and its hours."""
    start = midnight(day, requisition.time_zone)
    whole = Interval(start, midnight(day + timedelta(days=1), requisition.time_zone))
    seats = list(day_seats(whole))
    own = [seat for seat in seats if is_ours(seat, requisition)]
    profiles = people(requisition, {*besides, *(seat.person_id for seat in own)}, whole)
    hours = shown_hours(own, requisition.time_zone, day)
    return Frame(profiles, seats, hours, start.replace(hour=hours[0]))


def day_seats(whole: Interval) -> QuerySet[PanelSeat]:
    """Every standing seat that touches the day."""
    return (
        PanelSeat.objects.filter(cancelled=False, during__overlap=DateTimeTZRange(whole.start, whole.end))
        .select_related("session__planned", "session__candidate", "session__loop__application")
        .order_by("during", "pk")
    )


def is_ours(seat: PanelSeat, requisition: Requisition) -> bool:
    """Whether the seat is in a session of this requisition; others only show that time is taken."""
    return seat.session.loop.application.requisition_id == requisition.pk


def people(requisition: Requisition, seated: set[int], whole: Interval) -> list[Interviewer]:
    """Whoever sits on that day, and every active interviewer who may hold an interview of the plan."""
    plan = requisition.plans.filter(state=PlanState.ACTIVE).first()
    kinds = plan.sessions.values("kind") if plan else []
    held = Qualification.objects.filter(
        Q(rubric__isnull=True) | Q(rubric=requisition.rubric_version.rubric_id), kind__in=kinds
    )
    rows = Interviewer.objects.filter(
        Q(person__in=seated) | Q(active=True, person__is_active=True, qualifications__in=held)
    )
    day = DateTimeTZRange(whole.start, whole.end)
    absences = Prefetch("absences", Absence.objects.filter(during__overlap=day))
    busy = Prefetch("calendars__times", BusyTime.objects.filter(during__overlap=day))
    return list(
        rows.distinct()
        .select_related("person")
        .prefetch_related("hours", absences, busy)
        .order_by("person__full_name", "pk")
    )


def shown_hours(seats: Iterable[PanelSeat], zone: str, day: date) -> tuple[int, ...]:
    """The hours of the board, wide enough for every session."""
    first, last = FIRST_HOUR, LAST_HOUR
    for seat in seats:
        start, end = (moment.astimezone(ZoneInfo(zone)) for moment in (seat.during.lower, seat.during.upper))
        first = min(first, start.hour if start.date() == day else 0)
        last = max(last, end.hour + (end.minute > 0) if end.date() == day else 24)
    return tuple(range(first, last))


def line(
    profile: Interviewer, held: load.Load, drawn: Frame, requisition: Requisition, why: Mapping[int, str]
) -> Line:
    """One person's day in quarters of an hour."""
    edges = [(start, start + SLOT) for start in drawn.starts]
    marks: list[tuple[str, PanelSeat | None]] = [("free", None)] * len(edges)
    hours, blocked = planning.week(profile.hours.all()), planning.blocked(profile)
    near = (drawn.opens.date() - timedelta(days=1), drawn.opens.date() + timedelta(days=1))
    working = working_intervals(hours, profile.person.time_zone, *near)
    for n, (start, end) in enumerate(edges):
        if hours and not any(each.contains(Interval(start, end)) for each in working):
            marks[n] = ("off", None)
        if any(each.overlaps(Interval(start, end)) for each in blocked):
            marks[n] = ("busy", None)
        for seat in drawn.seats:
            mine = seat.person_id == profile.person_id
            if mine and seat.during.lower < end and start < seat.during.upper:
                marks[n] = (mark(seat, requisition), seat if is_ours(seat, requisition) else None)
    found = tuple(
        replace(each, why=why.get(each.seat.session_id, "")) if each.seat else each for each in cells(marks)
    )
    return Line(profile, held, found)


def mark(seat: PanelSeat, requisition: Requisition) -> str:
    """How a seat is drawn: ours as a session, a trainee's, or only as time that is taken."""
    if not is_ours(seat, requisition):
        return "busy"
    return "shadow" if seat.kind in (SeatKind.SHADOW, SeatKind.REVERSE_SHADOW) else "session"


def cells(marks: list[tuple[str, PanelSeat | None]]) -> Iterable[Cell]:
    """Quarters joined into cells: sessions and engagements are one, other time is cut at the half hours."""
    n = 0
    while n < len(marks):
        kind, seat = marks[n]
        most = HALF_AN_HOUR - n % HALF_AN_HOUR if kind in ("free", "off") else len(marks)
        span = 1
        while span < most and n + span < len(marks) and marks[n + span] == (kind, seat):
            span += 1
        yield Cell(span, kind, n % AN_HOUR > 0, seat)
        n += span


@dataclass(frozen=True)
class Open:
    """A session that lacks its time or people, with what the last run said of it, and what would help."""

    session: InterviewSession
    reasons: tuple[str, ...]
    ways: tuple[Way, ...] = ()


def unscheduled(requisition: Requisition, run: ScheduleRun | None, user: User) -> list[Open]:
    """What is still open now; reasons of the last run only where they may still hold, ways as the user may go."""
    said = {each["session"]: each for each in (run.left if run else [])}
    seated = PanelSeat.objects.filter(cancelled=False)
    rows = (
        sessions(requisition)
        .filter(Q(state=SessionState.PLANNED) | (Q(state=SessionState.SCHEDULED) & ~Q(seats__in=seated)))
        .select_related(
            "planned", "candidate", "loop__plan__rubric_version", "loop__application__requisition"
        )
        .order_by("candidate__full_name", "loop", "planned__order", "pk")
        .distinct()
    )
    told = [(row, said.get(row.pk, {})) for row in rows]
    stuck = [Stuck(row, tuple(each.get("ways", ())), tuple(each.get("changes", ()))) for row, each in told]
    ways = linked(stuck, user)
    return [
        Open(row, tuple(each.get("reasons", ())), found)
        for (row, each), found in zip(told, ways, strict=True)
    ]

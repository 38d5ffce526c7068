"""Interviews to come that no longer hold: somebody cannot come any more, or left and was not replaced."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.choices import COUNTING_SEATS, LoopState, ScorecardState, SessionState
from hiring.models import (
    Absence,
    BusyTime,
    Interviewer,
    InterviewLoop,
    InterviewSession,
    PanelSeat,
    Requisition,
    Scorecard,
)
from hiring.planning.intervals import merge
from hiring.queries import load, planning, pools
from hiring.queries.schedules import counting, rubric_of

# A week that holds the first interview began at most so long before it.
A_WEEK = timedelta(days=8)


@dataclass(frozen=True)
class Broken:
    """An interview that no longer holds, with a sentence for each reason.

    `leaving` are the people of its counting seats who cannot stay; `is_off_time` says that the candidate cannot.
    """

    session: InterviewSession
    why: tuple[str, ...]
    leaving: frozenset[int]
    is_off_time: bool


def of_requisition(requisition: Requisition, at: datetime) -> list[Broken]:
    """What no longer holds in the requisition's open loops, by time."""
    return broken(InterviewLoop.objects.filter(application__requisition=requisition), at)


def broken(loops: QuerySet[InterviewLoop], at: datetime) -> list[Broken]:
    """What no longer holds in those of the loops that are open, by time."""
    rows = list(coming(loops, at))
    known = profiles({seat.person_id for row in rows for seat in counting(row)}, at)
    over = over_limits(known, min((row.during.lower for row in rows), default=at))
    found = (look(row, known, over, at) for row in rows)
    return [each for each in found if each.why]


def coming(loops: QuerySet[InterviewLoop], at: datetime) -> QuerySet[InterviewSession]:
    """The interviews with a time to come in those of the loops that are open, with all their seats."""
    # An interview that was held early and given another time afterwards has happened all the same.
    happened = Scorecard.objects.filter(
        seat__session=OuterRef("pk"), seat__cancelled=False, state=ScorecardState.SUBMITTED
    )
    return (
        InterviewSession.objects.filter(
            ~Exists(happened),
            loop__in=loops,
            loop__state=LoopState.OPEN,
            state=SessionState.SCHEDULED,
            during__startswith__gt=at,
        )
        .select_related(
            "planned__kind", "candidate", "loop__application__requisition", "loop__plan__rubric_version"
        )
        .prefetch_related(
            Prefetch("seats", PanelSeat.objects.select_related("person").order_by("kind", "pk")),
            "candidate__windows",
            "planned__seat_pools__pool",
        )
        .order_by("during", "pk")
    )


def profiles(people: Collection[int], at: datetime) -> dict[int, Interviewer]:
    """The people's profiles by the person's number, with what may keep them from an interview to come."""
    absences = Prefetch("absences", Absence.objects.filter(during__endswith__gt=at))
    busy = Prefetch("calendars__times", BusyTime.objects.filter(during__endswith__gt=at))
    rows = Interviewer.objects.filter(person__in=people).select_related("person")
    rows = rows.prefetch_related("qualifications", "conflicts", "pools__pool", absences, busy)
    return {row.person_id: row for row in rows}


def over_limits(known: dict[int, Interviewer], first: datetime) -> dict[int, str]:
    """Seats beyond their person's limits, by the seat's number, with the sentence; the latest are beyond them."""
    days: Counter[tuple[int, object]] = Counter()
    weeks: Counter[tuple[int, object]] = Counter()
    found: dict[int, str] = {}
    seats = PanelSeat.objects.filter(
        person__in=known, cancelled=False, during__isnull=False, during__startswith__gt=first - A_WEEK
    )
    for seat in seats.order_by("during", "pk"):
        profile = known[seat.person_id]
        day = seat.during.lower.astimezone(ZoneInfo(profile.person.time_zone)).date()
        week = (day - timedelta(days=day.weekday())).isoformat()
        values = {"name": profile.person, "week": profile.week_limit, "day": profile.day_limit}
        if weeks[seat.person_id, week] >= profile.week_limit:
            found[seat.pk] = _("%(name)s would be over %(week)d interviews in that week.") % values
        elif days[seat.person_id, day] >= profile.day_limit:
            found[seat.pk] = _("%(name)s would be over %(day)d interviews on that day.") % values
        else:
            weeks[seat.person_id, week] += 1
            days[seat.person_id, day] += 1
    return found


def look(row: InterviewSession, known: dict[int, Interviewer], over: dict[int, str], at: datetime) -> Broken:
    """The interview with everything that keeps it from taking place as it stands; `why` is empty where it holds."""
    hindered = {
        seat.person_id: sentence
        for seat in counting(row)
        if (sentence := hindrance(seat, row, known.get(seat.person_id), at) or over.get(seat.pk, ""))
    }
    able = [known[seat.person_id] for seat in counting(row) if seat.person_id not in hindered]
    hindered |= pools.strangers(row.planned, able)
    off_time = outside_windows(row)
    return Broken(
        session=row,
        why=(*hindered.values(), *empty_seats(row), *([off_time] if off_time else [])),
        leaving=frozenset(hindered),
        is_off_time=bool(off_time),
    )


def hindrance(seat: PanelSeat, row: InterviewSession, profile: Interviewer | None, at: datetime) -> str:
    """The sentence for who can no longer hold the seat; empty for who can."""
    values = {"name": seat.person, "kind": row.planned.kind, "candidate": row.candidate}
    if profile is None or not profile.active or not profile.person.is_active:
        return _("%(name)s takes no interviews at present.") % values
    if not load.rubrics_of(profile, row, at) & {None, rubric_of(row)}:
        return _("%(name)s is not qualified for “%(kind)s” any more.") % values
    if any(each.candidate_id == row.candidate_id for each in profile.conflicts.all()):
        return _("%(name)s has a conflict of interest with %(candidate)s.") % values
    if overlapping(row, profile.absences.all()):
        return _("%(name)s is away at that time.") % values
    if any(overlapping(row, calendar.times.all()) for calendar in profile.calendars.all()):
        return _("%(name)s is busy at that time, by their own calendar.") % values
    return ""


def overlapping(row: InterviewSession, times: Iterable[Absence | BusyTime]) -> bool:
    """Whether any of the times touches the interview's; a time without an end does so for ever."""
    return any(
        (each.during.lower is None or each.during.lower < row.during.upper)
        and (each.during.upper is None or row.during.lower < each.during.upper)
        for each in times
    )


def empty_seats(row: InterviewSession) -> Iterator[str]:
    """The sentence for seats that were taken once and are empty now."""
    empty = row.planned.seats - len(counting(row))
    there = {seat.person_id for seat in counting(row)}
    gone = {
        seat.person_id: str(seat.person)
        for seat in row.seats.all()
        if seat.cancelled and seat.kind in COUNTING_SEATS and seat.person_id not in there
    }
    if empty > 0 and gone:
        yield ngettext(
            "%(count)d seat is empty since somebody left: %(names)s.",
            "%(count)d seats are empty since somebody left: %(names)s.",
            empty,
        ) % {"count": empty, "names": get_text_list(list(gone.values()), _("and"))}


def outside_windows(row: InterviewSession) -> str:
    """The sentence for a time that the candidate does not have; empty where they named none or have it."""
    windows = merge(planning.interval(each.during) for each in row.candidate.windows.all())
    if not windows or any(each.contains(planning.interval(row.during)) for each in windows):
        return ""
    return _("It is outside the times that %(candidate)s gave.") % {"candidate": row.candidate}

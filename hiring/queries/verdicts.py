"""Where an interview could go on the board's day: every person and start with the rule in the way, in few queries.

The sentences are those of `load`, which asks the database about one time; what a move does has the last word.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import COUNTING_SEATS, LoopState, SeatKind, SessionState
from hiring.models import (
    Interviewer,
    InterviewSession,
    PanelSeat,
    ScorecardReading,
    TakenTime,
)
from hiring.planning.intervals import pad, working_intervals
from hiring.planning.types import Interval
from hiring.queries import boards, load, planning, pools
from hiring.queries.broken import outside_windows
from hiring.queries.load import is_odd, midnight
from hiring.queries.schedules import counting

# Limits are counted in the person's own days and weeks: around the board's day by so much at most.
AROUND = timedelta(days=9)


class Answer(StrEnum):
    """What the board says of one place."""

    OK = "ok"
    DOUBT = "doubt"
    REFUSED = "refused"
    HERE = "here"


@dataclass(frozen=True)
class Verdict:
    """Whether the interview may go there, and the sentence of the rule in the way or of the doubt."""

    answer: Answer
    sentence: str = ""


@dataclass(frozen=True)
class Places:
    """The starts of the board's day and, by the person's number, the verdict on each of them."""

    minutes: int
    starts: tuple[datetime, ...]
    lines: dict[int, tuple[Verdict, ...]]


@dataclass(frozen=True)
class Diary:
    """What one person does around the day, the interview in question left out."""

    profile: Interviewer
    seats: tuple[Interval, ...]
    holds: tuple[Interval, ...]
    away: tuple[Interval, ...]
    busy: tuple[Interval, ...]
    working: tuple[Interval, ...] | None

    def refusal(self, span: Interval) -> str:
        """The sentence for who cannot come then; empty for who can."""
        values: dict[str, object] = {"name": self.profile.person, "n": self.profile.buffer_minutes}
        if any(each.overlaps(span) for each in self.seats):
            return _("%(name)s has another interview at that time.") % values
        wide = pad(span, self.profile.buffer_minutes)
        if any(each.overlaps(wide) for each in self.seats):
            return _("%(name)s has another interview less than %(n)d minutes before or after it.") % values
        if any(each.overlaps(span) for each in self.holds):
            return _("%(name)s is held at that time until a candidate has chosen.") % values
        if any(each.overlaps(span) for each in self.away):
            return _("%(name)s is away at that time.") % values
        if any(each.overlaps(span) for each in self.busy):
            return _("%(name)s is busy at that time, by their own calendar.") % values
        return self.over_limit(span.start)

    def over_limit(self, moment: datetime) -> str:
        """The sentence for who is at a limit on that day or in its week."""
        starts = [each.start for each in (*self.seats, *self.holds)]
        return load.at_limit(self.profile, load.counted(self.profile, starts, moment))

    def doubt(self, span: Interval) -> str:
        """The sentence for a time outside the person's hours, where any are known."""
        if self.working is None or any(each.contains(span) for each in self.working):
            return ""
        return _("It is outside the working hours of %(name)s.") % {"name": self.profile.person}


@dataclass(frozen=True)
class Facts:
    """Everything that the verdicts on one interview and one of its seats go by."""

    session: InterviewSession
    seat: PanelSeat | None
    diaries: dict[int, Diary]
    candidate: tuple[Interval, ...]
    candidate_holds: tuple[Interval, ...]
    in_loop: dict[int, int]
    readers: frozenset[int]
    leaving: str
    at: datetime
    pools: pools.Memberships


def movable(rows: QuerySet[InterviewSession]) -> QuerySet[InterviewSession]:
    """Sessions with what their verdicts need."""
    seats = PanelSeat.objects.filter(cancelled=False).select_related("person").order_by("kind", "pk")
    return rows.select_related(
        "planned__kind", "candidate", "loop__application__requisition", "loop__plan__rubric_version__rubric"
    ).prefetch_related(Prefetch("seats", seats), "candidate__windows", "planned__seat_pools__pool")


def places(session: InterviewSession, seat: PanelSeat | None, day: date, *, by: User, at: datetime) -> Places:
    """The verdict on every person of the day's board and every start, for the session with the seat moved."""
    requisition = session.loop.application.requisition
    drawn = boards.frame(requisition, day, [each.person_id for each in session.seats.all()])
    found = facts(session, seat, drawn, day, by=by, at=at)
    length = taking(session)
    # In UTC, where adding minutes also crosses a change of the clocks.
    starts = tuple(own_start(session, start.astimezone(UTC)) for start in drawn.starts)
    spans = [Interval(start, start + length) for start in starts]
    return Places(
        minutes=round(length.total_seconds() / 60),
        starts=starts,
        lines={who: tuple(line(found, diary, spans)) for who, diary in found.diaries.items()},
    )


def taking(session: InterviewSession) -> timedelta:
    """How long the interview takes: as agreed, else as planned."""
    if session.during is None:
        return timedelta(minutes=session.planned.minutes)
    return session.during.upper - session.during.lower


def own_start(session: InterviewSession, start: datetime) -> datetime:
    """The start of a quarter; in the quarter in which the interview begins now, its very start."""
    now = session.during.lower if session.during else None
    return now if now is not None and start <= now < start + boards.SLOT else start


# --- facts ----------------------------------------------------------------------------------------------------


def facts(
    session: InterviewSession,
    seat: PanelSeat | None,
    drawn: boards.Frame,
    day: date,
    *,
    by: User,
    at: datetime,
) -> Facts:
    """What stands in the database, asked once for all people and times."""
    prefetch_related_objects(drawn.profiles, "qualifications", "conflicts", "pools__pool")
    own, holds = candidate_times(session)
    others = PanelSeat.objects.filter(session__loop=session.loop_id, cancelled=False)
    readings = ScorecardReading.objects.filter(application__candidate=session.candidate_id)
    return Facts(
        session=session,
        seat=seat,
        diaries=diaries(session, drawn.profiles, day),
        candidate=own,
        candidate_holds=holds,
        in_loop=dict(others.order_by("pk").values_list("person_id", "session_id")),
        readers=frozenset(readings.values_list("reader_id", flat=True)),
        leaving=load.cannot_leave(seat, session, by) if seat is not None else "",
        at=at,
        pools={each.person_id: pools.pools_of_profile(each) for each in drawn.profiles},
    )


def candidate_times(session: InterviewSession) -> tuple[tuple[Interval, ...], tuple[Interval, ...]]:
    """The candidate's other interviews, and what is held for their own choice."""
    rows = list(TakenTime.objects.filter(candidate=session.candidate_id))
    others = [row for row in rows if row.option_id is None and row.session_id != session.pk]
    holds = [row for row in rows if row.option_id is not None]
    return tuple(planning.interval(row.during) for row in others), tuple(
        planning.interval(row.during) for row in holds
    )


def diaries(session: InterviewSession, profiles: Iterable[Interviewer], day: date) -> dict[int, Diary]:
    """Everybody's seats and holds around the day, and their hours."""
    profiles = list(profiles)
    zone = session.loop.application.requisition.time_zone
    around = DateTimeTZRange(midnight(day, zone) - AROUND, midnight(day, zone) + AROUND)
    rows = TakenTime.objects.filter(
        person__in=[each.person_id for each in profiles], during__overlap=around
    ).select_related("seat")
    seats: dict[int | None, list[Interval]] = {}
    holds: dict[int | None, list[Interval]] = {}
    for row in rows:
        if row.seat is None or row.seat.session_id != session.pk:
            kept = holds if row.option_id is not None else seats
            kept.setdefault(row.person_id, []).append(planning.interval(row.during))
    return {
        each.person_id: Diary(
            each,
            tuple(seats.get(each.person_id, ())),
            tuple(holds.get(each.person_id, ())),
            tuple(planning.interval(row.during) for row in each.absences.all()),
            planning.blocked(each),
            working(each, day),
        )
        for each in profiles
    }


def working(profile: Interviewer, day: date) -> tuple[Interval, ...] | None:
    """The person's hours around the day; None where none are known."""
    hours = planning.week(profile.hours.all())
    near = (day - timedelta(days=2), day + timedelta(days=2))
    return working_intervals(hours, profile.person.time_zone, *near) if hours else None


# --- verdicts -------------------------------------------------------------------------------------------------


def line(found: Facts, diary: Diary, spans: Iterable[Interval]) -> Iterator[Verdict]:
    """The verdicts on one person's line."""
    is_coming = comes(found, diary)
    refused = closed(found.session) or (barred(found, diary) if is_coming else "")
    staying = [
        found.diaries[each.person_id]
        for each in found.session.seats.all()
        if each.person_id in found.diaries and not (is_coming and each == found.seat)
    ]
    present = [*staying, *([diary] if is_coming else [])]
    now = found.session.during.lower if found.session.during else None
    for span in spans:
        if not is_coming and span.start == now:
            yield Verdict(Answer.HERE)
        elif sentence := refused or in_the_way(found, present, span):
            yield Verdict(Answer.REFUSED, sentence)
        else:
            said = " ".join(doubts(found, present, span))
            yield Verdict(Answer.DOUBT if said else Answer.OK, said)


def comes(found: Facts, diary: Diary) -> bool:
    """Whether the person of the line would be given a seat."""
    if found.seat is not None:
        return diary.profile.person_id != found.seat.person_id
    return diary.profile.person_id not in {each.person_id for each in found.session.seats.all()}


def closed(session: InterviewSession) -> str:
    """The sentence for an interview that goes nowhere any more."""
    if session.state in (SessionState.HELD, SessionState.CANCELLED):
        return _("The interview is over or cancelled; nothing can be changed in it.")
    if session.loop.state != LoopState.OPEN:
        return _("The loop is closed: nothing more is scheduled in it.")
    return ""


def barred(found: Facts, diary: Diary) -> str:
    """The sentence for who may not have the seat at any time; empty for who may."""
    profile, session = diary.profile, found.session
    kind = found.seat.kind if found.seat else SeatKind.LEAD
    values = {"name": profile.person}
    if found.leaving:
        return found.leaving
    if not profile.active or not profile.person.is_active:
        return _("%(name)s takes no interviews at present.") % values
    if kind in COUNTING_SEATS:
        sentence = load.unqualified(profile, session, found.at)
        if sentence := sentence or pools.misfit(profile, session, found.seat, found.pools):
            return sentence
    conflicts = {each.candidate_id for each in profile.conflicts.all()}
    # Told alike, as everywhere: who is blind must not learn that somebody has rated the candidate.
    if session.candidate_id in conflicts or profile.person_id in found.readers:
        return _("%(name)s has to stay out of this candidate's interviews.") % values
    if any(each.person_id == profile.person_id for each in session.seats.all()):
        return _("%(name)s sits in this session already.") % values
    if profile.person_id in found.in_loop:
        return _("%(name)s already sits in this candidate's loop: ratings would not be independent.") % values
    return no_room(found)


def no_room(found: Facts) -> str:
    """The sentence where somebody would come without a seat of somebody else's, and all seats are taken."""
    planned = found.session.planned
    if found.seat is not None or len(counting(found.session)) < planned.seats:
        return ""
    values = {"name": planned.name, "count": planned.seats}
    return _("All seats of “%(name)s” are taken: its plan has %(count)d.") % values


def in_the_way(found: Facts, present: Iterable[Diary], span: Interval) -> str:
    """The first rule against that time: somebody cannot come, or the candidate cannot."""
    for diary in present:
        if sentence := diary.refusal(span):
            return sentence
    if any(each.overlaps(span) for each in found.candidate):
        return _("The candidate has another interview at that time.")
    if any(each.overlaps(span) for each in found.candidate_holds):
        return _("That time is held for the candidate's own choice: withdraw the offered times first.")
    return ""


def doubts(found: Facts, present: list[Diary], span: Interval) -> Iterator[str]:
    """What is unusual about that time, a sentence each."""
    tried = InterviewSession(
        loop=found.session.loop,
        candidate=found.session.candidate,
        during=DateTimeTZRange(span.start, span.end),
    )
    if span.start < found.at:
        yield _("That time is in the past.")
    for diary in present:
        if sentence := diary.doubt(span):
            yield sentence
    if not present and is_odd(tried):
        yield _("It is outside the usual working hours, Monday to Friday from 7 to 20 o’clock.")
    if sentence := outside_windows(tried):
        yield sentence

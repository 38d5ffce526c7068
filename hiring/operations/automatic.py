"""The automatic plan: times and people found for many loops together, then written one interview at a time."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import COUNTING_SEATS, ProposalState, SeatKind, SessionState
from hiring.models import InterviewLoop, InterviewSession
from hiring.operations import notices
from hiring.operations.retries import again
from hiring.operations.scheduling import give_seat, set_time
from hiring.operations.session_rows import SchedulingRefused, lock_profiles, locked
from hiring.operations.trainee_seats import seat_trainees
from hiring.planning import types
from hiring.planning.schedule import Told, first_cost, schedule
from hiring.planning.ways_out import ways_out
from hiring.queries import load, schedules
from hiring.queries.broken import outside_windows

# Loops are looked for within so many of the candidates' days, within more, or within all: the fewer the days, the
# surer the best arrangement is found in time, and the fewer places there are.
WITHIN_DAYS = (4, 10, None)
# What was found is written within this time, though its worker be lost and another take over; else it is too old.
WRITTEN_WITHIN = timedelta(hours=1)


@dataclass(frozen=True)
class Left:
    """A session that stays open, why, and what would help (`ways`, each by itself, with the `changes` behind them)."""

    session: int
    reasons: tuple[str, ...]
    ways: tuple[str, ...] = ()
    changes: tuple[dict[str, Any], ...] = ()
    overtaken: bool = False
    """Whether somebody else took the time or the person meanwhile, so that a fresh look may help."""


@dataclass(frozen=True)
class Outcome:
    """What the automatic plan did: how many sessions it could help, and which it could not."""

    placed: int
    left: tuple[Left, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why sessions stay open, each sentence once."""
        return tuple(dict.fromkeys(reason for each in self.left for reason in each.reasons))

    @property
    def ways(self) -> tuple[str, ...]:
        """What would help, each sentence once."""
        return tuple(dict.fromkeys(way for each in self.left for way in each.ways))


@dataclass(frozen=True)
class Search:
    """How long to look for better plans (None: steps that suit the number of loops), whom to tell, when to stop."""

    seconds: float | None = None
    on_progress: Told = lambda cost, bound, seconds: None
    should_stop: Callable[[], bool] = lambda: False
    on_found: Callable[[], None] = lambda: None
    """Hears that the plan stands, before it is tried what would help the interviews without a place."""


@dataclass(frozen=True)
class Assignment:
    """A session (primary key) with the time and the people (primary keys, lead first) that were found for it."""

    session: int
    start: datetime
    end: datetime
    people: tuple[int, ...]


@dataclass(frozen=True)
class Arrangement:
    """What a search found for the loops, not written yet, and the sessions that it found no place for."""

    assignments: tuple[Assignment, ...] = ()
    left: tuple[Left, ...] = ()


def schedule_automatically(*, loops: Iterable[InterviewLoop], by: User, at: datetime) -> Outcome:
    """Give times and people to every session that lacks them; what stands is kept.

    Solved outside a transaction, then written session by session: what another coordinator took meanwhile
    is refused by the database, looked for anew, and reported among what is left where that does not help.
    A loop whose times are offered to its candidate waits for the answer.
    """
    listed = list(loops)
    outcomes = [solve(batch, by=by, at=at) for batch in batches(each for each in listed if not offered(each))]
    left = tuple(each for outcome in outcomes for each in outcome.left)
    return Outcome(sum(outcome.placed for outcome in outcomes), (*left, *waiting_for_answers(listed)))


def offered(loop: InterviewLoop) -> bool:
    """Whether the candidate may choose among times that are held for this loop."""
    return loop.proposals.filter(state=ProposalState.OPEN).exists()


def waiting_for_answers(loops: Iterable[InterviewLoop]) -> list[Left]:
    """The interviews without a time that wait for their candidate, with the sentence that says so."""
    return [
        Left(row.pk, (schedules.waits_for(loop.application.candidate),))
        for loop in loops
        if offered(loop)
        for row in schedules.standing(loop)
        if row.during is None
    ]


def batches(loops: Iterable[InterviewLoop]) -> list[list[InterviewLoop]]:
    """The loops in groups that hold each candidate once, as the planning room wants them."""
    found: list[list[InterviewLoop]] = []
    for loop in loops:
        candidate = loop.application.candidate_id
        free = (group for group in found if all(each.application.candidate_id != candidate for each in group))
        group = next(free, None)
        if group is None:
            found.append(group := [])
        group.append(loop)
    return found


def solve(loops: Sequence[InterviewLoop], *, by: User, at: datetime) -> Outcome:
    """Find places for the loops of different candidates and write them."""
    return settle(loops, find(loops, at), by=by, at=at)


# --- finding ------------------------------------------------------------------------------------------------


def find(
    loops: Sequence[InterviewLoop],
    at: datetime,
    search: Search = Search(),
    people: Collection[int] | None = None,
) -> Arrangement:
    """The best joint arrangement that the search finds for loops of different candidates; nothing is written.

    `people` (primary keys) are those who may be asked besides those who have seats already; None: everybody, and
    only then what would help is tried.
    """
    waiting = [loop for loop in loops if any(row.during is None for row in schedules.standing(loop))]
    if not waiting:
        return Arrangement()
    request = schedules.request(waiting, at, people)
    result = schedule(
        in_few_days(request.plain),
        seconds=search.seconds,
        on_progress=search.on_progress,
        should_stop=search.should_stop,
    )
    if people is None:
        search.on_found()
        result = ways_out(request.plain, result, should_stop=search.should_stop)
    kept = set(request.plain.kept)
    return Arrangement(
        tuple(
            Assignment(
                request.rows[each.candidate, each.session].pk,
                each.start,
                each.end,
                tuple(int(person) for person in each.interviewers),
            )
            for each in result.placements
            if each not in kept
        ),
        tuple(Left(*each) for each in schedules.told(request, result)),
    )


def in_few_days(request: types.ScheduleRequest) -> types.ScheduleRequest:
    """The request with the candidates' windows cut to the number of days at which a first plan costs least."""
    narrowed = [cut(request, days) for days in WITHIN_DAYS]
    return min(narrowed, key=first_cost)


def cut(request: types.ScheduleRequest, days: int | None) -> types.ScheduleRequest:
    """The request with each candidate's windows cut to so many of their days; None leaves all."""
    loops = (schedules.within(loop, days, request.not_before) for loop in request.loops)
    return replace(request, loops=tuple(loops))


# --- writing ------------------------------------------------------------------------------------------------


def settle(
    loops: Sequence[InterviewLoop],
    arrangement: Arrangement,
    *,
    by: User,
    at: datetime,
    people: Collection[int] | None = None,
    on_written: Callable[[int], bool] = lambda count: True,
) -> Outcome:
    """Write the arrangement, look anew for what others took meanwhile, and fill the seats that are empty.

    `on_written(count)` hears how many are written so far, and says whether to go on.
    """
    outcome = write_all(arrangement, by=by, at=at, on_written=on_written)
    if any(each.overtaken for each in outcome.left) and on_written(outcome.placed):
        before = outcome.placed
        found = find([loop for loop in loops if not offered(loop)], at, people=people)
        more = write_all(found, by=by, at=at, on_written=lambda count: on_written(before + count))
        outcome = Outcome(before + more.placed, (*more.left, *waiting_for_answers(loops)))
    placed, left = outcome.placed, list(outcome.left)
    for row in (row for loop in loops for row in schedules.lacking(loop)):
        if not on_written(placed):
            break
        filled, lacking = fill(row, people, by=by, at=at)
        placed += filled
        if lacking:
            left.append(Left(row.pk, tuple(lacking)))
    if on_written(placed):
        seat_trainees(loops, by=by, at=at)
    return Outcome(placed, tuple(left))


def write_all(
    arrangement: Arrangement, *, by: User, at: datetime, on_written: Callable[[int], bool]
) -> Outcome:
    """Write one interview after the other; what somebody else took meanwhile is among the left."""
    placed, left = 0, list(arrangement.left)
    sessions = InterviewSession.objects.in_bulk([each.session for each in arrangement.assignments])
    for each in arrangement.assignments:
        row = sessions.get(each.session)
        if row is None or is_written(row, each):
            placed += row is not None
            continue
        try:
            again(partial(write, row, each, by=by, at=at))
            placed += 1
        except SchedulingRefused as refused:
            left.append(Left(row.pk, (str(refused),), overtaken=True))
        if not on_written(placed):
            break
    return Outcome(placed, tuple(left))


def is_written(session: InterviewSession, assignment: Assignment) -> bool:
    """Whether an earlier attempt has written the assignment already."""
    during = session.during
    return during is not None and (during.lower, during.upper) == (assignment.start, assignment.end)


@transaction.atomic
def write(session: InterviewSession, assignment: Assignment, *, by: User, at: datetime) -> None:
    """Store one assignment: the time, then the people, lead first. All of it or nothing."""
    seated = {seat.person_id for seat in schedules.counting(session)}
    people = list(assignment.people)
    refuse_overtaken(locked(session), assignment, at)
    lock_profiles({*people, *seated})
    set_time(
        session=session,
        start=assignment.start,
        end=assignment.end,
        place=session.place,
        confirmed=True,
        told=False,
        by=by,
        at=at,
    )
    for person in User.objects.filter(pk__in=set(people) - seated).in_bulk(people).values():
        kind = SeatKind.LEAD if person.pk == people[0] else SeatKind.SECOND
        give_seat(session=session, person=person, kind=kind, told=False, by=by, at=at)
    notices.calendar(session=locked(session), at=at)


def refuse_overtaken(row: InterviewSession, assignment: Assignment, at: datetime) -> None:
    """Raise SchedulingRefused where somebody, or the clock, went on since the place was found."""
    if row.during is not None:
        raise SchedulingRefused(_("Somebody else has given this interview its time meanwhile."))
    if offered(row.loop):
        raise SchedulingRefused(schedules.waits_for(row.candidate))
    row.during = DateTimeTZRange(assignment.start, assignment.end)
    if sentence := outside_windows(row):
        # The candidate has said something else since.
        raise SchedulingRefused(sentence)
    zone = row.loop.application.requisition.time_zone
    if assignment.start < schedules.earliest(at - WRITTEN_WITHIN, zone):
        raise SchedulingRefused(_("The time that was found has passed, or is too near by now."))


def fill(
    session: InterviewSession, people: Collection[int] | None, *, by: User, at: datetime
) -> tuple[bool, list[str]]:
    """Give the empty seats of a session with a time to the fit people with the least load, of `people` if not None.

    Returns whether anybody was seated, and sentences for seats that stay empty.
    """
    row = InterviewSession.objects.select_related("planned__kind").get(pk=session.pk)
    if row.state != SessionState.SCHEDULED or row.during.lower <= at:
        return False, []
    taken = row.seats.filter(cancelled=False, kind__in=list(COUNTING_SEATS)).count()
    for number in range(taken, row.planned.seats):
        kind = load.next_kind(row)
        offers = (each for each in load.offers(row, kind, at) if people is None or each.person.pk in people)
        fit = next((each for each in offers if each.fit and not each.off_hours), None)
        if fit is None:
            sentence = _(
                "“%(name)s” with %(candidate)s has a time, but nobody fit is free for its %(seat)s seat."
            )
            names = {"name": row.planned.name, "candidate": row.candidate, "seat": SeatKind(kind).value}
            return number > taken, [sentence % names]
        try:
            again(partial(give_seat, session=row, person=fit.person, kind=kind, by=by, at=at))
        except SchedulingRefused as refused:
            return number > taken, [str(refused)]
    return row.planned.seats > taken, []

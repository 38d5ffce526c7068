"""The automatic plan: times and people for many sessions at once, written one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import COUNTING_SEATS, ProposalState, SeatKind, SessionState
from hiring.models import InterviewLoop, InterviewSession
from hiring.operations.retries import again
from hiring.operations.scheduling import give_seat, set_time
from hiring.operations.session_rows import SchedulingRefused, lock_profiles, locked
from hiring.planning import types
from hiring.planning.schedule import schedule
from hiring.queries import load, schedules

# A loop is looked for within so many of the candidate's days, then within more, then within all: the fewer
# the days, the surer the best arrangement is found in time.
WITHIN_DAYS = (4, 10, None)


@dataclass(frozen=True)
class Left:
    """A session that stays open, and why."""

    session: int
    reasons: tuple[str, ...]
    overtaken: bool = False
    """Whether somebody else took the time or the person meanwhile, so that a fresh look may help."""


@dataclass(frozen=True)
class Outcome:
    """What the automatic plan did: how many sessions it could help, and which it could not."""

    placed: int
    left: tuple[Left, ...] = ()

    @property
    def unplaced(self) -> tuple[str, ...]:
        """Why sessions stay open, each sentence once."""
        return tuple(dict.fromkeys(reason for each in self.left for reason in each.reasons))


def schedule_automatically(*, loops: Iterable[InterviewLoop], by: User, at: datetime) -> Outcome:
    """Give times and people to every session that lacks them; what stands is kept.

    Solved outside a transaction, then written session by session: what another coordinator took meanwhile
    is refused by the database, looked for anew, and reported among the unplaced where that does not help.
    A loop whose times are offered to its candidate waits for the answer.
    """
    listed = list(loops)
    outcomes = [solve(batch, by=by, at=at) for batch in batches(each for each in listed if not offered(each))]
    left = tuple(each for outcome in outcomes for each in outcome.left)
    left += tuple(each for loop in listed if offered(loop) for each in waiting_for_answer(loop))
    return Outcome(sum(outcome.placed for outcome in outcomes), left)


def offered(loop: InterviewLoop) -> bool:
    """Whether the candidate may choose among times that are held for this loop."""
    return loop.proposals.filter(state=ProposalState.OPEN).exists()


def waiting_for_answer(loop: InterviewLoop) -> list[Left]:
    """The loop's interviews without a time, with the sentence that they wait for the candidate."""
    sentence = _("Times are offered to %(candidate)s: wait for the answer, or withdraw them.")
    reasons = (sentence % {"candidate": loop.application.candidate},)
    return [Left(row.pk, reasons) for row in schedules.standing(loop) if row.during is None]


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
    """Place the loops of different candidates, each in few days first, then fill the seats that are empty."""
    placed = 0
    left: list[Left] = []
    for days in WITHIN_DAYS:
        waiting = [loop for loop in loops if any(row.during is None for row in schedules.standing(loop))]
        if not waiting:
            left = []
            break
        count, left = place(waiting, days, by=by, at=at)
        placed += count
        if any(each.overtaken for each in left):
            count, left = place(waiting, days, by=by, at=at)
            placed += count
    for row in (row for loop in loops for row in schedules.standing(loop)):
        filled, lacking = fill(row, by=by, at=at)
        placed += filled
        if lacking:
            left.append(Left(row.pk, tuple(lacking)))
    return Outcome(placed, tuple(left))


def place(
    loops: Sequence[InterviewLoop], days: int | None, *, by: User, at: datetime
) -> tuple[int, list[Left]]:
    """Give times and people within each candidate's next `days` days; only whole loops, or all for None."""
    request = schedules.request(loops, at, days)
    result = schedule(request.plain)
    left = [Left(request.rows[each.candidate, each.session].pk, each.reasons) for each in result.unplaced]
    short = {each.candidate for each in result.unplaced} if days is not None else set()
    kept = set(request.plain.kept)
    placed = 0
    for placement in result.placements:
        if placement in kept or placement.candidate in short:
            continue
        row = request.rows[placement.candidate, placement.session]
        try:
            again(partial(write, row, placement, by=by, at=at))
            placed += 1
        except SchedulingRefused as refused:
            left.append(Left(row.pk, (str(refused),), overtaken=True))
    return placed, left


@transaction.atomic
def write(session: InterviewSession, placement: types.Placement, *, by: User, at: datetime) -> None:
    """Store one placement: the time, then the people, lead first. All of it or nothing."""
    seated = {seat.person_id for seat in schedules.counting(session)}
    people = [int(person) for person in placement.interviewers]
    if locked(session).during is not None:
        raise SchedulingRefused(_("Somebody else has given this interview its time meanwhile."))
    lock_profiles({*people, *seated})
    set_time(
        session=session,
        start=placement.start,
        end=placement.end,
        place=session.place,
        confirmed=True,
        by=by,
        at=at,
    )
    for person in User.objects.filter(pk__in=set(people) - seated).in_bulk(people).values():
        kind = SeatKind.LEAD if person.pk == people[0] else SeatKind.SECOND
        give_seat(session=session, person=person, kind=kind, by=by, at=at)


def fill(session: InterviewSession, *, by: User, at: datetime) -> tuple[bool, list[str]]:
    """Give the empty seats of a session with a time to the fit people with the least load.

    Returns whether anybody was seated, and sentences for seats that stay empty.
    """
    row = InterviewSession.objects.select_related("planned__kind").get(pk=session.pk)
    if row.state != SessionState.SCHEDULED or row.during.lower <= at:
        return False, []
    taken = row.seats.filter(cancelled=False, kind__in=list(COUNTING_SEATS)).count()
    for number in range(taken, row.planned.seats):
        kind = load.next_kind(row)
        fit = next((each for each in load.offers(row, kind, at) if each.fit and not each.off_hours), None)
        if fit is None:
            sentence = _(
                "“%(name)s” with %(candidate)s has a time, but nobody fit is free for its %(seat)s seat."
            )
            names = {"name": row.planned.name, "candidate": row.candidate, "seat": SeatKind(kind).value}
            return number > taken, [sentence % names]
        give_seat(session=row, person=fit.person, kind=kind, by=by, at=at)
    return row.planned.seats > taken, []

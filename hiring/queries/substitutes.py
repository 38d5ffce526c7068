"""The least change: an interview keeps its time, and somebody else comes in the place of who cannot."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import zip_longest

from hiring.planning import types
from hiring.planning.pools import left_open
from hiring.planning.schedule import schedule
from hiring.queries import planning
from hiring.queries.broken import Broken
from hiring.queries.pools import pools_of
from hiring.queries.schedules import counting, rubric_of
from hiring.queries.situations import Situation, foreign, minutes

# Nobody is called into an interview that begins sooner.
NOTICE = timedelta(hours=2)
# Starts lie on the coarsest of these that fits all; a start with seconds fits none and keeps nobody.
GRIDS = (15, 5, 1)
A_DAY = 24 * 60


def substitute(situation: Situation) -> None:
    """Find people for the empty seats of the interviews whose time holds; mends what can be mended so."""
    holding = [each for each in situation.open.values() if not each.is_off_time]
    for each in (each for each in holding if not lacking(each)):
        situation.mended(each.session.pk, situation.staying(each.session.pk))
    for turn in turns(each for each in holding if lacking(each)):
        request = request_for(situation, turn)
        found = {each.candidate: each.interviewers for each in schedule(request).placements}
        for each in turn:
            came = found.get(str(each.session.candidate_id))
            if came is not None:
                there = situation.staying(each.session.pk)
                people = (*there.interviewers, *came)
                situation.mended(each.session.pk, replace(there, interviewers=people))


def turns(found: Iterable[Broken]) -> Iterator[list[Broken]]:
    """The interviews in groups that hold each loop once, and all starts on the grid."""
    loops: dict[int, list[Broken]] = {}
    for each in found:
        if each.session.during.lower.timestamp() % 60 == 0:
            loops.setdefault(each.session.loop_id, []).append(each)
    for turn in zip_longest(*loops.values()):
        yield [each for each in turn if each is not None]


def request_for(situation: Situation, turn: Sequence[Broken]) -> types.ScheduleRequest:
    """Each interview of the turn as a loop of its own that fits at its own time only.

    Everybody else of a loop, and who leaves it, is kept from a second seat in it.
    """
    fixed = {each.session.pk for each in turn}
    around = [*situation.standing(fixed), *(situation.staying(pk) for pk in fixed)]
    barred: dict[str, set[str]] = {}
    for row in (row for listed in situation.loops.values() for row in listed):
        for who in (*situation.before[row.pk].interviewers, *situation.now[row.pk].interviewers):
            barred.setdefault(who, set()).add(str(row.candidate_id))
    return types.ScheduleRequest(
        loops=tuple(alone(situation, each) for each in turn),
        interviewers=tuple(
            replace(person, conflicts=person.conflicts | barred.get(person.id, set()))
            for person in situation.people
        ),
        rules=types.ScheduleRules(grid_minutes=grid(turn), candidate_minutes_per_day=A_DAY),
        kept=foreign(around),
        not_before=situation.at + NOTICE,
    )


def alone(situation: Situation, each: Broken) -> types.CandidateLoop:
    """The interview's empty seats, each for its pool, and its own time as the only window."""
    row = each.session
    there = set(situation.staying(row.pk).interviewers)
    staying = [person.pools for person in situation.people if person.id in there]
    session = types.PlannedSession(
        kind=planning.kind_under(row.planned.kind.key, rubric_of(row)),
        name=row.planned.name,
        minutes=minutes(row),
        seats=lacking(each),
        pools=left_open(staying, pools_of(row.planned)),
    )
    return types.CandidateLoop(
        candidate=str(row.candidate_id),
        name=row.candidate.full_name,
        windows=(planning.interval(row.during),),
        sessions=(session,),
        time_zone=row.candidate.time_zone,
    )


def lacking(each: Broken) -> int:
    """How many people the interview needs besides those who stay."""
    staying = [seat for seat in counting(each.session) if seat.person_id not in each.leaving]
    return max(each.session.planned.seats - len(staying), 0)


def grid(turn: Sequence[Broken]) -> int:
    """The coarsest grid on which every start lies, in minutes."""
    starts = [each.session.during.lower.timestamp() for each in turn]
    return next(each for each in GRIDS if all(start % (each * 60) == 0 for start in starts))

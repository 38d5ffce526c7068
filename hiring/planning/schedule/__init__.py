"""Give times and people to the loops of one candidate or many. Simple and correct; the same request, the same
plan.
"""

from collections.abc import Sequence

from hiring.planning.explain import reasons
from hiring.planning.placing import loop_options, place_loop
from hiring.planning.staffing import Roster
from hiring.planning.types import CandidateLoop, Placement, Schedule, ScheduleRequest, Unplaced

EFFORT = 2.0
"""Deterministic seconds that the solver may spend on one candidate."""

ROUNDS = 3
"""How often everything is placed anew, with the candidates that came off badly first."""


def schedule(request: ScheduleRequest, *, effort: float = EFFORT) -> Schedule:
    """Place the sessions that are not kept, one candidate at a time, those with the fewest options first.

    Each candidate is placed to the optimum given the ones before; when sessions stay out, their candidates go
    first in another round, and the round that leaves out fewest counts. Whatever stays out comes with
    reasons. Kept placements of candidates without a loop in the request only take their people's time.
    Raises ValueError when two loops are of one candidate, two interviewers share an id or a kept placement is
    of no session.
    """
    _refuse_doubles("loops", [loop.candidate for loop in request.loops])
    _refuse_doubles("interviewers", [person.id for person in request.interviewers])
    _refuse_strays(request)
    order = _fewest_options_first(request)
    best: list[Placement] | None = None
    for _ in range(ROUNDS):
        placements = _place_all(request, order, effort)
        if best is None or len(placements) > len(best):
            best = placements
        short = [loop for loop in order if _missing(loop, placements)]
        eager = [*short, *(loop for loop in order if loop not in short)]
        if not short or eager == order:
            break
        order = eager
    return _finish(request, best or [])


def _refuse_doubles(what: str, ids: Sequence[str]) -> None:
    if len(set(ids)) < len(ids):
        raise ValueError(f"Two {what} share an id.")


def _refuse_strays(request: ScheduleRequest) -> None:
    lengths = {loop.candidate: len(loop.sessions) for loop in request.loops}
    for placement in request.kept:
        if not 0 <= placement.session < lengths.get(placement.candidate, placement.session + 1):
            raise ValueError(
                f"The loop of candidate {placement.candidate} has no session {placement.session}."
            )


def _kept(request: ScheduleRequest, loop: CandidateLoop) -> list[Placement]:
    return [placement for placement in request.kept if placement.candidate == loop.candidate]


def _fewest_options_first(request: ScheduleRequest) -> list[CandidateLoop]:
    roster = Roster(request, request.kept)

    def options(loop: CandidateLoop) -> tuple[int, str]:
        open_to = loop_options(loop, roster, _kept(request, loop))
        return min((sum(map(len, each.values())) for each in open_to.values()), default=0), loop.candidate

    return sorted(request.loops, key=options)


def _place_all(request: ScheduleRequest, order: Sequence[CandidateLoop], effort: float) -> list[Placement]:
    roster = Roster(request, request.kept)
    placements = list(request.kept)
    for loop in order:
        for placement in place_loop(loop, roster, _kept(request, loop), effort):
            roster.book(placement)
            placements.append(placement)
    return placements


def _missing(loop: CandidateLoop, placements: Sequence[Placement]) -> list[int]:
    placed = {placement.session for placement in placements if placement.candidate == loop.candidate}
    return [index for index in range(len(loop.sessions)) if index not in placed]


def _finish(request: ScheduleRequest, placements: Sequence[Placement]) -> Schedule:
    rank = {loop.candidate: i for i, loop in enumerate(request.loops)}
    ordered = sorted(placements, key=lambda each: (rank.get(each.candidate, len(rank)), each.session))
    unplaced = tuple(
        Unplaced(loop.candidate, index, reasons(request, ordered, loop, index))
        for loop in request.loops
        for index in _missing(loop, ordered)
    )
    return Schedule(tuple(ordered), unplaced)

"""Give times and people to the loops of one candidate or many. The same request and seed, the same plan."""

from collections.abc import Callable, Sequence

from hiring.planning.explain import reasons
from hiring.planning.improvement import Effort, Progress
from hiring.planning.solution import solve
from hiring.planning.translation import Translation
from hiring.planning.types import CandidateLoop, Placement, Schedule, ScheduleRequest, Unplaced

STEPS_EACH, STEPS_MOST = 20, 2000
"""Steps of improvement for each loop and in all, where neither steps nor seconds are given."""

SEED = 20261101

Told = Callable[[float, float | None, float], None]
"""Called with the best cost and a lower bound, if one is known, in interviews of load, and the seconds so far."""


def schedule(
    request: ScheduleRequest,
    *,
    seconds: float | None = None,
    steps: int | None = None,
    seed: int = SEED,
    on_progress: Told | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Schedule:
    """Place the sessions that are not kept: most sessions, then few days, the plan's order, even load, early.

    Each loop is placed at the least cost given the others, those with the fewest options first; then loops that
    compete are placed anew until `steps` or `seconds` are spent, or `should_stop()`. `on_progress(cost, bound,
    seconds)` is told of every better plan. Whatever stays out comes with reasons. Kept placements of candidates
    without a loop in the request only take their people's time. Raises ValueError when two loops are of one
    candidate, two interviewers share an id or a kept placement is of no session.
    """
    check_request(request)
    if seconds is None and steps is None:
        steps = default_steps(request)
    translation = Translation(request)
    telling = in_interviews(on_progress or (lambda *_: None), translation.problem.weights.load)
    effort = Effort(steps, seconds, should_stop or (lambda: False), telling)
    plan = solve(translation.problem, seed, effort)
    return finish(request, [*request.kept, *translation.placements(plan)])


def first_cost(request: ScheduleRequest, *, seed: int = SEED) -> float:
    """What the first plan for the request costs, in interviews of load; why something is out is not asked."""
    check_request(request)
    costs: list[int] = []
    problem = Translation(request).problem
    effort = Effort(steps=0, on_progress=lambda cost, _bound, _seconds: costs.append(cost))
    solve(problem, seed, effort)
    return costs[-1] / problem.weights.load


def in_interviews(tell: Told, load: int) -> Progress:
    """Divide what the search tells by the weight of one interview of load."""
    return lambda cost, bound, seconds: tell(
        cost / load, None if bound is None else max(bound, 0.0) / load, seconds
    )


def default_steps(request: ScheduleRequest) -> int:
    """Steps of improvement that suit the number of loops."""
    return min(STEPS_EACH * len(request.loops), STEPS_MOST)


def check_request(request: ScheduleRequest) -> None:
    """Raise ValueError for ids that are there twice and for kept placements of sessions that are not."""
    _refuse_doubles("loops", [loop.candidate for loop in request.loops])
    _refuse_doubles("interviewers", [person.id for person in request.interviewers])
    lengths = {loop.candidate: len(loop.sessions) for loop in request.loops}
    for placement in request.kept:
        if not 0 <= placement.session < lengths.get(placement.candidate, placement.session + 1):
            raise ValueError(
                f"The loop of candidate {placement.candidate} has no session {placement.session}."
            )


def finish(request: ScheduleRequest, placements: Sequence[Placement]) -> Schedule:
    """Put placements in the order of the request and say why the rest is out."""
    rank = {loop.candidate: i for i, loop in enumerate(request.loops)}
    ordered = sorted(placements, key=lambda each: (rank.get(each.candidate, len(rank)), each.session))
    unplaced = tuple(
        Unplaced(loop.candidate, index, reasons(request, ordered, loop, index))
        for loop in request.loops
        for index in _missing(loop, ordered)
    )
    return Schedule(tuple(ordered), unplaced)


def _refuse_doubles(what: str, ids: Sequence[str]) -> None:
    if len(set(ids)) < len(ids):
        raise ValueError(f"Two {what} share an id.")


def _missing(loop: CandidateLoop, placements: Sequence[Placement]) -> list[int]:
    placed = {placement.session for placement in placements if placement.candidate == loop.candidate}
    return [index for index in range(len(loop.sessions)) if index not in placed]

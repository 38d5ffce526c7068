"""Place one candidate's loop exactly, given everybody else: times and people together, by CP-SAT.

Goals in this order: most sessions, fewest days, the order of the plan, evenest load (growth of the squared
number of interviews), earliest.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ortools.sat.python import cp_model

from .intervals import moment
from .solving import minimise
from .staffing import Roster
from .types import CandidateLoop, Placement

Options = dict[int, dict[int, tuple[str, ...]]]
"""Session index to start to the ids of the people who can sit in it then."""


def loop_options(loop: CandidateLoop, roster: Roster, kept: Sequence[Placement] = ()) -> Options:
    """List what is open to each session that is not kept, other sessions of the loop aside, kept ones
    respected.
    """
    done = {placement.session for placement in kept}
    options: Options = {}
    for index, session in enumerate(loop.sessions):
        if index in done:
            continue
        starts = roster.candidate_starts(loop, session.minutes, (each.interval for each in kept))
        in_order = {start for start in starts if _keeps_order(loop, roster, index, start, kept)}
        options[index] = roster.options(loop, session, in_order)
    return options


def _keeps_order(
    loop: CandidateLoop, roster: Roster, index: int, start: int, kept: Sequence[Placement]
) -> bool:
    session, at = loop.sessions[index], moment(start, roster.rules.grid_minutes)
    end = at + timedelta(minutes=session.minutes)
    for other in kept:
        standing = loop.sessions[other.session]
        if standing.must_precede(session) and at < other.interval.end:
            return False
        if session.must_precede(standing) and end > other.interval.start:
            return False
    return True


def place_loop(
    loop: CandidateLoop, roster: Roster, kept: Sequence[Placement], effort: float
) -> tuple[Placement, ...]:
    """Place as many of the loop's sessions as possible around the kept ones; the roster is not changed."""
    options = loop_options(loop, roster, kept)
    model = _PlacingModel(loop, roster, kept, options)
    answer = minimise(model.model, model.goal(), effort)
    return model.read(answer.solver) if answer.found else ()


@dataclass(frozen=True, slots=True)
class _SessionVariables:
    placed: cp_model.IntVar
    start: cp_model.IntVar
    at: dict[int, cp_model.IntVar]
    sits: dict[str, cp_model.IntVar]


class _PlacingModel:
    def __init__(
        self, loop: CandidateLoop, roster: Roster, kept: Sequence[Placement], options: Options
    ) -> None:
        self.loop, self.roster, self.kept, self.options = loop, roster, kept, options
        self.grid = roster.rules.grid_minutes
        self.model = cp_model.CpModel()
        self.sessions = {index: self._session(index) for index in options if options[index]}
        self._one_seat_each()
        self._no_overlap()
        self._in_order()
        self.inversions = self._inversions()
        self.days = self._limit_days()

    def _session(self, index: int) -> _SessionVariables:
        model, open_to = self.model, self.options[index]
        placed = model.new_bool_var(f"placed {index}")
        at = {start: model.new_bool_var(f"at {index} {start}") for start in open_to}
        people = sorted({who for ids in open_to.values() for who in ids})
        sits = {who: model.new_bool_var(f"sits {index} {who}") for who in people}
        start = model.new_int_var(min(open_to), max(open_to), f"start {index}")
        model.add(sum(at.values()) == placed)
        model.add(sum(sits.values()) == self.loop.sessions[index].seats * placed)
        for value, chosen in at.items():
            model.add(start == value).only_enforce_if(chosen)
        alike: dict[tuple[str, ...], list[cp_model.IntVar]] = defaultdict(list)
        for value, ids in open_to.items():
            alike[ids].append(at[value])
        for ids, starts in alike.items():
            absent = [sits[who] for who in people if who not in ids]
            if absent:
                some = model.new_bool_var(f"among {index}")
                model.add(sum(starts) == some)
                model.add(sum(absent) == 0).only_enforce_if(some)
        return _SessionVariables(placed, start, at, sits)

    def _one_seat_each(self) -> None:
        """A person sits in one session of the loop at most, so that ratings are independent."""
        seats: dict[str, list[cp_model.IntVar]] = defaultdict(list)
        for variables in self.sessions.values():
            for who, sits in variables.sits.items():
                seats[who].append(sits)
        for several in seats.values():
            self.model.add_at_most_one(several)

    def _length(self, index: int) -> int:
        """Session and gap in grid steps, rounded up."""
        minutes = self.loop.sessions[index].minutes + self.roster.rules.gap_minutes
        return -(-minutes // self.grid)

    def _no_overlap(self) -> None:
        self.model.add_no_overlap(
            self.model.new_optional_fixed_size_interval_var(
                variables.start, self._length(index), variables.placed, f"interval {index}"
            )
            for index, variables in self.sessions.items()
        )

    def _in_order(self) -> None:
        """A session needs every session that must precede it placed, and ended."""
        done = {placement.session for placement in self.kept}
        for index, variables in self.sessions.items():
            for before, session in enumerate(self.loop.sessions):
                if before in done or not session.must_precede(self.loop.sessions[index]):
                    continue
                if before not in self.sessions:
                    self.model.add(variables.placed == 0)
                    continue
                earlier = self.sessions[before]
                self.model.add_implication(variables.placed, earlier.placed)
                self.model.add(variables.start >= earlier.start + self._length(before)).only_enforce_if(
                    variables.placed
                )

    def _inversions(self) -> list[cp_model.IntVar]:
        """Return a variable per pair of scored sessions of different rank: does the later start first?"""
        found = []
        for before, earlier in self.sessions.items():
            for after, later in self.sessions.items():
                first, second = self.loop.sessions[before], self.loop.sessions[after]
                if first.order < second.order and not first.must_precede(second):
                    found.append(self.model.new_bool_var(f"inverted {before} {after}"))
                    self.model.add(later.start >= earlier.start).only_enforce_if(
                        earlier.placed, later.placed, found[-1].negated()
                    )
        return found

    def _limit_days(self) -> list[cp_model.IntVar]:
        """Keep the candidate's minutes a day; return a variable per day that tells whether it is used."""
        zone = self.loop.time_zone
        kept: dict[date, int] = defaultdict(int)
        for placement in self.kept:
            kept[self.roster.local_day(zone, placement.start)] += self.loop.sessions[
                placement.session
            ].minutes
        daily: dict[date, list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
        for index, variables in self.sessions.items():
            for start, chosen in variables.at.items():
                day = self.roster.local_day(zone, moment(start, self.grid))
                daily[day].append((self.loop.sessions[index].minutes, chosen))
        used = []
        for day, choices in sorted(daily.items()):
            most = self.roster.rules.candidate_minutes_per_day - kept[day]
            self.model.add(sum(minutes * var for minutes, var in choices) <= max(most, 0))
            if not kept[day]:
                used.append(self.model.new_bool_var(f"day {day}"))
                for _, var in choices:
                    self.model.add_implication(var, used[-1])
        return used

    def goal(self) -> cp_model.LinearExprT:
        """Return the five goals as one sum; each weight is above all that later goals can reach together."""
        first = min((min(each.at) for each in self.sessions.values()), default=0)
        late = [(start - first, var) for each in self.sessions.values() for start, var in each.at.items()]
        load = [
            (2 * self.roster.load(who) + 1, var)
            for each in self.sessions.values()
            for who, var in each.sits.items()
        ]
        seats = sum(self.loop.sessions[index].seats for index in self.sessions)
        load_weight = 1 + len(self.sessions) * max((steps for steps, _ in late), default=0)
        order_weight = load_weight * (1 + seats * max((growth for growth, _ in load), default=0))
        day_weight = order_weight * (1 + len(self.inversions))
        placed_weight = day_weight * (1 + len(self.days))
        return (
            sum(steps * var for steps, var in late)
            + load_weight * sum(growth * var for growth, var in load)
            + order_weight * sum(self.inversions)
            + day_weight * sum(self.days)
            - placed_weight * sum(each.placed for each in self.sessions.values())
        )

    def read(self, solver: cp_model.CpSolver) -> tuple[Placement, ...]:
        """Return the sessions that the solver placed."""
        return tuple(
            self._placement(index, solver)
            for index, variables in self.sessions.items()
            if solver.value(variables.placed)
        )

    def _placement(self, index: int, solver: cp_model.CpSolver) -> Placement:
        variables = self.sessions[index]
        start = moment(next(value for value, var in variables.at.items() if solver.value(var)), self.grid)
        end = start + timedelta(minutes=self.loop.sessions[index].minutes)
        people = tuple(who for who, var in variables.sits.items() if solver.value(var))
        return Placement(self.loop.candidate, index, start, end, people)

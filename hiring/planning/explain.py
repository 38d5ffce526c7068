"""Why a session found no place, in sentences that name the rule and the people in the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .intervals import grid_starts, merge, moment
from .pools import seatable, wanted
from .staffing import Roster, week_of
from .types import CandidateLoop, Interviewer, Placement, PlannedSession, ScheduleRequest


def reasons(
    request: ScheduleRequest, placements: Sequence[Placement], loop: CandidateLoop, index: int
) -> tuple[str, ...]:
    """Explain why the loop's session `index` is not among the placements, taking these as they are."""
    case = _Case(Roster(request, placements), loop, loop.sessions[index], tuple(placements), index)
    for explanation in (case.waits_for, case.windows, case.qualified, case.people, case.own_loop):
        sentences = tuple(explanation())
        if sentences:
            return sentences
    return (f"No arrangement with {case.session.name} was found in the time allowed.",)


@dataclass(frozen=True, slots=True)
class _Case:
    roster: Roster
    loop: CandidateLoop
    session: PlannedSession
    placements: tuple[Placement, ...]
    index: int

    @property
    def own(self) -> list[Placement]:
        return [each for each in self.placements if each.candidate == self.loop.candidate]

    def starts(self) -> set[int]:
        """Starts inside the candidate's windows, the other sessions of the loop aside."""
        return self.roster.candidate_starts(self.loop, self.session.minutes)

    # --- one rule after another -----------------------------------------------------------------------------

    def waits_for(self) -> Iterator[str]:
        placed = {placement.session for placement in self.own}
        for before, session in enumerate(self.loop.sessions):
            if before not in placed and session.must_precede(self.session):
                yield f"{self.session.name} must come after {session.name}, which is not scheduled yet."

    def windows(self) -> Iterator[str]:
        if not self.starts():
            yield f"{self.loop.name} has no free window of {self.session.minutes} minutes."

    def qualified(self) -> Iterator[str]:
        qualified, session = self.roster.qualified(self.session), self.session
        if not qualified and any(session.kind in each.qualified for each in self.roster.people.values()):
            yield f"{session.name} needs {wanted(session.seat_pools)}; nobody of them is qualified."
        elif not qualified:
            yield f"No interviewer is qualified for {session.name}."
        elif not seatable(session, qualified):
            names = " and ".join(person.name for person in qualified)
            verb = "are" if len(qualified) > 1 else "is"
            yield f"{session.name} needs {wanted(session.seat_pools)}; only {names} {verb} qualified."

    def people(self) -> Iterator[str]:
        """Everybody is out, or too few are free at one time."""
        if self.roster.options(self.loop, self.session, self.starts()):
            return
        refusals = {person.id: self.refusal(person) for person in self.roster.qualified(self.session)}
        free = [self.roster.people[who].name for who, refusal in refusals.items() if refusal is None]
        if free:
            yield (
                f"{self.session.name} needs {wanted(self.session.seat_pools)} at one time; "
                f"{', '.join(free)} {'are' if len(free) > 1 else 'is'} free, but not with a second person."
            )
        else:
            yield f"No interviewer qualified for {self.session.name} is free inside the candidate's windows."
        yield from (refusal for refusal in refusals.values() if refusal is not None)

    def refusal(self, person: Interviewer) -> str | None:
        """Say why the person cannot sit in the session at any time, or None when they can."""
        taken = self.roster.seats.get(self.loop.candidate, {})
        if self.loop.candidate in person.conflicts:
            return f"{person.name} has to stay out of the interviews of {self.loop.name}."
        if person.id in taken:
            return f"{person.name} already sits in {self.loop.sessions[taken[person.id]].name} of this loop."
        minutes, grid = self.session.minutes, self.roster.rules.grid_minutes
        starts = self.starts()
        if not starts & grid_starts(merge(person.availability), minutes, grid):
            return f"{person.name} is not available in the candidate's windows."
        free = starts & self.roster.free_starts(person, minutes)
        if not free:
            return f"{person.name} is busy whenever the candidate is free."
        if any(self.roster.within_limits(person, moment(start, grid)) for start in free):
            return None
        return self.limit(person, free)

    def limit(self, person: Interviewer, free: set[int]) -> str:
        """Name every daily or weekly limit that is reached where the person would be free."""
        grid, roster = self.roster.rules.grid_minutes, self.roster
        days = sorted({roster.local_day(person.time_zone, moment(start, grid)) for start in free})
        parts = []
        for day in days:
            week = week_of(day)
            if person.week_limit is not None and roster.count_in(person, week) >= person.week_limit:
                monday = day - timedelta(days=day.weekday())
                count = f"{roster.count_in(person, week)} of {person.week_limit}"
                parts.append(f"at {count} in the week of {day_words(monday)}")
            else:
                parts.append(f"at {roster.count_on(person, day)} of {person.day_limit} on {day_words(day)}")
        return f"{person.name} is {'; '.join(dict.fromkeys(parts))}."

    def own_loop(self) -> Iterator[str]:
        """People are free, but not when the rest of the loop leaves room."""
        open_to = self.roster.options(self.loop, self.session, self.starts())
        clear = self.roster.candidate_starts(
            self.loop, self.session.minutes, (each.interval for each in self.own)
        )
        name = self.session.name
        left = {start for start in open_to if start in clear}
        if not left:
            yield f"Whenever people for {name} are free, {self.loop.name} is in another session of the loop."
            return
        left = {start for start in left if self.in_order(start)}
        if not left:
            yield f"Whenever people for {name} are free, it would break the order of the loop."
            return
        if not any(self.within_day(start) for start in left):
            most = self.roster.rules.candidate_minutes_per_day
            yield f"{name} would take {self.loop.name} over {most} minutes on every day that is left."

    def in_order(self, start: int) -> bool:
        at = moment(start, self.roster.rules.grid_minutes)
        end = at + timedelta(minutes=self.session.minutes)
        others = [(self.loop.sessions[each.session], each.interval) for each in self.own]
        return all(
            (interval.end <= at or not other.must_precede(self.session))
            and (end <= interval.start or not self.session.must_precede(other))
            for other, interval in others
        )

    def within_day(self, start: int) -> bool:
        zone = self.loop.time_zone
        day = self.roster.local_day(zone, moment(start, self.roster.rules.grid_minutes))
        taken = sum(
            self.loop.sessions[each.session].minutes
            for each in self.own
            if self.roster.local_day(zone, each.start) == day
        )
        return taken + self.session.minutes <= self.roster.rules.candidate_minutes_per_day


def day_words(day: date) -> str:
    """A day as it is written in a sentence."""
    return f"{day.day} {day:%B %Y}"

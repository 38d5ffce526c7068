"""The rules that keep a session without a place, in one or a few sentences that name the people."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from .explain import day_words
from .intervals import grid_starts, merge, moment
from .pools import wanted
from .staffing import week_of
from .trials import Case, Rule
from .types import Interviewer, PlannedSession

TOGETHER = (
    ("busy", "what their calendars hold"),
    ("booked", "interviews that they have already"),
    ("hours", "their working hours"),
    ("day", "their limits of a day"),
    ("week", "their limits of a week"),
)
"""How the rules of people are named when there are too many people to name."""

AWAY = (("busy", "busy"), ("booked", "in other interviews"), ("hours", "not available"))
"""What they say of one person."""

FEW = 3
"""So many people or days are named; more are counted."""


def sentences(case: Case, rules: Collection[Rule]) -> tuple[str, ...]:
    """Say which rules stand in the way; nothing where there are none."""
    before = [case.loop.sessions[index].name for index in case.waits_for]
    if not before:
        return (*_people(case, rules), *_rest(case, rules))
    missing = f"{listed(before)}, which {'are' if len(before) > 1 else 'is'} not scheduled yet."
    if Rule("order") in rules:
        return (f"{case.session.name} must come after {missing}",)
    return (*_people(case, rules), *_rest(case, rules), f"{case.session.name} also waits for {missing}")


def listed(words: Sequence[str], joint: str = "and") -> str:
    """Words in a row: "Ann, Bo and Cy"."""
    *most, last = words
    return f"{', '.join(most)} {joint} {last}" if most else last


# --- people -------------------------------------------------------------------------------------------------


def _people(case: Case, rules: Collection[Rule]) -> Iterator[str]:
    """Who may give the session and what keeps them, then what keeps people in the rest of the loop."""
    able = case.roster.qualified(case.session)
    if Rule("qualified") in rules and any(case.session.seat_pools) and able:
        yield from _of_pools(case, rules)
    elif parts := _parts_of(case, rules, able, _who_may(case, able)):
        yield _sentence("; ".join(parts))
    others = [person for person in case.people if person not in able]
    elsewhere = _joined(_clauses(case, rules, others, by_rules=True), len(others), named=True)
    if elsewhere:
        yield _sentence(f"in the rest of the loop, {'; '.join(elsewhere)}")


def _of_pools(case: Case, rules: Collection[Rule]) -> Iterator[str]:
    """Pool by pool who may give the session and what keeps them; pools with people to spare only if all have."""
    session = case.session
    found: list[str] = []
    spare: list[str] = []
    for pool, count in Counter(session.seat_pools).items():
        able = [each for each in case.roster.qualified(session) if not pool or pool in each.pools]
        first, *kept = _parts_of(case, rules, able, _who_of(session, pool, count, able))
        sentence = _sentence("; ".join((first, *kept)))
        (found if kept or len(able) <= count else spare).append(sentence)
    yield from found or spare


def _who_of(session: PlannedSession, pool: str, count: int, able: Sequence[Interviewer]) -> str:
    """How many of a pool may give the session, beside how many it needs of them."""
    of = f" of the pool “{pool}”" if pool else ""
    if not able:
        return f"nobody{of} may give {session.name}"
    who = f"only {_named(able)}" if len(able) <= FEW else f"only {len(able)} people"
    return f"{who}{of} may give {session.name}{f', which needs {count} of them' if count > 1 else ''}"


def _parts_of(case: Case, rules: Collection[Rule], able: Sequence[Interviewer], who_may: str) -> list[str]:
    """Who may give the session, where that is in the way, what keeps each of them, and what keeps all."""
    who = Rule("qualified") in rules
    said = [words for group, words in TOGETHER if Rule(group) in rules]
    together = [f"what stops them: {listed(said)}"] if said and able else []
    kept = _clauses(case, rules, able, by_rules=bool(said) or not who)
    return [*([who_may] if who else []), *_joined(kept, len(able), named=not who), *together]


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _who_may(case: Case, able: Sequence[Interviewer]) -> str:
    name, seats = case.session.name, case.session.seats
    if not able:
        if any(case.session.kind in each.qualified for each in case.roster.people.values()):
            return f"{name} needs {wanted(case.session.seat_pools)}; nobody of them is qualified"
        return f"No interviewer is qualified for {name}"
    if len(able) < seats:
        return f"{name} needs {seats} interviewers; only {_named(able)} is qualified"
    who = f"Only {_named(able)}" if len(able) <= FEW else f"Only {len(able)} people"
    return f"{who} may give {name}{f', which needs {seats}' if seats > 1 else ''}"


def _named(people: Sequence[Interviewer]) -> str:
    return listed([person.name for person in people])


def _clauses(
    case: Case, rules: Collection[Rule], people: Sequence[Interviewer], *, by_rules: bool
) -> dict[tuple[str, str], list[str]]:
    """Names of people by what keeps them, as said of one and of many; perhaps only where it is one of the rules."""
    found: dict[tuple[str, str], list[str]] = {}
    for person in people:
        clause = _clause(case, rules, person)
        if clause is not None and (not by_rules or clause[0].startswith("is ")):
            found.setdefault(clause, []).append(person.name)
    return found


def _clause(case: Case, rules: Collection[Rule], person: Interviewer) -> tuple[str, str] | None:
    """What keeps one person, as said of one and of many; None where it is nothing."""
    if case.candidate in person.conflicts:
        what = f"to stay out of the interviews of {case.loop.name}"
        return f"has {what}", f"have {what}"
    if parts := list(_parts(case, rules, person)):
        return f"is {listed(parts)}", f"are {listed(parts)}"
    seat = case.roster.seats.get(case.candidate, {}).get(person.id)
    if seat is None:
        return None
    where = f"in {case.loop.sessions[seat].name} of this loop"
    return f"already sits {where}", f"already sit {where}"


def _joined(clauses: dict[tuple[str, str], list[str]], count: int, *, named: bool) -> list[str]:
    """One part of a sentence for each clause; where all people share it, they are not named again."""
    found = []
    for (one, many), names in clauses.items():
        if len(names) == count and count > 1 and not named:
            found.append(f"{'both' if count == 2 else 'all'} {many}")
        elif len(names) > FEW:
            found.append(f"{len(names)} people {many}" if named else f"{len(names)} of them {many}")
        else:
            found.append(f"{listed(names)} {many if len(names) > 1 else one}")
    return [", ".join(found)] if found else []


def _parts(case: Case, rules: Collection[Rule], person: Interviewer) -> Iterator[str]:
    """What keeps one person, each part to follow "is"."""
    if Rule("week", person.id) in rules or Rule("day", person.id) in rules:
        yield from _limits(case, rules, person)
    away = [
        word
        for group, word in AWAY
        if Rule(group, person.id) in rules and not (group == "booked" and _limited(rules, person))
    ]
    if away:
        yield f"{listed(away, 'or')} when {case.loop.name} can come"


def _limited(rules: Collection[Rule], person: Interviewer) -> bool:
    return Rule("week", person.id) in rules or Rule("day", person.id) in rules


def _limits(case: Case, rules: Collection[Rule], person: Interviewer) -> Iterator[str]:
    """The limits that are reached on days on which the candidate could be met."""
    roster, weeks, days = case.roster, defaultdict(list), defaultdict(list)
    for day in _days(case, person):
        week, monday = week_of(day), day - timedelta(days=day.weekday())
        if Rule("week", person.id) in rules and roster.count_in(person, week) >= (person.week_limit or 0):
            weeks[f"{roster.count_in(person, week)} of {person.week_limit}"].append(day_words(monday))
        elif Rule("day", person.id) in rules and roster.count_on(person, day) >= (person.day_limit or 0):
            days[f"{roster.count_on(person, day)} of {person.day_limit}"].append(day_words(day))
    full = {count: list(dict.fromkeys(found)) for count, found in weeks.items()}
    if 0 < sum(map(len, (*full.values(), *days.values()))) <= FEW:
        yield from (
            f"at {count} in the week{'s' if len(found) > 1 else ''} of {listed(found)}"
            for count, found in full.items()
        )
        yield from (f"at {count} on {listed(found)}" for count, found in days.items())
        return
    if Rule("week", person.id) in rules:
        yield f"at the limit of {person.week_limit} a week"
    if Rule("day", person.id) in rules:
        yield f"at the limit of {person.day_limit} a day"


def _days(case: Case, person: Interviewer) -> list[date]:
    """The person's local days on which both could come, or else those on which the candidate can."""
    minutes, grid = case.session.minutes, case.request.rules.grid_minutes
    starts = case.roster.candidate_starts(case.loop, minutes)
    both = starts & grid_starts(merge(person.availability), minutes, grid)
    return sorted({case.roster.local_day(person.time_zone, moment(start, grid)) for start in both or starts})


# --- the candidate and the loop -----------------------------------------------------------------------------


def _rest(case: Case, rules: Collection[Rule]) -> Iterator[str]:
    name, plain = case.loop.name, case.request.rules
    if Rule("windows") in rules:
        yield _windows(case)
    if Rule("minutes") in rules:
        yield f"{name} sits at most {plain.candidate_minutes_per_day} minutes on one day."
    if Rule("gap") in rules:
        yield f"Between two interviews of {name} lie at least {plain.gap_minutes} minutes."
    if Rule("order") in rules:
        yield f"{case.session.name} must keep to the order of the loop."
    if Rule("others") in rules:
        yield "Interviews of other candidates take the time that is left."


def _windows(case: Case) -> str:
    minutes, grid = case.session.minutes, case.request.rules.grid_minutes
    starts = case.roster.candidate_starts(case.loop, minutes)
    if not starts:
        return f"{case.loop.name} has no free window of {minutes} minutes."
    days = sorted({case.roster.local_day(case.loop.time_zone, moment(start, grid)) for start in starts})
    when = f"on {listed([day_words(day) for day in days])}" if len(days) <= FEW else f"on {len(days)} days"
    return f"{case.loop.name} can come only at certain hours {when}."

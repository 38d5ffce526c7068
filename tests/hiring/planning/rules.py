"""The rules of a problem written down a second time, slot by slot, to check plans against."""

from collections import Counter, defaultdict
from itertools import pairwise

from hiring.planning.problem import Candidate, Person, Plan, Problem, Seating


def broken(problem: Problem, plan: Plan) -> list[str]:
    """Every rule that the plan breaks, in words; empty when it stands."""
    found = []
    if len({(each.candidate, each.session) for each in plan.seatings}) < len(plan.seatings):
        found.append("a session is placed twice")
    for each in plan.seatings:
        found += _seating(problem, each)
    for index, candidate in enumerate(problem.candidates):
        found += _candidate(candidate, [each for each in plan.seatings if each.candidate == index])
    for index, person in enumerate(problem.people):
        found += _person(problem, person, [each for each in plan.seatings if index in each.people])
    return found + _shadows(problem, plan)


def cost(problem: Problem, plan: Plan) -> int:
    """What the plan costs, counted anew."""
    weights, total = problem.weights, 0
    loads = Counter(person for each in plan.seatings for person in each.people)
    for index, person in enumerate(problem.people):
        total += weights.load * ((person.past + loads[index]) ** 2 - person.past**2)
    for index, candidate in enumerate(problem.candidates):
        mine = [each for each in plan.seatings if each.candidate == index]
        total += weights.left_out * (len(candidate.sessions) - len(mine))
        total += _inversions(candidate, mine) * weights.inversion
        total += sum(each.start for each in mine) * weights.late
        for day in candidate.days:
            taken = {slot for each in mine if day.slots >> each.start & 1 for slot in _slots(candidate, each)}
            standing = {slot for start, end in day.standing for slot in range(start, end)}
            if taken:
                total += 0 if standing else weights.day
                total += weights.idle * (_holes(taken | standing) - _holes(standing))
    return (
        total + _moves(problem, plan) + weights.wish * _against_wishes(problem, plan) + _unseen(problem, plan)
    )


def _slots(candidate: Candidate, seating: Seating) -> set[int]:
    return set(range(seating.start, seating.start + candidate.sessions[seating.session].length))


def _holes(slots: set[int]) -> int:
    return max(slots) - min(slots) + 1 - len(slots) if slots else 0


def _inversions(candidate: Candidate, mine: list[Seating]) -> int:
    ranks = [candidate.sessions[each.session].rank for each in sorted(mine, key=lambda each: each.start)]
    return sum(early > late for i, early in enumerate(ranks) for late in ranks[i:])


def _against_wishes(problem: Problem, plan: Plan) -> int:
    """Count the seats of which some slot is not among those that their person prefers."""
    return sum(
        not all(problem.people[who].preferred >> slot & 1 for slot in slots)
        for each in plan.seatings
        for slots in (_slots(problem.candidates[each.candidate], each),)
        for who in each.people
        if problem.people[who].preferred is not None
    )


def _unseen(problem: Problem, plan: Plan) -> int:
    """What the sessions cost that no trainee could watch, where trainees wait for their kind."""
    total = 0
    for each in plan.seatings:
        candidate = problem.candidates[each.candidate]
        kind, slots = candidate.sessions[each.session].kind, _slots(candidate, each)
        waiting = [who for who in problem.people if kind in who.shadows and who.shadow_need]
        if not any(all(who.free >> slot & 1 for slot in slots) for who in waiting):
            total += problem.unseen.get(kind, 0)
    return total


def _moves(problem: Problem, plan: Plan) -> int:
    placed = {(each.candidate, each.session): each for each in plan.seatings}
    moves = 0
    for want in problem.wanted:
        have = placed.get((want.candidate, want.session))
        if have is not None:
            stays = have.start == want.start
            moves += len(have.people) - (len(set(have.people) & set(want.people)) if stays else 0)
    return moves * problem.weights.move


def _seating(problem: Problem, each: Seating) -> list[str]:
    candidate = problem.candidates[each.candidate]
    session = candidate.sessions[each.session]
    kinds = [need.kind for need in session.needs for _ in range(need.count)]
    slots = _slots(candidate, each)
    rules = {
        "seats": len(kinds) == len(each.people),
        "kinds": all(k in problem.people[who].kinds for k, who in zip(kinds, each.people, strict=False)),
        "conflict": not candidate.conflicts & set(each.people),
        "people free": all(problem.people[who].free >> slot & 1 for who in each.people for slot in slots),
        "candidate free": all(candidate.free >> slot & 1 for slot in slots),
        "start": session.starts is None or bool(session.starts >> each.start & 1),
        "day": any(all(day.slots >> slot & 1 for slot in slots) for day in candidate.days),
    }
    return [f"{name} of {each}" for name, kept in rules.items() if not kept]


def _candidate(candidate: Candidate, mine: list[Seating]) -> list[str]:
    found = []
    people = [who for each in mine for who in each.people]
    if len(set(people)) < len(people):
        found.append(f"one person twice in {mine}")
    ends = {each.session: each.start + candidate.sessions[each.session].length for each in mine}
    ordered = sorted(mine, key=lambda each: each.start)
    for one, two in pairwise(ordered):
        if two.start < ends[one.session] + candidate.gap:
            found.append(f"no gap between {one} and {two}")
    found += [
        f"too early: {each}"
        for each in mine
        if any(ends.get(i, each.start + 1) > each.start for i in candidate.sessions[each.session].after)
    ]
    used = 0
    for day in candidate.days:
        today = [candidate.sessions[each.session].length for each in mine if day.slots >> each.start & 1]
        used += bool(today or day.standing)
        if today and (len(today) > day.most or sum(today) > day.room):
            found.append(f"a day too full in {mine}")
    if used > max(candidate.max_days, sum(bool(day.standing) for day in candidate.days)):
        found.append(f"too many days in {mine}")
    return found


def _person(problem: Problem, person: Person, mine: list[Seating]) -> list[str]:
    found = []
    ordered = sorted(mine, key=lambda each: each.start)
    for one, two in pairwise(ordered):
        length = problem.candidates[one.candidate].sessions[one.session].length
        if two.start < one.start + length + person.rest:
            found.append(f"no rest between {one} and {two}")
    return found + [
        f"over the limit of {limit.most}: {mine}"
        for limit in person.limits
        if sum(limit.starts >> each.start & 1 for each in mine) > limit.most
    ]


def _shadows(problem: Problem, plan: Plan) -> list[str]:
    found: list[str] = []
    placed = {(each.candidate, each.session): each for each in plan.seatings}
    busy: dict[int, set[int]] = defaultdict(set)
    for each in plan.seatings:
        for who in each.people:
            busy[who] |= _slots(problem.candidates[each.candidate], each)
            last = each.start + problem.candidates[each.candidate].sessions[each.session].length
            busy[who] |= set(range(last, last + problem.people[who].rest))
    for shadow in plan.shadows:
        seating = placed.pop((shadow.candidate, shadow.session), None)
        if seating is None:
            found.append(f"no seat for {shadow}")
            continue
        candidate, person = problem.candidates[shadow.candidate], problem.people[shadow.person]
        slots = _slots(candidate, seating)
        rules = {
            "kind": candidate.sessions[shadow.session].kind in person.shadows,
            "free": all(person.free >> slot & 1 for slot in slots),
            "conflict": shadow.person not in candidate.conflicts,
            "busy": not busy[shadow.person] & slots,
        }
        busy[shadow.person] |= slots
        found += [f"{name} of {shadow}" for name, kept in rules.items() if not kept]
    return found

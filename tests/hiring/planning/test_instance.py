"""Files of the exchange format become problems, and plans become files."""

from hiring.planning.instance import read_problem, write_plan
from hiring.planning.problem import Need, Plan, Seating, Session, Shadow, slots_of

from .instances import company

PERSON = {"tz": 0, "free": "0x7", "quals": [1, 4], "weekly": 2, "past": 3, "trainee_for": 0, "shadow_need": 2}
CANDIDATE = {"tz": 2, "free": hex(1 << 44 | 1 << 46), "loop": [[4, 3]], "max_per_day": 3, "max_days": 2}


def test_people_and_candidates_are_read_with_their_limits_and_days() -> None:
    data = {"horizon": 384, "interviewers": [PERSON], "candidates": [CANDIDATE], "coi": [[0, 0]]}

    problem = read_problem(data)

    (person,), (candidate,) = problem.people, problem.candidates
    assert (person.free, person.kinds, person.past, person.rest) == (7, frozenset({1, 4}), 3, 1)
    assert [(slots_of(each.starts)[0], each.most) for each in person.limits] == [(0, 2), (336, 2)]
    assert (person.shadows, person.shadow_need) == (frozenset({0}), 2)
    assert candidate.sessions == (Session(4, 3, (Need(4),)),)
    assert [(slots_of(day.slots)[0], slots_of(day.slots)[-1]) for day in candidate.days] == [
        (0, 45),
        (46, 93),
    ]
    assert candidate.conflicts == {0}


def test_a_plan_is_written_seat_by_seat() -> None:
    plan = Plan((Seating(0, 1, 20, (7, 9)),), (Shadow(0, 1, 3),))

    assert write_plan(plan) == {"assignments": [[0, 1, 7, 20], [0, 1, 9, 20]], "shadows": [[0, 1, 3]]}


def test_every_free_slot_of_an_invented_candidate_lies_in_one_of_their_days() -> None:
    for candidate in read_problem(company(5, 6, 2)).candidates:
        days = 0
        for day in candidate.days:
            assert not days & day.slots
            days |= day.slots
        assert candidate.free & ~days == 0

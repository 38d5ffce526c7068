"""Calendars become slots without rounding what matters, also when clocks change."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from hiring.planning.problem import Limit, slots_of
from hiring.planning.schedule import schedule
from hiring.planning.translation import Translation
from hiring.planning.types import Interval, Placement, ScheduleRequest, ScheduleRules

from .examples import at, interviewer, loop, session, span


def test_a_slot_divides_everything_that_is_asked_for() -> None:
    rules = ScheduleRules(grid_minutes=15, gap_minutes=10, buffer_minutes=0)
    request = ScheduleRequest((loop(session("depth", 50), session("screen", 30)),), (), rules)

    problem = Translation(request).problem

    (candidate,) = problem.candidates
    assert problem.slot_minutes == 5
    assert [each.length for each in candidate.sessions] == [10, 6]
    assert candidate.gap == 2


def test_what_stands_takes_time_load_and_limits() -> None:
    kept = Placement("c1", 0, at(0, 9), at(0, 10), ("ada",))
    ada = interviewer(
        "Ada", "depth", availability=(span(0, 9, 12),), busy=(span(0, 11, 12),), day_limit=3, week_limit=2
    )
    request = ScheduleRequest(
        (loop(session("depth"), session("depth"), windows=(span(0, 9, 12),)),),
        (ada,),
        ScheduleRules(grid_minutes=60, buffer_minutes=15),
        kept=(kept,),
    )

    translation = Translation(request)

    (person,), (candidate,) = translation.problem.people, translation.problem.candidates
    assert [translation.line.moment(slot) for slot in slots_of(person.free)] == [at(0, 10, 15), at(0, 10, 30)]
    assert (person.past, person.rest) == (1, 1)
    assert sorted(limit.most for limit in person.limits) == [1, 2, 2, 3, 3]
    assert candidate.conflicts == {0}
    assert [day.standing for day in candidate.days] == [(translation.line.touched(kept.interval),)]
    assert candidate.days[0].room == 300 // 15 - 4


def test_days_have_the_length_of_the_local_clock() -> None:
    """Berlin puts its clocks forward on Sunday, 29 March 2026, and back on Sunday, 25 October."""
    spring = Interval(at(5, 12), at(7, 12))
    autumn = Interval(at(5, 12) + timedelta(weeks=30), at(7, 12) + timedelta(weeks=30))

    for window, hours in ((spring, 23), (autumn, 25)):
        request = ScheduleRequest((loop(session("depth"), windows=(window,), time_zone="Europe/Berlin"),), ())
        translation = Translation(request)
        days = dict(translation.line.days("Europe/Berlin"))
        sunday = date(2026, 3, 29) if hours == 23 else date(2026, 10, 25)
        assert days[sunday].bit_count() == hours * 4
        whole = 0
        for slots in days.values():
            assert not whole & slots
            whole |= slots
        assert whole.bit_count() == translation.line.horizon


def test_a_limit_of_a_week_counts_the_days_of_the_persons_own_week() -> None:
    """Monday 00:00 in Sydney is Sunday 13:00 UTC, so its week has the slots from there on."""
    ada = interviewer("Ada", "depth", week_limit=1, time_zone="Australia/Sydney")
    request = ScheduleRequest((loop(session("depth"), windows=(span(5, 9, 10), span(8, 9, 10))),), (ada,))

    translation = Translation(request)

    first, second = translation.problem.people[0].limits
    assert isinstance(first, Limit)
    assert translation.line.moment(slots_of(second.starts)[0]) == at(6, 13)
    assert first.starts | second.starts == (1 << translation.line.horizon) - 1


def test_preferred_hours_become_slots_and_none_are_no_wish() -> None:
    ada = interviewer("Ada", "depth", preferred=(span(0, 9, 10),))
    request = ScheduleRequest((loop(session("depth")),), (ada, interviewer("Ben", "depth")))

    translation = Translation(request)

    one, two = translation.problem.people
    assert one.preferred is not None
    assert [translation.line.moment(slot) for slot in slots_of(one.preferred)][0::3] == [
        at(0, 9),
        at(0, 9, 45),
    ]
    assert two.preferred is None
    assert translation.problem.weights.wish * 2 == translation.problem.weights.load


def test_no_windows_at_all_are_a_problem_without_days() -> None:
    request = ScheduleRequest((loop(session("depth"), windows=()),), (interviewer("Ada", "depth"),))

    (candidate,) = Translation(request).problem.candidates

    assert (candidate.days, candidate.free) == ((), 0)
    assert [out.reasons for out in schedule(request).unplaced] == [
        ("Candidate c1 has no free window of 60 minutes.",)
    ]


def test_wanted_places_that_no_longer_exist_are_passed_over() -> None:
    request = ScheduleRequest((loop(session("depth")),), (interviewer("Ada", "depth"),))
    stays = Placement("c1", 0, at(0, 9), at(0, 10), ("ada", "zoe"))
    odd = replace(stays, start=at(0, 9, 7), end=at(0, 10, 7))
    strange = replace(stays, candidate="c9")

    (wanted,) = Translation(request, (stays, odd, strange)).problem.wanted

    assert wanted.people == (0,)


# --- what a wish is worth ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("wish", "start"), [(span(3, 14, 15), at(3, 14)), (span(4, 14, 15), at(0, 9))])
def test_a_wish_is_worth_three_and_a_half_days(wish: Interval, start: datetime) -> None:
    ada = interviewer("Ada", "depth", preferred=(wish,))

    assert schedule(ScheduleRequest((loop(session("depth")),), (ada,))).placements[0].start == start


def test_a_wish_gives_way_to_even_load() -> None:
    people = (interviewer("Ada", "depth", preferred=(span(1, 9, 10),)), interviewer("Ben", "depth"))
    loops = tuple(loop(session("depth"), candidate=f"c{i}", windows=(span(0, 9, 11),)) for i in range(2))

    result = schedule(ScheduleRequest(loops, people))

    assert sorted(each.interviewers for each in result.placements) == [("ada",), ("ben",)]


def test_wishes_give_way_to_fewer_days() -> None:
    days = {name: (span(day, 9, 17),) for day, name in enumerate(("Ada", "Ben", "Cy"))}
    people = tuple(interviewer(name, "depth", preferred=wish) for name, wish in days.items())

    result = schedule(ScheduleRequest((loop(*[session("depth")] * 3),), people))

    assert len({each.start.date() for each in result.placements}) == 1


# --- what a trainee's seat is worth --------------------------------------------------------------------------


def test_a_session_waits_for_a_trainee_who_can_come_within_three_and_a_half_days() -> None:
    ada = interviewer("Ada", "depth")
    thursday, friday = (
        interviewer("Tess", availability=(span(day, 14, 15),), watches=frozenset({"depth"}), watch_count=1)
        for day in (3, 4)
    )

    starts = [
        schedule(ScheduleRequest((loop(session("depth")),), (ada, trainee))).placements[0].start
        for trainee in (thursday, friday)
    ]

    assert starts == [at(3, 14), at(0, 9)]


def test_more_sessions_than_a_trainee_needs_share_what_the_seats_are_worth() -> None:
    tess = interviewer("Tess", watches=frozenset({"depth", "screen"}), watch_count=2)
    loops = tuple(loop(session("depth"), candidate=f"c{i}") for i in range(5))

    problem = Translation(ScheduleRequest(loops, (interviewer("Ada", "depth"), tess))).problem

    assert problem.unseen == {0: problem.weights.load // 2 * 2 // 5}
    assert [(person.shadows, person.shadow_need) for person in problem.people] == [
        (frozenset(), 0),
        (frozenset({0}), 2),
    ]


def test_a_trainee_who_waits_for_several_kinds_is_worth_no_more_than_for_one() -> None:
    tess = interviewer("Tess", watches=frozenset({"depth", "screen"}), watch_count=2)
    loops = (
        *(loop(session("depth"), candidate=f"c{i}") for i in range(3)),
        loop(session("screen"), candidate="c3"),
    )

    problem = Translation(ScheduleRequest(loops, (interviewer("Ada", "depth", "screen"), tess))).problem

    each = problem.weights.load // 2 * 2 // 4
    assert problem.unseen == {0: each, 1: each}

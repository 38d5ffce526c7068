"""Schedules are checked by the independent checker and, where tiny, against every placing there is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.planning.audit import check_schedule
from hiring.planning.intervals import WorkingHours, working_intervals
from hiring.planning.schedule import schedule
from hiring.planning.types import (
    CandidateLoop,
    Interval,
    Interviewer,
    Placement,
    PlannedSession,
    Schedule,
    ScheduleRequest,
    ScheduleRules,
    Unplaced,
)

from .examples import MONDAY, at, interviewer, loop, office_week, session, span

SCREEN = session("screen", 30, order=0)


def placed(request: ScheduleRequest) -> Schedule:
    """A schedule that the independent checker accepts."""
    result = schedule(request)
    assert check_schedule(request, result) == []
    return result


def test_a_loop_is_placed_with_the_screen_first_and_everybody_once() -> None:
    people = [interviewer(name, "screen", "depth", "panel") for name in ("Ada", "Ben", "Cy", "Dee")]
    request = ScheduleRequest((loop(session("panel", seats=2), session("depth"), SCREEN),), tuple(people))

    result = placed(request)

    assert result.unplaced == ()
    assert min(result.placements, key=lambda each: each.start).session == 2
    assert sorted(who for each in result.placements for who in each.interviewers) == [
        "ada",
        "ben",
        "cy",
        "dee",
    ]


def test_the_whole_loop_is_put_on_one_day_without_gaps() -> None:
    people = tuple(interviewer(name, "depth") for name in ("Ada", "Ben", "Cy"))

    result = placed(ScheduleRequest((loop(*[session("depth")] * 3),), people))

    assert sorted(each.start for each in result.placements) == [at(0, 9), at(0, 10), at(0, 11)]


def test_load_is_spread_evenly() -> None:
    people = tuple(interviewer(name, "depth") for name in ("Ada", "Ben", "Cy"))
    loops = tuple(loop(session("depth"), candidate=f"c{i}") for i in range(6))

    result = placed(ScheduleRequest(loops, people))

    assert sorted(each.interviewers[0] for each in result.placements) == [
        "ada",
        "ada",
        "ben",
        "ben",
        "cy",
        "cy",
    ]


def test_a_candidate_with_few_options_is_not_crowded_out() -> None:
    ada = interviewer("Ada", "depth", availability=(span(0, 9, 11),))
    wide = loop(session("depth"), candidate="wide")
    narrow = loop(session("depth"), candidate="narrow", windows=(span(0, 9, 10),))

    result = placed(ScheduleRequest((wide, narrow), (ada,)))

    assert [(each.candidate, each.start) for each in result.placements] == [
        ("wide", at(0, 10)),
        ("narrow", at(0, 9)),
    ]


def test_kept_placements_stay_and_take_their_people() -> None:
    kept = Placement("c1", 0, at(0, 9), at(0, 10), ("ada",))
    people = (interviewer("Ada", "depth"), interviewer("Ben", "depth"))
    request = ScheduleRequest(
        (loop(session("depth"), session("depth")),), people, ScheduleRules(gap_minutes=20), kept=(kept,)
    )

    result = placed(request)

    assert result.placements == (kept, Placement("c1", 1, at(0, 10, 30), at(0, 11, 30), ("ben",)))


def test_what_comes_before_a_kept_session_is_placed_before_it() -> None:
    kept = Placement("c1", 1, at(1, 9), at(1, 10), ("ada",))
    ben = interviewer("Ben", "screen", availability=(span(1, 9, 17), span(0, 16, 17)))
    request = ScheduleRequest((loop(SCREEN, session("depth")),), (interviewer("Ada"), ben), kept=(kept,))

    assert placed(request).placements[0].start == at(0, 16)


def test_scored_sessions_stand_in_their_order_where_that_is_possible() -> None:
    sessions = [
        session(kind, scored=True, order=order) for kind, order in (("panel", 3), ("depth", 1), ("case", 2))
    ]
    people = [interviewer(kind, kind) for kind in ("panel", "depth", "case")]
    late = replace(people[1], availability=(span(0, 16, 17),))

    free = placed(ScheduleRequest((loop(*sessions),), tuple(people)))
    tight = placed(ScheduleRequest((loop(*sessions),), (people[0], late, people[2])))

    assert [each.start.hour for each in free.placements] == [11, 9, 10]
    assert [each.start.hour for each in tight.placements] == [10, 16, 9]


def test_a_scored_session_without_people_holds_up_no_other() -> None:
    sessions = (session("depth", scored=True, order=1), session("panel", scored=True, order=2))

    result = placed(
        ScheduleRequest((loop(*sessions, windows=(span(0, 9, 12),)),), (interviewer("Ada", "panel"),))
    )

    assert [each.session for each in result.placements] == [1]


def test_nothing_starts_before_the_earliest_moment() -> None:
    request = ScheduleRequest(
        (loop(session("depth")),), (interviewer("Ada", "depth"),), not_before=at(2, 11, 7)
    )

    assert placed(request).placements[0].start == at(2, 11, 15)


def test_a_long_loop_is_spread_over_days() -> None:
    people = tuple(interviewer(name, "depth") for name in ("Ada", "Ben", "Cy"))
    request = ScheduleRequest(
        (loop(*[session("depth")] * 3),), people, ScheduleRules(candidate_minutes_per_day=120)
    )

    assert sorted({each.start.date() for each in placed(request).placements}) == [
        MONDAY,
        MONDAY + timedelta(days=1),
    ]


@pytest.mark.parametrize(("own", "minute"), [(0, 15), (30, 30)])
def test_buffers_keep_interviewers_apart_from_what_they_come_from(own: int, minute: int) -> None:
    ada = interviewer("Ada", "depth", availability=(span(0, 9, 13),), busy=(span(0, 10, 11),))
    ada = replace(ada, buffer_minutes=own)
    request = ScheduleRequest((loop(session("depth")),), (ada,), ScheduleRules(buffer_minutes=15))

    assert placed(request).placements[0].start == at(0, 11, minute)


def test_limits_count_on_the_local_day_of_the_interviewer() -> None:
    """22:30 UTC on Monday is Tuesday in Sydney, so Monday's interview there does not count."""
    windows = (Interval(at(0, 22, 30), at(0, 23, 30)),)
    ada = interviewer(
        "Ada",
        "depth",
        availability=windows,
        booked=(span(0, 3, 4),),
        day_limit=1,
        time_zone="Australia/Sydney",
    )
    request = ScheduleRequest((loop(session("depth"), windows=windows),), (ada,))

    assert len(placed(request).placements) == 1
    in_utc = replace(request, interviewers=(replace(ada, time_zone="UTC"),))
    assert placed(in_utc).unplaced[0].reasons[1] == "Ada is at 1 of 1 on 23 March 2026."


def test_across_a_clock_change_people_in_two_zones_meet_inside_both_office_hours() -> None:
    """London and New York share 13:00 to 17:00 UTC before the British change, 13:00 to 16:00 after it."""
    days = (date(2026, 3, 27), date(2026, 3, 30))
    hours = [WorkingHours(day, time(9), time(17)) for day in range(5)]
    london = working_intervals(hours, "Europe/London", *days)
    york = working_intervals(hours, "America/New_York", *days)
    candidates = [loop(session("depth", 240), candidate=f"c{i}", windows=london) for i in range(2)]
    cal = interviewer("Cal", "depth", availability=york, time_zone="America/New_York")
    request = ScheduleRequest(tuple(candidates), (cal,))

    result = placed(request)

    friday = result.placements[0]
    assert (friday.start, friday.end) == (at(4, 13), at(4, 17))
    assert result.unplaced == (
        Unplaced(
            "c1",
            0,
            (
                "No interviewer qualified for Depth is free inside the candidate's windows.",
                "Cal is busy whenever the candidate is free.",
            ),
        ),
    )
    shorter = replace(candidates[1], sessions=(session("depth", 180),))
    assert placed(replace(request, loops=(candidates[0], shorter))).placements[1].start == at(7, 13)


def test_two_loops_of_one_candidate_are_refused() -> None:
    with pytest.raises(ValueError, match="Two loops share an id"):
        schedule(ScheduleRequest((loop(), loop()), ()))


def test_a_kept_placement_of_a_session_that_is_not_there_is_refused() -> None:
    stray = Placement("c1", 1, at(0, 9), at(0, 10), ("ada",))

    with pytest.raises(ValueError, match="The loop of candidate c1 has no session 1"):
        schedule(ScheduleRequest((loop(session("depth")),), (), kept=(stray,)))


def test_the_same_request_gives_the_same_schedule() -> None:
    people = tuple(interviewer(name, "depth") for name in ("Ada", "Ben", "Cy"))
    request = ScheduleRequest(
        tuple(loop(*[session("depth")] * 2, candidate=f"c{i}") for i in range(3)), people
    )

    assert schedule(request) == schedule(replace(request, interviewers=people[::-1]))


# --- properties ---------------------------------------------------------------------------------------------

zones = st.sampled_from(("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"))
kinds = st.sampled_from(("screen", "depth", "panel"))
able = st.frozensets(kinds, min_size=2)
limits = st.sampled_from((None, None, 0, 1, 2))


def spans(days: int, first: int, last: int, most: int) -> st.SearchStrategy[Interval]:
    return st.builds(
        lambda day, start, length: span(day, start, start + length),
        st.integers(0, days - 1),
        st.integers(first, last),
        st.integers(1, most),
    )


calendars = st.one_of(
    zones.map(lambda zone: office_week(zone, 8)),
    st.lists(spans(8, 6, 16, 6), min_size=1, max_size=4).map(tuple),
)


@st.composite
def interviewers(draw: st.DrawFn) -> tuple[Interviewer, ...]:
    names = ("Ada", "Ben", "Cy", "Dee", "Eve")[: draw(st.integers(2, 5))]
    return tuple(
        interviewer(
            name,
            *draw(able),
            availability=draw(calendars),
            busy=draw(st.lists(spans(8, 6, 16, 6), max_size=2).map(tuple)),
            booked=draw(st.lists(spans(8, 6, 16, 1), max_size=1).map(tuple)),
            day_limit=draw(limits),
            week_limit=draw(limits),
            time_zone=draw(zones),
            conflicts=frozenset(draw(st.sampled_from(((), (), ("c0",), ("c1",))))),
        )
        for name in names
    )


sessions = st.builds(
    session,
    kinds,
    st.sampled_from((30, 50, 60)),
    seats=st.integers(1, 2),
    order=st.integers(0, 1),
    scored=st.booleans(),
)
loops = st.lists(
    st.builds(
        lambda windows, parts, zone: (windows, tuple(parts), zone),
        calendars,
        st.lists(sessions, min_size=1, max_size=3),
        zones,
    ),
    min_size=1,
    max_size=2,
).map(
    lambda many: tuple(
        loop(*parts, candidate=f"c{i}", windows=windows, time_zone=zone)
        for i, (windows, parts, zone) in enumerate(many)
    )
)
rule_sets = st.builds(
    ScheduleRules,
    gap_minutes=st.sampled_from((0, 10, 30)),
    buffer_minutes=st.sampled_from((0, 5)),
    candidate_minutes_per_day=st.sampled_from((60, 120, 300)),
)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.builds(ScheduleRequest, loops, interviewers(), rule_sets))
def test_every_schedule_passes_the_independent_checker_and_can_be_kept(request: ScheduleRequest) -> None:
    result = placed(request)

    again = placed(replace(request, kept=result.placements))
    assert again.placements == result.placements


@pytest.mark.parametrize("calendar", ["nobody", "empty", "busy"])
def test_nothing_is_placed_where_nobody_is_free(calendar: str) -> None:
    ada = interviewer("Ada", "depth")
    people = {
        "nobody": (),
        "empty": (replace(ada, availability=()),),
        "busy": (replace(ada, busy=(Interval(at(0, 0), at(9, 0)),)),),
    }[calendar]

    result = placed(ScheduleRequest((loop(session("depth"), session("depth")),), people))

    assert (result.placements, len(result.unplaced)) == ((), 2)


# --- every placing there is ---------------------------------------------------------------------------------


def all_placements(
    one: CandidateLoop, index: int, wanted: PlannedSession, people: tuple[Interviewer, ...]
) -> Iterator[Placement | None]:
    yield None
    starts = [window.start + timedelta(hours=n) for window in one.windows for n in range(6)]
    for start, seats in product(dict.fromkeys(starts), combinations(people, wanted.seats)):
        end = start + timedelta(minutes=wanted.minutes)
        yield Placement(one.candidate, index, start, end, tuple(person.id for person in seats))


def most_placed(request: ScheduleRequest) -> int:
    """The most sessions of the only loop that can be placed, by trying all."""
    (one,) = request.loops
    alone = [
        [each for each in all_placements(one, i, wanted, request.interviewers) if could_stand(request, each)]
        for i, wanted in enumerate(one.sessions)
    ]
    best = 0
    for picked in product(*alone):
        placements = tuple(each for each in picked if each is not None)
        if len(placements) > best and fine(request, *placements):
            best = len(placements)
    return best


def could_stand(request: ScheduleRequest, placement: Placement | None) -> bool:
    """Alone, and with whatever must come before it placed elsewhere."""
    return placement is None or fine(request, placement, but=frozenset({"order"}))


def fine(request: ScheduleRequest, *placements: Placement, but: frozenset[str] = frozenset()) -> bool:
    """No violation but for sessions that are missing."""
    found = {each.rule for each in check_schedule(request, Schedule(placements, ()))}
    return found <= {"complete"} | but


mornings = st.lists(spans(2, 9, 11, 2), min_size=1, max_size=2).map(tuple)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(
    mornings,
    st.lists(
        st.builds(
            session,
            kinds,
            st.just(60),
            seats=st.integers(1, 2),
            order=st.integers(0, 1),
            scored=st.booleans(),
        ),
        min_size=1,
        max_size=3,
    ),
    st.lists(st.tuples(able, mornings, limits), min_size=2, max_size=3),
)
def test_no_placing_of_one_loop_holds_more_sessions(
    windows: tuple[Interval, ...],
    parts: list[PlannedSession],
    staff: list[tuple[frozenset[str], tuple[Interval, ...], int | None]],
) -> None:
    people = tuple(
        interviewer(f"P{i}", *kinds_of, availability=free, day_limit=limit)
        for i, (kinds_of, free, limit) in enumerate(staff)
    )
    rules = ScheduleRules(grid_minutes=60, candidate_minutes_per_day=120)
    request = ScheduleRequest((loop(*parts, windows=windows),), people, rules)

    assert len(placed(request).placements) == most_placed(request)

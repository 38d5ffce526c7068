"""One of these and one of those: every seat with a pool goes to one of its members, wherever that can be."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.planning.audit import check_schedule
from hiring.planning.pools import left_open, matched, seatable, wanted
from hiring.planning.repair import repair
from hiring.planning.schedule import schedule
from hiring.planning.types import Interviewer, Placement, PlannedSession, ScheduleRequest, ScheduleRules

from .examples import at, loop, member, session, span

PANEL = session("panel", seats=2, pools=("backend", "product"))
ADA, BEN, CY = member("Ada", "backend"), member("Ben", "product"), member("Cy", "backend", "product")
DEE = member("Dee")


# --- who can have which seat --------------------------------------------------------------------------------


def test_people_get_seats_of_their_own_pools() -> None:
    assert matched([{"product"}, {"backend"}], ("backend", "product")) == [1, 0]


def test_who_could_have_either_seat_makes_room() -> None:
    assert matched([{"backend", "product"}, {"backend"}], ("backend", "product")) == [1, 0]


def test_who_comes_later_takes_nobodys_seat() -> None:
    assert matched([{"backend"}, {"backend"}, set()], ("backend", "")) == [1, 0, None]


def test_a_seat_for_everybody_is_left_open_where_a_pool_has_room() -> None:
    assert left_open([{"backend"}], ("", "backend")) == ("",)


def test_a_session_without_pools_only_counts_people() -> None:
    both = session("panel", seats=2)

    assert [seatable(both, people) for people in ([ADA], [ADA, DEE])] == [False, True]


def test_a_session_with_pools_wants_one_of_each() -> None:
    crews = ([ADA, BEN], [ADA, CY], [ADA, DEE], [CY])

    assert [seatable(PANEL, people) for people in crews] == [True, True, False, False]


def test_whom_a_session_needs_in_words() -> None:
    sessions = (
        session("panel"),
        session("panel", seats=2),
        PANEL,
        session("panel", seats=4, pools=("backend", "", "backend")),
    )

    assert [wanted(each.seat_pools) for each in sessions] == [
        "1 interviewer",
        "2 interviewers",
        "one of the pool “backend” and one of the pool “product”",
        "2 of the pool “backend” and 2 more",
    ]


def test_only_the_named_seats_are_narrowed() -> None:
    half = session("panel", seats=2, pools=("backend",))

    assert half.seat_pools == ("backend", "")
    assert [half.may_take(each) for each in (ADA, DEE)] == [True, True]
    assert [PANEL.may_take(each) for each in (ADA, DEE)] == [True, False]
    assert PANEL.may_take(replace(ADA, qualified=frozenset())) is False


# --- schedules ----------------------------------------------------------------------------------------------


def test_a_panel_has_one_of_these_and_one_of_those_in_the_order_of_its_seats() -> None:
    request = ScheduleRequest((loop(PANEL),), (DEE, BEN, ADA))

    result = schedule(request)

    assert check_schedule(request, result) == []
    assert result.placements == (Placement("c1", 0, at(0, 9), at(0, 10), ("ada", "ben")),)


def test_seats_of_one_pool_need_not_stand_together() -> None:
    wide = session("panel", seats=3, pools=("backend", "product", "backend"))
    people = (ADA, BEN, member("Eve", "backend"))

    (placement,) = schedule(ScheduleRequest((loop(wide),), people)).placements

    assert (placement.interviewers[1], {*placement.interviewers}) == ("ben", {"ada", "ben", "eve"})


def test_qualification_is_asked_besides() -> None:
    layman = replace(ADA, qualified=frozenset({"depth"}))

    result = schedule(ScheduleRequest((loop(PANEL),), (layman, BEN)))

    assert [each.reasons for each in result.unplaced] == [
        ("Panel needs one of the pool “backend” and one of the pool “product”; only Ben is qualified.",)
    ]


def test_a_pool_without_qualified_members_is_said() -> None:
    lone = loop(session("panel", pools=("backend",)))

    result = schedule(ScheduleRequest((lone,), (BEN, DEE)))

    assert [each.reasons for each in result.unplaced] == [
        ("Panel needs one of the pool “backend”; nobody of them is qualified.",)
    ]


def test_people_who_are_never_free_together_are_named() -> None:
    early = replace(ADA, availability=(span(0, 9, 12),))
    late = replace(BEN, availability=(span(0, 13, 16),))

    result = schedule(ScheduleRequest((loop(PANEL),), (early, late)))

    sentence = (
        "Panel needs one of the pool “backend” and one of the pool “product” at one time; "
        "Ada, Ben are free, but not with a second person."
    )
    assert [each.reasons for each in result.unplaced] == [(sentence,)]


def test_a_repair_leaves_people_of_pools_where_they_are() -> None:
    agreed = Placement("c1", 0, at(2, 14), at(2, 15), ("ben", "ada"))
    request = ScheduleRequest((loop(PANEL),), (ADA, BEN, CY))

    mended = repair(request, [agreed])

    assert (mended.moved, mended.dropped) == ((), ())


def test_a_repair_asks_another_member_of_the_pool() -> None:
    agreed = Placement("c1", 0, at(2, 14), at(2, 15), ("ada", "ben"))
    ill = replace(ADA, availability=())
    request = ScheduleRequest((loop(PANEL),), (ill, BEN, DEE, member("Eve", "backend")))

    (move,) = repair(request, [agreed]).moved

    assert move.after == replace(agreed, interviewers=("eve", "ben"))


# --- properties: an own count of every placing there is -------------------------------------------------------

memberships = st.frozensets(st.sampled_from(("a", "b")))
hours = st.lists(st.integers(9, 11), min_size=1, max_size=3, unique=True)
panels = st.integers(1, 3).flatmap(
    lambda seats: st.lists(st.sampled_from(("", "a", "b")), max_size=seats).map(
        lambda pools: session("panel", seats=seats, pools=tuple(pools))
    )
)


def sits(person: Interviewer, pool: str) -> bool:
    return "panel" in person.qualified and (pool == "" or pool in person.pools)


def hour(person: Interviewer, start: int) -> bool:
    return any(each.contains(span(0, start, start + 1)) for each in person.availability)


def seatings(
    one: PlannedSession, people: tuple[Interviewer, ...]
) -> Iterator[tuple[int, tuple[str, ...]] | None]:
    """Every hour and every row of people for the session's seats, and none."""
    yield None
    pools = [*one.pools, *[""] * one.seats][: one.seats]
    for start, row in product((9, 10, 11), permutations(people, one.seats)):
        if all(sits(who, pool) and hour(who, start) for who, pool in zip(row, pools, strict=True)):
            yield start, tuple(who.id for who in row)


def most(parts: list[PlannedSession], people: tuple[Interviewer, ...]) -> int:
    """The most sessions of one candidate that can be held, at different hours and by different people."""
    best = 0
    for picked in product(*(list(seatings(one, people)) for one in parts)):
        held = [each for each in picked if each is not None]
        everybody = [who for _, row in held for who in row]
        if len({start for start, _ in held}) == len(held) and len({*everybody}) == len(everybody):
            best = max(best, len(held))
    return best


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    st.lists(panels, min_size=1, max_size=2),
    st.lists(st.tuples(memberships, hours), min_size=1, max_size=4),
)
def test_no_placing_holds_more_and_every_seat_goes_to_a_member_of_its_pool(
    parts: list[PlannedSession], staff: list[tuple[frozenset[str], list[int]]]
) -> None:
    people = tuple(
        member(f"P{i}", *pools, availability=tuple(span(0, each, each + 1) for each in free))
        for i, (pools, free) in enumerate(staff)
    )
    rules = ScheduleRules(grid_minutes=60)
    request = ScheduleRequest((loop(*parts, windows=(span(0, 9, 12),)),), people, rules)
    known = {each.id: each for each in people}

    result = schedule(request)

    assert check_schedule(request, result) == []
    assert len(result.placements) == most(parts, people)
    for each in result.placements:
        seats = zip(each.interviewers, parts[each.session].seat_pools, strict=True)
        assert all(sits(known[who], pool) for who, pool in seats)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(
    st.lists(panels, min_size=1, max_size=3),
    st.lists(memberships, min_size=2, max_size=5),
    st.integers(1, 3),
)
def test_many_loops_keep_their_pools_and_can_be_kept(
    parts: list[PlannedSession], staff: list[frozenset[str]], count: int
) -> None:
    people = tuple(member(f"P{i}", *pools, day_limit=2) for i, pools in enumerate(staff))
    request = ScheduleRequest(tuple(loop(*parts, candidate=f"c{i}") for i in range(count)), people)

    result = schedule(request, steps=3)

    assert check_schedule(request, result) == []
    kept = schedule(replace(request, kept=result.placements), steps=0)
    assert kept.placements == result.placements
    if not result.unplaced:
        mended = repair(request, result.placements, steps=1)
        assert (mended.moved, mended.dropped) == ((), ())


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(memberships, max_size=4), st.lists(st.sampled_from(("", "a", "b")), max_size=4))
def test_nobody_more_could_be_seated(people: list[frozenset[str]], pools: list[str]) -> None:
    found = matched(people, pools)

    seats = [seat for seat in found if seat is not None]
    assert len({*seats}) == len(seats)
    assert all(
        not pools[seat] or pools[seat] in people[who] for who, seat in enumerate(found) if seat is not None
    )
    rows = permutations([*range(len(pools)), *[None] * len(people)], len(people))
    assert len(seats) == max(
        sum(seat is not None for seat in row)
        for row in rows
        if all(seat is None or pools[seat] in ("", *people[who]) for who, seat in enumerate(row))
    )


def test_a_placing_that_a_pool_forbids_is_found() -> None:
    rules = {
        row: {
            each.rule
            for each in check_schedule(
                ScheduleRequest((loop(PANEL),), (ADA, BEN, DEE)),
                replace(
                    schedule(ScheduleRequest((), ())),
                    placements=(Placement("c1", 0, at(0, 9), at(0, 9) + timedelta(hours=1), row),),
                ),
            )
        }
        for row in (("ada", "ben"), ("ben", "ada"), ("ada", "dee"), ("ada",))
    }

    assert rules == {
        ("ada", "ben"): set(),
        ("ben", "ada"): set(),
        ("ada", "dee"): {"pool"},
        ("ada",): {"seats", "pool"},
    }

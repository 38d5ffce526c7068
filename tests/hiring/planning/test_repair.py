"""After a change as much as possible stays as it was agreed."""

from dataclasses import replace

from hiring.planning.audit import check_schedule
from hiring.planning.repair import Move, difference, repair
from hiring.planning.schedule import schedule
from hiring.planning.types import Placement, Schedule, ScheduleRequest

from .examples import at, interviewer, loop, session, span

PEOPLE = tuple(interviewer(name, "depth", "panel") for name in ("Ada", "Ben", "Cy", "Dee"))
REQUEST = ScheduleRequest(
    tuple(loop(session("depth"), session("panel"), candidate=f"c{i}") for i in range(4)), PEOPLE
)


def test_nothing_moves_when_nothing_changed() -> None:
    agreed = schedule(REQUEST).placements

    mended = repair(REQUEST, agreed)

    assert (mended.moved, mended.dropped, mended.added) == ((), (), ())
    assert mended.schedule.placements == agreed


def test_only_sessions_of_the_person_who_falls_ill_move() -> None:
    agreed = schedule(REQUEST).placements
    ill = replace(PEOPLE[0], availability=())
    now = replace(REQUEST, interviewers=(ill, *PEOPLE[1:]))

    mended = repair(now, agreed)

    assert check_schedule(now, mended.schedule) == []
    assert mended.schedule.unplaced == ()
    assert {move.before for move in mended.moved} == {each for each in agreed if "ada" in each.interviewers}


def test_a_new_candidate_takes_nobody_elses_time() -> None:
    agreed = schedule(REQUEST).placements
    coming = loop(session("depth"), candidate="late", windows=(span(1, 9, 11),))

    mended = repair(replace(REQUEST, loops=(*REQUEST.loops, coming)), agreed)

    assert mended.moved == ()
    assert [each.candidate for each in mended.added] == ["late"]


def test_what_cannot_be_placed_any_more_is_named() -> None:
    agreed = schedule(REQUEST).placements

    mended = repair(replace(REQUEST, interviewers=()), agreed)

    assert set(mended.dropped) == set(agreed)
    assert len(mended.schedule.unplaced) == len(agreed)


def test_the_same_people_in_another_order_are_no_move() -> None:
    before = Placement("c1", 0, at(0, 9), at(0, 10), ("ada", "ben"))
    turned, later = (
        replace(before, interviewers=("ben", "ada")),
        replace(before, start=at(0, 10), end=at(0, 11)),
    )

    assert difference(Schedule((turned,), ()), (before,)).moved == ()
    assert difference(Schedule((later,), ()), (before,)).moved == (Move(before, later),)

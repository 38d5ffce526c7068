"""What stands in the way and what would help are taken at their word: both are tried again with the scheduler."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.planning.audit import check_schedule
from hiring.planning.changes import changed
from hiring.planning.schedule import schedule
from hiring.planning.types import (
    CandidateLoop,
    Interviewer,
    Placement,
    Schedule,
    ScheduleRequest,
    ScheduleRules,
    Unplaced,
    WayKind,
    WayOut,
)
from hiring.planning.ways_out import ways_out

from .examples import at, interviewer, loop, member, session, span
from .scarce import crowds, requests

ADA, BEN = interviewer("Ada", "depth"), interviewer("Ben", "depth")
FULL = (span(1, 13, 14), span(2, 13, 14))
DEPTH = loop(session("depth"), windows=(span(0, 9, 12),))


def explained(one: CandidateLoop, *people: Interviewer, **details: Any) -> Unplaced:
    """The last session that stays out, with what was tried."""
    request = ScheduleRequest((one,), people, **details)
    return ways_out(request, schedule(request)).unplaced[-1]


def said(one: CandidateLoop, *people: Interviewer, **details: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sentences: what stands in the way, and what would help."""
    out = explained(one, *people, **details)
    return out.reasons, tuple(way.sentence for way in out.ways_out)


def test_the_only_people_are_at_their_limit_of_a_week() -> None:
    people = [replace(each, booked=FULL, week_limit=2) for each in (ADA, BEN)]

    assert said(DEPTH, *people) == (
        ("Only Ada and Ben may give Depth; both are at 2 of 2 in the week of 23 March 2026.",),
        ("Allow Ada 3 interviews a week instead of 2.", "Allow Ben 3 interviews a week instead of 2."),
    )


def test_each_person_is_named_with_what_keeps_them() -> None:
    people = (
        replace(ADA, booked=(span(0, 13, 14),), day_limit=1),
        replace(BEN, availability=(span(0, 14, 17),)),
        interviewer("Cy", "depth", conflicts=frozenset({"c1"})),
    )

    assert said(DEPTH, *people) == (
        (
            (
                "Only Ada, Ben and Cy may give Depth; Ada is at 1 of 1 on 23 March 2026, "
                "Ben is not available when Candidate c1 can come, "
                "Cy has to stay out of the interviews of Candidate c1."
            ),
            "Candidate c1 can come only at certain hours on 23 March 2026.",
        ),
        (
            "Allow Ada 2 interviews a day instead of 1.",
            "Ask Ben for Monday 23 March 2026, 09:00 to 10:00, outside their hours.",
            "Ask Candidate c1 for Monday 23 March 2026, 14:00 to 15:00, as well.",
            "Ask Candidate c1 for Tuesday 24 March 2026, 09:00 to 10:00, as well.",
        ),
    )


def test_many_people_are_counted_and_their_limits_named_together() -> None:
    people = [interviewer(f"P{number}", "depth", week_limit=0) for number in range(9)]

    assert said(DEPTH, *people) == (
        ("Only 9 people may give Depth; what stops them: their limits of a week.",),
        ("Allow P0 1 interview a week instead of 0.", "Allow P1 1 interview a week instead of 0."),
    )


def test_the_only_person_sits_in_another_session_of_the_loop() -> None:
    twice = replace(DEPTH, sessions=(session("depth"), session("depth")))

    assert said(twice, ADA, interviewer("Dee")) == (
        ("Only Ada may give Depth; Ada already sits in Depth of this loop.",),
        ("Qualify Dee for Depth.",),
    )


def test_a_session_waits_for_one_that_is_out_and_is_placed_with_it() -> None:
    ordered = replace(DEPTH, sessions=(session("screen", 30, order=0), session("depth")))

    dee, zoe = interviewer("Dee", "screen", week_limit=0), interviewer("Zoe")

    assert said(ordered, ADA, dee, zoe) == (
        ("Depth must come after Screen, which is not scheduled yet.",),
        ("Allow Dee 1 interview a week instead of 0.", "Qualify Zoe for Screen."),
    )


def test_two_sessions_that_lack_the_same_person_are_not_helped_by_one_change() -> None:
    ordered = replace(DEPTH, sessions=(session("screen", 30, order=0), session("depth")))
    people = [interviewer(name, "screen", "depth", week_limit=0) for name in ("Ada", "Ben")]

    assert said(ordered, *people) == (
        (
            "Only Ada and Ben may give Depth; both are at 0 of 0 in the week of 23 March 2026.",
            "Depth also waits for Screen, which is not scheduled yet.",
        ),
        (),
    )


def test_somebody_with_time_could_qualify() -> None:
    dee, eve = interviewer("Dee"), interviewer("Eve", busy=(span(0, 9, 12),))

    assert said(DEPTH, dee, eve) == (
        ("No interviewer is qualified for Depth.",),
        ("Qualify Dee for Depth.",),
    )


def test_a_longer_day_of_the_candidate_is_no_longer_than_needed() -> None:
    three = replace(DEPTH, sessions=(session("depth"), session("depth"), session("depth")))
    people = (ADA, BEN, interviewer("Cy", "depth"))

    reasons, ways = said(three, *people, rules=ScheduleRules(candidate_minutes_per_day=120))

    assert reasons == (
        "Candidate c1 can come only at certain hours on 23 March 2026.",
        "Candidate c1 sits at most 120 minutes on one day.",
    )
    assert ways == (
        "Ask Candidate c1 for Tuesday 24 March 2026, 09:00 to 10:00, as well.",
        "Ask Candidate c1 for Wednesday 25 March 2026, 09:00 to 10:00, as well.",
        "Let Candidate c1 sit 180 minutes on one day instead of 120.",
    )


def test_a_session_of_another_candidate_is_moved_where_that_frees_the_only_hour() -> None:
    ada = replace(ADA, availability=(span(0, 9, 11),))
    narrow = replace(DEPTH, windows=(span(0, 9, 10),))
    wide = loop(session("depth"), candidate="c2", windows=(span(0, 9, 11),))
    request = ScheduleRequest((narrow, wide), (ada,))
    taken = Placement("c2", 0, at(0, 9), at(0, 10), ("ada",))
    poor = Schedule((taken,), (Unplaced("c1", 0, ("Ada is busy.",)),))

    (out,) = ways_out(request, poor).unplaced

    assert out.reasons == (
        "Only Ada may give Depth.",
        "Candidate c1 can come only at certain hours on 23 March 2026.",
        "Interviews of other candidates take the time that is left.",
    )
    assert (
        WayOut(WayKind.MOVE, "c2", "Move Depth with Candidate c2 to Monday 23 March 2026, 10:00.")
        in out.ways_out
    )


def test_what_fits_is_only_to_be_planned_again() -> None:
    poor = Schedule((), (Unplaced("c1", 0, ("Nothing was found.",)),))

    (out,) = ways_out(ScheduleRequest((DEPTH,), (ADA,)), poor).unplaced

    assert out == Unplaced(
        "c1",
        0,
        ("Nothing was found.",),
        (WayOut(WayKind.AGAIN, "c1", "Plan Candidate c1 again: Depth fits beside everything else."),),
        tried=True,
    )


def test_everybody_is_looked_at_before_something_is_called_impossible() -> None:
    """Ada can give Depth only where Panel is; of those who could give Panel later, only the busiest is there."""
    ada = replace(ADA, availability=(span(0, 9, 10),))
    away = [interviewer(f"P{number:02}", "panel", availability=()) for number in range(12)]
    yan = interviewer("Yan", "panel", availability=(span(0, 9, 10),), booked=FULL)
    zed = interviewer("Zed", "panel", availability=(span(0, 10, 11),), booked=FULL)
    both = replace(DEPTH, sessions=(session("depth"), session("panel")))
    taken = Placement("c1", 1, at(0, 9), at(0, 10), ("yan",))
    poor = Schedule((taken,), (Unplaced("c1", 0, ("Ada is busy.",)),))

    (out,) = ways_out(ScheduleRequest((both,), (ada, *away, yan, zed)), poor).unplaced

    assert [way.kind for way in out.ways_out] == [WayKind.AGAIN]


def test_when_nothing_may_be_solved_any_more_it_says_that_it_did_not_try() -> None:
    request = ScheduleRequest((DEPTH, replace(DEPTH, candidate="c2")), (replace(ADA, week_limit=0),))
    result = schedule(request)

    first, second = ways_out(request, result, most=15).unplaced

    assert (first.tried, second) == (True, result.unplaced[1])


def test_who_waits_is_asked_before_each_session_and_may_end_the_trials() -> None:
    request = ScheduleRequest((DEPTH, replace(DEPTH, candidate="c2")), (replace(ADA, week_limit=0),))
    result = schedule(request)
    answers = iter((False, True))

    first, second = ways_out(request, result, should_stop=lambda: next(answers)).unplaced

    assert (first.tried, second) == (True, result.unplaced[1])


def test_a_change_that_helps_many_is_found_once() -> None:
    loops = tuple(replace(DEPTH, candidate=f"c{i}") for i in range(6))
    request = ScheduleRequest(loops, (replace(ADA, week_limit=0), replace(BEN, week_limit=0)))

    outs = ways_out(request, schedule(request), most=100).unplaced

    assert [[way.kind for way in out.ways_out] for out in outs] == [[WayKind.WEEK_LIMIT] * 2] * 6
    assert all(out.tried for out in outs)


# --- properties ---------------------------------------------------------------------------------------------


def narrowed(request: ScheduleRequest, result: Schedule, candidate: str, *more: int) -> CandidateLoop:
    """The candidate's loop with only what has a place, and more."""
    one = next(each for each in request.loops if each.candidate == candidate)
    placed = {each.session for each in result.placements if each.candidate == candidate}
    return replace(one, sessions=tuple(one.sessions[index] for index in sorted(placed | {*more})))


def after(request: ScheduleRequest, result: Schedule, out: Unplaced, way: WayOut) -> ScheduleRequest:
    """The changed request for the one loop, with what the way leaves alone as kept."""
    whole, now = (
        next(each for each in request.loops if each.candidate == out.candidate),
        changed(request, way),
    )
    wanted = whole.sessions[out.session]
    placed = {each.session for each in result.placements if each.candidate == out.candidate}
    before = [i for i, each in enumerate(whole.sessions) if i not in placed and each.must_precede(wanted)]
    loops = [narrowed(now, result, out.candidate, out.session, *before)]
    if way.kind == WayKind.MOVE:
        loops.append(narrowed(now, result, way.who))
    free = {each.candidate for each in loops}
    order = sorted({*placed, out.session, *before})
    own = [
        replace(each, session=order.index(each.session))
        for each in request.kept
        if each.candidate == out.candidate
    ]
    others = [each for each in result.placements if each.candidate not in free]
    return replace(now, loops=tuple(loops), kept=(*own, *others))


def one_by_one(request: ScheduleRequest) -> Schedule:
    """A schedule in which each loop was placed without a look at the next ones, so that moving some may help."""
    result = Schedule(request.kept, ())
    for one in request.loops:
        now = schedule(replace(request, loops=(one,), kept=result.placements), steps=0)
        result = Schedule(now.placements, (*result.unplaced, *now.unplaced))
    return result


@settings(max_examples=24, deadline=None, derandomize=True)
@given(st.one_of(requests(), crowds()))
def test_every_way_out_places_the_session_by_the_rules(request: ScheduleRequest) -> None:
    result = one_by_one(request)

    told = ways_out(request, result, most=5000)

    assert told.placements == result.placements
    for out in told.unplaced:
        assert out.tried
        for way in out.ways_out:
            now = after(request, result, out, way)
            again = schedule(now)
            assert again.unplaced == ()
            assert check_schedule(now, again) == []


@settings(max_examples=8, deadline=None, derandomize=True)
@given(requests())
def test_equal_schedules_have_equal_ways_out(request: ScheduleRequest) -> None:
    turned = replace(request, interviewers=request.interviewers[::-1])
    result = schedule(request)

    assert ways_out(request, result) == ways_out(turned, result)


# --- pools --------------------------------------------------------------------------------------------------

PANEL = loop(session("panel", seats=2, pools=("backend", "product")), windows=(span(0, 9, 12),))


def test_the_members_of_a_pool_are_named_and_somebody_else_may_join_it() -> None:
    away = [member(name, "backend", availability=(span(1, 9, 12),)) for name in ("Ada", "Ben")]
    product = [member(name, "product") for name in ("Cy", "Dee", "Eve")]

    assert said(PANEL, *away, *product) == (
        (
            (
                "Only Ada and Ben of the pool “backend” may give Panel; "
                "both are not available when Candidate c1 can come."
            ),
            "Candidate c1 can come only at certain hours on 23 March 2026.",
        ),
        (
            "Ask Ada for Monday 23 March 2026, 09:00 to 10:00, outside their hours.",
            "Ask Ben for Monday 23 March 2026, 09:00 to 10:00, outside their hours.",
            "Ask Candidate c1 for Tuesday 24 March 2026, 09:00 to 10:00, as well.",
            "Add Cy to the pool “backend”.",
        ),
    )


def test_an_empty_pool_is_told_as_such() -> None:
    assert said(PANEL, member("Cy", "product"), member("Dee"), interviewer("Eve", "depth")) == (
        ("Nobody of the pool “backend” may give Panel.", "Only Cy of the pool “product” may give Panel."),
        ("Add Dee to the pool “backend”.",),
    )


def test_only_members_of_a_pool_are_proposed_for_its_qualification() -> None:
    lone = loop(session("panel", pools=("backend",)), windows=(span(0, 9, 12),))
    people = (interviewer("Ada", "depth", pools=frozenset({"backend"})), interviewer("Ben", "depth"))

    assert said(lone, *people) == (
        ("No interviewer is qualified for Panel.",),
        ("Qualify Ada for Panel.",),
    )

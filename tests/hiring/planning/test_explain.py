"""Each reason names the rule and the people that stand in the way."""

from dataclasses import replace
from typing import Any

import pytest

from hiring.planning.schedule import schedule
from hiring.planning.types import (
    CandidateLoop,
    Interviewer,
    Placement,
    ScheduleRequest,
    ScheduleRules,
    Unplaced,
)

from .examples import at, interviewer, loop, office_week, session, span

ADA = interviewer("Ada", "depth")
DEPTH = loop(session("depth"), windows=(span(0, 9, 12),))


def reasons(one: CandidateLoop, *people: Interviewer, **details: Any) -> tuple[str, ...]:
    """Reasons for the last session that stays out."""
    return schedule(ScheduleRequest((one,), people, **details)).unplaced[-1].reasons


def test_nobody_is_qualified() -> None:
    assert reasons(DEPTH, interviewer("Ada", "screen")) == ("No interviewer is qualified for Depth.",)


def test_too_few_are_qualified_for_a_panel() -> None:
    panel = loop(session("depth", seats=2))

    assert reasons(panel, ADA) == ("Depth needs 2 interviewers; only Ada is qualified.",)


def test_the_candidate_has_no_window_long_enough() -> None:
    short = replace(DEPTH, windows=(span(0, 9, 10),), sessions=(session("depth", 90),))

    assert reasons(short, ADA) == ("Candidate c1 has no free window of 90 minutes.",)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"conflicts": frozenset({"c1"})}, "Ada has to stay out of the interviews of Candidate c1."),
        ({"availability": office_week()[1:]}, "Ada is not available in the candidate's windows."),
        ({"availability": ()}, "Ada is not available in the candidate's windows."),
        ({"busy": (span(0, 9, 12),)}, "Ada is busy whenever the candidate is free."),
        ({"booked": (span(0, 13, 14),), "day_limit": 1}, "Ada is at 1 of 1 on 23 March 2026."),
        (
            {"booked": (span(1, 13, 14), span(2, 13, 14), span(3, 13, 14)), "week_limit": 3},
            "Ada is at 3 of 3 in the week of 23 March 2026.",
        ),
    ],
)
def test_the_only_qualified_person_cannot(changes: dict[str, Any], sentence: str) -> None:
    headline = "No interviewer qualified for Depth is free inside the candidate's windows."

    assert reasons(DEPTH, replace(ADA, **changes)) == (headline, sentence)


def test_a_person_sits_in_another_session_of_the_loop() -> None:
    kept = Placement("c1", 1, at(0, 9), at(0, 10), ("ada",))
    both = replace(DEPTH, sessions=(session("depth"), session("panel")))

    assert reasons(both, ADA, kept=(kept,))[1] == "Ada already sits in Panel of this loop."


def test_two_people_are_never_free_together() -> None:
    panel = replace(DEPTH, sessions=(session("depth", seats=2),))
    people = (replace(ADA, busy=(span(0, 10, 12),)), interviewer("Ben", "depth", busy=(span(0, 9, 10),)))

    assert reasons(panel, *people) == (
        "Depth needs 2 interviewers at one time; Ada, Ben are free, but not with a second person.",
    )


def test_a_session_waits_for_one_that_has_no_time() -> None:
    ordered = replace(DEPTH, sessions=(session("screen", 30, order=0), session("depth")))

    assert reasons(ordered, ADA) == ("Depth must come after Screen, which is not scheduled yet.",)


def test_the_rest_of_the_loop_takes_the_only_hour() -> None:
    people = [interviewer(name, "depth", availability=(span(0, 9, 10),)) for name in ("Ada", "Ben")]
    twice = replace(DEPTH, sessions=(session("depth"), session("depth")))

    assert reasons(twice, *people) == (
        "Whenever people for Depth are free, Candidate c1 is in another session of the loop.",
    )


def test_the_only_hour_left_would_break_the_order() -> None:
    kept = Placement("c1", 0, at(0, 10), at(0, 11), ("zoe",))
    ordered = replace(DEPTH, sessions=(session("screen", order=0), session("depth")))

    assert reasons(ordered, replace(ADA, availability=(span(0, 9, 10),)), kept=(kept,)) == (
        "Whenever people for Depth are free, it would break the order of the loop.",
    )


def test_the_day_of_the_candidate_is_full() -> None:
    people = [ADA, interviewer("Ben", "depth")]
    twice = replace(DEPTH, sessions=(session("depth"), session("depth")))

    assert reasons(twice, *people, rules=ScheduleRules(candidate_minutes_per_day=90)) == (
        "Depth would take Candidate c1 over 90 minutes on every day that is left.",
    )


@pytest.mark.parametrize("seconds", [None, 0.5])
def test_a_candidate_without_any_window_is_left_out_and_holds_up_nobody(seconds: float | None) -> None:
    shut_out, other = loop(session("depth"), windows=()), loop(session("depth"), candidate="c2")
    request = ScheduleRequest((shut_out, other), (interviewer("Ada", "depth"),))

    result = schedule(request, seconds=seconds)

    assert [each.candidate for each in result.placements] == ["c2"]
    assert result.unplaced == (Unplaced("c1", 0, ("Candidate c1 has no free window of 60 minutes.",)),)

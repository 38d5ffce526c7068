"""Reasons and ways out are taken at their word: what is named is tried again with the designer."""

from dataclasses import replace

from hiring.planning.design import design_loop
from hiring.planning.types import DesignRules, Impossible, InterviewKind, LoopDesign

from .examples import CATALOGUE, DEPTH, MANAGER, RUBRIC, SCREEN, VALUES, competency


def refused(*arguments: object) -> Impossible:
    result = design_loop(*arguments)  # type: ignore[arg-type]
    assert isinstance(result, Impossible), result
    return result


def test_a_competency_without_any_interview_is_named() -> None:
    result = refused(
        (competency("ethics"), competency("modelling", family="technical")), (DEPTH,), DesignRules()
    )

    assert result.rules == ("No interview in the catalogue may assess Ethics.",)


def test_too_little_time_names_the_minutes_that_are_needed() -> None:
    rules = DesignRules(max_candidate_minutes=60)

    result = refused(RUBRIC[4:], CATALOGUE, rules)

    minutes = int(result.ways_out[0].removeprefix("Allow ").split()[0])
    assert result.rules[0] == "The loop may take at most 60 minutes."
    assert result.ways_out[0] == f"Allow {minutes} minutes for the loop instead of 60."
    enough = design_loop(RUBRIC[4:], CATALOGUE, replace(rules, max_candidate_minutes=minutes))
    assert isinstance(enough, LoopDesign)
    assert isinstance(
        design_loop(RUBRIC[4:], CATALOGUE, replace(rules, max_candidate_minutes=minutes - 1)), Impossible
    )


def test_a_required_interview_that_fills_the_time_is_named_with_it() -> None:
    kinds = (replace(SCREEN, minute_options=(60,)), replace(VALUES, seat_options=(2,)))
    rules = DesignRules(max_candidate_minutes=80, min_interviewers=2)

    result = refused((competency("ethics"),), kinds, rules)

    assert result == Impossible(
        rules=(
            "The loop must contain Recruiter screen.",
            "The loop may take at most 80 minutes.",
            "Ethics must be rated by at least 2 people.",
        ),
        ways_out=("Allow 90 minutes for the loop instead of 80.", "Make Recruiter screen optional."),
    )


def test_a_second_interviewer_is_offered_where_it_helps() -> None:
    result = refused(
        (competency("ethics"),), (replace(VALUES, max_copies=1),), DesignRules(min_interviewers=1)
    )

    assert result.rules == ("Ethics must be rated by at least 2 people.",)
    assert result.ways_out == (
        "Let 1 rather than 2 people rate each competency.",
        "Allow a second interviewer in Values.",
    )


def test_where_no_single_change_helps_pairs_are_offered() -> None:
    result = refused((competency("ethics"),), (replace(VALUES, max_copies=1),), DesignRules())

    assert result.rules == ("Ethics must be rated by at least 2 people.",)
    assert result.ways_out == (
        "Accept 2 interviewers instead of at least 3. Allow a second interviewer in Values.",
        "Allow a second interviewer in Values. Accept 2 interviewers instead of at least 3.",
    )


def test_the_missing_link_between_interviews_is_named() -> None:
    apart = (
        InterviewKind("one", "One", (45,), ("a",), seat_options=(2,)),
        InterviewKind("two", "Two", (45,), ("b",), seat_options=(2,)),
    )

    result = refused((competency("a"), competency("b")), apart, DesignRules(linked=True))

    assert result.rules == ("The interviews must be linked by shared competencies.",)
    assert result.ways_out[0] == "Accept interviews that share no competency with the others."


def test_no_competency_is_no_loop() -> None:
    assert refused((), (MANAGER,), DesignRules()).rules == ("A loop needs at least one competency.",)

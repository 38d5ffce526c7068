"""The checker finds each rule that a changed loop breaks, and the matrix sums what is there."""

from dataclasses import replace

import pytest

from hiring.planning.coverage import check, coverage_matrix, linked, weak_points
from hiring.planning.types import DesignRules, PlannedCompetency, PlannedSession

from .examples import MANAGER, SAMPLE, SCREEN, competency

RUBRIC = (competency("clarity"), competency("ethics", essential=True))
KINDS = (replace(SCREEN, required=False), MANAGER, SAMPLE)
RULES = DesignRules(min_interviewers=2, linked=True)


def part(key: str, minutes: int, *questions: str) -> PlannedCompetency:
    return PlannedCompetency(key, minutes, questions)


FIRST = PlannedSession(
    kind="manager",
    name="Hiring manager 1",
    minutes=45,
    competencies=(part("clarity", 18, "clarity-past"), part("ethics", 19, "ethics-past")),
    opening_minutes=3,
    closing_minutes=5,
)
SECOND = replace(
    FIRST,
    name="Hiring manager 2",
    competencies=(part("clarity", 20, "clarity-case"), part("ethics", 17, "ethics-case")),
)
ONLY_ETHICS = replace(SECOND, competencies=(part("ethics", 37, "ethics-case"),))
ONLY_CLARITY = replace(FIRST, competencies=(part("clarity", 37, "clarity-past"),))


def broken(*sessions: PlannedSession, rules: DesignRules = RULES) -> list[str]:
    return [violation.rule for violation in check(sessions, RUBRIC, KINDS, rules)]


def with_part(session: PlannedSession, **changes: object) -> PlannedSession:
    first, *rest = session.competencies
    return replace(session, competencies=(replace(first, **changes), *rest))  # type: ignore[arg-type]


def test_a_loop_that_keeps_every_rule_has_no_violation() -> None:
    assert broken(FIRST, SECOND) == []


@pytest.mark.parametrize(
    ("sessions", "rules"),
    [
        ((FIRST, replace(SECOND, kind="chat")), ["kind"]),
        ((FIRST, replace(SECOND, minutes=50)), ["length"]),
        ((FIRST, replace(SECOND, seats=2)), ["seats"]),
        ((FIRST, replace(SECOND, closing_minutes=4)), ["closing"]),
        ((FIRST, with_part(SECOND, minutes=30)), ["slot"]),
        (
            (FIRST, with_part(SECOND, minutes=4, questions=())),
            ["minutes_per_rating", "no_question", "question_kinds"],
        ),
        ((FIRST, with_part(SECOND, minutes=6)), ["question_minutes"]),
        ((FIRST, with_part(SECOND, questions=("clarity-past",))), ["question_twice", "question_kinds"]),
        ((FIRST, with_part(SECOND, questions=("riddle",))), ["unknown_question", "question_kinds"]),
        ((FIRST, with_part(SECOND, key="charm")), ["unknown", "raters", "question_kinds"]),
        (
            (FIRST, with_part(SECOND, key="ethics")),
            ["competency_twice", "unknown_question", "raters", "question_kinds"],
        ),
        ((FIRST, ONLY_ETHICS), ["raters", "question_kinds"]),
        ((ONLY_CLARITY, ONLY_ETHICS), ["linked", "raters", "question_kinds", "raters", "question_kinds"]),
        ((FIRST,), ["interviewers_least", "raters", "question_kinds", "raters", "question_kinds"]),
        (
            (FIRST, SECOND, replace(SECOND, name="Hiring manager 3")),
            ["copies", "question_twice", "question_twice"],
        ),
        (
            (FIRST, SECOND, PlannedSession("screen", "Screen", 30, competencies=(part("ethics", 10),))),
            ["closing", "assesses", "no_question", "unscored"],
        ),
    ],
)
def test_each_broken_rule_is_found(sessions: tuple[PlannedSession, ...], rules: list[str]) -> None:
    assert sorted(broken(*sessions)) == sorted(rules)


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"max_candidate_minutes": 89}, ["candidate_minutes"]),
        ({"max_interviewers": 1}, ["interviewers_most"]),
        ({"competencies_per_interview": (1, 1)}, ["competencies_per_interview"] * 2),
        ({"competencies_per_interview": (3, 3)}, ["competencies_per_interview"] * 2),
        ({"questions_per_competency": 3, "minutes_per_competency": 39}, ["depth"] * 2),
        ({"raters_per_competency": 3}, ["raters"] * 2),
    ],
)
def test_each_rule_is_counted(changes: dict[str, object], rules: list[str]) -> None:
    assert broken(FIRST, SECOND, rules=replace(RULES, **changes)) == rules  # type: ignore[arg-type]


def test_a_required_kind_is_missed() -> None:
    found = check((FIRST, SECOND), RUBRIC, (SCREEN, MANAGER), RULES)

    assert [violation.sentence for violation in found] == ["Recruiter screen is required and missing."]


def test_a_work_sample_needs_no_question() -> None:
    sample = PlannedSession(
        "sample", "Work sample", 60, 2, (part("clarity", 52),), opening_minutes=3, closing_minutes=5
    )

    assert check((sample,), RUBRIC[:1], KINDS, RULES) == []


def test_the_matrix_sums_people_minutes_and_questions() -> None:
    matrix = coverage_matrix((FIRST, replace(ONLY_ETHICS, seats=2)), RUBRIC)

    clarity, ethics = matrix.rows
    assert (clarity.people, clarity.minutes, clarity.questions) == (1, 18, 1)
    assert (ethics.people, ethics.minutes, ethics.questions) == (3, 56, 2)
    assert clarity.cells == (part("clarity", 18, "clarity-past"), None)
    assert matrix.unscored == (8, 8)
    assert (matrix.candidate_minutes, matrix.people_minutes) == (90, 135)


def test_interviews_are_linked_through_a_third_one() -> None:
    chain = [replace(FIRST, competencies=tuple(part(key, 10) for key in keys)) for keys in ("ab", "cd", "bc")]

    assert (linked(chain), linked(chain[:2]), linked([])) == (True, False, True)


def test_weak_points_name_what_hangs_by_one_thread() -> None:
    rubric = (replace(RUBRIC[0], questions=RUBRIC[0].questions[:1]), RUBRIC[1])

    found = weak_points((FIRST,), rubric, KINDS, RULES)

    assert found == (
        "Clarity has a single rater, so nothing shows how far people agree on it.",
        "Clarity has no situational question in the rubric.",
        "Ethics is essential and is heard in one interview only, Hiring manager 1.",
        "Ethics has a single rater, so nothing shows how far people agree on it.",
        "The rubric scores 2 competencies; 5 to 8 are advised.",
    )

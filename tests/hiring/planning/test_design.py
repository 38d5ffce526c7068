"""Loops are checked by the independent checker and, where small, against every loop there is."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.planning.coverage import check, linked
from hiring.planning.design import design_loop
from hiring.planning.types import (
    Competency,
    DesignRules,
    Impossible,
    InterviewKind,
    LoopDesign,
    Proof,
    QuestionKind,
)

from .examples import CATALOGUE, MANAGER, PANEL, RUBRIC, SAMPLE, SCREEN, VALUES, competency

Competencies = tuple[Competency, ...]
Kinds = tuple[InterviewKind, ...]


def designed(competencies: Competencies, kinds: Kinds, rules: DesignRules) -> LoopDesign:
    result = design_loop(competencies, kinds, rules)
    assert isinstance(result, LoopDesign), result
    return result


def test_eight_competencies_and_eight_kinds_give_a_loop_proven_to_be_shortest() -> None:
    result = designed(RUBRIC, CATALOGUE, DesignRules())

    assert check(result.sessions, RUBRIC, CATALOGUE, DesignRules()) == []
    assert result.certificate.status is Proof.PROVEN
    assert result.certificate.bound == result.candidate_minutes
    assert (
        result.certificate.sentence
        == f"No loop shorter than {result.candidate_minutes} minutes satisfies these rules."
    )


def test_the_same_input_gives_the_same_loop() -> None:
    assert design_loop(RUBRIC[:4], CATALOGUE, DesignRules()) == design_loop(
        RUBRIC[:4], CATALOGUE, DesignRules()
    )


def test_a_required_screen_comes_first_and_rates_nothing() -> None:
    result = designed(RUBRIC[:4], (MANAGER, SCREEN, PANEL), DesignRules())

    assert result.sessions[0].kind == "screen"
    assert result.sessions[0].competencies == ()


def test_copies_of_a_kind_are_told_apart_by_number() -> None:
    result = designed(RUBRIC[:3], (MANAGER,), DesignRules(min_interviewers=2))

    assert [session.name for session in result.sessions] == ["Hiring manager 1", "Hiring manager 2"]


def test_parts_of_a_scored_session_sum_to_its_length() -> None:
    result = designed(RUBRIC[3:7], CATALOGUE, DesignRules())

    lengths = [
        session.opening_minutes + session.closing_minutes + sum(part.minutes for part in session.competencies)
        for session in result.sessions
        if session.scored
    ]
    assert lengths == [session.minutes for session in result.sessions if session.scored]


def test_interviews_are_linked_at_the_price_of_minutes() -> None:
    competencies = tuple(competency(key) for key in "abcdef")
    kind = InterviewKind("pair", "Pair", (60,), seat_options=(2,), max_copies=3)

    loose = designed(competencies, (kind,), DesignRules(linked=False))
    tight = designed(competencies, (kind,), DesignRules(linked=True))

    assert (loose.candidate_minutes, tight.candidate_minutes) == (120, 180)
    assert loose.weak_points == (
        "The interviews fall into groups that share no competency, so severity cannot be compared.",
    )


def test_interviews_are_linked_where_that_takes_no_longer() -> None:
    """Two pairs of three could rate two and two of four competencies, apart from each other."""
    kind = InterviewKind("pair", "Pair", (60,), seat_options=(2,))

    result = designed(tuple(competency(key) for key in "abcd"), (kind,), DesignRules())

    assert len(result.sessions) == 2
    assert linked(result.sessions)


def test_an_essential_competency_is_heard_in_two_interviews_where_that_takes_no_longer() -> None:
    """Two pairs hold three competencies twice over; one of the three can be heard by both pairs."""
    kind = InterviewKind("pair", "Pair", (30,), seat_options=(2,), max_competencies=2)
    competencies = tuple(competency(key, minutes=11) for key in "abc")

    for essential in range(3):
        chosen = tuple(replace(each, essential=i == essential) for i, each in enumerate(competencies))
        result = designed(chosen, (kind,), DesignRules(questions_per_competency=1, both_question_kinds=False))
        heard = Counter(part.key for session in result.sessions for part in session.competencies)
        assert heard == Counter("abc") + Counter(chosen[essential].key)


def test_minutes_may_stand_in_for_a_second_question() -> None:
    single = replace(competency("a"), questions=competency("a").questions[:1])
    kind = InterviewKind("pair", "Pair", (15, 30), seat_options=(2,))

    result = designed((single,), (kind,), DesignRules(min_interviewers=2))

    assert (result.candidate_minutes, result.sessions[0].competencies[0].minutes) == (30, 22)


def test_two_competencies_of_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="Two competencies share the key ethics"):
        design_loop((competency("ethics"), competency("ethics")), CATALOGUE, DesignRules())


def test_a_search_without_time_proves_nothing() -> None:
    result = design_loop(RUBRIC, CATALOGUE, DesignRules(), effort=0.0)

    assert isinstance(result, Impossible)
    assert result.proven is False


# --- properties ---------------------------------------------------------------------------------------------

rule_sets = st.builds(
    DesignRules,
    max_candidate_minutes=st.sampled_from((120, 180, 240, 300)),
    raters_per_competency=st.integers(1, 2),
    questions_per_competency=st.integers(1, 3),
    minutes_per_competency=st.sampled_from((10, 15, 25)),
    min_interviewers=st.integers(1, 3),
    max_interviewers=st.integers(3, 6),
    competencies_per_interview=st.tuples(st.integers(1, 2), st.integers(2, 3)),
    both_question_kinds=st.booleans(),
    linked=st.booleans(),
)
rubrics = st.lists(st.sampled_from(RUBRIC), min_size=1, max_size=4, unique=True).map(tuple)
catalogues = st.lists(st.sampled_from(CATALOGUE), min_size=2, max_size=6, unique=True).map(tuple)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(rubrics, catalogues, rule_sets)
def test_every_loop_designed_passes_the_independent_checker(
    competencies: Competencies, kinds: Kinds, rules: DesignRules
) -> None:
    result = design_loop(competencies, kinds, rules)

    if isinstance(result, LoopDesign):
        assert check(result.sessions, competencies, kinds, rules) == []
        assert result.candidate_minutes == result.certificate.objective
    else:
        assert result.proven
        assert result.rules


# --- every loop there is ------------------------------------------------------------------------------------

Choice = tuple[InterviewKind, int, int, tuple[Competency, ...]]


def choices(kind: InterviewKind, competencies: Competencies, rules: DesignRules) -> list[Choice]:
    """Everything that one session of a kind could be, questions aside."""
    open_to = [each for each in competencies if kind.may_assess(each)]
    most = min(kind.max_competencies, rules.competencies_per_interview[1])
    subsets = chain.from_iterable(combinations(open_to, n) for n in range(1, most + 1))
    return [
        (kind, m, s, subset) for subset in subsets for m in kind.minute_options for s in kind.seat_options
    ]


def spreads(each: Competency, sessions: tuple[Choice, ...], rules: DesignRules) -> Iterator[tuple[int, ...]]:
    """Minutes that the competency needs in each session, for every permitted spread of its questions."""
    here = [i for i, choice in enumerate(sessions) if each in choice[3]]
    sample = any(sessions[i][0].work_sample for i in here)
    for spread in product((None, *here), repeat=len(each.questions)):
        asked = [
            question for question, place in zip(each.questions, spread, strict=True) if place is not None
        ]
        silent = [i for i in here if i not in spread and not sessions[i][0].work_sample]
        kinds = {question.kind for question in asked}
        if silent or len(asked) < rules.questions_per_competency:
            continue
        if rules.both_question_kinds and not sample and kinds != set(QuestionKind):
            continue
        minutes = [
            sum(q.minutes for q, place in zip(each.questions, spread, strict=True) if place == i)
            for i in range(len(sessions))
        ]
        yield tuple(max(m, rules.minutes_per_rating) if i in here else 0 for i, m in enumerate(minutes))


def fits(sessions: tuple[Choice, ...], competencies: Competencies, rules: DesignRules) -> bool:
    room = [minutes - kind.opening_minutes - kind.closing_minutes for kind, minutes, _, _ in sessions]
    return any(
        all(sum(column) <= most for column, most in zip(zip(*rows, strict=True), room, strict=True))
        for rows in product(*(tuple(spreads(each, sessions, rules)) for each in competencies))
    )


def joined(sessions: tuple[Choice, ...]) -> bool:
    groups = [{each.key for each in subset} for _, _, _, subset in sessions]
    while len(groups) > 1:
        near = next(((a, b) for a, b in combinations(groups, 2) if a & b), None)
        if near is None:
            return False
        groups = [group for group in groups if group not in near] + [near[0] | near[1]]
    return True


def shortest(competencies: Competencies, kinds: Kinds, rules: DesignRules) -> tuple[int, int] | None:
    """The fewest candidate and people minutes, by trying every loop."""
    slots = [(None, *choices(kind, competencies, rules)) for kind in kinds for _ in range(kind.max_copies)]
    loops = {tuple(choice for choice in picked if choice is not None) for picked in product(*slots)}

    def cost_of(each: tuple[Choice, ...]) -> tuple[int, int]:
        return sum(m for _, m, _, _ in each), sum(m * s for _, m, s, _ in each)

    for each in sorted(loops, key=cost_of):
        cost, seats = cost_of(each), sum(s for _, _, s, _ in each)
        enough = all(
            sum(s for _, _, s, subset in each if one in subset) >= rules.raters_per_competency
            for one in competencies
        )
        allowed = rules.min_interviewers <= seats <= rules.max_interviewers and (
            joined(each) or not rules.linked
        )
        if cost[0] > rules.max_candidate_minutes:
            return None
        if enough and allowed and fits(each, competencies, rules):
            return cost
    return None


small_kinds = st.sampled_from(
    (
        replace(VALUES, assesses=()),
        MANAGER,
        replace(SAMPLE, assesses=("modelling", "ethics"), max_copies=1, minute_options=(45, 60)),
        replace(PANEL, max_copies=1),
        InterviewKind("short", "Short", (15, 25), max_competencies=2),
    )
)
small_rules = st.builds(
    DesignRules,
    raters_per_competency=st.integers(1, 2),
    questions_per_competency=st.integers(1, 2),
    minutes_per_competency=st.just(1000),
    min_interviewers=st.integers(1, 3),
    both_question_kinds=st.booleans(),
    max_candidate_minutes=st.sampled_from((60, 90, 200)),
    linked=st.booleans(),
)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from((RUBRIC[0], RUBRIC[6])), min_size=1, max_size=2, unique=True).map(tuple),
    st.lists(small_kinds, min_size=1, max_size=2, unique=True).map(tuple),
    small_rules,
)
def test_no_loop_is_shorter_than_the_one_designed(
    competencies: Competencies, kinds: Kinds, rules: DesignRules
) -> None:
    result = design_loop(competencies, kinds, rules)

    found = (result.candidate_minutes, result.people_minutes) if isinstance(result, LoopDesign) else None
    assert found == shortest(competencies, kinds, rules)

"""Design a loop plan: the shortest loop that keeps every rule, with the proof that no shorter one exists."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ortools.sat.python import cp_model

from .coverage import parts, weak_points
from .impossible import explain
from .loop_model import DesignProblem, LoopModel, SlotVariables, question_classes
from .solving import Answer
from .types import (
    Certificate,
    Competency,
    DesignRules,
    Impossible,
    InterviewKind,
    LoopDesign,
    PlannedCompetency,
    PlannedSession,
    Proof,
    Question,
)

EFFORT = 6.0
"""Deterministic seconds that the solver may spend on each of the three goals."""


def design_loop(
    competencies: Sequence[Competency],
    kinds: Sequence[InterviewKind],
    rules: DesignRules,
    *,
    effort: float = EFFORT,
) -> LoopDesign | Impossible:
    """Choose interviews, minutes, seats, competencies and questions.

    Goals, each kept while the next is pursued: fewest candidate minutes, fewest people's minutes, interviews
    linked by shared competencies, fewest essential competencies heard in one interview only, least difference
    between the minutes of the competencies. The same input gives the same loop. `effort` bounds the search
    for each goal in the solver's deterministic seconds.
    Raises ValueError when two competencies or two kinds share a key.
    """
    problem = DesignProblem(tuple(competencies), tuple(kinds), rules)
    _refuse_doubles("competencies", (competency.key for competency in competencies))
    _refuse_doubles("interview kinds", (kind.key for kind in kinds))
    loop = LoopModel(problem)
    answers = _pursue_shortness(loop, effort)
    goals = [answer for answer in answers if answer.found]
    if not goals:
        return explain(problem, answers[0].proven, loop.bridges, effort)
    for evened in _at_that_length(loop, goals):
        answer = evened.minimise(evened.add_unevenness(), effort)
        if answer.found:
            return _finish(problem, _sessions(problem, evened.slots, answer.solver), [*goals, answer])
    return _finish(problem, _sessions(problem, loop.slots, goals[-1].solver), goals)


def _refuse_doubles(what: str, keys: Iterable[str]) -> None:
    doubles = sorted(key for key, count in Counter(keys).items() if count > 1)
    if doubles:
        raise ValueError(f"Two {what} share the key {', '.join(doubles)}.")


def _pursue_shortness(loop: LoopModel, effort: float) -> list[Answer]:
    """Minimise candidate minutes, then people's minutes."""
    shortest = loop.minimise(loop.candidate_minutes, effort)
    if not shortest.found:
        return [shortest]
    loop.model.add(loop.candidate_minutes <= shortest.objective)
    return [shortest, loop.minimise(loop.people_minutes, effort)]


def _at_that_length(loop: LoopModel, goals: Sequence[Answer]) -> Iterator[LoopModel]:
    """Models of loops as short as found: linked ones first, even where the rules do without links."""
    for linked in (True, False):
        if linked or not loop.problem.rules.linked:
            rules = replace(loop.problem.rules, linked=linked)
            evened = LoopModel(replace(loop.problem, rules=rules), bridges=loop.bridges)
            for goal, answer in zip((evened.candidate_minutes, evened.people_minutes), goals, strict=False):
                evened.model.add(goal <= answer.objective)
            yield evened


# --- reading the solver's answer ----------------------------------------------------------------------------


def _sessions(
    problem: DesignProblem, slots: Sequence[SlotVariables], solver: cp_model.CpSolver
) -> tuple[PlannedSession, ...]:
    used = sorted((slot for slot in slots if solver.value(slot.used)), key=lambda slot: slot.kind.order)
    copies = Counter(slot.kind.key for slot in used)
    stock = {competency.key: _by_class(competency) for competency in problem.competencies}
    named: Counter[str] = Counter()
    sessions = []
    for slot in used:
        named[slot.kind.key] += 1
        number = f" {named[slot.kind.key]}" if copies[slot.kind.key] > 1 else ""
        sessions.append(_session(problem, slot, solver, stock, slot.kind.name + number))
    return _use_spare_questions(problem, sessions)


def _by_class(competency: Competency) -> dict[tuple[str, int], list[str]]:
    stock: dict[tuple[str, int], list[str]] = defaultdict(list)
    for question in competency.questions:
        stock[str(question.kind), question.minutes].append(question.key)
    return stock


def _session(
    problem: DesignProblem,
    slot: SlotVariables,
    solver: cp_model.CpSolver,
    stock: dict[str, dict[tuple[str, int], list[str]]],
    name: str,
) -> PlannedSession:
    minutes, seats = next(option for option, chosen in slot.lengths.items() if solver.value(chosen))
    planned = []
    for competency in problem.competencies:
        if competency.key in slot.rates and solver.value(slot.rates[competency.key]):
            asked = [
                stock[competency.key][question_class].pop(0)
                for question_class in question_classes(competency)
                for _ in range(solver.value(slot.questions[competency.key, question_class]))
            ]
            length = solver.value(slot.minutes[competency.key])
            planned.append(PlannedCompetency(competency.key, length, tuple(asked)))
    kind = slot.kind
    return PlannedSession(
        kind=kind.key,
        name=name,
        minutes=minutes,
        seats=seats,
        competencies=tuple(planned),
        order=kind.order,
        opening_minutes=kind.opening_minutes,
        closing_minutes=kind.closing_minutes,
    )


def _use_spare_questions(
    problem: DesignProblem, sessions: Sequence[PlannedSession]
) -> tuple[PlannedSession, ...]:
    """Ask questions that are still free where the minutes allow, first where fewest are asked."""
    result = list(sessions)
    for competency in problem.competencies:
        asked = {question for part in parts(result, competency.key) for question in part.questions}
        for question in competency.questions:
            if question.key not in asked:
                _ask_somewhere(result, competency, question)
    return tuple(result)


def _ask_somewhere(sessions: list[PlannedSession], competency: Competency, question: Question) -> None:
    length = {each.key: each.minutes for each in competency.questions}
    roomy = [
        (len(part.questions), i, j)
        for i, session in enumerate(sessions)
        for j, part in enumerate(session.competencies)
        if part.key == competency.key
        and part.minutes >= question.minutes + sum(length[key] for key in part.questions)
    ]
    if roomy:
        _, i, j = min(roomy)
        planned = list(sessions[i].competencies)
        planned[j] = replace(planned[j], questions=(*planned[j].questions, question.key))
        sessions[i] = replace(sessions[i], competencies=tuple(planned))


# --- the result ---------------------------------------------------------------------------------------------


def _finish(
    problem: DesignProblem, sessions: tuple[PlannedSession, ...], goals: Sequence[Answer]
) -> LoopDesign:
    return LoopDesign(
        sessions=sessions,
        candidate_minutes=sum(session.minutes for session in sessions),
        people_minutes=sum(session.minutes * session.seats for session in sessions),
        certificate=_certificate(goals),
        weak_points=weak_points(sessions, problem.competencies, problem.kinds, problem.rules),
    )


def _certificate(goals: Sequence[Answer]) -> Certificate:
    shortest = goals[0]
    proven = [goal.proven for goal in goals] + [False] * (3 - len(goals))
    if shortest.proven:
        sentence = f"No loop shorter than {shortest.objective} minutes satisfies these rules."
    else:
        sentence = (
            f"The loop takes {shortest.objective} minutes; it is proven that none is shorter than "
            f"{shortest.bound} minutes, and what lies between was not searched to the end."
        )
    return Certificate(
        status=Proof.PROVEN if shortest.proven else Proof.FEASIBLE,
        objective=shortest.objective,
        bound=shortest.bound,
        sentence=sentence,
        people_proven=all(proven[:2]),
        evenness_proven=all(proven),
    )

"""Why no loop exists: the smallest set of rules found in the way, and single changes that make a loop
possible.

The set is found by leaving rules out one by one: what can go while the rest stays impossible is not needed
for the contradiction. Every way out is solved before it is offered.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from .loop_model import PER_COMPETENCY, RULE_GROUPS, DesignProblem, LoopModel
from .solving import Answer
from .types import Competency, DesignRules, Impossible, InterviewKind

PAIRS_SHOWN = 3

SHARE = 6
"""One question may take this part of the effort for all of them."""


class _Budget:
    """Effort for a row of questions to the solver."""

    def __init__(self, effort: float) -> None:
        self.left, self.most = effort, effort / SHARE

    def ask(self, question: Callable[[float], Answer]) -> Answer:
        """Ask with what may still be spent; when that is nothing, the answer is neither found nor proven."""
        answer = question(max(min(self.left, self.most), 0.0))
        self.left -= answer.spent
        return answer


def explain(
    problem: DesignProblem, proven: bool, bridges: Sequence[frozenset[str]], effort: float
) -> Impossible:
    """Say which rules contradict each other and what would help.

    `proven` and `bridges` are of the search that found no loop. `effort` bounds, in deterministic seconds,
    the search for the rules and again the search for ways out; what it cuts short is less small, or shorter.
    """
    if not problem.competencies:
        return Impossible(("A loop needs at least one competency.",), ())
    if not proven:
        return Impossible(
            ("No loop was found in the time allowed, and none is proven impossible.",), (), proven=False
        )
    orphans = _orphans(problem)
    if orphans:
        rules = tuple(
            f"No interview in the catalogue may assess {competency.name}." for competency in orphans
        )
    else:
        rules = tuple(_sentences(problem, rules_in_the_way(problem, bridges, effort)))
    return Impossible(rules, tuple(_ways_out(problem, _Budget(effort))))


def _orphans(problem: DesignProblem) -> list[Competency]:
    return [c for c in problem.competencies if not any(kind.may_assess(c) for kind in problem.kinds)]


# --- the smallest set ---------------------------------------------------------------------------------------


def rules_in_the_way(
    problem: DesignProblem, bridges: Sequence[frozenset[str]], effort: float
) -> tuple[str, ...]:
    """Names of rule groups that cannot hold together, none of which can be spared. Empty: the catalogue
    itself.
    """
    budget = _Budget(effort)
    core = _shrink(problem, RULE_GROUPS, bridges, budget)
    refined = [
        f"{group}:{competency.key}"
        for group in PER_COMPETENCY
        if group in core
        for competency in problem.competencies
    ]
    whole = [group for group in core if group not in PER_COMPETENCY]
    return _shrink(problem, (*refined, *whole), bridges, budget) if refined else core


def _shrink(
    problem: DesignProblem, groups: Sequence[str], bridges: Sequence[frozenset[str]], budget: _Budget
) -> tuple[str, ...]:
    kept = list(groups)
    for group in groups:
        fewer = [each for each in kept if each != group]
        if _contradict(problem, fewer, bridges, budget):
            kept = fewer
    return tuple(kept)


def _contradict(
    problem: DesignProblem, groups: Sequence[str], bridges: Sequence[frozenset[str]], budget: _Budget
) -> bool:
    """Tell whether these groups alone are proven impossible."""
    whole = {group for group in RULE_GROUPS if group not in groups}
    single = {
        f"{group}:{c.key}" for group in PER_COMPETENCY for c in problem.competencies if group not in groups
    }
    split = {group.partition(":")[0] for group in groups}
    loop = LoopModel(problem, frozenset((whole - split) | (single - set(groups))), bridges)
    answer = budget.ask(loop.satisfy)
    return not answer.found and answer.proven


# --- sentences ----------------------------------------------------------------------------------------------


def _sentences(problem: DesignProblem, core: Sequence[str]) -> Iterator[str]:
    rules = problem.rules
    required = " and ".join(kind.name for kind in problem.kinds if kind.required)
    plain = {
        "candidate_minutes": f"The loop may take at most {rules.max_candidate_minutes} minutes.",
        "interviewers_most": f"At most {rules.max_interviewers} people may rate a candidate.",
        "interviewers_least": f"At least {rules.min_interviewers} people must rate a candidate.",
        "competencies_per_interview": "One interview rates {} to {} competencies.".format(
            *rules.competencies_per_interview
        ),
        "required_kinds": f"The loop must contain {required}.",
        "linked": "The interviews must be linked by shared competencies.",
    }
    if not core:
        yield "The catalogue of interview kinds contradicts itself."
    for group in core:
        if group in plain:
            yield plain[group]
    raters = _named(problem, core, "raters")
    if raters:
        yield f"{raters} must be rated by at least {rules.raters_per_competency} people."
    asked = _named(problem, core, "question_kinds")
    if asked:
        yield f"{asked} needs a behavioural and a situational question, or a work sample."
    depth = _named(problem, core, "depth")
    if depth:
        yield (
            f"{depth} needs {rules.questions_per_competency} questions or "
            f"{rules.minutes_per_competency} minutes in the loop."
        )


def _named(problem: DesignProblem, core: Sequence[str], group: str) -> str:
    named = [competency for competency in problem.competencies if f"{group}:{competency.key}" in core]
    return f"{'Each of ' if len(named) > 1 else ''}{_list(named)}" if named else ""


# --- ways out -----------------------------------------------------------------------------------------------


def _ways_out(problem: DesignProblem, budget: _Budget) -> Iterator[str]:
    """Name changes that were solved and make a loop possible: single ones, else the first pairs."""
    single = list(_single_ways(problem, budget))
    yield from single
    if not single:
        pairs = (
            f"{first} {second}"
            for first, changed in _changes(problem)
            for second in _single_ways(changed, budget)
        )
        found = list(islice(pairs, PAIRS_SHOWN))
        yield from found or ["No one or two changes that were tried make a loop possible."]


def _single_ways(problem: DesignProblem, budget: _Budget) -> Iterator[str]:
    yield from _more_minutes(problem, budget)
    for sentence, changed in _changes(problem):
        if _solves(changed, budget):
            yield sentence


def _solves(problem: DesignProblem, budget: _Budget) -> bool:
    return budget.ask(LoopModel(problem).satisfy).found


def _more_minutes(problem: DesignProblem, budget: _Budget) -> Iterator[str]:
    loop = LoopModel(problem, frozenset({"candidate_minutes"}))
    answer = budget.ask(lambda effort: loop.minimise(loop.candidate_minutes, effort))
    if answer.found:
        before = problem.rules.max_candidate_minutes
        yield f"Allow {answer.objective} minutes for the loop instead of {before}."


def _changes(problem: DesignProblem) -> Iterator[tuple[str, DesignProblem]]:
    orphans = _orphans(problem)
    if not orphans:
        for sentence, rules in _rule_changes(problem.rules):
            yield sentence, replace(problem, rules=rules)
    for sentence, old, new in _catalogue_changes(problem.kinds, orphans):
        yield sentence, replace(problem, kinds=tuple(new if kind is old else kind for kind in problem.kinds))
    for dropped in [orphans] if orphans else [[competency] for competency in problem.competencies]:
        rest = tuple(each for each in problem.competencies if each not in dropped)
        if rest:
            yield f"Assess {_list(dropped)} by another method.", replace(problem, competencies=rest)


def _list(competencies: Sequence[Competency]) -> str:
    *most, last = [competency.name for competency in competencies]
    return f"{', '.join(most)} and {last}" if most else last


def _rule_changes(rules: DesignRules) -> Iterator[tuple[str, DesignRules]]:
    least, most = rules.competencies_per_interview
    people = rules.max_interviewers + 1
    yield f"Allow {people} interviewers instead of {people - 1}.", replace(rules, max_interviewers=people)
    if rules.min_interviewers > 1:
        fewer = rules.min_interviewers - 1
        sentence = f"Accept {fewer} interviewers instead of at least {fewer + 1}."
        yield sentence, replace(rules, min_interviewers=fewer)
    sentence = f"Let an interview rate {most + 1} competencies instead of {most}."
    yield sentence, replace(rules, competencies_per_interview=(least, most + 1))
    if rules.raters_per_competency > 1:
        raters = rules.raters_per_competency - 1
        sentence = f"Let {raters} rather than {raters + 1} people rate each competency."
        yield sentence, replace(rules, raters_per_competency=raters)
    if rules.questions_per_competency > 1:
        sentence = f"Accept one question fewer than {rules.questions_per_competency} for a competency."
        yield sentence, replace(rules, questions_per_competency=rules.questions_per_competency - 1)
    if rules.both_question_kinds:
        sentence = "Do without asking both a behavioural and a situational question."
        yield sentence, replace(rules, both_question_kinds=False)
    if rules.linked:
        yield "Accept interviews that share no competency with the others.", replace(rules, linked=False)


def _catalogue_changes(
    kinds: Sequence[InterviewKind], orphans: Sequence[Competency]
) -> Iterator[tuple[str, InterviewKind, InterviewKind]]:
    """Change one kind; where competencies have no interview at all, only changes that give them one."""
    for kind in kinds:
        if orphans and not kind.unscored:
            assesses = (*kind.assesses, *(competency.key for competency in orphans))
            yield f"Let {kind.name} assess {_list(orphans)}.", kind, replace(kind, assesses=assesses)
        elif not orphans and kind.required:
            yield f"Make {kind.name} optional.", kind, replace(kind, required=False)
        if not orphans and not kind.unscored and max(kind.seat_options) == 1:
            sentence = f"Allow a second interviewer in {kind.name}."
            yield sentence, kind, replace(kind, seat_options=(*kind.seat_options, 2))

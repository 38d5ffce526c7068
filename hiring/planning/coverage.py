"""Does a loop plan keep the rules? An answer by counting, independent of the designer and its solver."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .types import (
    Competency,
    DesignRules,
    InterviewKind,
    PlannedCompetency,
    PlannedSession,
    QuestionKind,
    Violation,
)

ADVISED_COMPETENCIES = (5, 8)
"""Scored competencies of a loop (science R-18)."""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One competency over the loop: a cell per session (None: not here), with the sums."""

    key: str
    name: str
    cells: tuple[PlannedCompetency | None, ...]
    people: int
    minutes: int
    questions: int


@dataclass(frozen=True, slots=True)
class CoverageMatrix:
    """Competency by session; `unscored` holds each session's minutes that belong to no competency."""

    sessions: tuple[PlannedSession, ...]
    rows: tuple[CoverageRow, ...]
    unscored: tuple[int, ...]
    candidate_minutes: int
    people_minutes: int


def parts(sessions: Iterable[PlannedSession], key: str) -> list[PlannedCompetency]:
    """Every place where the competency is rated, in the order of sessions."""
    return [part for session in sessions for part in session.competencies if part.key == key]


def people_rating(sessions: Iterable[PlannedSession], key: str) -> int:
    """Count the interviewers who rate the competency; each session has people of its own."""
    return sum(session.seats for session in sessions if any(part.key == key for part in session.competencies))


def coverage_matrix(sessions: Sequence[PlannedSession], competencies: Sequence[Competency]) -> CoverageMatrix:
    """Lay the loop out as competency by session, with people, minutes and questions summed."""
    rows = []
    for competency in competencies:
        places = parts(sessions, competency.key)
        cells = tuple(
            next((part for part in session.competencies if part.key == competency.key), None)
            for session in sessions
        )
        rows.append(
            CoverageRow(
                key=competency.key,
                name=competency.name,
                cells=cells,
                people=people_rating(sessions, competency.key),
                minutes=sum(part.minutes for part in places),
                questions=sum(len(part.questions) for part in places),
            )
        )
    return CoverageMatrix(
        sessions=tuple(sessions),
        rows=tuple(rows),
        unscored=tuple(s.minutes - sum(part.minutes for part in s.competencies) for s in sessions),
        candidate_minutes=sum(session.minutes for session in sessions),
        people_minutes=sum(session.minutes * session.seats for session in sessions),
    )


def check(
    sessions: Sequence[PlannedSession],
    competencies: Sequence[Competency],
    kinds: Sequence[InterviewKind],
    rules: DesignRules,
) -> list[Violation]:
    """List every rule that the sessions break, in a fixed order; an empty list means that the loop plan
    stands.
    """
    catalogue = {kind.key: kind for kind in kinds}
    known = {competency.key: competency for competency in competencies}
    found = list(_loop_violations(sessions, kinds, rules))
    for session in sessions:
        kind = catalogue.get(session.kind)
        if kind is None:
            found.append(Violation("kind", session.name, f"{session.name} is of no kind in the catalogue."))
        else:
            found.extend(_session_violations(session, kind, known, rules))
    for competency in competencies:
        found.extend(_competency_violations(sessions, competency, catalogue, rules))
    return found


# --- the loop -----------------------------------------------------------------------------------------------


def _loop_violations(
    sessions: Sequence[PlannedSession], kinds: Sequence[InterviewKind], rules: DesignRules
) -> Iterator[Violation]:
    minutes = sum(session.minutes for session in sessions)
    interviewers = sum(session.seats for session in sessions if session.scored)
    if minutes > rules.max_candidate_minutes:
        yield _loop(
            "candidate_minutes",
            f"The loop takes {minutes} minutes; at most {rules.max_candidate_minutes} are allowed.",
        )
    if interviewers > rules.max_interviewers:
        yield _loop(
            "interviewers_most", f"{interviewers} people rate; at most {rules.max_interviewers} are allowed."
        )
    if interviewers < rules.min_interviewers:
        yield _loop(
            "interviewers_least", f"{interviewers} people rate; at least {rules.min_interviewers} are needed."
        )
    if rules.linked and not linked(sessions):
        yield _loop("linked", "The interviews fall into groups that share no competency.")
    copies = Counter(session.kind for session in sessions)
    for kind in kinds:
        if kind.required and not copies[kind.key]:
            yield _loop("required_kinds", f"{kind.name} is required and missing.")
        if copies[kind.key] > kind.max_copies:
            yield _loop(
                "copies",
                f"{kind.name} occurs {copies[kind.key]} times; at most {kind.max_copies} are allowed.",
            )
    asked = Counter(
        (part.key, question)
        for session in sessions
        for part in session.competencies
        for question in part.questions
    )
    for (_, question), count in asked.items():
        if count > 1:
            yield Violation("question_twice", question, f"The question {question} is asked {count} times.")


def _loop(rule: str, sentence: str) -> Violation:
    return Violation(rule, "", sentence)


def linked(sessions: Iterable[PlannedSession]) -> bool:
    """Tell whether one can walk from every scored session to every other over shared competencies."""
    waiting = [{part.key for part in session.competencies} for session in sessions if session.scored]
    if not waiting:
        return True
    reached = waiting.pop(0)
    while near := [group for group in waiting if group & reached]:
        waiting = [group for group in waiting if not group & reached]
        reached = reached.union(*near)
    return not waiting


# --- one session --------------------------------------------------------------------------------------------


def _session_violations(
    session: PlannedSession, kind: InterviewKind, known: dict[str, Competency], rules: DesignRules
) -> Iterator[Violation]:
    name = session.name
    if session.minutes not in kind.minute_options:
        yield Violation(
            "length", name, f"{name} takes {session.minutes} minutes, which {kind.name} does not offer."
        )
    if session.seats not in kind.seat_options:
        yield Violation("seats", name, f"{name} has {session.seats} seats, which {kind.name} does not offer.")
    if session.closing_minutes < kind.closing_minutes or session.opening_minutes < kind.opening_minutes:
        yield Violation(
            "closing", name, f"{name} leaves too little time to open and for the candidate's questions."
        )
    needed = session.opening_minutes + session.closing_minutes + sum(p.minutes for p in session.competencies)
    if needed > session.minutes:
        yield Violation("slot", name, f"{name} plans {needed} minutes in a slot of {session.minutes}.")
    yield from _count_violations(session, kind, rules)
    for part in session.competencies:
        competency = known.get(part.key)
        if competency is None:
            yield Violation("unknown", name, f"{name} rates {part.key}, which the rubric does not have.")
        else:
            yield from _part_violations(session, part, competency, kind, rules)


def _count_violations(
    session: PlannedSession, kind: InterviewKind, rules: DesignRules
) -> Iterator[Violation]:
    count, name = len(session.competencies), session.name
    if kind.unscored:
        if count:
            yield Violation("unscored", name, f"{name} is not scored and may rate nothing.")
        return
    least = max(kind.min_competencies, rules.competencies_per_interview[0], 1)
    most = min(kind.max_competencies, rules.competencies_per_interview[1])
    if not least <= count <= most:
        sentence = f"{name} rates {count} competencies; {least} to {most} are allowed."
        yield Violation("competencies_per_interview", name, sentence)
    if len({part.key for part in session.competencies}) < count:
        yield Violation("competency_twice", name, f"{name} lists a competency twice.")


def _part_violations(
    session: PlannedSession,
    part: PlannedCompetency,
    competency: Competency,
    kind: InterviewKind,
    rules: DesignRules,
) -> Iterator[Violation]:
    subject = f"{session.name}: {competency.name}"
    length = {question.key: question.minutes for question in competency.questions}
    if not kind.may_assess(competency):
        yield Violation("assesses", subject, f"{kind.name} may not rate {competency.name}.")
    if part.minutes < rules.minutes_per_rating:
        sentence = f"{subject} has {part.minutes} minutes; at least {rules.minutes_per_rating} are needed."
        yield Violation("minutes_per_rating", subject, sentence)
    if sum(length.get(key, 0) for key in part.questions) > part.minutes:
        yield Violation(
            "question_minutes",
            subject,
            f"The questions of {subject} take longer than {part.minutes} minutes.",
        )
    if not part.questions and not kind.work_sample:
        yield Violation("no_question", subject, f"{session.name} rates {competency.name} without a question.")
    for key in part.questions:
        if key not in length:
            yield Violation("unknown_question", subject, f"{competency.name} has no question {key}.")


# --- one competency -----------------------------------------------------------------------------------------


def _competency_violations(
    sessions: Sequence[PlannedSession],
    competency: Competency,
    catalogue: dict[str, InterviewKind],
    rules: DesignRules,
) -> Iterator[Violation]:
    name, places = competency.name, parts(sessions, competency.key)
    people = people_rating(sessions, competency.key)
    minutes, questions = sum(p.minutes for p in places), sum(len(p.questions) for p in places)
    if people < rules.raters_per_competency:
        sentence = f"{name} is rated by {people} of at least {rules.raters_per_competency} people."
        yield Violation("raters", competency.key, sentence)
    if questions < rules.questions_per_competency and minutes < rules.minutes_per_competency:
        sentence = (
            f"{name} has {questions} questions and {minutes} minutes; "
            f"it needs {rules.questions_per_competency} questions or {rules.minutes_per_competency} minutes."
        )
        yield Violation("depth", competency.key, sentence)
    if rules.both_question_kinds and _lacks_a_question_kind(sessions, competency, catalogue):
        sentence = f"{name} needs a behavioural and a situational question, or a work sample."
        yield Violation("question_kinds", competency.key, sentence)


def _lacks_a_question_kind(
    sessions: Sequence[PlannedSession], competency: Competency, catalogue: dict[str, InterviewKind]
) -> bool:
    kind_of = {question.key: question.kind for question in competency.questions}
    if not set(QuestionKind) <= set(kind_of.values()):
        return False
    for session in sessions:
        kind = catalogue.get(session.kind)
        if kind is not None and kind.work_sample and parts([session], competency.key):
            return False
    asked = {kind_of.get(key) for part in parts(sessions, competency.key) for key in part.questions}
    return not set(QuestionKind) <= asked


# --- what stands, but barely --------------------------------------------------------------------------------


def weak_points(
    sessions: Sequence[PlannedSession],
    competencies: Sequence[Competency],
    kinds: Sequence[InterviewKind],
    rules: DesignRules,
) -> tuple[str, ...]:
    """Sentences about what keeps the rules and still deserves a look."""
    found = []
    samples = {kind.key for kind in kinds if kind.work_sample}
    for competency in competencies:
        places = [session for session in sessions if parts([session], competency.key)]
        if competency.essential and len(places) == 1:
            found.append(
                f"{competency.name} is essential and is heard in one interview only, {places[0].name}."
            )
        if people_rating(sessions, competency.key) == 1:
            found.append(
                f"{competency.name} has a single rater, so nothing shows how far people agree on it."
            )
        missing = set(QuestionKind) - {question.kind for question in competency.questions}
        if missing and not any(session.kind in samples for session in places):
            names = " and ".join(sorted(missing))
            found.append(f"{competency.name} has no {names} question in the rubric.")
    if not rules.linked and not linked(sessions):
        found.append(
            "The interviews fall into groups that share no competency, so severity cannot be compared."
        )
    least, most = ADVISED_COMPETENCIES
    if not least <= len(competencies) <= most:
        found.append(f"The rubric scores {len(competencies)} competencies; {least} to {most} are advised.")
    return tuple(found)

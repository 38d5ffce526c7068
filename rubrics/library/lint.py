"""Checks of the whole library against the rules for competencies, anchors and questions.

The rules by name: `levels` asks for the levels 1, 3 and 5 (R-09). `question-mix` asks for enough questions
per seniority, among them a past-behaviour and a situational one, or a work sample. `question-topic` refuses
brainteasers and private matters (both R-04), and `probes` asks for two to four (R-03). `banned-word`,
`private-fact`, `frequency-word`, `too-long` and `levels-alike` are rules for writing anchors; `duplicate` and
`value` concern the data.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

from rubrics.library import wording
from rubrics.library.texts import Finding, lint_levels, lint_question
from rubrics.library.types import (
    DIMENSIONS,
    FAMILIES,
    LEVELS,
    QUESTION_KINDS,
    SENIORITIES,
    STATEMENT_KINDS,
    TREATMENTS,
    Competency,
    Library,
    Question,
)

PROBES = range(2, 5)
QUESTIONS_PER_SENIORITY = 3
MINUTES = range(2, 61)
_PLACEHOLDER = re.compile(r"\{\w+\}")


def lint(library: Library) -> list[Finding]:
    """Every finding in the library, in the library's order; an empty list means that it may be published."""
    findings: list[Finding] = []
    for competency in library.competencies:
        findings += _competency(competency, library)
    findings += [
        Finding(kind.key, "value", f"The treatment {kind.treatment!r} is unknown.")
        for kind in library.not_scored
        if kind.treatment not in TREATMENTS
    ]
    return findings + _duplicates(library)


def _competency(competency: Competency, library: Library) -> list[Finding]:
    findings = _values(competency, library)
    for word in wording.found(wording.BANNED, competency.definition):
        findings.append(Finding(competency.key, "banned-word", f"The definition holds the word {word!r}."))
    for seniority in SENIORITIES:
        key = f"{competency.key}/{seniority}"
        findings += lint_levels(competency.anchors.get(seniority, ()), key)
        findings += _question_mix(competency.questions_for(seniority), key)
    for one, other in combinations(SENIORITIES, 2):
        if competency.anchors.get(one) == competency.anchors.get(other):
            sentence = f"The anchors for {one} and {other} are the same."
            findings.append(Finding(competency.key, "levels-alike", sentence))
    for question in competency.questions:
        findings += _question(question)
    return findings


def _values(competency: Competency, library: Library) -> list[Finding]:
    keys = {other.key for other in library.competencies} - {competency.key}
    wrong = [
        *(f"The family {value!r} is unknown." for value in [competency.family] if value not in FAMILIES),
        *(
            f"The statement kind {kind!r} is unknown."
            for kind in competency.kinds
            if kind not in STATEMENT_KINDS
        ),
        *(f"The dimension {step!r} is unknown." for step in competency.steps if step not in DIMENSIONS),
        *(
            f"It would merge with {merge.key!r}, which is not here."
            for merge in competency.merge_with
            if merge.key not in keys
        ),
        *(
            f"The cue {cue!r} is not lower-case."
            for cue in competency.cues + competency.heading_cues
            if cue != cue.lower()
        ),
        *(
            f"Anchors for the unknown seniority {name!r}."
            for name in competency.anchors
            if name not in SENIORITIES
        ),
    ]
    if len(competency.steps) != len(LEVELS) - 1:
        wrong.append("Each of the four steps between the levels needs its dimension.")
    if not competency.definition:
        wrong.append("The definition is empty.")
    return [Finding(competency.key, "value", sentence) for sentence in wrong]


def _question_mix(questions: tuple[Question, ...], key: str) -> list[Finding]:
    findings = []
    if len(questions) < QUESTIONS_PER_SENIORITY:
        sentence = f"There are {len(questions)} questions; {QUESTIONS_PER_SENIORITY} are the least."
        findings.append(Finding(key, "question-mix", sentence))
    kinds = {question.kind for question in questions}
    if "work_sample" not in kinds and not {"past_behaviour", "situational"} <= kinds:
        sentence = "It needs a past-behaviour and a situational question, or a work sample."
        findings.append(Finding(key, "question-mix", sentence))
    return findings


def _question(question: Question) -> list[Finding]:
    key = question.key
    findings = lint_question(question.text, key)
    if question.fallback:
        findings += lint_question(question.fallback, key)
    for probe in question.probes:
        findings += lint_question(probe, key)
    if len(question.probes) not in PROBES:
        findings.append(
            Finding(key, "probes", f"There are {len(question.probes)} probes; two to four are asked for.")
        )
    findings += [
        Finding(key, "banned-word", f"The expected answer holds the word {word!r}.")
        for word in wording.found(wording.BANNED, question.good_answer)
    ]
    return findings + [Finding(key, "value", sentence) for sentence in _question_values(question)]


def _question_values(question: Question) -> list[str]:
    return [
        *(["The question's kind is unknown."] if question.kind not in QUESTION_KINDS else []),
        *(["The minutes have to be between 2 and 60."] if question.minutes not in MINUTES else []),
        *(["What an answer shows is missing."] if not question.good_answer else []),
        *(["The question serves no seniority."] if not question.seniority else []),
        *(f"The seniority {name!r} is unknown." for name in question.seniority if name not in SENIORITIES),
        *(
            ["A text with a placeholder needs a fallback."]
            if _PLACEHOLDER.search(question.text) and not question.fallback
            else []
        ),
        *(["The fallback holds a placeholder."] if _PLACEHOLDER.search(question.fallback) else []),
    ]


def _duplicates(library: Library) -> list[Finding]:
    questions = [question for competency in library.competencies for question in competency.questions]
    anchors = [
        text
        for competency in library.competencies
        for texts in competency.anchors.values()
        for text in texts
        if text.strip()
    ]
    return [
        *_twice("Two competencies have the key", [competency.key for competency in library.competencies]),
        *_twice("Two questions have the key", [question.key for question in questions]),
        *_twice("Two questions have the text", [question.text for question in questions]),
        *_twice("Two anchors have the text", anchors),
        *_twice(
            "Two competencies have the cue",
            [cue for competency in library.competencies for cue in competency.cues],
        ),
        *_twice(
            "Two competencies have the heading cue",
            [cue for competency in library.competencies for cue in competency.heading_cues],
        ),
    ]


def _twice(what: str, values: list[str]) -> list[Finding]:
    counts = Counter(" ".join(value.lower().split()) for value in values)
    return [Finding(value, "duplicate", f"{what} {value!r}.") for value, count in counts.items() if count > 1]

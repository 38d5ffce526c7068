"""Fills a draft competency with anchors and questions of the library for the role's seniority."""

from __future__ import annotations

from collections.abc import Mapping

from rubrics.library import Competency, Question


def anchors_for(competency: Competency, seniority: str) -> tuple[str, ...]:
    """The five anchors, level 1 first; those of another seniority when the wanted one is missing."""
    if seniority in competency.anchors:
        return tuple(competency.anchors[seniority])
    return next((tuple(texts) for texts in competency.anchors.values()), ())


def questions_for(competency: Competency, seniority: str, skill: str) -> tuple[Mapping[str, object], ...]:
    """Questions for the seniority; ``{skill}`` is filled from the document, else the fallback is taken."""
    return tuple(_plain(q, skill) for q in competency.questions if seniority in q.seniority)


def _plain(question: Question, skill: str) -> dict[str, object]:
    return {
        "key": question.key,
        "kind": question.kind,
        "text": _worded(question, skill),
        "probes": list(question.probes),
        "good_answer": question.good_answer,
        "minutes": question.minutes,
    }


def _worded(question: Question, skill: str) -> str:
    filled = question.text.replace("{skill}", skill) if skill else question.text
    return question.fallback if "{" in filled and question.fallback else filled

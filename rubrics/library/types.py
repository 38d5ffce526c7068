"""What the library consists of: competencies, their anchors and questions, and what is never scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SENIORITIES = ("individual", "lead", "head")
LEVELS = (1, 2, 3, 4, 5)
FAMILIES = ("behavioural", "technical", "research")
QUESTION_KINDS = ("past_behaviour", "situational", "work_sample")
TREATMENTS = ("verify", "evidence")
DIMENSIONS = ("complexity", "detail", "scale", "independence")
STATEMENT_KINDS = (
    "technical",
    "soft",
    "credential",
    "experience",
    "leadership",
    "domain",
    "ethics",
    "research",
    "eligibility",
)


class LibraryError(Exception):
    """The library's files cannot be used; the text is a sentence for the person who edits them."""


@dataclass(frozen=True)
class Question:
    """One interview question with its probes and what an answer worth a level 3 or more shows.

    `text` may hold placeholders such as `{skill}`; `fallback` is then the wording without them.
    `seniority` names every seniority for which the question is asked.
    """

    key: str
    kind: str
    text: str
    probes: tuple[str, ...]
    good_answer: str
    minutes: int
    seniority: tuple[str, ...]
    fallback: str = ""

    def serves(self, seniority: str) -> bool:
        """Whether the question is meant for a role of this seniority."""
        return seniority in self.seniority


@dataclass(frozen=True)
class Merge:
    """A neighbouring competency that may be scored together with this one (R-35), and why."""

    key: str
    reason: str


@dataclass(frozen=True)
class Competency:
    """A competency that is scored from 1 to 5.

    `anchors` holds five texts, for the levels 1 to 5, per seniority. `steps` names, for the four steps
    between the levels, the dimension in which the higher level asks for more. `cues` and `heading_cues` are
    lower-case phrases.
    """

    key: str
    name: str
    definition: str
    family: str
    kinds: tuple[str, ...]
    cues: tuple[str, ...]
    heading_cues: tuple[str, ...]
    merge_with: tuple[Merge, ...]
    steps: tuple[str, ...]
    anchors: Mapping[str, tuple[str, ...]]
    questions: tuple[Question, ...]

    def questions_for(self, seniority: str) -> tuple[Question, ...]:
        """The questions for a role of this seniority, in the library's order."""
        return tuple(question for question in self.questions if question.serves(seniority))


@dataclass(frozen=True)
class NotScored:
    """A kind of requirement that is verified or asked for as evidence, and never rated from 1 to 5."""

    key: str
    name: str
    treatment: str
    rule: str
    cues: tuple[str, ...]


@dataclass(frozen=True)
class Library:
    """The whole library; `digest` is the SHA-256 of its files, for rubrics to name what they came from."""

    version: str
    digest: str
    competencies: tuple[Competency, ...]
    not_scored: tuple[NotScored, ...]

    def competency(self, key: str) -> Competency:
        """The competency with this key; `KeyError` if there is none."""
        for competency in self.competencies:
            if competency.key == key:
                return competency
        raise KeyError(key)

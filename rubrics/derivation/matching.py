"""Maps statements and soft-skill headings to competencies of the library, by its cues."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rubrics.derivation.person_words import LANGUAGE
from rubrics.derivation.sentences import LONGEST_STATEMENT
from rubrics.derivation.types import Kind, SoftSkill, Statement
from rubrics.library import Competency, Library

PARTS = re.compile(r"\s*(?:,|/|&|\band\b)\s*", re.IGNORECASE)
FILLERS = re.compile(
    r"\b(?:skills?|effective|strong|excellent|essential|abilit(?:y|ies)|awareness|mindset)\b", re.IGNORECASE
)
# To speak a language is to be understood in it; which language it is says nothing else.
SPOKEN = re.compile(
    rf"\b(?:fluen\w+|speaks?|spoken|command|native|bilingual|conversational|proficien\w+|written|"
    rf"(?:good|excellent|strong|basic|perfect|business|working|thorough)(?: knowledge of)?)"
    rf"(?:\W+\w+){{0,4}}?\W+(?:{LANGUAGE}|polish)\b",
    re.IGNORECASE,
)
BY_KIND: dict[Kind, str] = {
    "leadership": "leadership",
    "research": "research_methodology",
    "ethics": "ethics_bias",
}
TRAITS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"^(?:a )?(?:passion|passionate|enthusias\w+|excite\w*|love (?:of|for))\b", re.IGNORECASE),
        "continuous_learning",
    ),
    (
        re.compile(
            r"\b(?:culture|values)\b.*\b(?:fit|align\w*|match)\b|\b(?:align\w*|fit)\b.*\b(?:culture|"
            r"values)\b",
            re.IGNORECASE,
        ),
        "ethics_bias",
    ),
    (SPOKEN, "communication"),
)
KIND_BONUS = 0.8
FOREIGN_KIND = 0.45
GROUP_WEIGHT = 2.5
GENERAL_CUE = 0.6
WEAK = 0.6
TECHNICAL = "technical"


@dataclass(frozen=True)
class Match:
    """A competency for a statement or heading, the other competencies named with it, and the rule."""

    key: str
    rule: str
    others: tuple[str, ...] = ()


def match_statement(statement: Statement, library: Library) -> Match | None:
    """The competency that a statement shows, or None when nothing in the library fits."""
    trait = _trait(statement.text, library)
    if trait:
        return trait
    lowered = _lowered(statement.text)
    group = _lowered(statement.group or "")
    scored = [(_score(c, lowered, group, statement.kind), -n, c) for n, c in enumerate(library.competencies)]
    best, _, competency = max(scored, key=lambda item: item[:2], default=(0.0, 0, None))
    by_kind = _by_kind(statement, library)
    if competency is not None and best > (WEAK if by_kind else 0.0):
        return Match(competency.key, "cue-words")
    return by_kind


def match_heading(skill: SoftSkill, library: Library) -> Match | None:
    """The competency that a soft-skill heading names; of a double one the first part is primary (R-23)."""
    whole = _folded(_lowered(skill.title))
    named = next((c for c in library.competencies if _folded(c.name.casefold()) == whole), None)
    if named:
        return Match(named.key, "heading-is-name")
    parts = [c for part in PARTS.split(skill.title) if (c := _by_heading(_lowered(part), library))]
    keys = list(dict.fromkeys(c.key for c in parts))
    if len(keys) > 1:
        return Match(keys[0], "heading-cue", tuple(keys[1:]))
    heading = _by_heading(_lowered(skill.title), library) or next(iter(parts), None)
    if heading:
        return Match(heading.key, "heading-cue")
    lowered = _lowered(f"{skill.title} {skill.description}"[:LONGEST_STATEMENT])
    scored = [(_score(c, lowered, "", "soft"), -n, c) for n, c in enumerate(library.competencies)]
    best, _, competency = max(scored, key=lambda item: item[:2], default=(0.0, 0, None))
    return Match(competency.key, "description-cue") if competency is not None and best > 0 else None


def _folded(name: str) -> str:
    """A name without the difference between British and American spelling."""
    return re.sub(r"is(?=ation|ing|ed|e\b)", "iz", re.sub(r"our\b", "or", name)).replace(
        "centred", "centered"
    )


def _trait(content: str, library: Library) -> Match | None:
    known = {c.key for c in library.competencies}
    for pattern, key in TRAITS:
        if key in known and pattern.search(content):
            return Match(key, "trait-to-nearest-behaviour")
    return None


def _by_kind(statement: Statement, library: Library) -> Match | None:
    """A statement that no cue knows shows what its kind is about: leading, research, rules, or the craft itself."""
    named = BY_KIND.get(statement.kind)
    if named:
        return (
            Match(named, f"kind-{statement.kind}")
            if any(c.key == named for c in library.competencies)
            else None
        )
    if statement.kind not in ("technical", "domain", "experience", "credential"):
        return None
    technical = next((c for c in library.competencies if c.family == TECHNICAL), None)
    return Match(technical.key, "kind-technical") if technical else None


def _by_heading(part: str, library: Library) -> Competency | None:
    bare = FILLERS.sub(" ", part).strip()
    bare = re.sub(r"\s+", " ", bare)
    for wanted in (part.strip(), bare):
        for competency in library.competencies:
            names = (competency.name.casefold(), *competency.heading_cues)
            if wanted and wanted in names:
                return competency
    return None


def _score(competency: Competency, content: str, group: str, kind: str) -> float:
    """Sum of the weights of the cues found (longer ones say more), more if heading and kind agree."""
    general = competency.family == TECHNICAL
    found = _pattern(competency.cues).findall(content)
    score = sum((GENERAL_CUE if general else 1.0) * (1 + 0.5 * (len(cue.split()) - 1)) for cue in set(found))
    if (
        group
        and kind in competency.kinds
        and any(
            part in competency.heading_cues
            for part in (group, FILLERS.sub("", group).strip(), *PARTS.split(group))
        )
    ):
        score += GROUP_WEIGHT
    if not score:
        return 0.0
    if kind in competency.kinds:
        return score + KIND_BONUS
    return score * FOREIGN_KIND


@lru_cache(maxsize=256)
def _pattern(cues: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(cues, key=len, reverse=True)
    return re.compile(
        r"(?<![\w])(?:" + "|".join(re.escape(c) for c in longest_first) + r")(?![\w])" if cues else r"(?!)"
    )


def _lowered(content: str) -> str:
    bare = re.sub(r"\]\([^)]*\)", "]", content)
    return re.sub(r"\s+", " ", bare.casefold().replace("’", "'").replace("*", "")).strip(" .:;")

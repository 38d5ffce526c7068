"""Reads a found statement: how necessary, of which kind, how treated, which years and degrees."""

from __future__ import annotations

import re

from rubrics.derivation import cues, denials
from rubrics.derivation.degrees import degrees_in
from rubrics.derivation.kinds import kind_of
from rubrics.derivation.sentences import sentences
from rubrics.derivation.statements import Found
from rubrics.derivation.tools import tools_in
from rubrics.derivation.types import Kind, Necessity, Span, Statement, Strength, Treatment
from rubrics.derivation.years import years_in

CLAUSE = re.compile(
    r";\s+|,\s+(?:while|whereas|although|though)\s+|"
    r",\s+(?=(?:an?|any) (?:further|other|additional|second|third) )|"
    r",\s+(?=ideally\b|preferably\b|plus\b)|\s+[-–—]\s+(?=ideally\b|preferably\b)|"
    r"(?<=\w)\s+(?=(?:ideally|preferably) (?:with|using|in|on|at|from|for|including|within|gained)\b)"
)
# Welcome people are no wish for a quality (``graduates are welcome``).
WELCOMED = re.compile(
    r"\b(?:changers|graduates|applicants|applications|candidates|beginners|starters|returners|newcomers|"
    r"juniors|students|people)\b[^,;.]{0,60}\bwelcome\b",
    re.IGNORECASE,
)
BRACKETS = re.compile(r"\([^()]*\)")
PERFORMANCE = re.compile(r"^(?:ability|able|capacity|skill\w*) to .*\bpublish", re.IGNORECASE)
EXISTENCE = re.compile(r"\btrack record\b|\bproven (?:experience|ability|success)\b", re.IGNORECASE)


def requirement(text: str, found: Found) -> Statement:
    """The statement at ``found`` with everything that can be read from it."""
    content = text[found.start : found.end]
    necessity, cue = necessity_of(content, found)
    kind, kind_rule = kind_of(content, found.group, found.section)
    alternatives = tuple(text[s.start : s.end] for s in found.alternatives)
    years = years_in(text, found.start, found.end)
    degrees = degrees_in(content, alternatives)
    treatment, treatment_rule = _treatment(content, kind, bool(years), degrees is not None)
    return Statement(
        text=content,
        start=found.start,
        end=found.end,
        section=found.section,
        group=found.group,
        kind=kind,
        necessity=necessity,
        cue=cue,
        treatment=treatment,
        strength=_strength(content, found, necessity) if treatment == "verify" else None,
        years=years,
        degrees=degrees,
        tools=() if kind == "credential" else tools_in(content),
        alternatives=alternatives,
        rules=(*found.rules, _necessity_rule(found, necessity, cue), kind_rule, treatment_rule),
    )


def necessity_of(content: str, found: Found) -> tuple[Necessity, str]:
    """Preferred if its list, heading or first clause says so, else must; with the words that decided."""
    if found.hint == "preferred":
        return "preferred", found.hint_cue
    content = WELCOMED.sub(" ", re.sub(r"\s", " ", content))
    wished = denials.NOT_ASKED.search(content) and cues.PREFERRED.search(content)
    if wished:
        return "preferred", wished.group()
    sentence = next(iter(sentences(content, 0, len(content))), Span(0, len(content)))
    clauses = [BRACKETS.sub(" ", clause) for clause in CLAUSE.split(content[: sentence.end])]
    first = _asking(clauses)
    cue = cues.PREFERRED.search(first) or cues.FIRMLY_PREFERRED.search(first) or cues.MARKED.search(content)
    must = next((hit for clause in clauses if (hit := cues.REQUIRED.search(clause))), None)
    if cue and not (must and (must.string != first or must.start() < cue.start())):
        return "preferred", cue.group()
    explicit = cues.EXPLICIT.search(content)
    return "must", explicit.group() if explicit else ""


def _asking(clauses: list[str]) -> str:
    """The first clause that asks something: one before it may only speak of the place or the post."""
    first = clauses[0]
    if (
        degrees_in(first)
        or cues.PERSON_QUALITY.search(first)
        or cues.EXPLICIT.search(first)
        or cues.PREFERRED.search(first)
    ):
        return first
    return next((clause for clause in clauses[1:] if cues.GIVEN_PREFERENCE.search(clause)), first)


def _necessity_rule(found: Found, necessity: Necessity, cue: str) -> str:
    if found.hint:
        return "necessity-from-list"
    return f"necessity-{necessity}-cue" if cue else "necessity-default"


def _treatment(content: str, kind: Kind, years: bool, degree: bool) -> tuple[Treatment, str]:
    """Degrees, years, papers and permits are verified; everything else is for the interview (2.3)."""
    if kind == "credential" and PERFORMANCE.match(content) and not degree:
        return "interview", "interview-performance"
    if kind in ("credential", "eligibility"):
        return "verify", f"verify-{kind}"
    if years or degree:
        return "verify", "verify-years" if years else "verify-degree"
    if EXISTENCE.search(content):
        return "interview", "interview-existence-also-verified"
    return "interview", "interview-default"


def _strength(content: str, found: Found, necessity: Necessity) -> Strength:
    """What the text says (R-25): an explicit cue gives required, a tentative one preferred, none neither."""
    if necessity == "preferred" or cues.PREFERRED.search(content):
        return "preferred"
    if cues.EXPLICIT.search(content):
        return "required"
    if found.tentative or cues.TENTATIVE.search(content):
        return "preferred"
    return "informational"

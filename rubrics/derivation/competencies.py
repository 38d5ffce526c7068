"""Draft competencies: what was matched, at most eight of them proposed for scoring (R-18, R-35)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rubrics.derivation.anchors import anchors_for, questions_for
from rubrics.derivation.cues import OPENER
from rubrics.derivation.matching import TECHNICAL, Match
from rubrics.derivation.types import CompetencyDraft, SoftSkill, Span, Statement
from rubrics.library import Competency, Library

MOST_SCORED = 8
FEWEST_SCORED = 5
HEADING_EVIDENCE = 2.0
PREFERRED_EVIDENCE = 0.5
RESEARCH_PAIR = frozenset({"problem_solving", "intellectual_rigor"})
PHRASE = re.compile(
    r"^\s*(?:(?:of|in|with|and|for|to|the|an?|using|skills?|experience|"
    r"expertise)\s+)*(?P<phrase>[^(),:;.]+?)(?=\s+(?:to|for|that|and|or|such|in|on|across|with|of)\b|"
    r"[(),:;.]|$)",
    re.IGNORECASE,
)
MAX_PHRASES = 2
MAX_PHRASE_WORDS = 4


@dataclass
class _Gathered:
    statements: list[int] = field(default_factory=list)
    soft_skills: list[int] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    primary_of: str | None = None
    also_covers: list[str] = field(default_factory=list)
    evidence: float = 0.0


def drafts(
    statements: tuple[Statement, ...],
    skills: tuple[SoftSkill, ...],
    matched: Mapping[int, Match],
    headed: Mapping[int, Match],
    library: Library,
    seniority: str,
) -> tuple[CompetencyDraft, ...]:
    """Drafts in the order of their first place in the document; all weights are equal.

    ``matched`` maps indexes of statements, ``headed`` indexes of soft skills to their competency.
    """
    gathered = _gather(statements, skills, matched, headed)
    made = [_draft(library.competency(key), gathered[key], statements, skills, seniority) for key in gathered]
    made.sort(key=lambda draft: (min(s.start for s in draft.spans), draft.key))
    research = any(s.kind == "research" for s in statements)
    return _limited(made, {key: g.evidence for key, g in gathered.items()}, library, research=research)


def _gather(
    statements: tuple[Statement, ...],
    skills: tuple[SoftSkill, ...],
    matched: Mapping[int, Match],
    headed: Mapping[int, Match],
) -> dict[str, _Gathered]:
    gathered: dict[str, _Gathered] = {}
    for index, match in sorted(matched.items()):
        into = gathered.setdefault(match.key, _Gathered())
        into.statements.append(index)
        into.rules.append(match.rule)
        into.evidence += 1.0 if statements[index].necessity == "must" else PREFERRED_EVIDENCE
    for index, match in sorted(headed.items()):
        into = gathered.setdefault(match.key, _Gathered())
        into.soft_skills.append(index)
        into.rules.append(match.rule)
        into.evidence += HEADING_EVIDENCE
        if match.others:
            into.primary_of = into.primary_of or skills[index].title
            into.also_covers.extend(key for key in match.others if key not in into.also_covers)
            into.rules.append("double-barrelled-primary")
    return gathered


def _draft(
    competency: Competency,
    gathered: _Gathered,
    statements: tuple[Statement, ...],
    skills: tuple[SoftSkill, ...],
    seniority: str,
) -> CompetencyDraft:
    own = [statements[i] for i in gathered.statements]
    named = [skills[i] for i in gathered.soft_skills]
    spans = sorted({(s.start, s.end) for s in own} | {(s.start, s.end) for s in named})
    phrases = skill_phrases(own) if competency.family == TECHNICAL else ()
    name = f"{competency.name}: {', '.join(phrases)}" if phrases else competency.name
    return CompetencyDraft(
        key=competency.key,
        name=name,
        definition=competency.definition,
        weight=1.0,
        statements=tuple(gathered.statements),
        soft_skills=tuple(gathered.soft_skills),
        spans=tuple(Span(start, end) for start, end in spans),
        rules=tuple(dict.fromkeys(gathered.rules)),
        primary_of=gathered.primary_of,
        also_covers=tuple(gathered.also_covers),
        reason=_reason(own, named),
        anchors=anchors_for(competency, seniority),
        questions=questions_for(competency, seniority, _or(phrases)),
    )


def _or(phrases: tuple[str, ...]) -> str:
    """“SQL, Python or Go”: one of them is what a question asks about."""
    return " or ".join(part for part in (", ".join(phrases[:-1]), *phrases[-1:]) if part)


def _reason(own: list[Statement], named: list[SoftSkill]) -> str:
    parts = []
    if own:
        parts.append(f"{len(own)} requirement statement{'s' if len(own) > 1 else ''}")
    if named:
        parts.append(
            f"the soft-skill heading{'s' if len(named) > 1 else ''} "
            + ", ".join(f"“{s.title}”" for s in named)
        )
    return "Rests on " + " and ".join(parts) + "."


def skill_phrases(statements: list[Statement]) -> tuple[str, ...]:
    """Nouns of the document that name a technical competency: heads of its statements, then tools."""
    tools = list(dict.fromkeys(tool for s in statements if s.necessity == "must" for tool in s.tools))
    heads = [phrase for s in statements if (phrase := _head(s.text))]
    found = list(dict.fromkeys([*heads[:MAX_PHRASES], *tools[:MAX_PHRASES]]))
    return tuple(found[: MAX_PHRASES + 1])


def _head(statement: str) -> str:
    bare = re.sub(r"^\*\*[^*]+\*\*[.:]?\s*", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", statement)).replace(
        "*", ""
    )
    opening = OPENER.match(bare)
    match = PHRASE.match(bare[opening.end() :]) if opening else None
    words = match["phrase"].split() if match else []
    return (
        " ".join(words)
        if 1 <= len(words) <= MAX_PHRASE_WORDS and not words[0].casefold().endswith("ing")
        else ""
    )


def _limited(
    made: list[CompetencyDraft], evidence: Mapping[str, float], library: Library, *, research: bool
) -> tuple[CompetencyDraft, ...]:
    """Proposes merges, weakest evidence first, until eight are left; what fits no merge, for dropping."""
    settled = {draft.key: draft for draft in made}
    order = [c.key for c in library.competencies]
    while len(active := [k for k, d in settled.items() if d.proposed == "score"]) > MOST_SCORED:
        weakest = sorted(active, key=lambda key: (evidence[key], -order.index(key)))
        targets = {d.merge_into for d in settled.values() if d.merge_into}
        merge = next(
            (
                m
                for key in weakest
                if key not in targets and (m := _merge(key, active, evidence, library, research))
            ),
            None,
        )
        if merge:
            key, into, reason = merge
            settled[key] = replace(
                settled[key], proposed="merge", merge_into=into, reason=f"{settled[key].reason} {reason}"
            )
            continue
        key = next((k for k in weakest if k not in targets), weakest[0])
        why = "At most eight competencies are scored in one loop, and this one has the least evidence."
        settled[key] = replace(settled[key], proposed="drop", reason=f"{settled[key].reason} {why}")
    return tuple(settled.values())


def _merge(
    key: str, active: list[str], evidence: Mapping[str, float], library: Library, research: bool
) -> tuple[str, str, str] | None:
    for merge in library.competency(key).merge_with:
        if merge.key not in active or (research and {key, merge.key} == RESEARCH_PAIR):
            continue
        if evidence[merge.key] >= evidence[key]:
            return key, merge.key, merge.reason
    return None

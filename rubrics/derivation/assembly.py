"""Puts a rubric draft together: read, find, understand, match, choose, and account for everything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from rubrics.derivation.behaviours import with_behaviours
from rubrics.derivation.competencies import FEWEST_SCORED, MOST_SCORED, drafts
from rubrics.derivation.doubts import doubts_of
from rubrics.derivation.ignoring import sections_ignored
from rubrics.derivation.matching import Match, match_heading, match_statement
from rubrics.derivation.plausibility import is_role_document
from rubrics.derivation.requirements import requirement
from rubrics.derivation.sections import sections
from rubrics.derivation.silent import with_profiles
from rubrics.derivation.soft_skills import collect
from rubrics.derivation.statements import harvest
from rubrics.derivation.titles import seniority_of, title_of
from rubrics.derivation.types import (
    Account,
    CompetencyDraft,
    Dropped,
    Ignored,
    RubricDraft,
    SoftSkill,
    Statement,
)
from rubrics.derivation.verification import verify_items
from rubrics.library import Library, load
from rubrics.reading.blocks import split
from rubrics.reading.types import Block

FEW_STATEMENTS = 8
NOTHING_FOUND = (
    "No requirement was found: nothing here asks something of a person. It may be no role document."
)
LOST_WORDS = re.compile(r"\b(?:in|of|a|the|and)\s+,|,\s+,|\bof\s+that\b|\ba that\b")


def derive(
    text: str,
    *,
    library: Library | None = None,
    seniority: str | None = None,
    blocks: Sequence[Block] | None = None,
) -> RubricDraft:
    """The rubric draft of a role document's canonical text; the same input always gives the same draft.

    ``library`` defaults to the shipped one; ``seniority`` (individual, lead, head) to what the
    title says; ``blocks`` to those that reading finds in the text. Raises nothing on any text.
    """
    library = library or _shipped()
    known = tuple(blocks) if blocks is not None else split(text)
    parts = with_behaviours(text, with_profiles(text, sections(text, known)))
    soft = collect(text, parts)
    named = title_of(text, known)
    is_role = is_role_document(text, named, parts)
    title = named if is_role else None
    harvests = [harvest(text, part, soft.claimed) for part in parts] if is_role else []
    statements = _unique(tuple(requirement(text, found) for h in harvests for found in h.found))
    level = seniority or seniority_of(title)
    matched, dropped = _matches(statements, library)
    headed = {i: m for i, skill in enumerate(soft.skills) if (m := match_heading(skill, library))}
    competencies = drafts(statements, soft.skills, matched, headed, library, level)
    verified = sum(s.treatment == "verify" for s in statements)
    ignored = [*sections_ignored(parts), *(i for h in harvests for i in h.ignored)]
    return RubricDraft(
        title=title,
        text=text,
        statements=statements,
        soft_skills=soft.skills,
        competencies=competencies,
        verify=verify_items(statements),
        doubts=doubts_of(text, parts, statements),
        ignored=tuple(sorted(ignored, key=_place)),
        dropped=dropped,
        account=Account(len(statements), len(matched), verified, len(dropped)),
        notes=tuple(_notes(statements, soft.skills, competencies)),
        seniority=level,
        library_version=library.version,
    )


@cache
def _shipped() -> Library:
    """The shipped library, read once: reading it takes longer than a document."""
    return load()


def _place(ignored: Ignored) -> tuple[int, int]:
    return ignored.start, ignored.end


def _unique(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Statements in the order of the document, each span once."""
    by_span = {(s.start, s.end): s for s in statements}
    return tuple(by_span[span] for span in sorted(by_span))


def _matches(
    statements: tuple[Statement, ...], library: Library
) -> tuple[Mapping[int, Match], tuple[Dropped, ...]]:
    """Which competency each statement for the interview shows; what fits none is dropped with a reason."""
    matched: dict[int, Match] = {}
    dropped: list[Dropped] = []
    for index, statement in enumerate(statements):
        if statement.treatment == "verify":
            continue
        match = match_statement(statement, library)
        if match:
            matched[index] = match
        else:
            dropped.append(
                Dropped(
                    index,
                    "No competency of the library fits these words; assign one by hand or leave it out.",
                )
            )
    return matched, tuple(dropped)


def _notes(
    statements: tuple[Statement, ...],
    skills: tuple[SoftSkill, ...],
    competencies: tuple[CompetencyDraft, ...],
) -> Iterator[str]:
    """What a person should know about the draft as a whole, in plain sentences."""
    if not statements and not skills:
        yield NOTHING_FOUND
        return
    if len(statements) < FEW_STATEMENTS:
        places = len({(s.section, s.group) for s in statements})
        found = f"{_counted(len(statements), 'requirement statement')}, in {_counted(places, 'place')}"
        yield f"Only {found}: nothing was filled up."
    scored = sum(c.proposed == "score" for c in competencies)
    if scored < FEWEST_SCORED:
        found = f"Only {_counted(scored, 'competency', 'competencies')}" if scored else "No competency"
        yield (
            f"{found} could be derived; five to eight are usual. Publish with a reason or add some by hand."
        )
    surplus = sum(c.proposed != "score" for c in competencies)
    if surplus:
        yield (
            f"{len(competencies)} competencies were found, {MOST_SCORED} at most are scored: "
            f"for {surplus} of them merging or dropping is proposed."
        )
    lost = sum(bool(LOST_WORDS.search(s.text)) for s in statements)
    if lost:
        yield (
            f"Words seem to be lost in {_counted(lost, 'statement')} (links that were not copied); "
            "compare with the original page."
        )


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"

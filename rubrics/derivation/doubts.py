"""Statements of one document that contradict each other, shown side by side for a person's choice (R-30)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rubrics.derivation import headings
from rubrics.derivation.degrees import RANK, degrees_in, lowest
from rubrics.derivation.sections import Section
from rubrics.derivation.sentences import LONGEST_STATEMENT, sentences, without_tail
from rubrics.derivation.types import Doubt, QuotedSpan, Statement, Years
from rubrics.derivation.years import topic, years_in

SPOKEN_LEVEL = {
    "degree": "a degree",
    "bachelor": "a bachelor's degree",
    "advanced degree": "an advanced degree",
    "master": "a master's degree",
    "doctorate": "a doctorate",
}
CAREER_STAGE = re.compile(
    r"\b(?:entry|mid|junior|senior)[- ](?:level|career)\b|→|salary|\$|€|£", re.IGNORECASE
)
# “Engineer (0-2 years)” names a grade of the house, “for at least one year” how long one thing was done.
GRADE = re.compile(r"^[^.;:()]{2,60}\(\s*\d{1,2}\s*(?:\+|[-–—]\s*\d{1,2}\+?)\s*years?\s*\)$", re.IGNORECASE)
ONE_THING = re.compile(r"\bfor\s+(?:(?:at least|more than|over|a minimum of)\s+)?$", re.IGNORECASE)
PROGRESSION = re.compile(r"progression|path|advancement|salary|compensation", re.IGNORECASE)


@dataclass(frozen=True)
class _Mention:
    start: int
    end: int
    text: str


def doubts_of(
    text: str, sections: tuple[Section, ...], statements: tuple[Statement, ...]
) -> tuple[Doubt, ...]:
    """All contradictions found: in degrees, in years by what is counted, in necessity."""
    mentions = tuple(_mentions(text, sections))
    return (*_degree_doubts(mentions), *_years_doubts(text, mentions), *_necessity_doubts(statements))


def _mentions(text: str, sections: tuple[Section, ...]) -> Iterator[_Mention]:
    """Sentences of the parts that speak of the person; pay, market and career stages are noise."""
    for section in sections:
        if section.role in ("soft", "duties") or (section.role == "noise" and not _speaks_of_person(section)):
            continue
        for block in section.blocks:
            end = without_tail(text, block.start, block.end)
            for span in sentences(text, block.start, end):
                content = text[span.start : span.end]
                noise = CAREER_STAGE.search(content) or GRADE.match(content)
                if len(content) <= LONGEST_STATEMENT and not noise:
                    yield _Mention(span.start, span.end, content)


def _speaks_of_person(section: Section) -> bool:
    own = headings.plain(section.heading)
    return section.reason in (headings.OVERVIEW, headings.CAREER) and not PROGRESSION.search(own)


def _degree_doubts(mentions: tuple[_Mention, ...]) -> Iterator[Doubt]:
    read = [(m, d) for m in mentions if (d := degrees_in(m.text)) is not None]
    levels = sorted({lowest(d) for _, d in read}, key=RANK.index)
    named = [level for level in levels if level not in ("degree", "advanced degree")]
    if len(named) < 2:
        return
    proposal = f"{SPOKEN_LEVEL[named[0]]}, with a written standard of equivalence"
    listed = ", ".join(SPOKEN_LEVEL[level] for level in named)
    yield Doubt(
        "degree",
        "education",
        f"The document names different lowest degrees: {listed}. Which one is needed?",
        tuple(_quoted(m) for m, _ in read),
        proposal,
    )


def _years_doubts(text: str, mentions: tuple[_Mention, ...]) -> Iterator[Doubt]:
    by_topic: dict[str, list[tuple[_Mention, Years]]] = {}
    for mention in mentions:
        for years in years_in(text, mention.start, mention.end):
            if not years.counts and ONE_THING.search(text[mention.start : years.start]):
                continue
            by_topic.setdefault(topic(years), []).append((mention, years))
    for name, read in by_topic.items():
        if len({mention.start for mention, _ in read}) < 2:  # alternatives of one sentence
            continue
        figures = sorted({y.minimum for _, y in read})
        ranges = {(y.minimum, y.upper) for _, y in read}
        if len(figures) < 2 and not (len(ranges) > 1 and any(y.upper for _, y in read)):
            continue
        listed = ", ".join(_figure(y) for y in sorted({(y.minimum, y.upper or 0) for _, y in read}))
        yield Doubt(
            "years",
            name,
            f"The document names different years of {name}: {listed}. Which minimum is needed? An upper "
            f"figure is no cap.",
            tuple(_quoted(m) for m, _ in read),
            _at_least(next((figure for figure in figures if figure), 0)),
        )


def _at_least(years: int) -> str:
    return f"at least {years} {'year' if years == 1 else 'years'}"


def _figure(pair: tuple[int, int]) -> str:
    low, high = pair
    return f"{low} to {high}" if high else f"{low}"


def _necessity_doubts(statements: tuple[Statement, ...]) -> Iterator[Doubt]:
    """The same tool asked for as a must in one statement and as preferred in another."""
    tools = sorted({tool for s in statements for tool in s.tools})
    for tool in tools:
        named = [s for s in statements if tool in s.tools]
        if {s.necessity for s in named} == {"must", "preferred"}:
            yield Doubt(
                "necessity",
                tool,
                f"The document asks for {tool} both as a must and as preferred. Which is meant?",
                tuple(QuotedSpan(s.start, s.end, s.text) for s in named),
                "preferred",
            )


def _quoted(mention: _Mention) -> QuotedSpan:
    return QuotedSpan(mention.start, mention.end, mention.text)

"""Sentences inside a block, closing words that were glued to a list item, and labels before a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rubrics.derivation import cues, run_on
from rubrics.derivation.types import Span
from rubrics.reading.blocks import title_cased

ABBREVIATIONS = frozenset(
    [
        "e.g",
        "i.e",
        "etc",
        "vs",
        "inc",
        "ltd",
        "co",
        "corp",
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "sr",
        "jr",
        "no",
        "approx",
        "dept",
        "est",
        "fig",
        "st",
        "u.s",
        "u.k",
        "ph.d",
        "m.sc",
        "b.sc",
        "m.a",
        "b.a",
        "b.s",
        "m.s",
        "m.eng",
        "b.eng",
        "eg",
        "ie",
        "cf",
        "incl",
        "resp",
        "min",
        "max",
        "yrs",
        "a.m",
        "p.m",
    ]
)
BOUNDARY = re.compile(r"[.!?][\"'”’)\]*_]*(?=\s+[\"'“‘(\[*_]*[A-Z0-9]|\s*<br|\s*$)")
LABEL = re.compile(
    r"^(?:(?P<bold>\*\*|__)(?P<inner>[^*_]{2,80}?)[:.]?(?P=bold)\s*[:.–—-]?\s*|"
    r"(?P<plain>[^:.*()\[\]]{2,60}?)(?::\s+|\s+[-–—]\s+))(?=\S)"
)
JOINED = re.compile(r"\b(?:in|with|of|to|as|at)\b")
MAX_LABEL_WORDS = 7
CLOSING = re.compile(
    r"\b(?:By \w+ing (?:these|this|such|on these)|"
    r"These (?:\w+ )?(?:requirements|skills|qualifications|qualities|responsibilities|practices|trends)|"
    r"These (?:\w+ )?(?:challenges|competencies|attributes)|This combination|Overall,|"
    r"In (?:summary|conclusion),|Together, these|With these (?:skills|qualifications|qualities)|"
    r"(?:Mastering|Meeting|Addressing|Combining|Developing) these)\b"
)
FIRST_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
LAST_TAG = re.compile(r"<br\s*/?>$", re.IGNORECASE)
# A name that runs into its sentence (``**Languages.** English and one other``).
BOLD_NAME = re.compile(r"\*\*[^*.]{2,60}[.:]\*\*")
LONGEST_LABEL = 70
LONGEST_WORD = 40
LONGEST_STATEMENT = 1500
MIN_TAIL_WORDS = 8
MIN_HEAD_WORDS = 2


@dataclass(frozen=True)
class Label:
    """A short name before a statement: ``text`` without marks, and where the statement after it starts."""

    text: str
    rest: int


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Spans of the sentences in ``start:end``, without outer white space."""
    begin = start
    for match in BOUNDARY.finditer(text, start, end):
        word = re.search(r"[\w.]*$", text[max(begin, match.start() - LONGEST_WORD) : match.start()])
        before = word.group().casefold().strip(".") if word else ""
        if text[match.start()] == "." and (
            before in ABBREVIATIONS
            or (
                re.fullmatch(r"[a-z]|\d+", before)
                and match.end() < end
                and begin == match.start() - len(before)
            )
        ):
            continue
        if not BOLD_NAME.fullmatch(text[begin : match.end()].strip()[:LONGEST_LABEL]):
            yield from _span(text, begin, match.end())
        begin = match.end()
    yield from _span(text, begin, end)


def _span(text: str, start: int, end: int) -> Iterator[Span]:
    content = text[start:end].strip()
    while tag := LAST_TAG.search(content[-LONGEST_WORD:]):
        content = content[: len(content) - len(tag.group())].rstrip()
    while tag := FIRST_TAG.match(content):
        content = content[tag.end() :].lstrip()
    if content.strip(" *_"):
        begin = text.index(content, start)
        yield Span(begin, begin + len(content))


def without_tail(text: str, start: int, end: int, *, terse: bool = False) -> int:
    """Where an item ends when a closing sentence was glued to it (no full stop between them).

    ``terse`` says that the items beside it have no full stop, so that any sentence at its end is glued.
    """
    end = _without_closing(text, start, end)
    content = text[start:end]
    if len(content) > LONGEST_STATEMENT or not content.rstrip().endswith("."):
        return end
    for match in (
        *run_on.QUESTION.finditer(content),
        *run_on.RUN_ON.finditer(content),
        *(run_on.ANY_SENTENCE.finditer(content) if terse else ()),
    ):
        head, tail = content[: match.start()], content[match.end() :]
        if len(head.split()) < MIN_HEAD_WORDS or len(list(sentences(head, 0, len(head)))) > 1:
            continue
        if len(tail.split()) >= MIN_TAIL_WORDS:
            return start + len(head.rstrip())
    return end


def _without_closing(text: str, start: int, end: int) -> int:
    """Where an item ends before sentences that close its section (``By mastering these skills, ...``)."""
    if not CLOSING.search(text, start, end):
        return end
    kept = list(sentences(text, start, end))
    while len(kept) > 1 and CLOSING.match(text[kept[-1].start : kept[-1].end]):
        kept.pop()
    return kept[-1].end if kept else end


def is_terse(beside: list[str]) -> bool:
    """Whether none of these items ends like a sentence."""
    return bool(beside) and not any(content.endswith((".", "!", "?")) for content in beside)


def label(text: str, start: int, end: int) -> Label | None:
    """The label of ``start:end`` (``**Name**. text``, ``Name: text``, ``Name - text``), if it has one."""
    match = LABEL.match(text[start:end])
    if not match:
        return None
    name = (match["inner"] or match["plain"] or "").strip(" :.-–—")
    words = name.split()
    if not name or len(words) > MAX_LABEL_WORDS or not any(c.isalpha() for c in name):
        return None
    if match["plain"] and (not name[0].isupper() or _begins_requirement(name)):
        return None
    return Label(name, start + match.end())


def _begins_requirement(name: str) -> bool:
    """``Experience of ships`` begins a requirement; ``Experience`` alone names what follows."""
    opening = cues.OPENER.match(name)
    return opening is not None and opening.end() < len(name)


def looks_like_title(content: str) -> bool:
    """Whether an item is a bare name: few words, capitals, no sentence."""
    bare = content.strip().strip("*_ ").rstrip(":")
    words = bare.split()
    if cues.OPENER.match(bare) and JOINED.search(bare):
        return False
    if not 1 <= len(words) <= MAX_LABEL_WORDS or re.search(r"[.!?;]$|\d", bare):
        return False
    return title_cased(words)

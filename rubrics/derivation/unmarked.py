"""Headings that carry no mark: known short lines, and those glued to the end of the item before."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from rubrics.derivation import headings, run_in
from rubrics.derivation.grades import is_legend
from rubrics.reading.types import BOLD_LEVEL, UNMARKED_LEVEL, Block

MAX_COLON_WORDS = 6
MAX_BARE_WORDS = 6
NUMBER = re.compile(r"\d{1,2}[.)]")
# A line that says nothing but how necessary what follows is.
NECESSITY = re.compile(
    r"(?:essential|desirable|required|preferred|mandatory|optional|must[- ]haves?|nice[- ]to[- ]haves?)"
    r"(?: (?:criteria|criterion|requirements?|skills|qualifications|attributes|experience|knowledge))?"
)
# Only words of headings, so that the last words of the item (``... some Saturdays Desirable:``) stay in it.
WORD = (
    r"(?:key|core|main|essential|desirable|desired|required|preferred|minimum|basic|additional|personal|professional|"
    r"technical|soft|job|role|your|our|the|responsibilities|duties|tasks|requirements|qualifications|qualities|criteria|"
    r"skills|abilities|experience|education|knowledge|competenc(?:y|ies)|attributes|profile|candidate|ideal|benefits|"
    r"perks|offer|nice|must|to|have|haves|what|we|you|bring|need|and|or|&|specification|person|bonus|points)"
)
GLUED = re.compile(
    rf"[ \t](?P<heading>(?-i:(?=[A-Z])){WORD}(?:(?:[ \t]+|[-/]){WORD}){{0,5}}:)$", re.IGNORECASE
)
# Other words glued to an item: few, from a capital on, and known as a heading.
CAPITAL = re.compile(r"(?<=[\w)%'’\"”.])[ \t]+(?=[A-Z])")
# How a heading of a vacancy begins that speaks to the reader; no words of an item do in their midst.
SPEAKING = re.compile(
    r"(?:What|Who|How|Why|You|Your|We|Our|If|It['’](?:s|d|ll)|That['’]s|Also|Ideally|In return)\b(?=[^\w]+\w)"
)
# Longer headings are sentences of their own; they open with words that open headings, no names.
OPENING = (
    r"(?:Skills|Experience|Knowledge|Education|What|Who|How|You|Your|We|We['’]d|Our|And|Also|Plus|At|In|On|As|For|To|If|It|"
    r"It['’]s|Things|Extra|Even|Nice|Bonus|Essential|Desirable|Required|Preferred|Minimum|Key|Core|Ideal|Ideally|Must|The|"
    r"Requirements|Qualifications|Responsibilities|Duties|Benefits|Perks|Person|About)"
)
SENTENCE = re.compile(
    r"(?<=[a-z0-9)%'’\"”])(?<!\b(?:of|in|to|at|by|on|or|an|as|is))(?<!\b(?:the|and|for|via|are))"
    rf"(?<!\b(?:with|from|into|like))(?<!\ba)[ \t]+(?P<heading>{OPENING}\b[^.;:]*:)$"
)
GLUED_WITHIN, LONG_WITHIN = 80, 120
MAX_GLUED_WORDS, MAX_LONG_WORDS = 7, 14
MIN_ITEM_WORDS = 4
# Several words are no last name of the item.
FEW_ITEM_WORDS = 2


def settled(text: str, content: list[Block]) -> list[Block]:
    """The blocks with headings that are known by their words alone, where the text marks no headings."""
    content = run_in.with_headings(text, _with_glued_headings(text, _with_endings(text, content)))
    if any(b.kind == "heading" and b.level < BOLD_LEVEL for b in content):
        return content
    return _with_colon_headings(text, content)


def _with_glued_headings(text: str, content: list[Block]) -> list[Block]:
    """``... fairly Requirements:`` at the end of an item above another item: the heading of what follows."""
    found: list[Block] = []
    for block, after in pairwise([*content, None]):
        if block is None:
            continue
        head = _glued(text, block) if after is not None and after.kind == "item" else None
        if head is None:
            found.append(block)
            continue
        end = block.start + len(text[block.start : head].rstrip())
        known = headings.meaning(text[head : block.end])
        level = UNMARKED_LEVEL if known else BOLD_LEVEL
        found += [replace(block, end=end), Block("heading", head, block.end, level, gap=True)]
    return found


def _glued(text: str, block: Block) -> int | None:
    """Where a heading that is known by its words begins at the end of a block of text."""
    if block.kind != "item" or text[block.end - 1 : block.end] != ":":
        return None
    first = max(block.start, block.end - GLUED_WITHIN)
    glued = GLUED.search(text, first, block.end)
    starts = [glued.start("heading")] if glued else []
    starts += [match.end() for match in CAPITAL.finditer(text, first, block.end)][::-1]
    return next((start for start in starts if _is_glued(text, block, start)), None) or _long(text, block)


def _long(text: str, block: Block) -> int | None:
    """Where a heading of many words begins, known by what it says."""
    found = SENTENCE.search(text, max(block.start, block.end - LONG_WITHIN), block.end)
    if not found or len(found["heading"].split()) > MAX_LONG_WORDS:
        return None
    before = len(text[block.start : found.start("heading")].split())
    known = headings.meaning(found["heading"])
    return found.start("heading") if before >= MIN_ITEM_WORDS and known and known.role != "prose" else None


def _is_glued(text: str, block: Block, start: int) -> bool:
    """Whether the words from ``start`` on are a heading and enough stands before them for an item."""
    heading = text[start : block.end]
    before = len(text[block.start : start].split())
    words = len(heading.split())
    if words > MAX_GLUED_WORDS or before < (MIN_ITEM_WORDS if words == 1 else FEW_ITEM_WORDS):
        return False
    begins = SPEAKING.match(heading) is not None
    known = headings.meaning(heading) if begins else headings.named(heading)
    return (known is not None and known.role != "prose") or (begins and known is None)


def _with_endings(text: str, content: list[Block]) -> list[Block]:
    """Items that end with a comma go on in the indented line below."""
    found: list[Block] = []
    for block in content:
        before = found[-1] if found else None
        goes_on = before is not None and before.kind == "item" and text[before.end - 1 : before.end] == ","
        if goes_on and before is not None and block.kind == "paragraph" and block.level and not block.gap:
            found[-1] = replace(before, end=block.end)
        else:
            found.append(block)
    return found


def _with_colon_headings(text: str, content: list[Block]) -> list[Block]:
    found: list[Block] = []
    for block, after in zip(content, [*content[1:], None], strict=False):
        before = found[-1] if found else None
        numbered = block.kind == "item" and NUMBER.fullmatch(block.marker) and after is not None
        if numbered and after is not None and after.kind == "paragraph":
            found.append(_named_heading(text, block))
        else:
            found.append(_colon_heading(text, block, before, set_off=_is_set_off(text, before, after)))
    return found


def _named_heading(text: str, block: Block) -> Block:
    """A numbered line such as ``2. Competencies`` above paragraphs is a heading if its words are known."""
    line = text[block.start : block.end]
    short = "\n" not in line and len(line.split()) <= MAX_COLON_WORDS and line[-1:] not in ".;,"
    return replace(block, kind="heading", level=UNMARKED_LEVEL) if short and headings.meaning(line) else block


def _is_set_off(text: str, before: Block | None, after: Block | None) -> bool:
    """Whether sentences stand before and after a line, so that one without a full stop differs from both."""
    return all(b is not None and b.kind == "paragraph" and text[b.end - 1] == "." for b in (before, after))


def _colon_heading(text: str, block: Block, before: Block | None, *, set_off: bool) -> Block:
    """In a text without Markdown headings, a short known line is a heading if it ends with a colon.

    Without a colon, a shorter one after an empty line or among sentences is. Directly below a heading it introduces
    the section.
    """
    line = text[block.start : block.end]
    if block.kind != "paragraph" or "\n" in line or len(line.split()) > MAX_COLON_WORDS or is_legend(line):
        return block
    below = before is not None and before.kind == "heading"
    worded = line[-1:].isalpha() and line[:1].isupper() and ":" not in line
    bare = worded and len(line.split()) <= MAX_BARE_WORDS
    graded = bool(NECESSITY.fullmatch(headings.plain(line)))
    stands = (line.endswith(":") and not below) or (bare and (block.gap or below or graded or set_off))
    known = headings.named(line) if stands else None
    if known is None or (below and known.role == "noise"):
        return block
    return replace(block, kind="heading", level=UNMARKED_LEVEL)

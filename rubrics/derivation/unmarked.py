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
MIN_ITEM_WORDS, MAX_LONG_WORDS = 4, 14


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
        found += [
            replace(block, end=end),
            Block("heading", head, block.end, UNMARKED_LEVEL, gap=True),
        ]
    return found


def _glued(text: str, block: Block) -> int | None:
    """Where a heading that is known by its words begins at the end of a block of text."""
    if block.kind != "item" or text[block.end - 1 : block.end] != ":":
        return None
    glued = GLUED.search(text, max(block.start, block.end - GLUED_WITHIN), block.end)
    if glued and (known := headings.named(glued["heading"])) is not None and known.role != "prose":
        return _after_item(text, block, glued)
    sentence = SENTENCE.search(text, max(block.start, block.end - LONG_WITHIN), block.end)
    if not sentence or len(sentence["heading"].split()) > MAX_LONG_WORDS:
        return None
    said = headings.meaning(sentence["heading"])
    return _after_item(text, block, sentence) if said is not None and said.role != "prose" else None


def _after_item(text: str, block: Block, glued: re.Match[str]) -> int | None:
    """Where the heading begins, if what stands before it is long enough for an item."""
    words = len(text[block.start : glued.start("heading")].split())
    return glued.start("heading") if words >= MIN_ITEM_WORDS else None


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

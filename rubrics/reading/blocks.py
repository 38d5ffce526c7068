"""From text to blocks: headings, items, paragraphs and furniture, each with its exact span."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rubrics.reading import clauses, furniture, tables
from rubrics.reading.lines import Line, Wrapping, codes, physical, shaped
from rubrics.reading.types import BOLD_LEVEL, UNMARKED_LEVEL, Block

MAX_HEADING_WORDS = 12
MAX_PLAIN_HEADING_WORDS = 9
FEWEST_LINES = 3
TERMINAL = re.compile(r"[.,;:!]$")
# Words set apart by spaces are the heads of columns; a letter at the end grades a criterion.
COLUMNS = re.compile(r"\S(?:[ \u00a0]{3,}|\t)\S|\w \(?[ED]\)?$")
SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "nor",
        "of",
        "on",
        "or",
        "our",
        "over",
        "per",
        "that",
        "the",
        "their",
        "to",
        "up",
        "via",
        "vs",
        "with",
        "within",
        "you",
        "your",
        "&",
    ]
)


def split(text: str) -> tuple[Block, ...]:
    """Blocks of ``text`` in order; every span lies inside the text and holds no outer white space."""
    lines = _classified(text)
    wrapping = Wrapping(text, lines)
    blocks = list(tables.with_cells(text, list(_joined(text, lines, wrapping))))
    blocks = clauses.with_headings(text, blocks)
    marked = any(block.kind == "heading" and block.level < BOLD_LEVEL for block in blocks)
    return tuple(blocks if marked else _with_bare_headings(text, blocks))


def _classified(text: str) -> list[Line]:
    opening = furniture.front_matter(text)
    hidden = furniture.spans(text)
    lines: list[Line] = []
    in_html = False
    place = 0
    places = physical(text)
    coded = codes(text, places)
    for start, end in places:
        if opening and start < opening[1]:
            continue
        line = shaped(text, start, end, coded)
        raw = text[start:end]
        while place < len(hidden) and hidden[place][1] <= start:
            place += 1
        if line.kind == "blank":
            in_html = False
        elif in_html or furniture.opens_html(raw):
            in_html = True
            line = Line("furniture", start, end)
        elif _inside(start, end, hidden[place : place + 1]) or furniture.is_furniture(raw):
            line = Line("furniture", start, end)
        lines.append(line)
    return lines


def _inside(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(begin < end and start < stop and (begin <= start or stop >= end) for begin, stop in spans)


def _joined(text: str, lines: list[Line], wrapping: Wrapping) -> Iterator[Block]:
    opening = furniture.front_matter(text)
    if opening:
        yield Block("front_matter", *_trimmed(text, *opening))
    gap, index = True, 0
    while index < len(lines):
        first = last = lines[index]
        index += 1
        if first.kind == "blank":
            gap = True
            continue
        if first.kind == "plain" and index < len(lines) and _underlines(text, lines[index]):
            level = 1 if text[lines[index].start : lines[index].end].strip().startswith("=") else 2
            index += 1
            yield Block("heading", first.start, first.end, level, gap=gap)
            gap = False
            continue
        while index < len(lines) and _extends(last, lines[index], first, wrapping):
            last = lines[index]
            index += 1
        block = _block(text, first, last, gap)
        gap = False
        if block:
            yield block


def _extends(last: Line, line: Line, first: Line, wrapping: Wrapping) -> bool:
    before = Line(first.kind, last.start, last.end, first.level if last is first else last.level)
    return wrapping.continues(before, line)


def _underlines(text: str, line: Line) -> bool:
    return (
        bool(re.fullmatch(r"\s*(={3,}|-{3,})\s*", text[line.start : line.end])) and line.kind == "furniture"
    )


def _block(text: str, first: Line, last: Line, gap: bool) -> Block | None:
    start, end = _trimmed(text, first.start, last.end)
    if start >= end:
        return None
    if first.kind == "heading":
        return Block("heading", start, end, first.level, gap=gap)
    if first.kind == "bold":
        return Block("heading", start, end, BOLD_LEVEL, gap=gap)
    if first.kind == "furniture":
        return Block("furniture", start, end, gap=gap)
    kind = "item" if first.kind == "item" else "paragraph"
    return Block("item" if kind == "item" else "paragraph", start, end, first.level, first.marker, gap)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    content = text[start:end]
    lead = len(content) - len(content.lstrip(" \t\r\n\u00a0\u200b\ufeff"))
    return start + lead, max(start + lead, start + len(content.rstrip(" \t\r\n\u00a0\u200b\ufeff")))


def _with_bare_headings(text: str, blocks: list[Block]) -> Iterator[Block]:
    """Without any Markdown heading, short lines that stand like headings are taken for headings."""
    before: Block | None = None
    announced = _announced(text, blocks)
    for index, (block, after) in enumerate(zip(blocks, _followers(blocks), strict=True)):
        plain = block.kind == "paragraph" and block.level < 4 and after is not None and index not in announced
        if (
            plain
            and after
            and _stands_as_heading(text, block, after)
            and not _in_a_run(text, before, block, after)
        ):
            yield Block("heading", block.start, block.end, UNMARKED_LEVEL, gap=block.gap)
        else:
            yield block
        before = block


def _announced(text: str, blocks: list[Block]) -> set[int]:
    """The lines of a list without marks that a line with a colon leads into, up to the next empty line."""
    found: set[int] = set()
    index = 1
    while index < len(blocks):
        run = [index]
        while run[-1] + 1 < len(blocks) and not blocks[run[-1] + 1].gap:
            run.append(run[-1] + 1)
        lead = blocks[index - 1]
        led = lead.kind == "paragraph" and text[lead.end - 1 : lead.end] == ":" and blocks[index].gap
        listed = [
            i
            for i in run
            if blocks[i].kind == "paragraph" and _is_bare(text[blocks[i].start : blocks[i].end])
        ]
        if led and len(run) >= FEWEST_LINES and listed == run:
            found.update(run)
        index = run[-1] + 1
    return found


def _in_a_run(text: str, before: Block | None, block: Block, after: Block) -> bool:
    """Whether the lines before and after are as short and bare: all are lines of a list without marks.

    A line in capitals among others stands out.
    """
    if before is None or block.gap or after.gap:
        return False
    if _is_loud(text, block) and not any(_is_loud(text, b) for b in (before, after)):
        return False
    return all(b.kind == "paragraph" and _is_bare(text[b.start : b.end]) for b in (before, after))


def _is_loud(text: str, block: Block) -> bool:
    """Whether a line is set in capitals; a single word may be a name, as of a certificate."""
    line = text[block.start : block.end]
    return line.isupper() and len(line.split()) > 1


def _is_bare(line: str) -> bool:
    return "\n" not in line and not re.search(r"[.:!?]$", line) and len(line.split()) <= MAX_HEADING_WORDS


def _followers(blocks: list[Block]) -> list[Block | None]:
    """For each block the next one that is no furniture."""
    found: list[Block | None] = []
    after: Block | None = None
    for block in reversed(blocks):
        found.append(after)
        after = after if block.kind == "furniture" else block
    return found[::-1]


def _stands_as_heading(text: str, block: Block, after: Block) -> bool:
    line = text[block.start : block.end]
    words = line.split()
    if "\n" in line or not 1 <= len(words) <= MAX_HEADING_WORDS or sum(c.isalpha() for c in line) < 4:
        return False
    if line.endswith("?"):
        return block.gap and line[0].isupper() and after.kind != "heading"
    if (
        TERMINAL.search(line)
        or ": " in line
        or COLUMNS.search(line)
        or not (line[0].isupper() or line[0].isdigit())
    ):
        return False
    if title_cased(words):
        return True
    return len(words) <= MAX_PLAIN_HEADING_WORDS and block.gap and (after.gap or after.kind == "item")


def title_cased(words: list[str]) -> bool:
    """Whether the words that carry meaning begin with capitals (or all are capitals)."""
    carrying = [w.strip("()[]\"'“”’,/-–") for w in words if w.lower() not in SMALL_WORDS]
    carrying = [w for w in carrying if any(c.isalpha() for c in w)]
    return bool(carrying) and sum(1 for w in carrying if not w[0].islower()) >= 0.8 * len(carrying)

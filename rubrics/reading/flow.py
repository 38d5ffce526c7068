"""From rows in reading order to headings, items and paragraphs, each with the page it begins on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from rubrics.reading.hyphens import Joining
from rubrics.reading.pages import BULLET, Row, starts_low

Shape = Literal["title", "bold", "item", "plain"]

LARGER = 1.12
MAX_TITLE_WORDS = 16
MAX_BOLD_WORDS = 12
LOOSE = 1.25
USUAL_QUANTILE = 0.2
INDENT = 6.0
SIZE_TOLERANCE = 0.6
TERMINAL = re.compile(r"[.;:?!]$")
SENTENCE_END = re.compile(r"[.;,]$")
NUMBERED = re.compile(r"^\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s|^\d{1,2}(?:\.\d{1,2})+\.?\s")
PLAIN_BOLD_SHARE = 0.6


@dataclass(frozen=True)
class Line:
    """One row, the page and column it stands in, and the edges of that column."""

    row: Row
    page: int
    column: int
    left: float
    right: float

    @property
    def indent(self) -> float:
        """How far the row is set in."""
        return self.row.x0 - self.left

    def lines(self) -> Iterator[Line]:
        """The line itself, as tables give theirs."""
        yield self


@dataclass
class Passage:
    """Rows that belong together; ``level`` is the depth of a title or of an item."""

    lines: list[Line]
    shape: Shape = "plain"
    level: int = 0
    text: str = field(default="")

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self.lines[0].page


class Setting:
    """How this document is set: its usual size, the usual pitch of its lines, and its spelling."""

    def __init__(self, lines: Sequence[Line]) -> None:
        letters: Counter[float] = Counter()
        bold = 0
        for line in lines:
            letters[round(line.row.size * 2) / 2] += len(line.row.text)
            bold += len(line.row.text) if line.row.bold else 0
        self.size = max(letters, key=lambda size: (letters[size], -size), default=0.0)
        larger = {round(line.row.size) for line in lines if self.is_title(line.row)}
        self.title_sizes = sorted(larger, reverse=True)
        self.all_bold = bold > PLAIN_BOLD_SHARE * max(1, letters.total())
        self.pitches = _pitches(lines)
        self.joining = Joining([line.row.text for line in lines])

    def is_title(self, row: Row) -> bool:
        """Whether a row is set larger than the text."""
        return row.size >= LARGER * self.size

    def is_bold(self, row: Row) -> bool:
        """Whether a row stands out by being bold."""
        return row.bold and not self.all_bold

    def is_near(self, before: Line, line: Line) -> bool:
        """Whether a row follows at the usual pitch."""
        pitch = line.row.bottom - before.row.bottom
        usual = self.pitches.get(round(line.row.size), 1.5 * line.row.size)
        return 0 < pitch <= LOOSE * usual


def passages(lines: Sequence[Line], setting: Setting) -> list[Passage]:
    """The rows put together to passages, with their shapes and depths."""
    found: list[Passage] = []
    for line in _with_bullets(lines):
        if found and _continues(found[-1], line, setting):
            found[-1].lines.append(line)
        else:
            found.append(Passage([line]))
    for passage in found:
        passage.text = _text(passage, setting.joining)
        passage.shape = _shape(passage, setting)
    _set_levels(found, setting)
    return found


def _pitches(lines: Sequence[Line]) -> dict[int, float]:
    """The distance between lines of one passage by size: a low quantile, since gaps between passages are wider."""
    pitches: defaultdict[int, list[float]] = defaultdict(list)
    for before, line in pairwise(lines):
        pitch = line.row.bottom - before.row.bottom
        same = (before.page, before.column, round(before.row.size)) == (
            line.page,
            line.column,
            round(line.row.size),
        )
        if same and 0.8 * line.row.size < pitch < 2.5 * line.row.size:
            pitches[round(line.row.size)].append(pitch)
    return {size: sorted(found)[int(USUAL_QUANTILE * len(found))] for size, found in pitches.items()}


def _with_bullets(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines; a bullet that stands on a line of its own belongs to the next one."""
    bullet: Line | None = None
    for line in lines:
        if bullet is not None:
            joined = Row((*bullet.row.words, *line.row.words))
            near = bullet.page == line.page and abs(bullet.row.bottom - line.row.bottom) < line.row.size
            yield from (replace(line, row=joined),) if near else (bullet, line)
            bullet = None
        elif BULLET.fullmatch(line.row.text):
            bullet = line
        else:
            yield line
    if bullet is not None:
        yield bullet


def _continues(passage: Passage, line: Line, setting: Setting) -> bool:
    """Whether a row belongs to the passage before it."""
    before = passage.lines[-1]
    row, first = line.row, passage.lines[0].row
    if row.marked or abs(row.size - before.row.size) > SIZE_TOLERANCE or row.bold != before.row.bold:
        return _is_hyphenated(before, row) and not row.marked
    low = starts_low(row.text)
    if (before.page, before.column) != (line.page, line.column):
        open_ended = not TERMINAL.search(before.row.text) and not setting.is_title(row)
        flowing = low or before.row.text.endswith(",") or (not first.marked and _is_full(before, row))
        return _is_hyphenated(before, row) or (flowing and open_ended)
    if not setting.is_near(before, line):
        return False
    full = _is_full(before, row)
    if first.marked and row.x0 < first.content_x0 - INDENT:
        return low and full
    return full or (low and not TERMINAL.search(before.row.text))


def _is_hyphenated(before: Line, row: Row) -> bool:
    return bool(re.search(r"[A-Za-zÀ-ÿ]-$", before.row.text)) and row.text[:1].islower()


def _is_full(before: Line, row: Row) -> bool:
    """Whether the first word of a row had no room at the end of the line before."""
    first = row.words[0]
    if before.row.text.endswith("/"):
        return True
    return before.row.x1 + 0.2 * first.size + (first.x1 - first.x0) > before.right - 1


def _text(passage: Passage, joining: Joining) -> str:
    text = passage.lines[0].row.text
    for line in passage.lines[1:]:
        text = joining.joined(text, line.row.text)
    return text.strip()


def _shape(passage: Passage, setting: Setting) -> Shape:
    row, words = passage.lines[0].row, len(passage.text.split())
    lettered = sum(c.isalpha() for c in passage.text) > 2
    if setting.is_title(row) and words <= MAX_TITLE_WORDS and lettered and not BULLET.match(passage.text):
        return "title"
    ended = SENTENCE_END.search(passage.text) is not None
    bold = setting.is_bold(row) and all(line.row.bold for line in passage.lines)
    if bold and words <= MAX_BOLD_WORDS and lettered and not ended and not BULLET.match(passage.text):
        return "bold"
    if row.marked:
        return "item"
    loud = passage.text.isupper() and sum(c.isalpha() for c in passage.text) > 4
    return "bold" if loud and words <= MAX_BOLD_WORDS and not ended else "plain"


def _set_levels(found: list[Passage], setting: Setting) -> None:
    """Titles by their size, items by how far they are set in from the first of their list."""
    indents: list[float] = []
    for passage in found:
        row, indent = passage.lines[0].row, passage.lines[0].indent
        if passage.shape == "title":
            passage.level = min(setting.title_sizes.index(round(row.size)) + 1, 6)
        if passage.shape != "item":
            indents = indents if passage.shape == "plain" and indents and indent > indents[0] else []
            continue
        while indents and indent < indents[-1] - INDENT:
            indents.pop()
        if not indents or indent > indents[-1] + INDENT:
            indents.append(indent)
        passage.level = len(indents) - 1


def written(passage: Passage) -> str:
    """The passage as a line of light Markdown."""
    if passage.shape == "title":
        return "#" * passage.level + " " + passage.text
    if passage.shape == "bold":
        return f"**{passage.text.replace('**', '')}**"
    if passage.shape == "item":
        bare = passage.text if NUMBERED.match(passage.text) else "- " + BULLET.sub("", passage.text, count=1)
        return "  " * passage.level + bare
    return passage.text

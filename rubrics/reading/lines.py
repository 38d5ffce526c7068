"""Physical lines of a text, their shape, and whether a line continues the one before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

LineKind = Literal["blank", "furniture", "heading", "bold", "item", "plain"]

ATX = re.compile(r"^[ ]{0,3}(#{1,6})(?!#)[ \t]*(?P<content>\S.*)$")
BOLD = re.compile(r"^[ \t]*(?:\*\*|__)(?P<content>(?:(?!\*\*|__).)+?)(?:\*\*|__)(?P<tail>[ \t]*:?)[ \t]*$")
UNITS = r"(?:years?|months?|weeks?|days?|hours?|million|billion|met(?:re|er)s?|km|kg|fte|gpa|percent)\b"
ITEM = re.compile(
    r"^(?P<indent>[ \t\u00a0]*)(?P<marker>[-*+–—](?=[ \t\u00a0])|-(?=[A-Z][a-z])|[•·▪◦‣●○■□⁃∙\uf0b7\uf0a7]|"
    r"[►▶➤➜→★☆◆◇✓✔✅☑\u2700-\u27bf\U0001f300-\U0001faff]\ufe0f?(?=[ \t\u00a0])|"
    r"[o»›~](?=[ \t\u00a0])|[A-Z]{1,4}\d{1,2}[.)](?=[ \t])|"
    r"\(?\d{1,3}[.)](?=[ \t])|\d{1,2}(?:\.\d{1,2})+\.?(?=[ \t]+(?!UNITS)\S)|"
    r"\(?(?:[a-z]|[ivx]{2,4})[)](?=[ \t]))[ \t\u00a0]*(?P<content>\S.*)?$".replace("UNITS", UNITS)
)
LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\r\n\f\v\x1c-\x1e\x85\u2028\u2029]|\Z)")
# Criteria that are numbered with a letter before: E1, E2, E3, then D1 and so on.
CODED = re.compile(
    r"^[ \t]*(?P<marker>(?P<letters>[A-Z]{1,2})(?P<number>\d{1,2}))[ \t]+(?P<content>[A-Z(].*)$"
)
FEWEST_CODED = 2
BREAK_TAG = re.compile(r"<br\s*/?>\s*$", re.IGNORECASE)
MAX_BOLD_WORDS = 30
WRAP_LOW, WRAP_HIGH = 50, 140
# Lines that begin small are a list, and no wrapped text, where nearly all of them follow a comma or a few words.
FEWEST_LISTED = 4
NEARLY_ALL = 0.8
MAX_LEAD_WORDS = 3


@dataclass(frozen=True)
class Line:
    """One physical line: the span of its content, its shape and depth."""

    kind: LineKind
    start: int
    end: int
    level: int = 0
    marker: str = ""


def physical(text: str) -> list[tuple[int, int]]:
    """Spans of the lines of ``text`` without their line ends."""
    found = []
    for match in LINE.finditer(text):
        if match.start() == match.end() == len(text):
            break
        content = match.group().rstrip("\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029")
        found.append((match.start(), match.start() + len(content)))
    return found


def codes(text: str, lines: list[tuple[int, int]]) -> frozenset[str]:
    """The letters before numbers that count lines of the text from 1 without a gap."""
    seen: dict[str, list[int]] = {}
    for start, end in lines:
        match = CODED.match(text[start:end])
        if match:
            seen.setdefault(match["letters"], []).append(int(match["number"]))
    return frozenset(
        letters
        for letters, numbers in seen.items()
        if len(numbers) >= FEWEST_CODED and numbers == list(range(1, len(numbers) + 1))
    )


def shaped(text: str, start: int, end: int, coded: frozenset[str] = frozenset()) -> Line:
    """The shape of the line ``start:end``; `coded` are letters whose numbers mark items."""
    raw = text[start:end]
    if not raw.strip(" \t\u00a0\u200b\ufeff"):
        return Line("blank", start, end)
    for shape in (_heading, _bold, _item):
        found = shape(raw, start)
        if found:
            return found
    code = CODED.match(raw) if coded else None
    if code and code["letters"] in coded:
        begin = start + code.start("content")
        return Line("item", begin, begin + len(code["content"].rstrip(" \t\u00a0")), 0, code["marker"])
    lead = len(raw) - len(raw.lstrip())
    return Line("plain", start + lead, start + len(raw.rstrip()), columns(raw[:lead]))


def _heading(raw: str, start: int) -> Line | None:
    match = ATX.match(raw)
    if not match or re.match(r"#\d", raw.lstrip()):
        return None
    content = match["content"].rstrip(" \t").rstrip("#").rstrip(" \t")
    begin = start + match.start("content")
    return Line("heading", begin, begin + len(content), len(match[1])) if content else None


def _bold(raw: str, start: int) -> Line | None:
    match = BOLD.match(raw)
    if not match or len(match["content"].split()) > MAX_BOLD_WORDS or re.search(r"\w\.$", match["content"]):
        return None
    return Line("bold", start + match.start("content"), start + match.end("content"))


def _item(raw: str, start: int) -> Line | None:
    match = ITEM.match(raw)
    if not match or not match["content"]:
        return None
    begin = match.start("content")
    stop = begin + len(match["content"].rstrip(" \t\u00a0"))
    return Line("item", start + begin, start + stop, columns(match["indent"]), match["marker"])


def columns(indent: str) -> int:
    """Width of an indent; a tab counts four."""
    return sum(4 if c == "\t" else 1 for c in indent)


class Wrapping:
    """Whether lines of this text are wrapped by hand, and if a line continues the one before."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text = text
        pairs = [(a, b) for a, b in pairwise(lines) if a.kind in ("plain", "item") and b.kind == "plain"]
        low = sum(1 for _, b in pairs if _starts_low(text[b.start : b.end]))
        self.listed = low >= FEWEST_LISTED and NEARLY_ALL * low <= sum(
            1 for a, b in pairs if _starts_low(text[b.start : b.end]) and self._ends_item(a)
        )
        self.wrapped = bool(pairs) and low >= 0.5 * len(pairs)
        widths = sorted(a.end - a.start + a.level for a, _ in pairs)
        width = widths[int(0.8 * (len(widths) - 1))] if widths else 0
        self.width = width if WRAP_LOW <= width <= WRAP_HIGH else 0

    def continues(self, before: Line, line: Line) -> bool:
        """Whether ``line`` is the same block as ``before`` (adjacent, no empty line between)."""
        if before.kind not in ("plain", "item") or line.kind != "plain":
            return False
        previous, current = self.text[before.start : before.end], self.text[line.start : line.end]
        if BREAK_TAG.search(previous) or previous.endswith("\\"):
            return False
        if before.kind == "item" and line.level > before.level and line.level >= 2:
            return True
        if self.listed and self._ends_item(before):
            return False
        if _starts_low(current):
            return not previous.rstrip().endswith(":")
        if not (self.wrapped and self.width):
            return False
        first_word = current.split(maxsplit=1)[0]
        return before.end - before.start + before.level + 1 + len(first_word) > 0.85 * self.width

    def _ends_item(self, line: Line) -> bool:
        """Whether a line ends like one of a list in small letters, or like the few words that lead into it."""
        content = self.text[line.start : line.end].rstrip()
        return content.endswith((",", ";")) or len(content.split()) <= MAX_LEAD_WORDS


def _starts_low(content: str) -> bool:
    bare = content.lstrip("*_`([\"'“‘")
    return bool(bare) and (
        bare[0].islower() or bare[0] in "&,;)" or (bare[0].isdigit() and not re.match(r"\d+\+?\s", bare))
    )

"""Parts of a text file that are no content: front matter, comments, template tags, code, raw HTML blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
PAIRS = (
    (re.compile(r"\{%-? ?comment\b"), re.compile(r"\{%-? ?endcomment\b[^\n]*?%\}")),
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"^```", re.MULTILINE), re.compile(r"^```[ \t]*$", re.MULTILINE)),
    (re.compile(r"^~~~", re.MULTILINE), re.compile(r"^~~~[ \t]*$", re.MULTILINE)),
)
ONLY_TAGS = re.compile(
    r"^\s*(?:(?:\{%(?:(?!%\}).)*%\}|\{\{(?:(?!\}\}).)*\}\}|[-–—:|/$.,]|\bto\b|GS-?|Step \d+)\s*)+$"
)
HTML_BLOCK = re.compile(
    r"^\s{0,3}</?(?:address|article|aside|blockquote|center|dd|details|dialog|dir|div|dl|dt|fieldset|figure|footer|"
    r"form|frame|frameset|header|hr|iframe|legend|li|link|main|menu|nav|noscript|ol|optgroup|option|p|script|section|"
    r"style|summary|table|tbody|td|tfoot|th|thead|tr|ul)\b",
    re.IGNORECASE,
)
TABLE_LINE = re.compile(r"^\s*\|.*\|\s*$")
RULE = re.compile(r"^\s{0,3}([-*_=])(?:\s*\1){2,}\s*$")


def front_matter(text: str) -> tuple[int, int] | None:
    """The span of the front matter at the very beginning, if there is one."""
    found = FRONT_MATTER.match(text)
    return found.span() if found else None


def spans(text: str) -> list[tuple[int, int]]:
    """Spans of comments and code, in order, those that overlap put together."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for pair in PAIRS for span in _between(text, *pair)):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _between(text: str, opens: re.Pattern[str], closes: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Spans from an opening to the next closing mark; one that is never closed hides nothing."""
    begin = opens.search(text)
    while begin and (end := closes.search(text, begin.end())):
        yield begin.start(), end.end()
        begin = opens.search(text, end.end())


def is_furniture(line: str) -> bool:
    """Whether a line holds template tags, a table row or a rule only."""
    return bool(("{" in line and ONLY_TAGS.match(line)) or TABLE_LINE.match(line) or RULE.match(line))


def opens_html(line: str) -> bool:
    """Whether a line starts a block of raw HTML inside Markdown, which lasts until an empty line."""
    return bool(HTML_BLOCK.match(line))

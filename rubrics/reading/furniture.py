"""Parts of a text file that are no content: front matter, comments, template tags, code, raw HTML blocks."""

from __future__ import annotations

import re

FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
SPANS = (
    re.compile(r"\{%-?\s*comment\b.*?\{%-?\s*endcomment\b.*?%\}", re.DOTALL),
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"^```.*?^```[ \t]*$", re.DOTALL | re.MULTILINE),
    re.compile(r"^~~~.*?^~~~[ \t]*$", re.DOTALL | re.MULTILINE),
)
ONLY_TAGS = re.compile(r"^\s*(?:(?:\{%.*?%\}|\{\{.*?\}\}|[-–—:|/$.,]|\bto\b|GS-?|Step \d+)\s*)+$")
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
    """Spans of comments and code, in order; they may overlap."""
    return sorted(match.span() for pattern in SPANS for match in pattern.finditer(text))


def is_furniture(line: str) -> bool:
    """Whether a line holds template tags, a table row or a rule only."""
    return bool(("{" in line and ONLY_TAGS.match(line)) or TABLE_LINE.match(line) or RULE.match(line))


def opens_html(line: str) -> bool:
    """Whether a line starts a block of raw HTML inside Markdown, which lasts until an empty line."""
    return bool(HTML_BLOCK.match(line))

"""Marks of Markdown and HTML in the canonical text: where they stand, and the text as people read it without them.

Places always point into the canonical text; only what is shown leaves the marks out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Range = tuple[int, int]

TARGET = r"(?:https?://|mailto:|tel:|www\.|[/#.\w])[^()\s]*(?:\s+\"[^\"\n]*\")?"
LINK = re.compile(rf"!?\[(?P<words>[^\[\]\n]*)\]\((?:{TARGET})?\)")
# The end of a link whose beginning lies before the slice.
LINK_END = re.compile(r"\]\((?:https?://|mailto:|/|#)[^()\s]*\)")
ELEMENTS = (
    r"a|abbr|article|aside|b|blockquote|br|button|code|dd|details|div|dl|dt|em|figure|figcaption|footer|h[1-6]|header|"
    r"hr|i|iframe|img|li|main|nav|ol|p|picture|pre|section|small|source|span|strong|sub|summary|sup|svg|table|tbody|"
    r"td|tfoot|th|thead|tr|u|ul|video"
)
TAG = re.compile(rf"</?(?:{ELEMENTS})(?:\s[^<>]*)?/?>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
BOLD = re.compile(r"\*{2,3}|(?<![\w_])__(?=[^\s_])|(?<=[^\s_])__(?![\w_])")
# A pair of single marks around words; "5 * 4" and "snake_case" are none.
SLANTED = re.compile(
    r"(?<![\w*\\])\*(?=[^\s*])[^*\n]+?(?<=[^\s*\\])\*(?![\w*])|(?<![\w_\\])_(?=[^\s_])[^_\n]+?(?<=[^\s_\\])_(?![\w_])"
)
CODE = re.compile(r"`+")
HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+", re.MULTILINE)
ESCAPE = re.compile(r"\\(?=[*_`\[\]#\\<>|~.+-])")
WHOLE = re.compile(r"(\*\*|__)(?=\S)[^\n]+?(?<=\S)\1")


def hidden(text: str) -> tuple[Range, ...]:
    """The places that are marks and no words, in order and without overlap."""
    found: list[Range] = []
    for start, end in sorted(_marks(text)):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def shown(text: str) -> str:
    """The text without its marks, as people read it."""
    kept = without(text, 0, len(text), hidden(text))
    return re.sub(r"(?<=\S)[ \t]{2,}", " ", kept).strip()


def without(text: str, start: int, end: int, ranges: tuple[Range, ...]) -> str:
    """The slice `start:end` without what lies in the ranges."""
    parts, place = [], start
    for begin, stop in ranges:
        if stop <= place or begin >= end:
            continue
        parts.append(text[place : max(begin, place)])
        place = max(place, stop)
    parts.append(text[place:end] if place < end else "")
    return "".join(parts)


def held_together(text: str) -> tuple[Range, ...]:
    """Links, emphasised words and tags as wholes: nothing is cut inside them."""
    patterns = (LINK, TAG, WHOLE, SLANTED)
    return tuple(sorted(match.span() for pattern in patterns for match in pattern.finditer(text)))


def _marks(text: str) -> Iterator[Range]:
    for match in LINK.finditer(text):
        yield match.start(), match.start("words")
        yield match.end("words"), match.end()
    for match in SLANTED.finditer(text):
        yield match.start(), match.start() + 1
        yield match.end() - 1, match.end()
    for pattern in (LINK_END, TAG, BOLD, CODE, HEADING, ESCAPE):
        yield from (match.span() for match in pattern.finditer(text))

"""A saved page of the web: what can be seen on it, or the posting it carries as data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import html

from rubrics.reading.composition import composed
from rubrics.reading.markup import NO_TEXT, parsed, to_lines
from rubrics.reading.postings import loaded, posting_lines, postings
from rubrics.reading.types import Places, UnreadableDocument

SHELL_SHARE = 0.5
DATA = "//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]"


def read_page(source: str) -> tuple[str, Places]:
    """The text and places of a page. What is visible counts, unless a script has still to write it.

    Raises UnreadableDocument when there is neither text nor a posting.
    """
    root = parsed(source)
    found = [posting for data in _carried(root) for posting in postings(data)]
    carried = composed(posting_lines(found[0])) if len(found) == 1 else ("", ())
    visible = composed(to_lines(root))
    if len(visible[0].split()) < SHELL_SHARE * len(carried[0].split()):
        return carried
    if not visible[0]:
        raise UnreadableDocument(NO_TEXT)
    return visible


def _carried(root: html.HtmlElement) -> Iterator[Any]:
    """The data in scripts that hold linked data; what is no valid JSON is passed over."""
    for script in root.xpath(DATA):
        content = re.sub(r"\A\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*\Z", "", script.text or "")
        try:
            yield loaded(content)
        except (ValueError, RecursionError):
            continue

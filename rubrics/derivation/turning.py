"""Lines that turn to the person below a heading about something else (``What we offer``, a list, ``You have:``)."""

from __future__ import annotations

import re
from dataclasses import replace

from rubrics.derivation import headings
from rubrics.derivation.leaning import is_offer
from rubrics.reading.types import Block

# What is said about applying and chosen people may be worded like what is asked.
STAYING = (headings.PROCESS, headings.CHROME)
TO_SOMEBODY = re.compile(
    r"\b(?:you|your|candidates?|applicants?|someone|somebody|anyone|person)\b", re.IGNORECASE
)
MAX_WORDS = 14


def with_turns(text: str, content: list[Block]) -> list[Block]:
    """The blocks with such lines as headings beside the one before, where a list follows that is no offer."""
    found: list[Block] = []
    above: Block | None = None
    for index, block in enumerate(content):
        turned = block.kind == "paragraph" and above is not None and _turns(text, content, index)
        found.append(replace(block, kind="heading", level=above.level) if turned and above else block)
        if found[-1].kind == "heading":
            above = block if _is_of_other_matter(text[block.start : block.end]) else None
    return found


def _is_of_other_matter(heading: str) -> bool:
    known = headings.meaning(heading)
    return known is not None and known.role == "noise" and known.reason not in STAYING


def _turns(text: str, content: list[Block], index: int) -> bool:
    block = content[index]
    line = text[block.start : block.end]
    items = _items(text, content, index + 1)
    if not items or not line.endswith(":") or "\n" in line or len(line.split()) > MAX_WORDS:
        return False
    known = headings.meaning(line) if headings.named(line) or TO_SOMEBODY.search(line) else None
    return known is not None and known.role in ("requirements", "desirable") and not is_offer(items)


def _items(text: str, content: list[Block], start: int) -> list[str]:
    stop = start
    while stop < len(content) and content[stop].kind == "item":
        stop += 1
    return [text[b.start : b.end] for b in content[start:stop]]

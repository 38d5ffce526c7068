"""Headings that ask, turned into what they are about: ``What do I need?`` is ``what you need``."""

from __future__ import annotations

import re

ASKS = re.compile(
    r"^(?P<word>what|how|who|where|when|why) (?P<verb>do|does|did|will|would|should|must|can|could|am|are|is) "
    r"(?P<who>i|you|we|they) (?P<rest>.+)$"
)
OWN = ((re.compile(r"\bi\b"), "you"), (re.compile(r"\bmy\b"), "your"), (re.compile(r"\bme\b"), "you"))
EMPTY = frozenset(["do", "does", "did"])


def stated(question: str) -> str:
    """The heading in the words of a statement, addressed to the reader; other headings stay as they are."""
    asked = ASKS.match(question.rstrip("? "))
    if not asked:
        return _addressed(question) if question.endswith("?") else question
    who, verb = _addressed(asked["who"]), asked["verb"].replace("am", "are")
    between = who if verb in EMPTY else f"{who} {verb}"
    return f"{asked['word']} {between} {_addressed(asked['rest'])}"


def _addressed(words: str) -> str:
    for own, yours in OWN:
        words = own.sub(yours, words)
    return words

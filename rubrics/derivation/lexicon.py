"""How the word lists of this room are written: patterns with two spaces or a new line between them."""

from __future__ import annotations

import re

BREAK = re.compile(r"\|\s*\n\s*")
BETWEEN = re.compile(r"\s{2,}|\n")


def any_of(text: str, **named: str) -> re.Pattern[str]:
    """One pattern that finds any of those in ``text``, whatever the case.

    A line that ends with ``|`` goes on in the next one; ``<name>`` stands for the pattern of that name.
    """
    patterns = [pattern for pattern in BETWEEN.split(BREAK.sub("|", text.strip())) if pattern]
    whole = "|".join(f"(?:{pattern})" for pattern in patterns)
    for name, pattern in named.items():
        whole = whole.replace(f"<{name}>", pattern)
    return re.compile(whole, re.IGNORECASE)


def weighed(words: dict[float, str]) -> dict[str, float]:
    """Weights by word from words by weight; commas between the words."""
    return {" ".join(word.split()): weight for weight, listed in words.items() for word in listed.split(",")}

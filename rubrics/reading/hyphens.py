"""Words that were parted at the end of a line, put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable

PARTED = re.compile(r"([A-Za-zÀ-ÿ]+(?:-[A-Za-zÀ-ÿ]+)*)-$")
BEGUN = re.compile(r"^[a-zà-ÿ]+")
# First halves that keep the hyphen before a whole word, and second halves that keep it always; those that also
# begin or end undivided words (under-stand, net-working) are not among them.
FIRST = re.compile(
    r"cross|decision|full|half|hands|high|long|low|multi|non|part|problem|real|self|semi|short|third|two|well"
)
SECOND = re.compile(
    r"aware|based|cent(?:red|ered)|driven|edge|facing|focused|functional|going|level|making|minded|motivated|oriented|"
    r"paced|quality|related|saving|scale|sized|skilled|solving|specific|starter|term|thinking|time"
)
MIN_WORD = 4


class Joining:
    """Knows the words of a document, so that a parted word is put together as it is spelt elsewhere."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.words: set[str] = set()
        for line in lines:
            words = line.lower().split()
            whole = words[:-1] if PARTED.search(line) else words
            self.words.update(word.strip(".,;:!?()[]“”\"'’") for word in whole)

    def joined(self, before: str, line: str) -> str:
        """The two lines as one, with the hyphen kept only in a compound word."""
        parted, begun = PARTED.search(before), BEGUN.match(line)
        if before.endswith(("-", "–")) and line[:1].isdigit() and before[-2:-1].isdigit():
            return before + line
        if not parted or not begun:
            return f"{before} {line}" if not before.endswith("/") else before + line
        if self._is_compound(parted[1].lower(), begun[0]):
            return before + line
        return before[:-1] + line

    def _is_compound(self, first: str, second: str) -> bool:
        if first + second in self.words:
            return False
        if f"{first}-{second}" in self.words or "-" in first:
            return True
        return bool(SECOND.fullmatch(second) or (FIRST.fullmatch(first) and len(second) >= MIN_WORD))

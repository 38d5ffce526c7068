"""Words that were parted at the end of a line, put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

PARTED = re.compile(r"([A-Za-zÀ-ÿ]+(?:-[A-Za-zÀ-ÿ]+)*)-$")
BEGUN = re.compile(r"^([a-zà-ÿ]+)(-?)")
# A hyphen or stroke inside of what no rule of hyphenation would part, such as a grade or a name.
ATTACHED = re.compile(r"[\w}](?:[-–]|/)$")
# First halves that keep the hyphen before a whole word, and second halves that keep it always; those that also
# begin or end undivided words (under-stand, net-working) are not among them.
FIRST = re.compile(
    r"cross|decision|full|half|hands|high|long|low|multi|non|part|problem|real|self|semi|short|third|two|well"
)
SECOND = re.compile(
    r"aware|based|cent(?:red|ered|ric)|driven|facing|focused|functional|level|making|minded|motivated|oriented|"
    r"paced|quality|related|saving|scale|sized|stage|skilled|solving|speaking|specific|starter|term|thinking"
)
# What begins undivided words only.
CLOSED = re.compile(r"de|dis|en|im|in|mis|out|over|re|un|under|up")
# What is left of a word rather than a word.
FRAGMENT = re.compile(
    r"[a-z]{0,3}(?:tions?|sions?|ments?|ings?|ed|ers?|[ae]nce|ity|ities|ates?|ative|[ai]ble|ally|ly|ness|ture|cal|tive|ous|i[sz]e)"
)
PARTING_SHARE = 0.03
# As in up-to-date.
LINKS = re.compile(r"a|and|as|by|for|in|of|on|or|the|to")
MIN_WORD = 4


class Joining:
    """Knows the lines of a document, so that a parted word is put together as it is spelt elsewhere."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.words: set[str] = set()
        for line in lines:
            words = line.lower().split()
            whole = words[:-1] if PARTED.search(line) else words
            self.words.update(word.strip(".,;:!?()[]“”\"'’") for word in whole)
        self.parts_words = self._parts_words(lines)

    def _parts_words(self, lines: Sequence[str]) -> bool:
        """Whether words are parted at all here, rather than compounds that met the end of a line."""
        pairs = [(PARTED.search(before), BEGUN.match(line)) for before, line in pairwise(lines)]
        parted = [(first[1].lower(), second[1]) for first, second in pairs if first and second]
        surely = any(first + second in self.words or FRAGMENT.fullmatch(second) for first, second in parted)
        return surely or len(parted) > PARTING_SHARE * len(lines)

    def joined(self, before: str, line: str) -> str:
        """The two lines as one, with the hyphen kept only in a compound word."""
        parted, begun = PARTED.search(before), BEGUN.match(line)
        if not parted or not begun:
            return before + line if ATTACHED.search(before) else f"{before} {line}"
        if begun[2] or self._is_compound(parted[1].lower(), begun[1]):
            return before + line
        return before[:-1] + line

    def _is_compound(self, first: str, second: str) -> bool:
        """Whether the hyphen stays; of a word with further hyphens only the last part is looked at."""
        if f"{first}-{second}" in self.words:
            return True
        last = first.rsplit("-", 1)[-1]
        if first + second in self.words or last + second in self.words:
            return False
        if "-" in first and LINKS.fullmatch(last):
            return True
        if not self.parts_words:
            return True
        if CLOSED.fullmatch(last):
            return False
        return bool(SECOND.fullmatch(second) or (FIRST.fullmatch(last) and len(second) >= MIN_WORD))

"""Words that anchors, questions and evidence notes had better not contain; the lists are in `wording.toml`.

They are hints to the author: nothing is ever deleted or changed because of them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_LISTS = tomllib.loads(Path(__file__).with_name("wording.toml").read_text(encoding="utf-8"))


def _pattern(fragments: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(fragments)})\b", re.IGNORECASE)


BANNED = _pattern(_LISTS["banned"])
FREQUENCY = _pattern(_LISTS["frequency"])
REFERENT = _pattern(_LISTS["referent"])
PRIVATE = _pattern(_LISTS["private"])
HARMLESS = _pattern(_LISTS["harmless"])
QUESTION_TOPICS = tuple((str(entry["reason"]), _pattern(entry["patterns"])) for entry in _LISTS["questions"])
NOTE_TOPICS = tuple((str(entry["topic"]), _pattern(entry["patterns"])) for entry in _LISTS["notes"])


@dataclass(frozen=True)
class NoteWarning:
    """A passage of an evidence note that may touch a protected matter.

    `start` and `end` are character offsets into the note, end exclusive.
    """

    topic: str
    words: str
    start: int
    end: int
    sentence: str


def lint_note(text: str) -> list[NoteWarning]:
    """Warn the author of an evidence note about protected and health matters (R-10), in text order.

    The note itself stays as it is: patients, schools and parties are also subjects of honest work.
    """
    warnings = [_warning(topic, match) for topic, pattern in NOTE_TOPICS for match in _telling(pattern, text)]
    return sorted(warnings, key=lambda warning: (warning.start, warning.topic))


def found(pattern: re.Pattern[str], text: str) -> list[str]:
    """The matches of `pattern`, lower-case, each once, in text order, without those in a harmless phrase."""
    return list(dict.fromkeys(match.group().lower() for match in _telling(pattern, text)))


def _telling(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    harmless = [match.span() for match in HARMLESS.finditer(text)]
    return [
        match
        for match in pattern.finditer(text)
        if not any(start <= match.start() and match.end() <= end for start, end in harmless)
    ]


def _warning(topic: str, match: re.Match[str]) -> NoteWarning:
    sentence = (
        f"“{match.group()}” may touch {topic}. Keep it only if it is about the work itself; "
        "write what the candidate said or did."
    )
    return NoteWarning(topic, match.group(), match.start(), match.end(), sentence)

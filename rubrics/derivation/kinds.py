"""What kind of requirement a statement is, by the words in it, its opening and its group."""

from __future__ import annotations

import re
from functools import cache

from rubrics.derivation import kind_shapes, kind_words
from rubrics.derivation.cues import OPENER
from rubrics.derivation.types import Kind

ORDER: tuple[Kind, ...] = ("technical", "soft", "leadership", "experience", "domain", "research", "ethics")
INTRODUCED = re.compile(
    r"^(?:as (?:an?|our|the) [^,]{3,80},\s*|in this role,?\s*|"
    r"in addition(?: to [^,]+)?,?\s*|"
    r"evidence of (?:the |an? )?(?:recent )?|"
    r"we (?:do |really |just |also |still )*(?:need|want|value|appreciate|like|hope for) (?:someone|somebody|"
    r"people|an? person) "
    r"(?:who|with|that)(?: is| has| are| have)?\s+|"
    r"we(?:'d| would)? expect you to (?:be |have )?|"
    r"we (?:imagine|assume|hope)(?: that)? you(?: have)?\s+|(?:finally|also|lastly|ideally),?\s+(?=you\b)|"
    r"we(?:'re| are) (?:also )?looking for (?:someone|somebody|an? (?:person|individual)|people|candidates|"
    r"individuals) (?:who|with|that)(?: is| has| are| have)?\s+|"
    r"the (?:successful|ideal) (?:candidate|applicant) (?:will|should|must)(?: be| have)?\s+)"
    r"(?:having\s+(?:an?\s+)?)?"
)
FADE = 0.06
FLOOR = 0.3


def kind_of(statement: str, group: str | None, section: str = "") -> tuple[Kind, str]:
    """The kind and the rule that decided it: a decisive word, else the highest sum of weighted words.

    Words count less the later they stand, for the head of a requirement says what it is about. Where no word
    tells, the heading of the section may.
    """
    lowered = _lowered(statement)
    if decided := _decided(lowered):
        return decided, f"kind-{decided}-word"
    scores = _scores(lowered)
    named, rule = _group_kind(group), "kind-words"
    if named and named != "credential":
        scores[named] += kind_shapes.GROUP_WEIGHT
    best = max(ORDER, key=lambda kind: (scores[kind], -ORDER.index(kind)))
    if scores[best] <= 0 and named == "credential" and not kind_shapes.DOING.match(lowered):
        return named, "kind-group"
    if scores[best] <= 0 and (headed := _group_kind(section)):
        return headed, "kind-section"
    if scores[best] <= 0:
        return kind_shapes.DEFAULT, "kind-default"
    return best, f"{rule}-and-group" if named == best else rule


def is_credential(statement: str) -> bool:
    """Whether a word in a statement decides that it names papers: a degree, a licence, a certificate."""
    return _decided(_lowered(statement)) == "credential"


def _lowered(statement: str) -> str:
    """A statement in small letters without marks, what introduces it, and how necessary it is."""
    lowered = re.sub(r"\]\([^)]*\)", "]", statement).casefold().replace("’", "'")
    lowered = INTRODUCED.sub("", " ".join(re.sub(r"</?\w+>|\*", "", lowered).split()))
    return kind_shapes.NECESSITY.sub(" ", lowered)


def _decided(lowered: str) -> Kind | None:
    for kind, pattern in kind_words.DECISIVE:
        if (found := pattern.search(lowered)) and not _only_known(kind, lowered, found):
            return kind
    return None


def _only_known(kind: Kind, lowered: str, found: re.Match[str]) -> bool:
    """To know about licences is not to hold one; a degree or a registration is not only known."""
    return (
        kind == "credential"
        and bool(kind_shapes.KNOWING.match(lowered))
        and bool(kind_shapes.KNOWN.fullmatch(found.group()))
    )


def _scores(lowered: str) -> dict[Kind, float]:
    scores: dict[Kind, float] = dict.fromkeys(ORDER, 0.0)
    opening = OPENER.match(lowered)
    begin = min(opening.end(), len(lowered)) if opening else 0
    for kind in ORDER:
        for found in _pattern(kind).finditer(lowered):
            position = len(lowered[begin : found.start()].split()) if found.start() > begin else 0
            weight = kind_words.WORDS[kind][found.group(1)]
            scores[kind] += weight * max(FLOOR, 1 - FADE * position)
    for pattern, bonus in kind_shapes.OPENINGS:
        if pattern.search(lowered):
            for kind, weight in bonus.items():
                scores[kind] += weight
    return scores


@cache
def _pattern(kind: Kind) -> re.Pattern[str]:
    words = sorted(kind_words.WORDS[kind], key=len, reverse=True)
    short = [w for w in words if len(w) <= 3]
    long = [w for w in words if len(w) > 3]
    whole = "|".join(re.escape(w) + r"(?![a-z])" for w in short)
    stems = "|".join(re.escape(w) for w in long)
    both = "|".join(part for part in (stems, whole) if part)
    return re.compile(rf"(?<![a-z0-9])((?:{both}))")


def _group_kind(name: str | None) -> Kind | None:
    lowered = (name or "").casefold()
    return next((kind for kind, pattern in kind_shapes.GROUPS if lowered and pattern.search(lowered)), None)

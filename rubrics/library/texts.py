"""Checks of single texts: an anchor, a question, a set of anchors; also for entries edited by people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from rubrics.library import wording
from rubrics.library.types import LEVELS

ANCHOR_WORDS = 30
QUESTION_WORDS = 60
MANDATORY_LEVELS = (1, 3, 5)
# Two levels with more than this share of their content words in common say the same.
ALIKE = 0.6
_WORD = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*")
_FILLERS = re.compile(
    r"\b(?:an?|and|are|as|at|by|for|from|had|has|in|is|its?|of|on|or|that|the|their|them|to|was|with)\b"
)


@dataclass(frozen=True)
class Finding:
    """What is wrong, where (`key` of the competency, question or kind) and by which rule."""

    key: str
    rule: str
    sentence: str


def lint_anchor(text: str, key: str = "") -> list[Finding]:
    """Findings for one anchor: banned and frequency words, private facts, length, emptiness."""
    if not text.strip():
        return [Finding(key, "levels", "The anchor is empty.")]
    findings = [
        Finding(key, "banned-word", f"The word {word!r} judges; say what was done and what came of it.")
        for word in wording.found(wording.BANNED, text)
    ]
    findings += [
        Finding(key, "private-fact", f"The word {word!r} asks for something private or for an impression.")
        for word in wording.found(wording.PRIVATE, text)
    ]
    if not wording.REFERENT.search(text):
        findings += [
            Finding(key, "frequency-word", f"The word {word!r} needs the occasions that it counts.")
            for word in wording.found(wording.FREQUENCY, text)
        ]
    if len(text.split()) > ANCHOR_WORDS:
        sentence = f"The anchor has {len(text.split())} words; {ANCHOR_WORDS} are the most."
        findings.append(Finding(key, "too-long", sentence))
    return findings


def lint_question(text: str, key: str = "") -> list[Finding]:
    """Findings for one question: brainteasers, private matters, banned words, length, emptiness."""
    if not text.strip():
        return [Finding(key, "question-topic", "The question is empty.")]
    findings = [
        Finding(key, "question-topic", f"The question {reason}.")
        for reason, pattern in wording.QUESTION_TOPICS
        if pattern.search(text)
    ]
    findings += [
        Finding(key, "banned-word", f"The word {word!r} leads the candidate; ask for an occasion instead.")
        for word in wording.found(wording.BANNED, text)
    ]
    if len(text.split()) > QUESTION_WORDS:
        sentence = f"The question has {len(text.split())} words; {QUESTION_WORDS} are the most."
        findings.append(Finding(key, "too-long", sentence))
    return findings


def lint_levels(anchors: Iterable[str], key: str = "") -> list[Finding]:
    """Findings for a set of anchors, level 1 first: missing levels, levels that say the same, each text."""
    texts = list(anchors)
    present = {level: text for level, text in zip(LEVELS, texts, strict=False) if text.strip()}
    findings = [
        Finding(key, "levels", f"Level {level} has no anchor.")
        for level in MANDATORY_LEVELS
        if level not in present
    ]
    if len(texts) > len(LEVELS):
        findings.append(Finding(key, "levels", f"There are {len(texts)} anchors for {len(LEVELS)} levels."))
    for text in present.values():
        findings += lint_anchor(text, key)
    findings += [
        Finding(key, "levels-alike", f"Levels {low} and {high} say nearly the same.")
        for low, high in combinations(present, 2)
        if _alikeness(present[low], present[high]) > ALIKE
    ]
    return findings


def _alikeness(one: str, other: str) -> float:
    first, second = _content(one), _content(other)
    return len(first & second) / len(first | second) if first | second else 1.0


def _content(text: str) -> set[str]:
    return set(_WORD.findall(_FILLERS.sub(" ", text.lower())))

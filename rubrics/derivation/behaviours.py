"""Named behaviours that candidates are assessed for, wherever they stand: soft skills with their descriptions."""

from __future__ import annotations

import re
from dataclasses import replace

from rubrics.derivation.headings import PROCESS, plain
from rubrics.derivation.sections import Section
from rubrics.derivation.sentences import label
from rubrics.reading.types import Block

FEWEST = 3
# What somebody is judged by, in the sentence above the names.
JUDGED = re.compile(
    r"\b(?:assess|evaluat|interview|measur|judg|test|scor|rat)(?:e|es|ed|ing|s)?\b.{0,60}?"
    r"\b(?:against|on|for|competenc|behaviou?r|qualit|attribute)",
    re.IGNORECASE | re.DOTALL,
)
# Among the steps of the selection nothing less than the word itself.
BEHAVIOURS = re.compile(r"\b(?:competenc(?:y|ies)|behaviou?rs|qualities|attributes)\b", re.IGNORECASE)
# Names of steps and dates, no qualities.
STEP = re.compile(
    r"\d|^(?:stage|step|round|phase|week|day|interview|test|panel|application)\b", re.IGNORECASE
)
NAMED = re.compile(r"^(?:our |the |your )?(?:\w+ )?(?:behaviou?rs|competencies|values in practice)$")
OPEN = ("prose", "noise")


def with_behaviours(text: str, found: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections; one that is nothing but names with what they mean, and says that people are judged by them, is one
    of soft skills."""
    return tuple(
        replace(s, role="soft", reason="", rule="behaviours") if _is_of_behaviours(text, s) else s
        for s in found
    )


def _is_of_behaviours(text: str, section: Section) -> bool:
    if section.role not in OPEN or (section.role == "noise" and section.reason != PROCESS):
        return False
    names = [_is_named(text, block) for block in section.blocks]
    first = names.index(True) if True in names else len(names)
    if len(names) - first < FEWEST or not all(names[first:]) or first > 1:
        return False
    above = " ".join(text[b.start : b.end] for b in section.blocks[:first])
    if section.role == "noise" and not BEHAVIOURS.search(above):
        return False
    return JUDGED.search(above) is not None or NAMED.fullmatch(plain(section.heading)) is not None


def _is_named(text: str, block: Block) -> bool:
    """Whether the block is a name and a sentence on what it means."""
    found = label(text, block.start, block.end)
    ended = text[block.start : block.end].rstrip()[-1:] == "."
    return found is not None and ended and not STEP.search(found.text)

"""Lists whose marks were lost: sections of short lines, each of which is one item, some below names of groups."""

from __future__ import annotations

import re

from rubrics.derivation import unmarked
from rubrics.derivation.asking import MIN_FRAGMENT_WORDS, asks_rule, is_fragment
from rubrics.derivation.headings import plain
from rubrics.derivation.sections import Section
from rubrics.derivation.sentences import label, sentences
from rubrics.reading.types import Block

MIN_LINES = 2
MIN_LABELLED = 3
MAX_WORDS = 45
# A heading that is the name of a quality: what stands below it is one, whatever its form.
QUALITY = re.compile(
    r"(?:[\w-]+ ){0,2}(?:education|experience|knowledge|skills|languages?|qualifications?|training|licen[cs]es?|"
    r"certificat(?:es?|ions?)|degrees?)(?: (?:and|&) [\w-]+)?"
)
EMPLOYER = re.compile(r"(?:we|our)\b", re.IGNORECASE)


def unlisted_lines(text: str, section: Section) -> frozenset[int]:
    """Where the lines of a list without marks begin: all of a section, or those that stand close without a verb."""
    if is_unlisted(text, section):
        return frozenset(b.start for b in section.blocks)
    runs: list[list[Block]] = []
    for block in section.blocks:
        if runs and not block.gap and block.kind == "paragraph":
            runs[-1].append(block)
        else:
            runs.append([block])
    listed = [
        run
        for run in runs
        if len(run) >= MIN_LINES
        and all(b.kind == "paragraph" and _is_plain_line(text[b.start : b.end]) for b in run)
    ]
    return frozenset(b.start for run in listed for b in run)


def _is_plain_line(line: str) -> bool:
    return "\n" not in line and not line.endswith(":") and is_without_verb(line)


def is_unlisted(text: str, section: Section) -> bool:
    """Whether a section of requirements is a list of short lines without marks."""
    if any(b.kind == "item" for b in section.blocks):
        return False
    every = [text[b.start : b.end] for b in section.blocks]
    lines = [c for c in every if not c.endswith(":")]
    if any(len(c.split()) > MAX_WORDS or "\n" in c for c in lines):
        return False
    heading = plain(section.heading)
    if len(lines) == 1 and QUALITY.fullmatch(heading) and _is_explained(lines[0]):
        return True
    fewest = 1 if unmarked.NECESSITY.fullmatch(heading) else MIN_LINES
    return len(lines) >= fewest and (_reads_as_list(lines) or _stand_close(section.blocks, lines))


def _stand_close(blocks: tuple[Block, ...], lines: list[str]) -> bool:
    """Sentences one to a line, with no empty line between them, none of which the employer says of itself."""
    close = len(lines) == len(blocks) and not any(b.gap for b in blocks[1:])
    return len(lines) >= MIN_LABELLED and close and not any(EMPLOYER.match(c) for c in lines)


def _reads_as_list(lines: list[str]) -> bool:
    """Lines that are no sentences, or sentences of one form: without verbs, asking by themselves, or named."""
    if not all(c.endswith(".") for c in lines):
        return True
    if len(lines) >= MIN_LABELLED and all(label(c, 0, len(c)) for c in lines):
        return True
    return all(is_without_verb(c) or asks_rule(c, fragments=False) for c in lines)


def is_without_verb(line: str) -> bool:
    """A line without a verb of its own, or too short for a sentence, as ``Current driving licence.``"""
    return is_fragment(line) or len(line.split()) < MIN_FRAGMENT_WORDS


def _is_explained(line: str) -> bool:
    """A quality without a verb, and sentences that ask nothing further but say what else is accepted."""
    first, *others = (line[s.start : s.end] for s in sentences(line, 0, len(line)))
    return (
        bool(others)
        and is_fragment(first)
        and not any(asks_rule(s, fragments=True) or EMPLOYER.match(s) for s in others)
    )

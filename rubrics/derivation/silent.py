"""Sections whose headings say nothing: what their items are tells whether they ask something."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from rubrics.derivation.headings import PAY, plain
from rubrics.derivation.leaning import is_offer, is_profile, leans
from rubrics.derivation.sections import Section
from rubrics.derivation.unlisted import is_without_verb

# What tells headings of one kind apart: ``Level 1``, ``Level 2``; ``Junior baker``, ``Senior baker``.
LEVEL = re.compile(r"\d+|\b(?:i{1,3}|iv|v|junior|senior|mid|lead|principal|entry|one|two|three)\b")
# What is only desirable stands beside something that is required.
ASKING = ("requirements", "soft")
FEWEST_LINES = 3


def with_profiles(text: str, found: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections; one without a telling heading asks if its items do, or if those of its twin do.

    Where no heading of the document says what is required, fewer of the items have to read like requirements.
    """
    found = tuple(_without_offer(text, s) for s in found)
    quiet = {
        s.start: (s, _items(text, s)) for s in found if s.role == "prose" and s.own is None and s.heading
    }
    asked = any(s.role in ASKING and s.blocks for s in found)
    asking = {start for start, (_, items) in quiet.items() if items and _asks(items, strictly=asked)}
    profiles = {start for start, (_, items) in quiet.items() if is_profile(items)}
    twins = defaultdict(set)
    for start, (section, _) in quiet.items():
        twins[LEVEL.sub("", plain(section.heading))].add(start)
    for starts in twins.values():
        if len(starts) > 1 and starts & profiles:
            asking |= starts
    return tuple(
        replace(s, role="requirements", rule="items-ask") if s.heading and s.start in asking else s
        for s in found
    )


def _without_offer(text: str, section: Section) -> Section:
    """A section that only stands below one that asks, and tells what is given."""
    below = section.rule == "inherited" and section.role in ("requirements", "desirable", "soft")
    if below and is_offer([text[b.start : b.end] for b in section.blocks]):
        return replace(section, role="noise", reason=PAY)
    return section


def _asks(items: list[str], *, strictly: bool) -> bool:
    return is_profile(items) if strictly else leans(items)


def _items(text: str, section: Section) -> list[str]:
    """The items of a section that is one list, with marks or without, perhaps below a sentence."""
    items = [text[b.start : b.end] for b in section.blocks if b.kind == "item"]
    if items:
        lists = [b.kind == "item" for b in section.blocks]
        return items if lists[lists.index(True) :].count(False) == 0 else []
    lines = [text[b.start : b.end] for b in section.blocks]
    short = [
        line for line in lines if "\n" not in line and (line[-1:] not in ".:!?" or is_without_verb(line))
    ]
    return lines if len(lines) >= FEWEST_LINES and short == lines else []

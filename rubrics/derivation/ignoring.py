"""Parts of a document that give no statement, and what their headings are shown as."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics.derivation.headings import plain
from rubrics.derivation.sections import Section
from rubrics.derivation.types import Ignored


def shown(heading: str) -> str:
    """A heading without its marks."""
    return plain(heading) and heading.strip("*_# ").rstrip(":").strip("*_ ")


def sections_ignored(found: tuple[Section, ...]) -> Iterator[Ignored]:
    """Whole sections that give no statement, with the reason."""
    for section in found:
        if not section.blocks:
            continue
        reason = section.reason if section.role == "noise" else ""
        if section.role == "duties":
            reason = "duties describe the work; they support questions and create no requirement"
        if reason:
            yield Ignored(section.start, section.blocks[-1].end, shown(section.heading), reason)

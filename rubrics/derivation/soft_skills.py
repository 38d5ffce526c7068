"""Named soft skills: the headings or labelled items of a soft-skill section with their descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rubrics.derivation.lists import Node, tree
from rubrics.derivation.sections import Section
from rubrics.derivation.sentences import is_terse, label, looks_like_title, without_tail
from rubrics.derivation.types import SoftSkill
from rubrics.reading.types import Block

CLOSING = re.compile(
    r"^(?:by \w+ing (?:these|this|on these)|these|this combination|overall|in (?:conclusion|summary)|"
    r"together|with these|"
    r"such skills|combining these|mastering these|developing these|cultivating these)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class SoftSkills:
    """The soft skills of a document, and the starts of the blocks that they are made of."""

    skills: tuple[SoftSkill, ...]
    claimed: frozenset[int]


def collect(text: str, sections: tuple[Section, ...]) -> SoftSkills:
    """Soft skills of all soft-skill sections, in the order of the document."""
    skills: list[SoftSkill] = []
    claimed: set[int] = set()
    for section in sections:
        if section.role != "soft":
            continue
        made = _from_heading(text, section) if section.rule == "inherited" else _from_items(text, section)
        for skill, blocks in made:
            skills.append(skill)
            claimed.update(blocks)
    return SoftSkills(tuple(skills), frozenset(claimed))


def _from_heading(text: str, section: Section) -> Iterator[tuple[SoftSkill, list[int]]]:
    """A heading below a soft-skill heading: the first paragraph or the list under it describes it."""
    used = _description_blocks(text, section.blocks)
    if used:
        terse = is_terse([text[b.start : b.end] for b in used[:-1]])
        ends = [without_tail(text, b.start, b.end, terse=terse and b is used[-1]) for b in used]
        parts = [text[b.start : e] for b, e in zip(used, ends, strict=True)]
        title = text[section.start : section.end].strip("*_ :")
        start = section.start + text[section.start : section.end].index(title) if title else section.start
        skill = SoftSkill(title, _joined(parts), section.start, max(ends), start, start + len(title))
        yield skill, [b.start for b in section.blocks]


def _description_blocks(text: str, blocks: tuple[Block, ...]) -> list[Block]:
    if not blocks:
        return []
    items = [b for b in blocks if b.kind == "item"]
    if items:
        return items
    return [b for b in blocks[:1] if not CLOSING.match(text[b.start : b.end])]


def _from_items(text: str, section: Section) -> Iterator[tuple[SoftSkill, list[int]]]:
    """Items of a soft-skill section that carry a name: ``Name: text`` or a name with items below or after."""
    for block in section.blocks:
        if block.kind == "paragraph" and (
            made := _labelled(text, block.start, without_tail(text, block.start, block.end))
        ):
            yield made, [block.start]
    items = [b for b in section.blocks if b.kind == "item"]
    nodes = tree(text, items)
    if any(node.children for node in nodes):
        yield from _nested(nodes)
        return
    index = 0
    while index < len(nodes):
        node = nodes[index]
        index += 1
        made = _labelled(text, node.start, node.end)
        if made:
            yield made, [node.start]
        elif _names_next(nodes, index):
            below = []
            while index < len(nodes) and not _names_next(nodes, index + 1):
                below.append(nodes[index])
                index += 1
            yield _named(node, tuple(below)), [node.start, *(n.start for n in below)]


def _labelled(text: str, start: int, end: int) -> SoftSkill | None:
    name = label(text, start, end)
    if not name or name.rest >= end:
        return None
    at = text.index(name.text, start)
    return SoftSkill(name.text, text[name.rest : end], start, end, at, at + len(name.text))


def _nested(nodes: tuple[Node, ...]) -> Iterator[tuple[SoftSkill, list[int]]]:
    for node in nodes:
        if node.children:
            yield _named(node, node.children), [node.start, *(n.start for n in node.children)]


def _names_next(nodes: tuple[Node, ...], index: int) -> bool:
    """Whether the item before ``index`` is a bare name that the next item describes."""
    if not 0 < index < len(nodes):
        return False
    return looks_like_title(nodes[index - 1].content) and not looks_like_title(nodes[index].content)


def _named(node: Node, below: tuple[Node, ...]) -> SoftSkill:
    title = node.content.strip("*_ ").rstrip(":").strip("*_ ")
    at = node.start + node.content.index(title)
    end = below[-1].end if below else node.end
    return SoftSkill(title, _joined([n.content for n in below]), node.start, end, at, at + len(title))


def _joined(parts: list[str]) -> str:
    return "; ".join(part.rstrip(" ;") for part in parts) if len(parts) > 1 else "".join(parts)

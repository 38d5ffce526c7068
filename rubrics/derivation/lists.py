"""Lists as trees, and what each item is: a group name, a statement, or an alternative of a statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rubrics.derivation import cues, headings
from rubrics.derivation.sentences import JOINED, is_terse, looks_like_title, without_tail
from rubrics.reading.types import Block

MAX_GROUP_WORDS = 8
MAX_KNOWN_WORDS = 4
MAX_BARE_WORDS = 3
NESTED_BY = 2
DEEPEST = 8


@dataclass(frozen=True)
class Node:
    """A list item without glued closing words, and the items below it."""

    start: int
    end: int
    content: str
    children: tuple[Node, ...] = ()
    marker: str = ""


@dataclass(frozen=True)
class Entry:
    """An item that is a statement, the group it stands in, and its alternatives."""

    node: Node
    group: str | None
    alternatives: tuple[Node, ...] = ()
    rule: str = "list-item"


def tree(text: str, items: list[Block], depth: int = 0) -> tuple[Node, ...]:
    """The items as a tree by their indent; what is nested deeper than eight levels stays on the eighth."""
    nodes, index = [], 0
    terse = is_terse([text[item.start : item.end] for item in items[:-1]])
    while index < len(items):
        item = items[index]
        index += 1
        below = []
        while depth < DEEPEST and index < len(items) and items[index].level >= item.level + NESTED_BY:
            below.append(items[index])
            index += 1
        last = index == len(items)
        end = without_tail(text, item.start, item.end, terse=terse and last)
        nodes.append(Node(item.start, end, text[item.start : end], tree(text, below, depth + 1), item.marker))
    return tuple(nodes)


def entries(nodes: tuple[Node, ...], group: str | None = None) -> Iterator[Entry]:
    """Statements of a list with their groups; in a flattened list, group names are known by their shape."""
    flat = _flattened(nodes)
    index = 0
    while index < len(nodes):
        node = nodes[index]
        index += 1
        follows = index < len(nodes)
        if node.children:
            yield from _with_children(node, group)
        elif node.content.endswith(":") and follows and _is_group_name(node.content):
            group = _name(node.content)
        elif node.content.endswith(":") and follows:
            options = _options(nodes, index, flat)
            index += len(options)
            yield Entry(node, group, options, "options-after-colon")
        elif (
            flat and follows and looks_like_title(node.content) and not looks_like_title(nodes[index].content)
        ):
            group = _name(node.content)
        else:
            yield Entry(node, group)


def _with_children(node: Node, group: str | None) -> Iterator[Entry]:
    if _is_group_name(node.content) or looks_like_title(node.content) or _is_known_name(node.content):
        yield from entries(node.children, _name(node.content))
    elif node.content.endswith(":") or cues.ONE_OF.search(node.content):
        yield Entry(node, group, node.children, "nested-options")
    else:
        yield Entry(node, group)
        asked = tuple(child for child in node.children if cues.OPENER.match(child.content))
        yield from entries(asked, group)


def _options(nodes: tuple[Node, ...], index: int, flat: bool) -> tuple[Node, ...]:
    """The bare names after a lead-in item; in a flattened list the last one names the next group."""
    options = []
    while index < len(nodes) and looks_like_title(nodes[index].content):
        options.append(nodes[index])
        index += 1
    if options and flat and index < len(nodes):
        options.pop()
    return tuple(options)


def _flattened(nodes: tuple[Node, ...]) -> bool:
    """Whether group names and their statements stand on one level, so that the list ends with a statement."""
    if len(nodes) < 3 or any(node.children or _is_group_name(node.content) for node in nodes):
        return False
    titles = [looks_like_title(node.content) for node in nodes]
    return titles[0] and not titles[1] and not titles[-1] and sum(titles) >= 2


def _is_group_name(content: str) -> bool:
    bare = content.strip("*_ ")
    short = bare.endswith(":") and len(bare.split()) <= MAX_GROUP_WORDS
    begins = cues.OPENER.match(bare) and JOINED.search(bare)
    return short and not begins and not cues.ONE_OF.search(bare) and not cues.SPEAKS.match(bare)


def _is_known_name(content: str) -> bool:
    """A short line such as ``Must have`` above other items."""
    bare = content.strip("*_ ")
    short = len(bare.split()) <= MAX_KNOWN_WORDS and not bare.endswith((".", "!"))
    return short and (content.startswith(("**", "__")) or headings.meaning(bare) is not None)


def _name(content: str) -> str:
    return content.strip().strip("*_ ").rstrip(":").strip("*_ ")


def is_bare_name(line: str) -> bool:
    """A few words above a list, without a verb or an end (``Experience and knowledge``)."""
    return len(line.split()) <= MAX_BARE_WORDS and line[:1].isupper() and line[-1:].isalpha()

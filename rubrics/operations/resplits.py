"""Splits that people made in the version before, made again where a changed document holds the same words."""

import re
from collections.abc import Iterable

from rubrics.models import RubricVersion, Statement
from rubrics.operations.splits import divide

# What may lie between the parts; anything more is new and belongs to the statement as a whole.
JOINING = re.compile(r"(?:[\s,;.&/]|\b(?:and|or)\b)*", re.IGNORECASE)


def split_again(before: RubricVersion, version: RubricVersion) -> None:
    """Cut the draft's statements where all their words are statements of the version before."""
    old = {_plain(one) for one in before.statements.all()}
    new = list(version.statements.all())
    parts = old - {_plain(one) for one in new}
    for row in new:
        if _plain(row) not in old:
            _cut(row, parts)


def places(text: str, parts: Iterable[str]) -> list[int]:
    """Where `text` is cut so that each piece is one of the parts; empty where the parts are not all of it."""
    taken: list[tuple[int, int]] = []
    for part in sorted(parts, key=len, reverse=True):
        pattern = r"\s+".join(re.escape(word) for word in part.split())
        found = re.search(rf"(?<!\w){pattern}(?!\w)", text) if pattern else None
        if found and all(found.end() <= start or end <= found.start() for start, end in taken):
            taken.append(found.span())
    taken.sort()
    rest = [0, *(place for span in taken for place in span), len(text)]
    between = [text[start:end] for start, end in zip(rest[::2], rest[1::2], strict=True)]
    if len(taken) < 2 or not all(JOINING.fullmatch(one) for one in between):
        return []
    return [end for _start, end in taken[:-1]]


def _cut(row: Statement, parts: set[str]) -> None:
    part: Statement | None = row
    while part is not None and (cuts := places(part.text, parts)):
        part = divide(part, cuts[0])


def _plain(one: Statement) -> str:
    return " ".join(one.text.split())

"""Role documents written for these tests, with their statements marked: ⟦must⟧ and ⟪preferred⟫."""

import re
from dataclasses import dataclass
from pathlib import Path

from rubrics.reading import Document, read

FOLDER = Path(__file__).parent / "documents"
MARKED = re.compile(r"⟦([^⟧]*)⟧|⟪([^⟫]*)⟫")
MARKS = re.compile("[⟦⟧⟪⟫]")


@dataclass(frozen=True)
class Marked:
    """A document without its marks, and the statements that were marked, as (text, necessity)."""

    document: Document
    statements: list[tuple[str, str]]


def names() -> list[str]:
    return sorted(path.name for path in FOLDER.iterdir())


def marked(name: str) -> Marked:
    source = (FOLDER / name).read_text(encoding="utf-8")
    statements = [
        (plain(match[1] or match[2]), "must" if match[1] else "preferred")
        for match in MARKED.finditer(source)
    ]
    return Marked(read(MARKS.sub("", source).encode(), name=name), statements)


def plain(text: str) -> str:
    """A statement without tags, emphasis and line breaks."""
    return " ".join(re.sub(r"</?\w+>|\*\*", "", text).split())

"""Each document of the folder gives the statements, the necessity and the title of its gold."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from rubrics.derivation import derive
from rubrics.derivation.types import RubricDraft
from rubrics.library import load
from rubrics.reading import read

FOLDER = Path(__file__).parent
GOLD: list[dict[str, Any]] = json.loads((FOLDER / "gold.json").read_text(encoding="utf-8"))["documents"]
OWN = [document for document in GOLD if document["id"].startswith(("u", "n"))]
LIBRARY = load()


def draft_of(document: dict[str, Any]) -> RubricDraft:
    path = FOLDER / document["file"]
    read_document = read(path.read_bytes(), name=path.name)
    return derive(read_document.text, blocks=read_document.blocks, library=LIBRARY)


def plain(text: str) -> str:
    """A statement without entities, tags, emphasis, line breaks, a short name in front and the end mark."""
    bare = " ".join(re.sub(r"</?\w+>|\*\*", "", html.unescape(text)).split()).strip(" .;")
    return re.sub(
        r"^(?:Certification|Licensure|Resilience|Education|Experience|Hygiene|License|People|Minimum \w+): ",
        "",
        bare,
    )


@pytest.mark.parametrize("document", OWN, ids=lambda document: document["id"])
def test_a_document_gives_its_gold(document: dict[str, Any]) -> None:
    optional = {plain(entry["text"]) for entry in document["requirements"] if entry.get("optional")}
    wanted = [
        (plain(entry["text"]), "preferred" if entry["nice_to_have"] else "must")
        for entry in document["requirements"]
        if not entry.get("optional")
    ]

    draft = draft_of(document)

    found = [(plain(s.text), s.necessity) for s in draft.statements if plain(s.text) not in optional]
    assert found == wanted
    assert (draft.title.text if draft.title else None) == document["role_title"]


def test_kinds_agree_with_the_gold_in_at_least_nine_of_ten_statements() -> None:
    kinds = {
        plain(entry["text"]): {entry["kind"], *_listed(entry.get("also_kind"))}
        for document in OWN
        for entry in document["requirements"]
    }

    told = [
        s.kind in kinds[plain(s.text)]
        for document in OWN
        for s in draft_of(document).statements
        if plain(s.text) in kinds
    ]

    assert len(told) > 100
    assert sum(told) >= 0.9 * len(told)


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []

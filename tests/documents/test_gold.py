"""The gold fits the documents that it speaks of: every text stands on the line it names."""

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent
GOLD: list[dict[str, Any]] = json.loads((FOLDER / "gold.json").read_text(encoding="utf-8"))["documents"]
KINDS = {
    "technical",
    "soft",
    "credential",
    "experience",
    "leadership",
    "domain",
    "ethics",
    "research",
    "eligibility",
}


def source(document: dict[str, Any]) -> str:
    return (FOLDER / document["file"]).read_text(encoding="utf-8")


def from_line(document: dict[str, Any], line: int) -> str:
    return "\n".join(source(document).split("\n")[line - 1 :])


def misplaced(document: dict[str, Any], entries: list[dict[str, Any]]) -> list[str]:
    """Texts that do not begin on the line they name."""
    return [
        entry["text"]
        for entry in entries
        if entry["text"].split("\n")[0] not in source(document).split("\n")[entry["line"] - 1]
        or entry["text"] not in from_line(document, entry["line"])
    ]


@pytest.mark.parametrize("document", GOLD, ids=lambda document: document["id"])
def test_each_text_begins_on_its_line(document: dict[str, Any]) -> None:
    entries = document["requirements"] + document["must_not_take"]

    assert misplaced(document, entries) == []


@pytest.mark.parametrize("document", GOLD, ids=lambda document: document["id"])
def test_each_soft_skill_stands_in_its_document(document: dict[str, Any]) -> None:
    text = source(document)
    wanted = [
        part
        for skill in document["soft_skills"]
        for part in (skill["title"], *skill.get("description_items", [skill["description"]]))
    ]

    assert [part for part in wanted if part not in text] == []


@pytest.mark.parametrize("document", GOLD, ids=lambda document: document["id"])
def test_nothing_is_both_wanted_and_forbidden(document: dict[str, Any]) -> None:
    wanted = {entry["text"] for entry in document["requirements"]}
    forbidden = {entry["text"] for entry in document["must_not_take"]}

    assert wanted & forbidden == set()


@pytest.mark.parametrize("document", GOLD, ids=lambda document: document["id"])
def test_kinds_are_those_of_the_derivation(document: dict[str, Any]) -> None:
    assert {entry["kind"] for entry in document["requirements"]} - KINDS == set()


def test_each_document_of_the_folder_has_its_gold_and_some_are_no_role_documents() -> None:
    named = {document["file"] for document in GOLD if "/" not in document["file"]}
    lying = {path.name for path in FOLDER.iterdir() if path.suffix in (".txt", ".md", ".html")}

    assert named == lying
    assert [document["file"] for document in GOLD if document.get("negative")] == [
        "choir_rules.txt",
        "garden_rules.txt",
        "library_privacy_notice.txt",
        "benefits_page.md",
        "product_announcement.html",
    ]

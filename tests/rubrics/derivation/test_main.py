"""The command: JSON, an explanation, or one sentence and status 2."""

import json
from pathlib import Path

import pytest

from rubrics.derivation.__main__ import main

TEXT = "# Clerk\n\n## Requirements\n\n- Clear communication\n"


@pytest.fixture
def document(tmp_path: Path) -> str:
    path = tmp_path / "clerk.md"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_the_draft_is_printed_as_json(document: str, capsys: pytest.CaptureFixture[str]) -> None:
    status = main([document])
    printed = json.loads(capsys.readouterr().out)

    assert (status, printed["title"], printed["text"]) == (0, "Clerk", TEXT)
    assert [(s["text"], s["start"], s["end"]) for s in printed["statements"]] == [
        ("Clear communication", 28, 47)
    ]


def test_an_explanation_names_the_rules_of_each_statement(
    document: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([document, "--explain"]) == 0
    assert capsys.readouterr().out.splitlines()[:5] == [
        "Title: Clerk (title-heading)",
        "0. Clear communication",
        "   at 28:47, Requirements",
        "   soft, must",
        "   rules: heading-words, list-item, necessity-default, kind-words, interview-default",
    ]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.txt", b"", "This file is empty; choose a file that holds the role document.\n"),
        (
            "role.zip",
            b"PK",
            "Files of type “.zip” cannot be read; use a .txt, .md, .html, .docx, .odt, .pdf or .json file.\n",
        ),
    ],
)
def test_a_bad_file_gets_one_sentence_and_status_two(
    name: str, content: bytes, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)

    assert (main([str(tmp_path / name)]), capsys.readouterr().err) == (2, sentence)


def test_a_missing_file_gets_one_sentence_and_status_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "none.txt"

    assert (main([str(missing)]), capsys.readouterr().err) == (
        2,
        f"The file {missing} cannot be opened: No such file or directory.\n",
    )

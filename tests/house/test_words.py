"""What no file of the project may say, and the words that it keeps to."""

import re

import pytest

from tests.house.sources import CHECKOUT, files, name

TEXTS = (".py", ".md", ".html", ".txt", ".toml", ".yml", ".css", ".js", ".typ", ".sh")
FORBIDDEN = {
    "the address of a package index": "|".join(
        [
            "py" + r"pi\.(org|python)",
            "python" + "hosted",
            r"--(extra-)?index" + "-url",
            "--find" + "-links",
            r"/simple\b/?\"",
        ]
    ),
    "a folder of somebody's machine": r"(?<![\w.:/])/(ro" + r"ot|ho" + r"me|Us" + r"ers)/\w",
    "the folder of this very checkout": re.escape(str(CHECKOUT)) + r"\b"
    if len(CHECKOUT.parts) > 2
    else r"(?!)",
    "an open end": r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX)\b",
}


@pytest.mark.parametrize("pattern", FORBIDDEN.values(), ids=FORBIDDEN)
def test_no_file_names_it(pattern: str) -> None:
    forbidden = re.compile(pattern)
    found = [
        (name(path), match[0])
        for path in texts()
        if (match := forbidden.search(path.read_text(errors="replace")))
    ]
    assert found == []


def texts() -> list:  # type: ignore[type-arg]
    """Every file of the project that holds text."""
    tops = ("config", "docs", "hiring", "rubrics", "templates", "tests", "requirements", ".ci")
    roots = [path for path in CHECKOUT.iterdir() if path.is_file() and path.name != ".git"]
    return [
        path
        for path in (*files(*tops), *roots)
        if path.suffix in TEXTS or path in roots or ".ci" in path.parts
    ]

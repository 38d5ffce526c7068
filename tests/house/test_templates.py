"""Templates keep to the Content Security Policy, and every text in them can be translated."""

import re
from pathlib import Path

import pytest

from tests.house.sources import files, name

INLINE = {
    "a script between tags": r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>",
    "a stylesheet between tags": r"<style\b",
    "a style on an element": r"<[a-z][^>]*\sstyle\s*=",
    "a script on an element": r"<[a-z][^>]*\son[a-z]+\s*=",
    "an address of a script": r"(?:href|action)\s*=\s*[\"']\s*javascript:",
}
SPOKEN = re.compile(r"\b(?:alt|aria-label|placeholder|title)=\"([^\"{]*[A-Za-z]{2}[^\"{]*)\"")
# Names of file formats are the same in every language.
FORMATS = {"CSV", "PDF", "XLSX"}
# What no reader reads: comments, classes, template tags, variables, scripts, the names of keys, tags.
SILENT = [
    r"{#.*?#}", r"{% comment .*?%}.*?{% endcomment %}", r"{% blocktranslate.*?%}.*?{% endblocktranslate %}",
    r"{% comment %}.*?{% endcomment %}", r"{% block \w*class %}.*?{% endblock %}",
    r"{%.*?%}", r"{{.*?}}", r"<!--.*?-->", r"<script.*?</script>",
    r"<svg.*?</svg>", r"<kbd>.*?</kbd>|<span class=\"kbd\">.*?</span>",
    r"<[^>]*>", r"&[#a-z0-9]+;",
]  # fmt: skip


@pytest.mark.parametrize("pattern", INLINE.values(), ids=INLINE)
def test_no_page_has(pattern: str) -> None:
    found = [
        (name(path), match[0]) for path in pages() for match in re.finditer(pattern, without_comments(path))
    ]
    assert found == []


def test_every_text_of_a_page_goes_through_translation() -> None:
    assert [(name(path), text) for path in pages() for text in spoken(path.read_text())] == []


def pages() -> list[Path]:
    """Templates that a browser shows; e-mails have no policy, and their readers no stylesheets."""
    found = files("templates", "hiring", "rubrics", suffix=".html")
    return [path for path in found if "templates" in path.parts and "emails" not in path.parts]


def without_comments(path: Path) -> str:
    """The template without what is not sent to the browser."""
    return re.sub(r"{#.*?#}|{% comment .*?%}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL)


def spoken(text: str) -> list[str]:
    """Words that would be shown untranslated."""
    attributes = [match[1] for match in SPOKEN.finditer(text)]
    for pattern in SILENT:
        text = re.sub(pattern, "\n", text, flags=re.DOTALL)
    words = [line.strip() for line in text.splitlines() if re.search(r"[A-Za-z]{2}", line)]
    words = [word for word in words if word not in FORMATS]
    return attributes + words

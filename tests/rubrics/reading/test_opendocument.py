"""OpenDocument texts become light Markdown."""

import pytest

from rubrics.reading import packages
from rubrics.reading.composition import composed
from rubrics.reading.opendocument import to_opendocument_lines
from rubrics.reading.types import UnreadableDocument
from tests.rubrics.reading.specimens import package

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)
LOUD = (
    '<style:style style:name="P1"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="P2"><style:text-properties/></style:style>'
)


def odt(body: str, manifest: str = "<manifest/>") -> bytes:
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{LOUD}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    return package({**parts, "META-INF/manifest.xml": manifest})


def text(body: str) -> str:
    return composed(to_opendocument_lines(odt(body)))[0]


def test_headings_lists_and_bold_lines_are_kept() -> None:
    body = (
        '<text:h text:outline-level="1">Ferry <text:span>captain</text:span></text:h>'
        '<text:p text:style-name="P1">You bring</text:p>'
        "<text:list><text:list-item><text:p>tact<text:s/>and calm</text:p>"
        "<text:list><text:list-item><text:p>at night</text:p></text:list-item></text:list>"
        "</text:list-item></text:list>"
    )

    assert text(body) == "# Ferry captain\n\n**You bring**\n\n- tact and calm\n  - at night\n"


def test_notes_and_comments_are_left_out() -> None:
    body = (
        "<text:p>Sail<text:note><text:note-body><text:p>no</text:p></text:note-body></text:note>"
        "<office:annotation><text:p>no</text:p></office:annotation> well</text:p>"
    )

    assert text(body) == "Sail well\n"


def test_a_table_of_requirements_keeps_its_columns() -> None:
    cells = [["", "Essential"], ["Papers", "a diploma"]]
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in cells
    )

    assert (
        text(f"<table:table>{rows}</table:table>") == "|  | Essential |\n|---|---|\n| Papers | a diploma |\n"
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (odt("", manifest="<m><encryption-data/></m>"), packages.LOCKED),
        (package({"content.xml": "<a"}), packages.DAMAGED),
        (package({"content.xml": "<a/>"}), packages.DAMAGED),
        (package({"other.xml": "<a/>"}), packages.DAMAGED),
    ],
    ids=["locked", "no XML", "no text", "no content"],
)
def test_what_cannot_be_read_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        list(to_opendocument_lines(data))

    assert str(refused.value) == sentence

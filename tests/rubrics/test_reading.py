"""From bytes to a document, or one sentence why not."""

import json

import pytest

from rubrics.derivation.assembly import derive
from rubrics.reading import UnreadableDocument, packages, read
from tests.rubrics.reading.specimens import element, page, paragraph, pdf, word

TITLE = "Senior Lock Keeper"
PARTS: dict[str, tuple[str, list[str]]] = {
    "About the post": (
        (
            "The trust keeps forty locks and two hundred kilometres of towpath. The keeper leads a small team and "
            "speaks with boaters, anglers and neighbours every day."
        ),
        [],
    ),
    "Responsibilities": (
        "",
        ["Operate the lock gates, paddles and sluices in any weather", "Plan the winter repairs"],
    ),
    "Requirements": (
        "",
        [
            (
                "At least five years of experience in hydraulic or mechanical engineering, of which two were spent on "
                "inland waterways"
            ),
            "Excellent communication skills and a self-motivated approach to problem-solving",
            "A full driving licence",
            "Ability to read technical drawings and hydrological measurements",
        ],
    ),
    "Desirable": ("", ["Knowledge of environmental legislation", "A welding certificate"]),
    "How to apply": ("Send your letter to the office before the end of the month.", []),
}
MARGINS = (
    "header: [Harbour Trust #h(1fr) Role description], footer: context [Page #counter(page).display()], "
    "margin: 2cm"
)


def as_text(heading: str, item: str, title: str = "{}") -> str:
    parts = [title.format(TITLE)]
    for head, (prose, items) in PARTS.items():
        parts += [heading.format(head), prose, "\n".join(item.format(each) for each in items)]
    return "\n\n".join(part for part in parts if part) + "\n"


def as_page() -> bytes:
    parts = [element("h1", TITLE)]
    for head, (prose, items) in PARTS.items():
        listed = "".join(element("li", each) for each in items)
        parts += [element("h2", head), element("p", prose), f"<ul>{listed}</ul>"]
    return page(*parts)


def as_word() -> bytes:
    parts = [paragraph(TITLE, style="berschrift1")]
    for head, (prose, items) in PARTS.items():
        parts += [paragraph(head, style="Part"), paragraph(prose)]
        parts += [paragraph(each, number=1) for each in items]
    return word(*parts)


def as_pdf(setting: str) -> bytes:
    return pdf(f"#set page({MARGINS}, {setting})\n" + as_text("== {}", "- {}", "= {}"))


def as_posting() -> bytes:
    lists = [
        {"text": head, "content": "".join(element("li", each) for each in items) or prose}
        for head, (prose, items) in PARTS.items()
    ]
    return json.dumps({"text": TITLE, "lists": lists}).encode()


VERSIONS = {
    "role.txt": as_text("{}", "• {}").encode(),
    "role.md": as_text("## {}", "- {}", "# {}").encode(),
    "role.html": as_page(),
    "role.docx": as_word(),
    "one column.pdf": as_pdf('paper: "a6"'),
    "two columns.pdf": as_pdf('paper: "a5", columns: 2'),
    "role.json": as_posting(),
}


@pytest.mark.parametrize("name", VERSIONS)
def test_a_role_document_says_the_same_in_every_format(name: str) -> None:
    document = read(VERSIONS[name], name=name)

    draft = derive(document.text, blocks=document.blocks)

    assert draft.title is not None
    assert (draft.title.text, [" ".join(each.text.split()) for each in draft.statements]) == (
        TITLE,
        PARTS["Requirements"][1] + PARTS["Desirable"][1],
    )


@pytest.mark.parametrize("name", ["role.html", "role.docx", "two columns.pdf"])
def test_reading_twice_gives_the_same(name: str) -> None:
    assert read(VERSIONS[name], name=name) == read(VERSIONS[name], name=name)


def test_blocks_of_a_pdf_tell_their_page() -> None:
    document = read(VERSIONS["one column.pdf"], name="role.pdf")

    heads = {document.text[b.start : b.end]: b.place for b in document.blocks if b.kind == "heading"}

    assert (heads["About the post"], heads["Desirable"]) == ("page 1", "page 2")


def test_blocks_of_a_page_tell_their_element() -> None:
    document = read(page("<h1>Clerk</h1><ul><li>tact</li><li>calm</li></ul>"), name="role.html")

    assert [block.place for block in document.blocks] == [
        "main/h1[1]",
        "main/ul[1]/li[1]",
        "main/ul[1]/li[2]",
    ]


def test_the_content_tells_the_format_where_the_name_does_not() -> None:
    assert [read(VERSIONS[name], name="role").format for name in ("role.docx", "one column.pdf")] == [
        "docx",
        "pdf",
    ]


@pytest.mark.parametrize(("name", "sentence"), [("a.docm", packages.MACROS), ("a.doc", packages.OLD)])
def test_word_files_with_macros_and_old_ones_are_refused_by_their_name(name: str, sentence: str) -> None:
    assert refusal(b"anything", name=name) == sentence


def refusal(data: bytes, name: str = "role.txt", **options: int) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        read(data, name=name, **options)
    return str(refused.value)


def test_the_text_of_a_text_file_is_the_decoded_file_itself() -> None:
    document = read("Requirements\r\n- Nœud\r\n".encode(), name="role.txt")

    assert (document.text, document.format) == ("Requirements\r\n- Nœud\r\n", "txt")


def test_front_matter_belongs_to_the_text_and_is_a_block_of_its_own() -> None:
    document = read(b"---\ntitle: Clerk\n---\n\nHello.\n", name="role.md")

    assert document.text == "---\ntitle: Clerk\n---\n\nHello.\n"
    assert [block.kind for block in document.blocks] == ["front_matter", "paragraph"]


def test_an_empty_file_is_refused_with_a_sentence() -> None:
    assert refusal(b"  \n\t") == "This file is empty; choose a file that holds the role document."


def test_a_byte_order_mark_alone_is_an_empty_file() -> None:
    assert refusal(b"\xef\xbb\xbf\n") == "This file is empty; choose a file that holds the role document."


def test_a_file_over_the_limit_is_refused_with_both_sizes() -> None:
    assert refusal(b"x" * 3_145_728, max_bytes=1_048_576) == (
        "This file is too large (3.0 MB); at most 1.0 MB can be read."
    )


def test_an_unknown_type_is_refused_with_the_types_that_work() -> None:
    assert refusal(b"text", name="role.xyz") == (
        "Files of type “.xyz” cannot be read; use a .txt, .md, .html, .docx, .odt, .pdf or .json file."
    )


def test_a_page_without_text_is_refused() -> None:
    assert refusal(b"<html><body><script>1</script></body></html>", name="role.html") == (
        "This HTML page holds no text; save the page again or paste its text."
    )

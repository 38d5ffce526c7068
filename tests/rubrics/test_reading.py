"""From bytes to a document, or one sentence why not."""

import pytest

from rubrics.reading import UnreadableDocument, read


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
        "Files of type “.xyz” cannot be read; use a .txt, .md or .html file."
    )


def test_a_page_without_text_is_refused() -> None:
    assert refusal(b"<html><body><script>1</script></body></html>", name="role.html") == (
        "This HTML page holds no text; save the page again or paste its text."
    )

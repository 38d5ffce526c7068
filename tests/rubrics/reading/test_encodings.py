"""Whatever the encoding, the text is the same; what is no text is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.reading.encodings import decode
from rubrics.reading.types import UnreadableDocument

TEXT = "Café manager – 3 years’ experience, “calm” and kind.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_a_text_reads_the_same_in_every_encoding(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            b"\x89PNG\r\n\x1a\n",
            "This is a picture, which cannot be read; use the file with the text of the role document.",
        ),
        (
            bytes(range(32)) * 8,
            "This file holds binary data, not text; export the role document as text and try again.",
        ),
        (
            b"good \x81\x8d\x8f\x90 bad",
            "The encoding of this file is unknown; save it as UTF-8 text and try again.",
        ),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        decode(data)

    assert str(refused.value) == sentence


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_a_sentence(data: bytes) -> None:
    try:
        outcome = decode(data)
    except UnreadableDocument as refused:
        outcome = str(refused)

    assert "\0" not in outcome

"""Involved files are read apart, with bounds."""

import subprocess
import sys

import pytest

from rubrics.reading import confinement
from rubrics.reading.types import UnreadableDocument
from tests.rubrics.reading.specimens import paragraph, pdf, word


def refusal(kind: str, data: bytes, **options: float) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        confinement.read_apart(kind, data, **options)
    return str(refused.value)


def test_text_and_places_come_back_from_the_process() -> None:
    assert confinement.read_apart("docx", word(paragraph("Café – “night”"))) == (
        "Café – “night”\n",
        ((0, "paragraph 1"),),
    )


def test_a_refusal_comes_back_as_its_sentence() -> None:
    assert refusal("docx", b"PK\x03\x04") == (
        "This file is damaged or is no Word or OpenDocument file; save it again or paste its text."
    )


@pytest.mark.parametrize(("kind", "data"), [("docx", word()), ("pdf", pdf("#rect()"))])
def test_a_file_without_text_is_refused_with_what_to_do(kind: str, data: bytes) -> None:
    assert refusal(kind, data) == confinement.NO_TEXT[kind]


def test_a_file_that_takes_too_long_is_given_up() -> None:
    assert refusal("docx", word(paragraph("A")), seconds=0.01) == confinement.TOO_LONG


def test_a_process_that_breaks_down_is_told_as_too_involved() -> None:
    assert refusal("unknown", b"") == confinement.TOO_INVOLVED


def test_the_process_may_not_take_more_memory_than_its_bound() -> None:
    greedy = "from rubrics.reading.confinement import bound; bound(); bytearray(3 * 1024 ** 3)"

    done = subprocess.run(
        [sys.executable, "-c", greedy], cwd=confinement.ROOT, capture_output=True, text=True
    )

    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, "MemoryError")

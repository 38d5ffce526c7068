"""Lists whose marks were lost."""

import pytest

from rubrics.derivation.sections import sections
from rubrics.derivation.unlisted import is_unlisted
from rubrics.reading.blocks import split


def listed(lines: str, heading: str = "Requirements") -> bool:
    text = f"Beekeeper\n\n{heading}\n\n{lines}\n"
    return is_unlisted(text, sections(text, split(text))[-1])


@pytest.mark.parametrize(
    "lines",
    [
        "Two summers with bees\nA driving licence",
        "Care - looks twice at a frame.\nCalm - moves as if there were time.\nOrder - knows where the smoker is.",
        "Knowledge of plants that bees fly to.\nA trailer licence is a plus.",
    ],
)
def test_lines_of_one_form_are_items(lines: str) -> None:
    assert listed(lines)


@pytest.mark.parametrize(
    "lines",
    [
        "We keep forty hives on three farms.\nWe sell honey at the market.",
        "Care - looks twice before lifting a frame.\nOur bees are gentle and we keep them so.",
        "- Two summers with bees",
    ],
)
def test_sentences_and_marked_items_are_not(lines: str) -> None:
    assert not listed(lines)


def test_one_quality_may_be_explained_below_its_name() -> None:
    assert listed("Diploma in agriculture or biology. Long practice may replace it.", "Education")


@pytest.mark.parametrize(
    "line",
    [
        "Fluent Dutch and some French. Knowledge of Frisian is an advantage.",
        "Several courses in winter. We pay for all of them.",
    ],
)
def test_what_asks_further_or_speaks_of_the_employer_explains_nothing(line: str) -> None:
    assert not listed(line, "Education")

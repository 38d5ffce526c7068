"""Word files become light Markdown."""

import pytest

from rubrics.reading import packages
from rubrics.reading.composition import composed
from rubrics.reading.types import UnreadableDocument
from rubrics.reading.word import to_word_lines
from tests.rubrics.reading.specimens import paragraph, table, text_box, word


def text(*body: str) -> str:
    return composed(to_word_lines(word(*body)))[0]


def test_headings_are_known_by_the_name_and_the_outline_level_of_their_style() -> None:
    body = [
        paragraph(each, style=style)
        for each, style in (("A", "berschrift1"), ("B", "Part"), ("C", "PartLoud"))
    ]

    assert text(*body) == "# A\n\n## B\n\n## C\n"


def test_bold_paragraphs_stay_bold_even_if_the_style_makes_them_so() -> None:
    assert (
        text(paragraph("You bring", bold=True), paragraph("Pay", style="Loud"))
        == "**You bring**\n\n**Pay**\n"
    )


def test_lists_keep_their_depth_and_may_come_from_the_style() -> None:
    body = [
        paragraph("tact", number=1),
        paragraph("at night", number=1, level=1),
        paragraph("calm", style="Points"),
    ]

    assert text(*body) == "- tact\n  - at night\n- calm\n"


def test_a_numbered_line_in_bold_heads_what_follows() -> None:
    assert text(paragraph("Duties", bold=True, number=2), paragraph("To open the bridge.")) == (
        "**Duties**\n\nTo open the bridge.\n"
    )


def test_a_numbered_list_is_a_list() -> None:
    assert text(paragraph("tact", number=2), paragraph("calm", number=2)) == "- tact\n- calm\n"


def test_a_table_of_requirements_keeps_its_columns() -> None:
    rows = [[["Criteria"], ["Essential"], ["Desirable"]], [["Skills"], ["tact", "calm"], ["humour"]]]

    assert text(table(rows)) == (
        "| Criteria | Essential | Desirable |\n|---|---|---|\n| Skills | tact | humour |\n|  | calm |  |\n"
    )


def test_a_text_box_is_read_once() -> None:
    assert text(paragraph("Before"), text_box("In a box")) == "Before\n\nIn a box\n"


def test_the_place_is_the_number_of_the_paragraph() -> None:
    assert composed(to_word_lines(word(paragraph("A"), paragraph("B"))))[1] == (
        (0, "paragraph 1"),
        (3, "paragraph 2"),
    )


@pytest.mark.parametrize("document", ["<w:document", "<other/>"])
def test_a_file_without_a_sound_document_is_refused(document: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        list(to_word_lines(word(parts={"word/document.xml": document})))

    assert str(refused.value) == packages.DAMAGED

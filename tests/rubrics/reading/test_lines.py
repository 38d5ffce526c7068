"""Lines and their shapes."""

from rubrics.reading.lines import physical, shaped


def kinds(*lines: str) -> list[str]:
    return [shaped(line, 0, len(line)).kind for line in lines]


def test_the_lines_of_a_text_are_found_whatever_ends_them() -> None:
    text = "a\r\nb\rc\n\nd"

    assert [text[start:end] for start, end in physical(text)] == ["a", "b", "c", "", "d"]


def test_a_line_is_known_by_its_marks() -> None:
    assert kinds("# Title", "**Bold**", "- item", "• item", "3.1 item", "(a) item", "text", " \u00a0 ") == [
        "heading",
        "bold",
        "item",
        "item",
        "item",
        "item",
        "plain",
        "blank",
    ]


def test_a_round_letter_is_the_marker_that_word_processors_leave() -> None:
    assert kinds("o item", "o\titem", "o'clock", "of items") == ["item", "item", "plain", "plain"]


def test_a_dash_or_a_number_inside_a_sentence_is_no_marker() -> None:
    assert kinds("-5 degrees", "3.5 metres", "*emphasis* first", "#1 choice") == [
        "plain",
        "plain",
        "plain",
        "plain",
    ]

"""Reading order."""

from rubrics.reading.columns import in_reading_order
from rubrics.reading.pages import Row, Word


def word(text: str, x0: float, x1: float, line: int) -> Word:
    return Word(text, x0, x1, 100.0 + 14 * line, 110.0 + 14 * line, 10.0, bold=False)


def order(*pages: list[Word]) -> list[list[str]]:
    return [
        [each.piece.text for each in page if isinstance(each.piece, Row)]
        for page in in_reading_order((words, []) for words in pages)
    ]


def columns(lines: int, name: str = "") -> list[Word]:
    return [
        word(f"{name}{side}{n}", x0, x0 + 200, n)
        for n in range(lines)
        for side, x0 in (("left", 50), ("right", 300))
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    assert order(columns(3)) == [["left0", "left1", "left2", "right0", "right1", "right2"]]


def test_a_line_across_both_columns_parts_the_page_into_bands() -> None:
    across = [word("across", 50, 500, 3)]
    below = [word(w.text + "b", w.x0, w.x1, 4 + n // 2) for n, w in enumerate(columns(3))]

    side = ["left0", "left1", "left2", "right0", "right1", "right2"]
    assert order(columns(3) + across + below) == [[*side, "across", *(f"{each}b" for each in side)]]


def test_labels_and_what_belongs_to_them_stay_on_their_line() -> None:
    words = [w for n in range(4) for w in (word(f"label{n}", 50, 80, n), word(f"value{n}", 200, 400, n))]

    assert order(words) == [["label0 value0", "label1 value1", "label2 value2", "label3 value3"]]


def test_columns_of_one_page_are_known_on_the_next() -> None:
    little = [w for w in columns(4, "b") if w.text not in {"bright3", "bright2"}]

    assert order(columns(4), little)[1] == ["bleft0", "bleft1", "bleft2", "bleft3", "bright0", "bright1"]

"""What people read has no marks; what is no mark stays."""

import pytest

from rubrics.reading.marks import held_together, hidden, shown, without

READ = {
    "bold": ("**Research methods**. Plan it", "Research methods. Plan it"),
    "the end of bold words alone": ("Research methods**. Plan it", "Research methods. Plan it"),
    "a link": ("[Read more](https://example.org/a) about it", "Read more about it"),
    "the end of a link alone": ("more](https://example.org/a) about it", "more about it"),
    "a picture without words": ("![](chart.png) Chart", "Chart"),
    "slanted words": ("an *own* and a _calm_ voice", "an own and a calm voice"),
    "code": ("knows `git` well", "knows git well"),
    "tags": ('<dt class="key">Grade</dt> <br/>SEO', "Grade SEO"),
    "a comment": ("Pay <!-- ask\nHR --> band", "Pay band"),
    "a heading": ("## About you", "About you"),
    "an escaped mark": (r"3 \* 4", "3 * 4"),
    "a multiplication": ("3 * 4 and 5*6", "3 * 4 and 5*6"),
    "a name with underscores": ("the snake_case_name here", "the snake_case_name here"),
    "a place of a template": ("[programme area] (50 words) <Name>", "[programme area] (50 words) <Name>"),
}


@pytest.mark.parametrize(("text", "read"), READ.values(), ids=READ)
def test_it_is_read_without_its_marks(text: str, read: str) -> None:
    assert shown(text) == read


def test_places_point_into_the_text_with_its_marks() -> None:
    text = "**Calm** and [kind](/kind)"
    assert hidden(text) == ((0, 2), (6, 8), (13, 14), (18, 26))
    assert [without(text, *part, hidden(text)) for part in ((0, 8), (1, 4), (8, 26))] == [
        "Calm",
        "Ca",
        " and kind",
    ]


def test_links_and_emphasised_words_are_held_together() -> None:
    assert held_together("**A b** and [c d](/e)") == ((0, 7), (12, 21))

"""Lines become the canonical text, and blocks know their places."""

from rubrics.reading.blocks import split
from rubrics.reading.composition import Written, composed, placed


def test_empty_lines_are_kept_once_and_never_at_the_edges() -> None:
    lines = [Written(""), Written("# A", "p"), Written(""), Written(""), Written("b", "q"), Written("")]

    assert composed(lines) == ("# A\n\nb\n", ((0, "p"), (5, "q")))


def test_each_block_has_the_place_that_holds_where_it_begins() -> None:
    text, places = composed(
        [Written("- one", "page 1"), Written("- two", "page 1"), Written("- three", "page 2")]
    )

    assert [block.place for block in placed(split(text), places)] == ["page 1", "page 1", "page 2"]


def test_blocks_of_plain_text_have_no_place() -> None:
    assert [block.place for block in placed(split("Some words.\n"), ())] == [""]

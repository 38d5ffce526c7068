import time

from rubrics.operations.text_differences import Row, TextDifference, text_difference


def same(line: str) -> Row:
    return Row(((line, False),), ((line, False),))


def test_a_line_in_other_words_shows_the_words_and_its_neighbours() -> None:
    old = "Title\n\nAbout\n\n- Plans shifts for thirty drivers\n- Keeps promises\nEnd\nLast\n"
    new = "Title\n\nAbout\n- Plans shifts for forty drivers\n- Keeps promises\n\nEnd\nLast\n"
    assert text_difference(old, new) == TextDifference(
        rows=(
            same("Title"),
            same("About"),
            Row(
                (("- Plans shifts for ", False), ("thirty", True), (" drivers", False)),
                (("- Plans shifts for ", False), ("forty", True), (" drivers", False)),
            ),
            same("- Keeps promises"),
            Row(None, None, 2),
        ),
        changed=1,
        added=0,
        removed=0,
        same=5,
    )


def test_lines_with_nothing_in_common_are_one_gone_and_one_new() -> None:
    assert text_difference("A\nKeeps promises\n", "A\nA driving licence\n") == TextDifference(
        rows=(
            same("A"),
            Row((("Keeps promises", True),), None),
            Row(None, (("A driving licence", True),)),
        ),
        changed=0,
        added=1,
        removed=1,
        same=1,
    )


def test_the_same_text_has_no_difference() -> None:
    found = text_difference("A\nB\nC", "A\n\nB \nC\n")
    assert found == TextDifference((Row(None, None, 3),), 0, 0, 0, 3)


def test_two_megabytes_are_compared_within_seconds() -> None:
    lines = [f"- Statement {number} of {number % 7} kinds" for number in range(60_000)]
    begun = time.perf_counter()
    found = text_difference("\n".join(lines), "\n".join([*lines[:30000], "- New", *lines[30001:]]))
    assert (found.changed + found.added, found.same) == (1, 59_999)
    assert time.perf_counter() - begun < 10

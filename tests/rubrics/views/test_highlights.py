from rubrics.views.highlights import Group, Line, Mark, Piece, groups

TEXT = "Requirements\n\n- Explains **delays** plainly\n- Keeps promises\n\nPay\n\nGood pay.\n"


def mark(words: str, kind: str, target: str, label: str) -> Mark:
    start = TEXT.index(words)
    return Mark(start, start + len(words), kind, target, label)


def test_lists_headings_and_plain_lines_are_told_apart() -> None:
    assert [(group.kind, len(group.lines)) for group in groups(TEXT, [], [])] == [
        ("line", 1),
        ("list", 2),
        ("line", 1),
        ("line", 1),
    ]


def test_a_marked_place_carries_its_kind_its_rows_and_its_reference() -> None:
    found = groups(TEXT, [mark("Keeps promises", "i", "c1", "C1")], [])
    assert found[1].lines[1] == Line("item", 3, (Piece("Keeps promises", "i", "c1", (("C1", "c1"),)),))


def test_where_places_overlap_the_contradiction_wins_and_every_row_is_named() -> None:
    marks = [mark("Keeps promises", "i", "c1", "C1"), mark("promises", "x", "d1", "D1")]
    (pieces,) = [line.pieces for line in groups(TEXT, marks, [])[1].lines[1:]]
    assert pieces == (
        Piece("Keeps ", "i", "c1", ()),
        Piece("promises", "x", "c1 d1", (("C1", "c1"), ("D1", "d1"))),
    )


def test_marks_of_markdown_are_not_shown() -> None:
    line = groups(TEXT, [], [])[1].lines[0]
    assert "".join(piece.text for piece in line.pieces) == "Explains delays plainly"


def test_a_part_that_was_set_aside_is_gathered_with_its_reason() -> None:
    start = TEXT.index("Pay")
    aside = [{"start": start, "end": len(TEXT), "heading": "Pay", "reason": "pay is no requirement"}]
    last = groups(TEXT, [], aside, {0: 2})[-1]
    assert isinstance(last, Group)
    assert (last.kind, last.headings, last.reason, last.statements, len(last.lines)) == (
        "ignored",
        ["Pay"],
        "pay is no requirement",
        2,
        2,
    )


def test_neighbours_that_were_set_aside_for_the_same_reason_are_one_group() -> None:
    pay, good = TEXT.index("Pay"), TEXT.index("Good")
    aside = [
        {"start": pay, "end": good, "heading": "Pay", "reason": "pay"},
        {"start": good, "end": len(TEXT), "heading": "Bonus", "reason": "pay"},
    ]
    last = groups(TEXT, [], aside, {0: 1, 1: 2})[-1]
    assert (last.headings, last.statements, len(last.lines)) == (["Pay", "Bonus"], 3, 2)


def test_an_item_under_another_one_is_told_apart() -> None:
    found = groups("- One\n  - Under it\n- Two\n", [], [])
    assert [line.depth for line in found[0].lines] == [3, 4, 3]

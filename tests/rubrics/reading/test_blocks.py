"""Lines become headings, items, paragraphs and furniture with exact spans."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rubrics.reading.blocks import split


def shapes(text: str) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, text[block.start : block.end]) for block in split(text)]


def test_markdown_headings_need_no_space_after_the_marks() -> None:
    assert shapes("###Who we seek\n\n## Pay ##\n\nTitle\n=====\n") == [
        ("heading", 3, "Who we seek"),
        ("heading", 2, "Pay"),
        ("heading", 1, "Title"),
    ]


def test_a_bold_line_is_a_heading_and_bold_inside_a_line_is_not() -> None:
    assert shapes("# T\n\n**You bring:**\n**Pay:** 20 an hour\n") == [
        ("heading", 1, "T"),
        ("heading", 7, "You bring:"),
        ("paragraph", 0, "**Pay:** 20 an hour"),
    ]


def test_a_short_line_before_a_list_is_a_heading_in_a_text_without_marks() -> None:
    assert shapes("Requirements\n- One thing\nSoft Skills\n• Another thing\n") == [
        ("heading", 8, "Requirements"),
        ("item", 0, "One thing"),
        ("heading", 8, "Soft Skills"),
        ("item", 0, "Another thing"),
    ]


def test_an_item_wrapped_by_hand_is_one_block() -> None:
    assert shapes("- reads maps and\n  plans tours\n- drives\nin winter, too\n") == [
        ("item", 0, "reads maps and\n  plans tours"),
        ("item", 0, "drives\nin winter, too"),
    ]


def test_a_paragraph_wrapped_by_hand_is_one_block() -> None:
    text = (
        "The harbour office keeps the books of ninety small boats and of two ferries that\n"
        "cross the sound. It is open from Monday to Friday and closed on the day of the\n"
        "Regatta. Visitors come by bus, by boat or on foot along the path that leads from\n"
        "the lighthouse.\n"
    )

    assert shapes(text) == [("paragraph", 0, text.rstrip())]


def test_items_keep_their_indent_and_numbers_their_marker() -> None:
    text = "1. First\n   - below\n2) Second\n"

    assert [(b.level, b.marker, text[b.start : b.end]) for b in split(text)] == [
        (0, "1.", "First"),
        (3, "-", "below"),
        (0, "2)", "Second"),
    ]


def test_short_numbered_lines_above_dotted_numbers_are_headings() -> None:
    assert shapes("1. Purpose\nTo keep the bridge.\n2. Duties\n2.1 To open it.\n") == [
        ("heading", 8, "Purpose"),
        ("paragraph", 0, "To keep the bridge."),
        ("heading", 8, "Duties"),
        ("item", 0, "To open it."),
    ]


def test_template_tags_comments_tables_and_raw_html_are_furniture() -> None:
    text = (
        "{% comment %}\nmust be kept\n{% endcomment %}\n\n| a | b |\n\n<dl>\n<dt>Grade</dt>\n</dl>\n\nText.\n"
    )

    assert [kind for kind, _, _ in shapes(text)] == ["furniture"] * 7 + ["paragraph"]


@given(st.text(max_size=400))
def test_blocks_lie_inside_the_text_in_order_without_outer_white_space(text: str) -> None:
    blocks = split(text)

    assert all(0 <= b.start < b.end <= len(text) for b in blocks)
    assert all(a.end <= b.start for a, b in pairwise(blocks))
    assert all(text[b.start : b.end].strip(" \t\r\n") == text[b.start : b.end] for b in blocks)


def test_bare_names_below_a_line_with_a_colon_are_a_list_and_no_headings() -> None:
    text = "Behaviours\n\nWe look at:\n\nWorking Together\nMaking Decisions\nSeeing Ahead\n\nWages\n\nAs agreed.\n"

    assert [content for kind, _, content in shapes(text) if kind == "heading"] == ["Behaviours", "Wages"]


def test_lines_in_small_letters_that_end_with_commas_are_a_list() -> None:
    text = "Baker\n\nYou have\nclean hands,\na mother dough,\ntwo winters at an oven.\n\nYou get\nfree bread,\na bed.\n"

    assert [content for kind, _, content in shapes(text) if kind == "paragraph"][-4:] == [
        "two winters at an oven.",
        "You get",
        "free bread,",
        "a bed.",
    ]


def test_sentences_wrapped_by_hand_stay_whole_where_some_lines_end_with_a_comma() -> None:
    text = "We bake bread, rolls and,\nwhen it is full moon, a cake\nthat nobody has ordered,\nand we sell\nto you.\n"

    assert len(shapes(text)) == 1


def test_letters_with_numbers_from_one_mark_criteria() -> None:
    text = "Essential\nE1 Sound knowledge of tea\n   and of cups\nE2  Patience\n\nDesirable\nD1 French\nD2 Greek\n"

    assert [shape for shape in shapes(text) if shape[0] == "item"] == [
        ("item", 0, "Sound knowledge of tea\n   and of cups"),
        ("item", 0, "Patience"),
        ("item", 0, "French"),
        ("item", 0, "Greek"),
    ]


def test_a_letter_with_a_number_that_counts_nothing_is_a_word() -> None:
    text = "Languages\nB2 English or better\nC1 German\nA4 paper\n"

    assert [shape for shape in shapes(text) if shape[0] == "item"] == []


def test_a_line_that_names_a_criterion_in_a_sentence_does_not_break_the_count() -> None:
    text = "Please answer each from\nE8 by number.\n\nEssential\nE1 Sound knowledge of tea\nE2 Patience\n"

    assert len([shape for shape in shapes(text) if shape[0] == "item"]) == 2


def test_a_line_in_capitals_heads_the_lines_below_it_without_an_empty_line() -> None:
    text = "WHAT WE WANT\nTwo years at sea\nNEBOSH\nA steady hand\nWHAT WE GIVE\nA bunk of your own\nBread\n"

    assert [text[b.start : b.end] for b in split(text) if b.kind == "heading"] == [
        "WHAT WE WANT",
        "WHAT WE GIVE",
    ]

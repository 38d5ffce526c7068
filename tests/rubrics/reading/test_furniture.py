"""What a text file holds beside its content."""

from rubrics.reading.furniture import front_matter, is_furniture, opens_html, spans


def test_front_matter_stands_only_at_the_very_beginning() -> None:
    assert front_matter("---\na: 1\n---\nText") == (0, 13)
    assert front_matter("Text\n---\na: 1\n---\n") is None


def test_comments_and_code_are_found_in_order() -> None:
    text = "a <!-- x --> b\n```\ncode\n```\n"

    assert [text[start:end] for start, end in spans(text)] == ["<!-- x -->", "```\ncode\n```"]


def test_lines_of_template_tags_only_are_furniture() -> None:
    assert [
        is_furniture(line)
        for line in ("{% endif %}", "{{ page.location }}", "Pay: {{ page.pay }}", "| a |", "---")
    ] == [
        True,
        True,
        False,
        True,
        True,
    ]


def test_a_block_tag_opens_raw_html() -> None:
    assert [opens_html(line) for line in ("<dl class='x'>", "</div>", "<b>bold</b> text", "a < b")] == [
        True,
        True,
        False,
        False,
    ]

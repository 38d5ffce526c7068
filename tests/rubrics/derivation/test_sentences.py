"""Sentences, labels and glued closing words."""

import pytest

from rubrics.derivation.sentences import label, looks_like_title, sentences, without_tail


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, 0, len(text))]


def test_abbreviations_do_not_end_a_sentence() -> None:
    assert split("Tools, e.g. Excel, are used. A Ph.D. is no must. Ask Dr. Moor.") == [
        "Tools, e.g. Excel, are used.",
        "A Ph.D. is no must.",
        "Ask Dr. Moor.",
    ]


def test_tags_that_break_a_line_belong_to_no_sentence() -> None:
    assert split("It is so:<br>\n") == ["It is so:"]


def test_a_closing_sentence_without_full_stop_before_it_is_cut_off() -> None:
    text = (
        "Knows the harbour and its tides By meeting these requirements, a pilot brings every "
        "ship home safely."
    )

    assert text[: without_tail(text, 0, len(text))] == "Knows the harbour and its tides"


@pytest.mark.parametrize(
    "text",
    [
        "Speaks with The Hague and with The Times every week of the year, without fail and with care.",
        "Reads maps.",
        "Keeps calm. These days that is rare, and it is worth a lot to all of us here.",
    ],
)
def test_an_ordinary_item_keeps_its_end(text: str) -> None:
    assert without_tail(text, 0, len(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("**Working together**. Able to share", "Working together", "Able to share"),
        ("**Tools:** knows SQL", "Tools", "knows SQL"),
        ("Attention to Detail - This is shown", "Attention to Detail", "This is shown"),
        ("Planning: plans ahead", "Planning", "plans ahead"),
    ],
)
def test_a_label_stands_before_its_statement(text: str, name: str, rest: str) -> None:
    found = label(text, 0, len(text))

    assert found is not None
    assert (found.text, text[found.rest :]) == (name, rest)


@pytest.mark.parametrize(
    "text", ["Experience with languages: Python", "knows three things: a, b, c", "No label here"]
)
def test_a_sentence_with_a_colon_has_no_label(text: str) -> None:
    assert label(text, 0, len(text)) is None


def test_a_bare_name_is_told_from_a_statement() -> None:
    assert [
        looks_like_title(t)
        for t in ("Technical Proficiency", "Communication and Tact", "Able to read maps", "5 Years")
    ] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    "tail",
    [
        "Not sure you fit? Write to us anyway, because we would like to know you.",
        "Don't meet every point? Talk to us all the same and tell us what you can do.",
    ],
)
def test_a_question_to_the_reader_is_cut_off_from_an_item(tail: str) -> None:
    text = f"A ticket, e.g. for CPC or HGV {tail}"

    assert text[: without_tail(text, 0, len(text))] == "A ticket, e.g. for CPC or HGV"

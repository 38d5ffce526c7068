"""How word lists are written."""

from rubrics.derivation.lexicon import any_of, weighed


def test_patterns_stand_apart_by_two_spaces_or_lines_and_lines_may_be_continued() -> None:
    pattern = any_of("""
        red wine   beer$
        (tea|
            cocoa) cup
    """)

    assert [bool(pattern.search(t)) for t in ("Red wine", "beer", "beers", "a cocoa cup", "tea")] == [
        True,
        True,
        False,
        True,
        False,
    ]


def test_names_stand_for_patterns() -> None:
    assert any_of(r"^<what> here$", what="(?:tea|beer)").search("beer here") is not None


def test_weights_are_given_to_words() -> None:
    assert weighed({2.0: "red wine, beer", 1.0: "tea"}) == {"red wine": 2.0, "beer": 2.0, "tea": 1.0}

"""How word lists are written."""

import re
import runpy
from types import ModuleType

import pytest

from rubrics.derivation import cues, headings, kind_words, leaning, lexicon
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


@pytest.mark.parametrize("module", [cues, headings, kind_words, leaning])
def test_each_pattern_of_the_word_lists_is_whole_by_itself(
    module: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line broken without a bar at its end makes two halves that are a pattern only together."""
    written: list[str] = []

    def noted(text: str, **named: str) -> re.Pattern[str]:
        for pattern in lexicon.BETWEEN.split(lexicon.BREAK.sub("|", text.strip())):
            whole = pattern
            for name, value in named.items():
                whole = whole.replace(f"<{name}>", value)
            written.append(whole)
        return any_of(text, **named)

    monkeypatch.setattr(lexicon, "any_of", noted)
    runpy.run_path(str(module.__file__), run_name="again")

    assert written
    for pattern in written:
        re.compile(pattern)

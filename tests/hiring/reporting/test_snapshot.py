import json
from dataclasses import replace

import pytest

from hiring.reporting.facts import assemble, digest
from hiring.reporting.snapshot import plain, printable, restore


def test_a_snapshot_survives_json_whole(facts):
    assert restore(json.loads(json.dumps(plain(facts)))) == facts


def test_a_word_that_is_no_choice_is_refused(facts):
    data = plain(facts)
    data["raters"][0]["seat"] = "boss"

    with pytest.raises(ValueError, match="'boss' is none of lead, second, shadow, reverse_shadow"):
        restore(data)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a\x00b\x1bc", "abc"),
        ("one\ttwo\rthree\nfour", "one two three\nfour"),
        ("safe\u202eexe.txt", "safeexe.txt"),
        ("lone \ud800 half", "lone  half"),
        ("no\ufffecharacter", "nocharacter"),
        ("क्‍ष می‌خواهم é 👍🏽", "क्‍ष می‌خواهم é 👍🏽"),
    ],
)
def test_what_no_page_can_show_is_left_out_and_letters_stay(facts, given, shown):
    assert printable(replace(facts, candidate=given)).candidate == shown


def test_the_digest_is_of_the_facts_as_they_were_given(facts):
    odd = replace(facts, candidate="Tove\x00 Almgren")

    assert assemble(odd).digest == digest(odd)
    assert assemble(odd).facts == facts

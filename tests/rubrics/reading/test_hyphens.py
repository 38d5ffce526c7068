"""Parted words."""

from rubrics.reading.hyphens import Joining

# A document whose words are parted: one of them is whole elsewhere.
PARTING = ["good communi-", "cation and", "communication"]


def test_a_parted_word_is_put_together() -> None:
    assert Joining(PARTING).joined("writes docu-", "mentation well") == "writes documentation well"


def test_a_compound_keeps_its_hyphen() -> None:
    joining = Joining([*PARTING, "a full-time post"])

    assert [
        joining.joined(*lines) for lines in (("self-", "starter"), ("full-", "time"), ("up-to-", "date"))
    ] == [
        "self-starter",
        "full-time",
        "up-to-date",
    ]


def test_a_word_that_stands_whole_elsewhere_is_no_compound() -> None:
    assert (
        Joining([*PARTING, "a multidisciplinary team"]).joined("multi-", "disciplinary")
        == "multidisciplinary"
    )


def test_where_no_word_is_parted_every_hyphen_stays() -> None:
    joining = Joining(["works in a user-", "centric way", *["and so on"] * 60])

    assert joining.joined("in an early-", "stage firm") == "in an early-stage firm"


def test_grades_and_alternatives_are_joined_without_a_space() -> None:
    joining = Joining(PARTING)

    assert [
        joining.joined(*lines) for lines in (("grade GS-", "15 or"), ("and/", "or"), ("one -", "two"))
    ] == [
        "grade GS-15 or",
        "and/or",
        "one - two",
    ]

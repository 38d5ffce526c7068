"""Lists without a telling heading: asked, offered, or neither."""

import pytest

from rubrics.derivation.leaning import conditions_among, is_offer, is_profile, offers_from

ASKED = ["Experience with nets", "Ability to swim", "A head for heights"]
OFFERED = ["Permanent contract", "Company pension", "Free coffee, strong"]
DONE = ["Mend the nets", "Paint the boats", "Keep the log"]


def test_most_items_that_begin_like_requirements_make_a_profile() -> None:
    assert [is_profile(items) for items in (ASKED, OFFERED, DONE, ASKED[:1])] == [True, False, False, False]


def test_what_a_person_is_and_has_makes_a_profile_and_what_a_person_does_does_not() -> None:
    assert is_profile(["You speak clearly", "You are seldom tired"])
    assert not is_profile(["You write the log", "You are responsible for the boats"])


def test_years_and_papers_stand_alone() -> None:
    assert [is_profile([item]) for item in ("3-5 years at sea", "A degree in law", "A rope")] == [
        True,
        True,
        False,
    ]


def test_years_beside_one_other_item_are_enough() -> None:
    assert is_profile(["3-5 years at sea", "You mend nets alone"])


def test_pay_and_leave_make_an_offer() -> None:
    assert [is_offer(items) for items in (ASKED, OFFERED, DONE, OFFERED[:1])] == [False, True, False, False]


@pytest.mark.parametrize(
    ("items", "start"),
    [
        ([*ASKED, "A boat of your own", *OFFERED], 4),
        ([*ASKED, "Great with children", "Shares what they know"], 5),
        (["Pension law", "Pension schemes", "Works carefully"], 3),
        (["Knots", "Pension law", "Company pension law"], 3),
        (["Sick pay rules", "Annual leave", "Pension schemes", "Life insurance"], 4),
        (OFFERED, 0),
    ],
)
def test_a_list_may_turn_to_what_is_given(items: list[str], start: int) -> None:
    assert offers_from(items) == start


def test_duties_of_office_stand_among_conditions() -> None:
    formal = [
        "Pass a background check",
        "Serve a probationary period of one year",
        "File a yearly declaration",
    ]

    assert conditions_among(formal) == {2}
    assert conditions_among([*ASKED, *formal]) == set()

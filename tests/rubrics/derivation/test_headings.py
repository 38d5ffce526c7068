"""Words of headings and lead-ins."""

import pytest

from rubrics.derivation.headings import lead_in_meaning, meaning, plain


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Minimum Qualifications", "requirements"),
        ("Who you are", "requirements"),
        ("**Person specification**", "requirements"),
        ("Skills, knowledge and experience", "requirements"),
        ("What experience are we looking for?", "requirements"),
        ("Who would fit in here?", "requirements"),
        ("Your strengths", "requirements"),
        ("You convince us with", "requirements"),
        ("Harbour Clerk - education", "requirements"),
        ("An advantage, but we can teach you", "desirable"),
        ("Preferred qualifications", "desirable"),
        ("Lovely, but not a must", "desirable"),
        ("Bonus points", "desirable"),
        ("It won't hurt if you also have", "desirable"),
        ("What would round off your profile", "desirable"),
        ("Who we look for", "requirements"),
        ("Legal Counsel: what we need to see", "requirements"),
        ("You're probably not a fit if", "noise"),
        ("System requirements", "noise"),
        ("Nationality requirements", "noise"),
        ("Documents to download", "noise"),
        ("Essential Soft Skills", "soft"),
        ("Key Responsibilities", "duties"),
        ("Your day", "duties"),
        ("Travel requirement:", "noise"),
        ("How to apply", "noise"),
        ("What you can expect from us", "noise"),
        ("You won't need", "noise"),
        ("You'll hate this if", "noise"),
        ("It's okay if you", "noise"),
        ("Not mandatory at any grade", "desirable"),
        ("We convince you with", "noise"),
        ("Your way to us", "noise"),
        ("This is not for you if", "noise"),
        ("Interview questions", "noise"),
        ("Market Demand", "noise"),
        ("About the role", "prose"),
    ],
)
def test_a_heading_says_what_its_section_holds(heading: str, role: str) -> None:
    found = meaning(heading)

    assert found is not None
    assert found.role == role


def test_a_heading_of_other_words_says_nothing() -> None:
    assert meaning("Three bridges and a ferry") is None


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("You must have:", "requirements"),
        ("It would be great if you also had:", "desirable"),
        ("Though not essential, it would support your application if you have:", "desirable"),
        ("You will be responsible for:", "duties"),
        ("In this post you would help to:", "duties"),
        ("With your application, please send:", "noise"),
        ("We will assess you against each of the following skills in your application:", "requirements"),
    ],
)
def test_a_lead_in_says_what_its_list_holds(sentence: str, role: str) -> None:
    found = lead_in_meaning(sentence)

    assert found is not None
    assert found.role == role


def test_headings_are_compared_without_marks_numbers_and_links() -> None:
    assert plain("**3. [What you’ll need](#x):**") == "what you'll need"

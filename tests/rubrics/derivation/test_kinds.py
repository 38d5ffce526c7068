"""Kinds by words, openings and groups."""

import pytest

from rubrics.derivation.kinds import kind_of


@pytest.mark.parametrize(
    ("statement", "group", "kind"),
    [
        ("Bachelor's degree in law", None, "credential"),
        ("Valid driving licence", "Languages", "credential"),
        ("Right to work in this country", None, "eligibility"),
        ("Proficiency in Python and SQL", None, "technical"),
        ("Excellent written and verbal communication", None, "soft"),
        ("Ability to lead and mentor a team of clerks", None, "leadership"),
        ("At least 5 years in a harbour office", None, "experience"),
        ("Track record of calm negotiations", None, "experience"),
        ("Understanding of ethical questions in archives", None, "ethics"),
        ("Skill in designing and running experiments", "Research", "research"),
        ("Deep understanding of the shipping industry and its landscape", None, "domain"),
        ("Finds the right form", "Communication Skills", "soft"),
        ("Registered midwife", None, "credential"),
        ("You speak Welsh", None, "domain"),
        ("You have grown a small harbour", None, "experience"),
        ("Previous work on ferries", None, "experience"),
        ("Someone who wakes before the gulls", None, "soft"),
        ("Confident handling of ropes", None, "technical"),
        ("You can mend nets", None, "technical"),
        ("You are a qualified diver", None, "credential"),
        ("Qualified diver or salvage master", None, "credential"),
        ("Current radio registration", None, "credential"),
        ("Training in the repair of nets", None, "credential"),
        ("You know fishing licences well", None, "technical"),
        ("Experience writing letters to the harbour board", None, "experience"),
        ("Experience with sounding lines", None, "technical"),
        ("Experience leading a crew", None, "leadership"),
        ("Evidence of the ability to work well in a team", None, "soft"),
        ("We need someone who has grown a harbour", None, "experience"),
        ("Prior ferry experience is helpful", None, "experience"),
        ("Ability to interpret tide tables", None, "technical"),
        ("Confident with a sextant", None, "technical"),
        ("Stock management in a harbour store", None, "technical"),
        ("Able to teach colleagues the ropes", None, "leadership"),
        ("Methodical, even in a gale", None, "soft"),
        ("Knowledge of maritime law", None, "domain"),
        ("QuickBooks or a similar package", None, "technical"),
        ("Advanced seamanship", "Certificates", "credential"),
    ],
)
def test_the_kind_follows_the_head_of_the_statement(statement: str, group: str | None, kind: str) -> None:
    assert kind_of(statement, group)[0] == kind


def test_the_rule_tells_what_decided() -> None:
    assert [kind_of(s, g)[1] for s, g in (("A degree", None), ("Xyz", None), ("Xyz", "Leadership"))] == [
        "kind-credential-word",
        "kind-default",
        "kind-words-and-group",
    ]

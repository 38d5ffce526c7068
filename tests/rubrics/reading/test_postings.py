"""Postings as data."""

import json
from html import escape
from typing import Any

import pytest

from rubrics.reading import postings as room
from rubrics.reading.types import UnreadableDocument


def text(data: Any) -> str:
    return room.read_posting(json.dumps(data))[0]


def refusal(source: str) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        room.read_posting(source)
    return str(refused.value)


BREAD = "<p>Bread &amp; cake</p><ul><li>tact</li></ul>"


@pytest.mark.parametrize(
    "content", [BREAD, escape(BREAD), escape(escape(BREAD))], ids=["plain", "escaped", "doubly escaped"]
)
def test_content_is_read_however_often_it_was_escaped(content: str) -> None:
    assert text({"id": 1, "title": "Baker", "content": content}) == "# Baker\n\nBread & cake\n\n- tact\n"


def test_entities_that_were_escaped_inside_of_content_are_letters_too() -> None:
    assert text({"title": "Baker &amp;amp; cook", "content": "<p>R&amp;amp;D&amp;nbsp;oven</p>"}) == (
        "# Baker & cook\n\nR&D oven\n"
    )


def test_lists_with_headings_are_sections_and_plain_twins_are_left_out() -> None:
    posting = {
        "text": "Clerk",
        "descriptionPlain": "We file.",
        "description": "<div>We file.</div>",
        "lists": [{"text": "Requirements", "content": "<li>tact</li><li>calm</li>"}],
        "additional": "<p>Write to us.</p>",
        "additionalPlain": "Write to us.",
    }

    assert text(posting) == "# Clerk\n\nWe file.\n\n## Requirements\n\n- tact\n- calm\n\nWrite to us.\n"


def test_content_with_parts_of_its_own_is_read_through() -> None:
    content = {
        "descriptionHtml": "<div>We file.</div>",
        "description": "We file.",
        "lists": [{"text": "You have", "content": "<li>tact</li>"}],
        "closingHtml": "<p>Write.</p>",
    }

    assert text({"data": {"text": "Clerk", "content": content}}) == (
        "# Clerk\n\nWe file.\n\n## You have\n\n- tact\n\nWrite.\n"
    )


def test_sections_with_titles_are_read_in_order() -> None:
    sections = {
        "a": {"title": "Company", "text": "<p>We cook.</p>"},
        "b": {"title": "Needs", "text": "<li>a knife</li>"},
    }

    assert text({"name": "Cook", "jobAd": {"sections": sections}}) == (
        "# Cook\n\n## Company\n\nWe cook.\n\n## Needs\n\n- a knife\n"
    )


def test_linked_data_has_a_heading_for_each_field() -> None:
    posting = {
        "@type": ["schema:JobPosting"],
        "title": {"@value": "Nurse", "@language": "en"},
        "description": "<p>Care on ward nine.</p>",
        "responsibilities": "• Rounds • Records",
        "qualifications": "Registered nurse",
        "skills": ["tact", {"@type": "DefinedTerm", "name": "triage", "description": "sorting by need"}],
        "experienceRequirements": {"monthsOfExperience": 24},
        "educationRequirements": [{"credentialCategory": "bachelor degree"}],
    }

    assert text({"@graph": [{"@type": "WebSite", "name": "x", "description": "y"}, posting]}) == (
        "# Nurse\n\nCare on ward nine.\n\n## Responsibilities\n\n• Rounds\n• Records\n\n"
        "## Qualifications\n\nRegistered nurse\n\n## Skills\n\n- tact\n- triage: sorting by need\n\n"
        "## Experience\n\n- At least 2 years of experience\n\n## Education\n\n- bachelor degree\n"
    )


def test_what_the_description_says_already_is_not_said_again() -> None:
    posting = {
        "title": "Nurse",
        "description": "<p>You are a registered nurse.</p>",
        "qualifications": "registered nurse",
    }

    assert text(posting) == "# Nurse\n\nYou are a registered nurse.\n"


def test_bare_headings_of_a_plain_description_are_headings_below_the_title() -> None:
    posting = {"title": "Clerk", "descriptionPlain": "We file.\n\nRequirements\n\n- tact\n- calm\n"}

    assert text(posting) == "# Clerk\n\nWe file.\n\n### Requirements\n\n- tact\n- calm\n"


def test_places_are_the_fields() -> None:
    found = room.read_posting(json.dumps({"title": "Clerk", "content": "<p>We file.</p>"}))

    assert found[1] == ((0, "title"), (9, "content"))


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("{nope", room.NO_JSON),
        ("[" * 100_000, room.NO_JSON),
        ('{"a": 1}', room.NO_POSTING),
        ('{"title": "Clerk", "content": "<p> </p>"}', room.NO_POSTING),
        ('[{"title": "a", "content": "b"}, {"title": "c", "content": "d"}]', room.SEVERAL.format(count=2)),
    ],
    ids=["no JSON", "endless depth", "no posting", "no text", "several"],
)
def test_what_is_no_single_posting_is_refused(source: str, sentence: str) -> None:
    assert refusal(source) == sentence

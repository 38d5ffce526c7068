"""Saved pages of the web."""

import json

import pytest

from rubrics.reading.markup import NO_TEXT
from rubrics.reading.types import UnreadableDocument
from rubrics.reading.webpages import read_page

POSTING = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "Ferry captain",
    "description": "<p>You steer the ferry across the sound, in summer and in winter, by day and by night.</p>",
}


def page(body: str, *data: str) -> str:
    scripts = "".join(f'<script type="application/ld+json">{each}</script>' for each in data)
    return f"<html><head>{scripts}</head><body>{body}</body></html>"


def test_what_is_visible_counts() -> None:
    body = "<h1>Ferry captain</h1><p>You steer the ferry across the sound and you keep its books, which are many.</p>"

    assert read_page(page(body, json.dumps(POSTING)))[0] == (
        "# Ferry captain\n\nYou steer the ferry across the sound and you keep its books, which are many.\n"
    )


def test_a_page_that_a_script_has_still_to_write_is_read_from_its_data() -> None:
    text, places = read_page(page("<p>Please enable JavaScript.</p>", "{broken", json.dumps(POSTING)))

    assert (text, places) == (
        "# Ferry captain\n\nYou steer the ferry across the sound, in summer and in winter, by day and by night.\n",
        ((0, "title"), (17, "description")),
    )


def test_a_page_of_several_postings_is_read_as_it_looks() -> None:
    assert read_page(page("<p>Our posts.</p>", json.dumps([POSTING, POSTING])))[0] == "Our posts.\n"


def test_a_page_with_neither_is_refused() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_page(page("<div id='root'></div>", '{"@type": "WebSite"}'))

    assert str(refused.value) == NO_TEXT

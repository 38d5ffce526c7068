"""Components that a rule of the product hangs on."""

from types import SimpleNamespace

import pytest
from django import forms
from django.template.loader import render_to_string

LEVELS = [
    {"value": n, "name": f"Name {n}", "anchor": f"Anchor {n}"} for n in range(1, 6)
]  # fmt: skip
PAGES = ("400.html", "403.html", "403_csrf.html", "404.html", "500.html")


def rating_row(**context: object) -> str:
    return render_to_string(
        "components/rating_row.html",
        {"competency_id": 7, "levels": LEVELS, "reasons": [("no_time", "No time")], "chosen": ""} | context,
    )


def test_a_new_rating_row_has_nothing_preselected() -> None:
    assert " checked" not in rating_row()


@pytest.mark.parametrize("chosen", ["4", 4])
def test_a_rating_row_shows_the_chosen_level(chosen: object) -> None:
    row = rating_row(chosen=chosen)
    assert row.count(" checked") == 1
    assert 'value="4" checked' in row


def test_a_rating_is_shown_with_its_anchors() -> None:
    row = rating_row()
    assert [f"Anchor {n}" in row for n in range(1, 6)] == [True] * 5


def test_a_locked_rating_row_lets_only_the_chosen_level_stand() -> None:
    row = rating_row(chosen="3", locked=True)
    assert row.count(" disabled") == 4
    assert "na__why" not in row


def test_an_error_summary_links_each_line_to_its_field() -> None:
    class Opening(forms.Form):
        title = forms.CharField()

    page = render_to_string("components/error_summary.html", {"form": Opening({})})
    assert '<a href="#id_title">Title: This field is required.</a>' in page


def test_an_error_summary_of_a_valid_form_is_empty() -> None:
    assert render_to_string("components/error_summary.html", {"form": forms.Form({})}).strip() == ""


def test_a_field_with_an_error_names_the_error_it_is_described_by() -> None:
    class Opening(forms.Form):
        title = forms.CharField(help_text="As candidates read it.")

    field = Opening({})["title"]
    page = render_to_string("components/form_field.html", {"field": field})
    described = page.split('aria-describedby="')[1].split('"')[0].split()
    assert [f'id="{name}"' in page for name in described] == [True] * len(described)


def test_progress_that_is_done_or_failed_is_no_longer_asked_for() -> None:
    running = render_to_string("components/progress.html", {"sentence": "1 of 2", "poll_url": "/p"})
    failed = render_to_string("components/progress.html", {"failed": "No.", "poll_url": "/p"})
    assert ("hx-get" in running, "hx-get" in failed) == (True, False)


@pytest.mark.parametrize("template", PAGES)
def test_an_error_page_needs_nothing_from_the_failing_view(template: str) -> None:
    assert "<h1>" in render_to_string(template)


def test_the_page_that_is_not_there_repeats_nothing_of_what_was_asked() -> None:
    missing = render_to_string("404.html", {"exception": "No Candidate matches", "request_path": "/c/9/"})
    assert ("Candidate" in missing, "/c/9/" in missing) == (False, False)


def test_the_top_bar_shows_the_links_it_is_given_and_where_one_is() -> None:
    nav = [
        {"label": "Home", "url": "/", "current": True},
        {"label": "Admin", "url": "/admin/", "current": False},
    ]
    bar = render_to_string(
        "components/top_bar.html", {"nav": nav, "user": SimpleNamespace(is_authenticated=False)}
    )
    assert '<a href="/" aria-current="page">Home</a>' in bar
    assert '<a href="/admin/">Admin</a>' in bar

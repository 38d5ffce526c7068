"""Rule 5: submitting locks. A correction is a new revision, and the first ratings feed the composite."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hiring.accounts.models import User
from hiring.models import CandidateReport, Rating, Scorecard
from hiring.operations import reports
from hiring.operations import scorecards as operations
from hiring.operations.scorecards import ScorecardRefused
from hiring.reporting.facts import assemble
from hiring.reporting.snapshot import restore
from tests.factories import make_loop, make_person
from tests.factories.rubrics import NOON
from tests.factories.scorecards import EVIDENCE, fields_of, lock, submit
from tests.journeys.attacks import beside, refused, sql
from tests.journeys.doors import addresses

LATER = NOON + timedelta(hours=9)
INSERT = (
    'INSERT INTO hiring_rating (scorecard_id, competency_id, "order", not_assessed_reason, evidence, notes)'
    " SELECT scorecard_id, competency_id, 9, '', '', '' FROM hiring_rating WHERE scorecard_id = {} LIMIT 1"
)
LOCKED, RATING = "A submitted scorecard is locked.", "A locked rating never changes."


@pytest.fixture
def card(scorecards: tuple[Scorecard, Scorecard], interviewer: User) -> Scorecard:
    """The interviewer's, submitted with fours."""
    return submit(scorecards[0], interviewer, LATER)


def given(card: Scorecard) -> list[tuple[Any, ...]]:
    """All that was submitted."""
    row = Scorecard.objects.get(pk=card.pk)
    ratings = row.ratings.order_by("pk").values_list("competency", "level", "not_assessed_reason", "evidence")
    return [(row.state, row.recommendation, row.submitted_at, row.author_id), *ratings]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE hiring_scorecard SET state = 'draft', submitted_at = NULL, recommendation = '' WHERE id = {}", LOCKED),
        ("UPDATE hiring_scorecard SET recommendation = 'against' WHERE id = {}", LOCKED),
        ("UPDATE hiring_scorecard SET submitted_at = now() WHERE id = {}", LOCKED),
        ("DELETE FROM hiring_scorecard WHERE id = {}", LOCKED),
        ("UPDATE hiring_rating SET level = 1 WHERE scorecard_id = {}", RATING),
        ("UPDATE hiring_rating SET evidence = '' WHERE scorecard_id = {}", RATING),
        ("DELETE FROM hiring_rating WHERE scorecard_id = {}", RATING),
        (INSERT, RATING),
        ("TRUNCATE hiring_rating CASCADE", "A row of hiring_rating never changes."),
        ("TRUNCATE hiring_scorecard CASCADE", "A row of hiring_scorecard never changes."),
    ],
)  # fmt: skip
def test_nothing_of_it_changes_in_the_database(card: Scorecard, statement: str, said: str) -> None:
    assert refused(statement.format(card.pk)) == said


def test_a_rating_is_not_moved_to_an_open_scorecard(
    card: Scorecard, scorecards: tuple[Scorecard, Scorecard]
) -> None:
    scorecards[1].ratings.all().delete()
    said = refused(
        "UPDATE hiring_rating SET scorecard_id = %s WHERE scorecard_id = %s", scorecards[1].pk, card.pk
    )
    assert said == RATING


def test_no_address_changes_it_not_even_its_author_s(
    card: Scorecard, interviewer: User, signed_in: Callable[[User], Client]
) -> None:
    interviewer.is_superuser = interviewer.is_staff = True
    interviewer.save()
    client, before = signed_in(interviewer), given(card)
    client.raise_request_exception = False
    tried = {
        "base_revision": 1,
        "revision": 1,
        "recommendation": "against",
        "reason": "No.",
        "action": "save",
    }
    tried |= fields_of(card, level=1, evidence=EVIDENCE * 2)
    paths = [one for one in addresses() if "scorecard" in one]

    for address in paths:
        for method in ("post", "put", "patch", "delete"):
            kind = {} if method == "post" else {"content_type": "application/json"}
            assert getattr(client, method)(address, tried, **kind).status_code < 500

    assert given(card) == before
    assert len(paths) > 15


def test_operations_refuse_whoever_asks(
    card: Scorecard, interviewer: User, fellow: User, coordinator: User
) -> None:
    before = given(card)
    rating = card.ratings.all()[0]
    values: dict[str, Any] = {"level": 1, "not_assessed_reason": "", "evidence": EVIDENCE, "at": NOON}
    for act in (
        lambda: operations.save_draft(
            scorecard=card, base_revision=card.revision, fields={}, device="", by=interviewer, at=NOON
        ),
        lambda: operations.lock_ratings(scorecard=card, by=interviewer, at=NOON),
        lambda: operations.submit(
            scorecard=card, recommendation="against", reason="", by=interviewer, at=NOON
        ),
        lambda: operations.excuse(scorecard=card, reason="No.", by=coordinator, at=NOON),
        lambda: operations.revise(rating=rating, **values, reason="", by=interviewer),
        lambda: operations.revise(rating=rating, **values, reason="Not mine.", by=fellow),
    ):
        with pytest.raises(ScorecardRefused):
            act()

    assert given(card) == before


def test_a_correction_says_who_when_why_and_whether_others_had_been_visible(
    card: Scorecard, scorecards: tuple[Scorecard, Scorecard], interviewer: User, fellow: User
) -> None:
    rating = card.ratings.all()[0]
    values: dict[str, Any] = {
        "rating": rating,
        "not_assessed_reason": "",
        "evidence": EVIDENCE,
        "by": interviewer,
    }
    blind = operations.revise(**values, level=3, reason="A slip.", at=NOON)
    others = submit(scorecards[1], fellow, LATER)
    operations.note_reading(scorecard=others, by=interviewer, at=NOON)

    seeing = operations.revise(**values, level=2, reason="On reflection.", at=LATER)

    assert [(one.others_visible, one.made_by, one.made_at, one.reason) for one in (blind, seeing)] == [
        (False, interviewer, NOON, "A slip."),
        (True, interviewer, LATER, "On reflection."),
    ]
    assert Rating.objects.get(pk=rating.pk).level == 4
    assert (
        refused("UPDATE hiring_ratingrevision SET level = 5")
        == "A row of hiring_ratingrevision never changes."
    )
    assert refused("DELETE FROM hiring_ratingrevision") == "A row of hiring_ratingrevision never changes."


def test_the_first_ratings_feed_the_composite(
    card: Scorecard, scorecards: tuple[Scorecard, Scorecard], interviewer: User, fellow: User
) -> None:
    submit(scorecards[1], fellow, LATER)
    for rating in card.ratings.all():
        operations.revise(
            rating=rating, level=1, not_assessed_reason="", evidence=EVIDENCE, reason="Changed my mind.",
            by=interviewer, at=NOON,
        )  # fmt: skip
    report = reports.request_if_due(application=card.application, at=LATER)
    assert report is not None
    reports.build(report_id=report.pk, at=LATER)

    report = CandidateReport.objects.get(pk=report.pk)

    assert assemble(restore(report.facts or {})).composite.value == 4


@pytest.mark.django_db(transaction=True)
def test_a_write_that_meets_the_lock_does_not_reach_the_locked_rating(application: Any) -> None:
    person = make_person("Lena Late", "interviewer")
    _loop, (card,) = make_loop(application, [person])
    rating = card.ratings.all()[0].pk

    locked, typed = beside(
        lambda: lock(card, person, LATER).state,
        lambda: sql("UPDATE hiring_rating SET level = 1 WHERE id = %s", rating),
    )

    assert (locked, typed, Rating.objects.get(pk=rating).level) == ("ratings_locked", RATING, 4)

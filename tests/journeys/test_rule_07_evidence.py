"""Rule 7: a rating needs an evidence note. A rating is shown with its anchors."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.html import escape

from hiring.accounts.models import User
from hiring.models import Scorecard
from hiring.operations import scorecards as operations
from hiring.operations.scorecards import ScorecardIncomplete, ScorecardRefused
from tests.factories.rubrics import NOON
from tests.factories.scorecards import EVIDENCE, fill, submit
from tests.journeys.attacks import refused

LATER = NOON + timedelta(hours=9)
LACKING = "Every rating needs a level with evidence, or a reason for not assessing."


@pytest.mark.parametrize("evidence", ["", "   ", "\n\t \n"])
def test_no_level_is_locked_without_evidence(
    scorecards: tuple[Scorecard, Scorecard], interviewer: User, evidence: str
) -> None:
    card = fill(scorecards[0], interviewer, NOON)
    card.ratings.update(evidence=evidence)

    said = refused(
        "UPDATE hiring_scorecard SET state = 'ratings_locked', ratings_locked_at = now() WHERE id = %s",
        card.pk,
    )

    assert said == LACKING
    with pytest.raises(ScorecardIncomplete):
        operations.lock_ratings(scorecard=card, by=interviewer, at=NOON)


def test_both_steps_at_once_ask_for_evidence_as_well(scorecards: tuple[Scorecard, Scorecard]) -> None:
    said = refused(
        "UPDATE hiring_scorecard SET state = 'submitted', ratings_locked_at = now(), submitted_at = now(),"
        " recommendation = 'for'"
    )
    assert said == LACKING


def test_a_scorecard_is_not_born_submitted(scorecards: tuple[Scorecard, Scorecard]) -> None:
    card = scorecards[0]
    columns = "application_id, author_id, rubric_version_id, plan_id, counts, revision, saved_device, excused_reason"
    card.ratings.all().delete()
    said = refused(
        "WITH gone AS (SELECT * FROM hiring_scorecard WHERE id = %s)"
        f" INSERT INTO hiring_scorecard (seat_id, {columns}, state, ratings_locked_at, submitted_at,"
        f" recommendation, recommendation_reason) SELECT seat_id, {columns}, 'submitted', now(), now(), 'for', ''"
        " FROM gone",
        card.pk,
    )
    assert said == "A scorecard begins as a draft."


@pytest.mark.parametrize("note", ["", " \n", "Too short."])
def test_a_correction_needs_evidence_as_much(
    scorecards: tuple[Scorecard, Scorecard], interviewer: User, note: str
) -> None:
    rating = submit(scorecards[0], interviewer, LATER).ratings.all()[0]
    with pytest.raises(ScorecardRefused, match="evidence"):
        operations.revise(
            rating=rating, level=2, not_assessed_reason="", evidence=note, reason="A slip.",
            by=interviewer, at=NOON,
        )  # fmt: skip


def test_the_database_keeps_no_correction_without_evidence(
    scorecards: tuple[Scorecard, Scorecard], interviewer: User
) -> None:
    rating = submit(scorecards[0], interviewer, LATER).ratings.all()[0]
    said = refused(
        "INSERT INTO hiring_ratingrevision (rating_id, number, level, not_assessed_reason, evidence, reason,"
        " others_visible, made_at, made_by_id) VALUES (%s, 1, 2, '', E' \\n', 'A slip.', false, now(), %s)",
        rating.pk, interviewer.pk,
    )  # fmt: skip
    assert said == "A corrected rating needs evidence."


def test_ratings_stand_beside_their_anchors_where_they_are_given_and_read(
    scorecards: tuple[Scorecard, Scorecard],
    interviewer: User,
    manager: User,
    fellow: User,
    signed_in: Callable[[User], Client],
) -> None:
    card, other = scorecards
    given = signed_in(interviewer).get(f"/scorecards/{card.pk}/").content.decode()
    submit(card, interviewer, LATER)
    submit(other, fellow, LATER)
    read = signed_in(fellow).get(f"/applications/{card.application_id}/scorecards/").content.decode()

    competencies = [rating.competency for rating in card.ratings.all()]
    every = [one.text for competency in competencies for one in competency.anchors.all()]
    rated = [competency.anchors.get(level=4).text for competency in competencies]
    assert [text for text in every if escape(text) not in given] == []
    assert [text for text in rated if escape(text) not in read] == []
    assert escape(EVIDENCE) in read

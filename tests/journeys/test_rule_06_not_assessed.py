"""Rule 6: not assessed is NULL with a reason, never 0 and never 3."""

from datetime import timedelta

import pytest

from hiring.accounts.models import User
from hiring.models import CandidateReport, Rating, Scorecard
from hiring.operations import reports
from hiring.operations import scorecards as operations
from hiring.operations.scorecards import ScorecardIncomplete
from hiring.reporting.facts import assemble
from hiring.reporting.snapshot import restore
from tests.factories.rubrics import NOON
from tests.factories.scorecards import fields_of, submit
from tests.journeys.attacks import refused

LATER = NOON + timedelta(hours=9)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("level = 0", "rating_level_1_to_5"),
        ("level = 6", "rating_level_1_to_5"),
        ("level = -1", "hiring_rating_level_check"),
        ("level = 3, not_assessed_reason = 'no_time'", "rated_or_not_assessed"),
    ],
)
def test_the_database_holds_no_level_for_what_was_not_assessed(
    scorecards: tuple[Scorecard, Scorecard], change: str, constraint: str
) -> None:
    assert constraint in refused(f"UPDATE hiring_rating SET {change}")


@pytest.mark.parametrize("typed", ["0", "6", "3.5", "", "x"])
def test_no_typed_value_but_a_level_becomes_a_rating(
    scorecards: tuple[Scorecard, Scorecard], interviewer: User, typed: str
) -> None:
    card = scorecards[0]
    first = card.ratings.all()[0]
    fields = fields_of(card) | {f"rating-{first.competency_id}": typed}

    operations.save_draft(scorecard=card, base_revision=0, fields=fields, device="", by=interviewer, at=NOON)

    assert Rating.objects.get(pk=first.pk).level is None
    with pytest.raises(ScorecardIncomplete):
        operations.lock_ratings(scorecard=card, by=interviewer, at=LATER)


def test_ratings_are_not_locked_while_one_lacks_both_level_and_reason(
    scorecards: tuple[Scorecard, Scorecard],
) -> None:
    said = refused("UPDATE hiring_scorecard SET state = 'ratings_locked', ratings_locked_at = now()")
    assert said == "Every rating needs a level with evidence, or a reason for not assessing."


def test_the_composite_rests_on_what_was_assessed_and_on_nothing_else(
    scorecards: tuple[Scorecard, Scorecard], interviewer: User, fellow: User
) -> None:
    card, other = scorecards
    first = card.ratings.all()[0].competency_id
    fields = fields_of(card, level=5)
    fields |= {f"rating-{first}": "na", f"reason-{first}": "no_time", f"note-{first}": ""}
    operations.save_draft(scorecard=card, base_revision=0, fields=fields, device="", by=interviewer, at=NOON)
    operations.lock_ratings(scorecard=card, by=interviewer, at=LATER)
    operations.submit(scorecard=card, recommendation="for", reason="", by=interviewer, at=LATER)
    submit(other, fellow, LATER, level=5)
    report = reports.request_if_due(application=card.application, at=LATER)
    assert report is not None
    reports.build(report_id=report.pk, at=LATER)

    facts = CandidateReport.objects.get(pk=report.pk).facts or {}

    # A 0 or a 3 in the place of what was not assessed would pull it below five.
    assert assemble(restore(facts)).composite.value == 5
    rating = Rating.objects.get(scorecard=card, competency=first)
    assert (rating.level, rating.not_assessed_reason) == (None, "no_time")

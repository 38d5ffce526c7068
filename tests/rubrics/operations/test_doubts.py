from datetime import datetime

import pytest

from hiring.accounts.models import User
from rubrics.models import Doubt, RubricVersion
from rubrics.operations import doubts
from rubrics.operations.edits import EditRefused


@pytest.fixture
def doubt(draft: RubricVersion) -> Doubt:
    return Doubt.objects.create(
        version=draft,
        kind="years",
        topic="years of driving",
        sentence="The document names 3 and 5 years.",
        spans=[{"start": 0, "end": 5, "text": "Depot"}],
        proposal="at least 3 years",
    )


def test_a_choice_is_kept_with_who_and_when(doubt: Doubt, recruiter: User, at: datetime) -> None:
    doubts.resolve(doubt=doubt, resolution="at least 3 years", revision=0, by=recruiter, at=at)
    doubt.refresh_from_db()
    assert (doubt.resolution, doubt.resolved_by, doubt.resolved_at) == ("at least 3 years", recruiter, at)


def test_an_empty_choice_is_refused(doubt: Doubt, recruiter: User, at: datetime) -> None:
    with pytest.raises(EditRefused, match="Choose one of the readings"):
        doubts.resolve(doubt=doubt, resolution=" ", revision=0, by=recruiter, at=at)

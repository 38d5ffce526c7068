from datetime import datetime

import pytest

from hiring.accounts.models import User
from rubrics.derivation.years import topic, years_in
from rubrics.models import Doubt, RubricVersion, Statement
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


def place(statement: Statement) -> dict[str, object]:
    return {"start": statement.start, "end": statement.end, "text": statement.text}


def test_a_minimum_of_years_is_applied_to_the_statements_of_the_doubt(
    draft: RubricVersion, recruiter: User, at: datetime
) -> None:
    one, other = list(draft.statements.all())[:2]
    years = {"minimum": 5, "upper": 7, "counts": "years of driving"}
    Statement.objects.filter(pk=one.pk).update(
        text="5 to 7 years of driving", details={"years": [{**years, "counts": "driving"}], "tools": ["Bus"]}
    )
    topic = years_topic("5 to 7 years of driving")
    doubt = Doubt.objects.create(
        version=draft, kind="years", topic=topic, sentence="3 and 5.", spans=[place(one), place(other)]
    )
    doubts.resolve(doubt=doubt, resolution="at least 3 years", revision=0, by=recruiter, at=at)
    one.refresh_from_db()
    assert one.details == {
        "years": [{"minimum": 3, "upper": 7, "counts": "driving", "was": 5}],
        "tools": ["Bus"],
    }
    assert draft.edits.get().sentence == f"settled the doubt about {topic} (1 statement follows)"


def test_years_in_words_of_ones_own_that_name_two_figures_change_nothing(
    draft: RubricVersion, recruiter: User, at: datetime
) -> None:
    one = draft.statements.all()[0]
    details = {"years": [{"minimum": 5, "upper": None, "counts": "driving"}]}
    Statement.objects.filter(pk=one.pk).update(text="5 years of driving", details=details)
    doubt = Doubt.objects.create(
        version=draft,
        kind="years",
        topic=years_topic("5 years of driving"),
        sentence="3 and 5.",
        spans=[place(one)],
    )
    resolution = "3 years of driving, or 5 years of shunting"
    doubts.resolve(doubt=doubt, resolution=resolution, revision=0, by=recruiter, at=at)
    one.refresh_from_db()
    assert one.details == details


def test_a_lowest_degree_is_applied_to_the_statements_of_the_doubt(
    draft: RubricVersion, recruiter: User, at: datetime
) -> None:
    one = draft.statements.all()[0]
    degrees = {"levels": ["master"], "fields": ["law"], "equivalent": False}
    Statement.objects.filter(pk=one.pk).update(details={"degrees": degrees})
    doubt = Doubt.objects.create(
        version=draft, kind="degree", topic="education", sentence="Two.", spans=[place(one)]
    )
    resolution = "a bachelor's degree, with a written standard of equivalence"
    doubts.resolve(doubt=doubt, resolution=resolution, revision=0, by=recruiter, at=at)
    one.refresh_from_db()
    assert one.details == {"degrees": {**degrees, "levels": ["bachelor"], "was": ["master"]}}


def test_must_or_preferred_is_applied_with_its_strength(
    draft: RubricVersion, licence: Statement, recruiter: User, at: datetime
) -> None:
    doubt = Doubt.objects.create(
        version=draft, kind="necessity", topic="licence", sentence="Both.", spans=[place(licence)]
    )
    doubts.resolve(doubt=doubt, resolution="preferred", revision=0, by=recruiter, at=at)
    licence.refresh_from_db()
    assert (licence.necessity, licence.strength) == ("preferred", "preferred")


def years_topic(text: str) -> str:
    return topic(years_in(text, 0, len(text))[0])

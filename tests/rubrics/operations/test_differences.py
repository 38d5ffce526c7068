from datetime import datetime
from decimal import Decimal

from hiring.accounts.models import User
from rubrics.choices import Family
from rubrics.operations import competencies, rubrics, statements
from rubrics.operations.differences import Change, Changed, Difference, difference
from tests.factories import make_published_version


def test_a_fresh_revision_says_the_same(recruiter: User, at: datetime) -> None:
    first = make_published_version()
    second = rubrics.revise(version=first, reason="New.", by=recruiter, at=at)
    assert difference(first, second) == Difference()
    assert difference(first, second).is_empty


def test_every_kind_of_change_is_named(recruiter: User, at: datetime) -> None:
    first = make_published_version()
    second = rubrics.revise(version=first, reason="New.", by=recruiter, at=at)
    one = second.competencies.get(key="communication")
    competencies.change(
        competency=one,
        name="Talking plainly",
        definition=one.definition,
        family=Family.BEHAVIOURAL,
        weight=Decimal("1.5"),
        weight_reason="Most of the day.",
        revision=0,
        by=recruiter,
        at=at,
    )
    competencies.add(
        version=second, name="Snow", definition="", reason="Winters.", revision=1, by=recruiter, at=at
    )
    licence = second.statements.get(treatment="verify")
    statements.drop(statement=licence, reason="Not asked.", revision=2, by=recruiter, at=at)
    found = difference(first, second)
    assert found.competencies_added == ("Snow",)
    assert found.competencies_changed == (
        Changed(
            "Talking plainly",
            (Change("Name", "Communication", "Talking plainly"), Change("Weight", "1", "1.5")),
        ),
    )
    assert found.statements_changed == (
        Changed(
            "Holds a full bus licence",
            (
                Change("Treatment", "Verify", "Informational"),
                Change("Strength", "Required", ""),
                Change("Reason for dropping", "", "Not asked."),
            ),
        ),
    )
    assert difference(second, first).competencies_removed == ("Snow",)

"""The next policy version, and what it may not say."""

import pytest

from hiring.accounts.models import User
from rubrics.ledger.models import Event
from rubrics.operations import policy
from rubrics.queries import current_policy
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db


def test_a_change_is_the_next_version_and_an_event(administrator: User) -> None:
    made = policy.change(values={"min_note_characters": 60}, reason="Longer.", by=administrator, at=NOON)

    event = Event.objects.get(kind="policy.changed")
    assert (made.number, made["min_note_characters"], made["max_competencies"]) == (2, 60, 8)
    assert event.data == {"number": 2, "changed": {"min_note_characters": 60}}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"min_competencies": 9}, "“Fewest scored competencies” (9) is more than"),
        ({"max_competencies": 4}, "(5) is more than “Most scored competencies” (4)"),
        ({"max_competencies": 3, "min_competencies": 5}, "nothing could keep both"),
        ({"min_interviewers": 7}, "“Fewest interviewers of a candidate” (7) is more than"),
        ({"min_raters_per_competency": 7}, "“Fewest people who rate a competency” (7) is more than"),
        ({"min_note_characters": 0}, "“Shortest evidence note” has to be from 1 to 1000."),
        ({"min_coverage": 1.2}, "has to be from 0.01 to 1."),
        ({"min_coverage": 0}, "has to be from 0.01 to 1."),
        ({"essential_floor": 5.5}, "has to be from 1 to 5."),
        ({"quiet_hours_start": 24}, "has to be from 0 to 23."),
        ({"quiet_hours_end": -1}, "has to be from 0 to 23."),
        ({"reminder_hours_after_session": 48, "reminder_stop_days": 2}, "would stop before the first one"),
        ({"fairness_ratio": "1/2"}, "is part of the formulas"),
        ({"suppression_k": 1}, "is part of the formulas"),
        ({"min_competencies": 5.5}, "needs a whole number"),
        ({"min_coverage": float("nan")}, "needs another kind of value"),
        ({"min_competencies": True}, "needs another kind of value"),
        ({"second_confirmation": 1}, "needs another kind of value"),
        ({"nonsense": 1}, "There is no setting “nonsense”."),
        ({"max_competencies": 8}, "Nothing was changed."),
    ],
)
def test_it_is_refused_with_a_sentence(administrator: User, values: dict[str, object], sentence: str) -> None:
    with pytest.raises(policy.PolicyRefused) as refused:
        policy.change(values=values, reason="Why not.", by=administrator, at=NOON)

    assert sentence in str(refused.value)
    assert current_policy().number == 1


def test_a_change_needs_a_reason(administrator: User) -> None:
    with pytest.raises(policy.PolicyRefused, match="Give the reason"):
        policy.change(values={"max_competencies": 9}, reason=" ", by=administrator, at=NOON)


def test_both_ends_can_be_moved_together(administrator: User) -> None:
    values = {"min_competencies": 9, "max_competencies": 12}

    made = policy.change(values=values, reason="Larger rubrics.", by=administrator, at=NOON)

    assert (made["min_competencies"], made["max_competencies"]) == (9, 12)

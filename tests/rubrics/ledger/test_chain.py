"""The chain holds, one event at a time and many at once, and tells what was changed."""

import pytest
from django.db import connection, transaction

from hiring.accounts.models import User
from rubrics.ledger.chain import erase, record, record_many, verify
from rubrics.ledger.models import Event
from tests.factories import UserFactory
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> list[User]:
    """Three people, as subjects."""
    return [UserFactory() for _place in range(3)]


def record_all(people: list[User]) -> list[Event]:
    entries = [(person, {"place": place}, {"name": person.full_name}) for place, person in enumerate(people)]
    return record_many("person.tried", entries, by=people[0], at=NOON)


def test_many_events_are_links_of_one_chain_with_those_before_and_after(people: list[User]) -> None:
    record("first", people[0], by=None, at=NOON)
    many = record_all(people)
    record("last", people[0], by=None, at=NOON)

    events = list(Event.objects.order_by("number"))
    assert [event.number for event in events] == [1, 2, 3, 4, 5]
    assert [event.previous_hash for event in events[1:]] == [event.hash for event in events[:-1]]
    assert [(event.subject_id, event.data, event.personal.values) for event in many] == [
        (str(person.pk), {"place": place}, {"name": person.full_name}) for place, person in enumerate(people)
    ]
    assert verify() == []


def test_nothing_to_record_leaves_the_chain_alone(people: list[User]) -> None:
    record("first", people[0], by=None, at=NOON)

    assert (record_many("none", [], by=None, at=NOON), Event.objects.count()) == ([], 1)


def test_erased_personal_values_are_no_break(people: list[User]) -> None:
    record_all(people)

    erased = erase(Event.objects.filter(subject_id=str(people[1].pk)))

    assert (erased, verify()) == (1, [])


def test_changed_event_is_told_of(people: list[User]) -> None:
    record_all(people)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE ledger_event SET kind = 'person.forged' WHERE number = 2")

    assert verify() == ["Event 2 was changed: its hash does not match its content."]

"""An invitation is a row first: what the broker loses, the sweep finds."""

from datetime import timedelta

import pytest
from django.core import mail

from hiring.accounts.models import User
from hiring.models import Notice
from hiring.operations import invitations, people
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(administrator: User) -> Notice:
    """The due invitation of a new person."""
    person = people.invite(
        email="eva@example.org", full_name="Eva New", roles=["interviewer"], by=administrator, at=NOON
    )
    return Notice.objects.get(person=person)


def test_lost_message_is_found_after_a_minute(notice: Notice) -> None:
    moments = [NOON + timedelta(seconds=seconds) for seconds in (30, 61)]

    assert [invitations.overdue(moment) for moment in moments] == [[], [notice.pk]]


def test_sent_invitation_is_not_found_again(notice: Notice) -> None:
    invitations.deliver(notice_id=notice.pk, at=NOON)

    assert invitations.overdue(NOON + timedelta(hours=1)) == []


def test_message_names_the_person_the_link_and_how_long_it_works(notice: Notice) -> None:
    invitations.deliver(notice_id=notice.pk, at=NOON)

    [message] = mail.outbox
    assert (message.to, message.subject) == (
        ["eva@example.org"],
        "Your account for structured hiring at Our organisation",
    )
    assert message.body.startswith("Hello Eva New,\n")
    assert "http://127.0.0.1:8000/accounts/password/reset/key/" in message.body
    assert "The link works once, and for 3 days." in message.body


def test_unwanted_invitation_is_dropped(notice: Notice, administrator: User) -> None:
    people.deactivate(person=notice.person, by=administrator, at=NOON)

    sent = invitations.deliver(notice_id=notice.pk, at=NOON)

    notice.refresh_from_db()
    assert (sent, notice.state, len(mail.outbox)) == (False, "dropped", 0)

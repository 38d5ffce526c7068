"""People come in by invitation, hold roles, and leave once their work has another owner."""

import re

import pytest
from django.core import mail
from django.test import Client

from hiring.accounts.models import User
from hiring.choices import NoticeState
from hiring.models import Notice
from hiring.operations import invitations, people
from hiring.operations.people import PeopleRefused
from hiring.queries.people import role_keys
from rubrics.ledger.models import Event
from tests.factories import make_person
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db


def invite(by: User | None, **fields: object) -> User:
    """An interviewer's invitation, with whatever is given instead."""
    usual = {"email": "new@example.org", "full_name": "New Person", "roles": ["interviewer"]}
    return people.invite(**{**usual, **fields}, by=by, at=NOON)  # type: ignore[arg-type]


def test_invited_person_has_roles_no_password_and_a_due_invitation(administrator: User) -> None:
    person = invite(administrator, email=" New@Example.org ", roles=["recruiter", "interviewer"])

    assert (person.email, person.is_staff, person.has_usable_password()) == ("new@example.org", True, False)
    assert role_keys(person) == {"recruiter", "interviewer"}
    assert [(row.kind, row.state) for row in Notice.objects.filter(person=person)] == [("invitation", "due")]
    assert Event.objects.get(kind="person.invited").data == {"roles": ["interviewer", "recruiter"]}


def test_link_of_the_invitation_sets_a_password_once(administrator: User, client: Client) -> None:
    person = invite(administrator)
    invitations.deliver(notice_id=Notice.objects.get(person=person).pk, at=NOON)
    link = re.search(r"http\S+", mail.outbox[0].body)[0].split("8000", 1)[1]  # type: ignore[index]

    page = client.get(link, follow=True)
    client.post(page.wsgi_request.path, {"password1": "a long enough one", "password2": "a long enough one"})
    person.refresh_from_db()
    second = Client().get(link, follow=True)

    assert person.check_password("a long enough one")
    assert second.context["token_fail"] is True


def test_invitation_is_sent_once_however_often_the_task_runs(administrator: User) -> None:
    notice = Notice.objects.get(person=invite(administrator))

    sent = [invitations.deliver(notice_id=notice.pk, at=NOON) for _run in range(2)]

    notice.refresh_from_db()
    assert (sent, len(mail.outbox), notice.state) == ([True, False], 1, NoticeState.SENT)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"email": "nobody"}, "“nobody” is no e-mail address."),
        (
            {"email": "ADAM.ADMINISTRATOR@example.org"},
            "adam.administrator@example.org has an account already.",
        ),
        ({"full_name": " "}, "Give the full name: scorecards and reports are signed with it."),
        ({"time_zone": "Oslo"}, "“Oslo” is no known time zone. Write it like Europe/Oslo."),
    ],
)
def test_bad_invitation_is_refused_with_a_sentence(
    administrator: User, fields: dict[str, object], sentence: str
) -> None:
    with pytest.raises(PeopleRefused) as refused:
        invite(administrator, **fields)

    assert (str(refused.value), User.objects.count()) == (sentence, 1)


def test_unknown_role_is_refused(administrator: User) -> None:
    with pytest.raises(PeopleRefused, match="There is no role “chief”"):
        invite(administrator, roles=["chief"])


def test_second_invitation_goes_to_those_without_password_only(administrator: User, recruiter: User) -> None:
    person = invite(administrator)
    people.resend_invitation(person=person, by=administrator, at=NOON.replace(hour=13))

    with pytest.raises(PeopleRefused, match="has set a password already"):
        people.resend_invitation(person=recruiter, by=administrator, at=NOON)
    assert Notice.objects.filter(person=person, kind="invitation").count() == 2


def test_staff_follows_the_roles(administrator: User, interviewer: User) -> None:
    people.set_roles(person=interviewer, roles=["coordinator"], by=administrator, at=NOON)
    interviewer.refresh_from_db()
    with_role = interviewer.is_staff
    people.set_roles(person=interviewer, roles=["interviewer"], by=administrator, at=NOON)
    interviewer.refresh_from_db()

    assert (with_role, interviewer.is_staff) == (True, False)
    assert [event.data for event in Event.objects.filter(kind="person.roles_set").order_by("number")] == [
        {"given": ["coordinator"], "taken": ["interviewer"]},
        {"given": ["interviewer"], "taken": ["coordinator"]},
    ]


def test_nobody_changes_their_own_roles(administrator: User) -> None:
    make_person("Second Administrator", "administrator")

    with pytest.raises(PeopleRefused, match="Nobody changes their own roles"):
        people.set_roles(person=administrator, roles=["recruiter"], by=administrator, at=NOON)


def test_last_administrator_keeps_the_role_and_the_account(administrator: User, recruiter: User) -> None:
    with pytest.raises(PeopleRefused, match="Adam Administrator is the last administrator"):
        people.set_roles(person=administrator, roles=[], by=recruiter, at=NOON)
    with pytest.raises(PeopleRefused, match="Adam Administrator is the last administrator"):
        people.deactivate(person=administrator, by=recruiter, at=NOON)


def test_a_deactivated_administrator_does_not_count_as_one(administrator: User, recruiter: User) -> None:
    second = make_person("Second Administrator", "administrator")
    people.deactivate(person=second, by=administrator, at=NOON)

    with pytest.raises(PeopleRefused, match="is the last administrator"):
        people.set_roles(person=administrator, roles=[], by=recruiter, at=NOON)


def test_reactivated_person_has_the_roles_again_and_sets_a_new_password(
    administrator: User, interviewer: User
) -> None:
    people.deactivate(person=interviewer, by=administrator, at=NOON)

    people.reactivate(person=interviewer, by=administrator, at=NOON)

    interviewer.refresh_from_db()
    assert (interviewer.is_active, interviewer.has_usable_password()) == (True, False)
    assert role_keys(interviewer) == {"interviewer"}


def test_name_and_zone_are_edited(administrator: User, interviewer: User) -> None:
    people.edit(person=interviewer, full_name="Ina Other", time_zone="Asia/Tokyo", by=administrator, at=NOON)

    interviewer.refresh_from_db()
    assert (interviewer.full_name, interviewer.time_zone) == ("Ina Other", "Asia/Tokyo")
    event = Event.objects.get(kind="person.edited")
    assert (event.data, event.personal.values) == (
        {"fields": ["full_name", "time_zone"]},
        {"full_name": "Ina Other", "time_zone": "Asia/Tokyo"},
    )

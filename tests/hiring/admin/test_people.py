"""The administrator invites, gives roles and deactivates, on pages that lose nothing that was typed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hiring.accounts.models import User
from hiring.models import Notice, Qualification, Scorecard
from hiring.queries.people import role_keys
from tests.factories import InterviewerFactory, make_loop, make_person

pytestmark = pytest.mark.django_db


def person_url(person: User, page: str = "change") -> str:
    return reverse(f"admin:accounts_user_{page}", args=[person.pk])


def test_invitation_by_the_form_reaches_the_person(
    administrator: User, signed_in: Callable[[User], Client]
) -> None:
    page = signed_in(administrator).post(
        reverse("admin:accounts_user_add"),
        {
            "email": "Eva@example.org",
            "full_name": "Eva New",
            "time_zone": "Europe/Oslo",
            "roles": ["recruiter"],
        },
        follow=True,
    )

    person = User.objects.get(email="eva@example.org")
    assert (person.is_staff, role_keys(person)) == (True, {"recruiter"})
    assert Notice.objects.filter(person=person, kind="invitation").count() == 1
    assert "An invitation to set a password is on its way to eva@example.org." in page.content.decode()


def test_refused_invitation_keeps_what_was_typed(
    administrator: User, recruiter: User, signed_in: Callable[[User], Client]
) -> None:
    page = signed_in(administrator).post(
        reverse("admin:accounts_user_add"),
        {
            "email": recruiter.email,
            "full_name": "Eva New",
            "time_zone": "Asia/Tokyo",
            "roles": ["interviewer"],
        },
    )

    text = page.content.decode()
    assert page.context["errors"] == [[f"{recruiter.email} has an account already."]]
    assert ('value="Eva New"' in text, 'value="Asia/Tokyo" selected' in text) == (True, True)
    assert User.objects.filter(full_name="Eva New").count() == 0


def test_roles_are_changed_on_the_page_of_the_person(
    administrator: User, interviewer: User, signed_in: Callable[[User], Client]
) -> None:
    signed_in(administrator).post(
        person_url(interviewer),
        {"full_name": "Ina Interviewer", "time_zone": "UTC", "roles": ["interviewer", "coordinator"]},
    )

    interviewer.refresh_from_db()
    assert (role_keys(interviewer), interviewer.is_staff, interviewer.time_zone) == (
        {"interviewer", "coordinator"},
        True,
        "UTC",
    )


def test_own_roles_are_refused_and_nothing_is_half_done(
    administrator: User, signed_in: Callable[[User], Client]
) -> None:
    page = signed_in(administrator).post(
        person_url(administrator), {"full_name": "Another Name", "time_zone": "UTC", "roles": ["recruiter"]}
    )

    administrator.refresh_from_db()
    assert page.context["errors"] == [["Nobody changes their own roles: ask another administrator."]]
    assert (administrator.full_name, role_keys(administrator)) == ("Adam Administrator", {"administrator"})


def test_recruiter_reads_people_and_changes_none(
    recruiter: User, interviewer: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(recruiter)

    statuses = [
        client.get(person_url(interviewer)).status_code,
        client.post(person_url(interviewer), {"full_name": "Other"}).status_code,
        client.get(person_url(interviewer, "deactivate")).status_code,
        client.post(person_url(interviewer, "deactivate")).status_code,
        client.post(person_url(interviewer, "invite_again")).status_code,
    ]

    assert statuses == [200, 403, 404, 404, 404]


def test_superuser_cannot_be_made_on_the_page(
    administrator: User, interviewer: User, signed_in: Callable[[User], Client]
) -> None:
    signed_in(administrator).post(
        person_url(interviewer),
        {
            "full_name": "Ina",
            "time_zone": "UTC",
            "roles": ["interviewer"],
            "is_superuser": "on",
            "is_staff": "on",
        },
    )

    interviewer.refresh_from_db()
    assert (interviewer.full_name, interviewer.is_superuser, interviewer.is_staff) == ("Ina", False, False)


@pytest.fixture
def coming(application: object, interviewer: User, fellow: User) -> Scorecard:
    """The interviewer's scorecard of an interview a week from now."""
    _loop, cards = make_loop(application, [interviewer, fellow], timezone.now() + timedelta(days=7))  # type: ignore[arg-type]
    return cards[0]


def test_deactivation_asks_for_a_successor_without_telling_names(
    administrator: User, interviewer: User, coming: Scorecard, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(administrator)

    asked = client.get(person_url(interviewer, "deactivate"))
    refused = client.post(person_url(interviewer, "deactivate"), {})

    interviewer.refresh_from_db()
    [label] = [field.label for field in asked.context["form"]]
    assert label.endswith("needs another person; its details are hidden from you.")
    assert refused.context["form"].errors == {f"seat-{coming.seat_id}": ["This field is required."]}
    assert ("Kim Candidate" in asked.content.decode(), interviewer.is_active) == (False, True)


def test_deactivation_hands_the_seat_over(
    administrator: User, interviewer: User, coming: Scorecard, signed_in: Callable[[User], Client]
) -> None:
    successor = make_person("Sue Successor", "interviewer")
    profile = InterviewerFactory(person=successor)
    Qualification.objects.create(
        interviewer=profile, kind=coming.seat.session.planned.kind, since=date(2026, 1, 1)
    )

    page = signed_in(administrator).post(
        person_url(interviewer, "deactivate"), {f"seat-{coming.seat_id}": successor.pk}, follow=True
    )

    interviewer.refresh_from_db()
    standing = coming.seat.session.seats.filter(cancelled=False)
    assert (interviewer.is_active, [seat.person for seat in standing]) == (False, [successor])
    assert "Ina Interviewer is deactivated." in page.content.decode()


def test_unfit_successor_is_refused_with_the_choice_kept(
    administrator: User, interviewer: User, coming: Scorecard, signed_in: Callable[[User], Client]
) -> None:
    unfit = make_person("Una Unfit", "interviewer")
    InterviewerFactory(person=unfit)

    page = signed_in(administrator).post(
        person_url(interviewer, "deactivate"), {f"seat-{coming.seat_id}": unfit.pk}
    )

    interviewer.refresh_from_db()
    assert page.context["form"].non_field_errors() == [
        "Una Unfit is not qualified for “Behavioural interview”."
    ]
    assert (f'value="{unfit.pk}" selected' in page.content.decode(), interviewer.is_active) == (True, True)


def test_deactivated_person_is_offered_no_more(
    administrator: User, interviewer: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(administrator)
    url = f"{reverse('admin:autocomplete')}?app_label=hiring&model_name=teammember&field_name=person&term=ina"
    before = client.get(url).json()["results"]

    client.post(person_url(interviewer, "deactivate"), {})

    assert ([row["text"] for row in before], client.get(url).json()["results"]) == (["Ina Interviewer"], [])


def test_second_invitation_is_asked_for_and_queued(
    administrator: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(administrator)
    client.post(
        reverse("admin:accounts_user_add"),
        {"email": "eva@example.org", "full_name": "Eva New", "time_zone": "UTC", "roles": ["interviewer"]},
    )
    eva = User.objects.get(email="eva@example.org")

    client.get(person_url(eva, "invite_again"))
    client.post(person_url(eva, "invite_again"))

    assert (Notice.objects.filter(person=eva).count(), len(mail.outbox)) == (2, 0)

"""Whoever leaves has handed over every coming seat and every post that nobody else holds."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from knox.models import AuthToken

from hiring.accounts.models import User
from hiring.choices import TeamRole
from hiring.models import Qualification, Requisition, Scorecard, TeamMember
from hiring.operations import people
from hiring.operations.handovers import WorkLeft
from hiring.operations.scheduling import SchedulingRefused
from hiring.queries.people import open_work
from tests.factories import InterviewerFactory, make_person
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db
BEFORE = NOON - timedelta(hours=1)


@pytest.fixture
def successor(scorecards: tuple[Scorecard, Scorecard]) -> User:
    """Somebody qualified for the interviewer's session."""
    person = make_person("Sue Successor", "interviewer")
    profile = InterviewerFactory(person=person)
    kind = scorecards[0].seat.session.planned.kind
    Qualification.objects.create(interviewer=profile, kind=kind, since=date(2026, 1, 1))
    return person


def test_coming_seat_without_successor_keeps_the_account(
    administrator: User, interviewer: User, scorecards: tuple[Scorecard, Scorecard]
) -> None:
    with pytest.raises(WorkLeft) as left:
        people.deactivate(person=interviewer, by=administrator, at=BEFORE)

    interviewer.refresh_from_db()
    assert interviewer.is_active
    assert left.value.sentences == (
        "An interview on 2 March 2026, 13:00 needs another person; its details are hidden from you.",
    )


def test_coming_seat_is_described_to_those_who_may_see_it(
    recruiter: User, interviewer: User, scorecards: tuple[Scorecard, Scorecard]
) -> None:
    with pytest.raises(WorkLeft) as left:
        people.deactivate(person=interviewer, by=recruiter, at=BEFORE)

    assert left.value.sentences == (
        "“Interview 1” with Kim Candidate, on 2 March 2026, 13:00, needs another person.",
    )


def test_coming_seat_passes_to_the_successor(
    administrator: User, interviewer: User, successor: User, scorecards: tuple[Scorecard, Scorecard]
) -> None:
    seat = scorecards[0].seat

    people.deactivate(person=interviewer, seats={seat.pk: successor}, by=administrator, at=BEFORE)

    seat.refresh_from_db()
    interviewer.refresh_from_db()
    standing = seat.session.seats.filter(cancelled=False)
    assert (interviewer.is_active, seat.cancelled) == (False, True)
    assert [(row.person, row.kind) for row in standing] == [(successor, "lead")]
    assert Scorecard.objects.filter(pk=scorecards[0].pk).exists()


def test_successor_who_does_not_fit_changes_nothing(
    administrator: User, interviewer: User, stranger: User, scorecards: tuple[Scorecard, Scorecard]
) -> None:
    seat = scorecards[0].seat

    with pytest.raises(SchedulingRefused, match="takes no interviews at present"):
        people.deactivate(person=interviewer, seats={seat.pk: stranger}, by=administrator, at=BEFORE)

    seat.refresh_from_db()
    interviewer.refresh_from_db()
    assert (interviewer.is_active, seat.cancelled) == (True, False)


def test_owed_scorecard_of_a_past_interview_keeps_the_account(
    recruiter: User, interviewer: User, scorecards: tuple[Scorecard, Scorecard]
) -> None:
    with pytest.raises(WorkLeft) as left:
        people.deactivate(person=interviewer, by=recruiter, at=NOON + timedelta(days=1))

    assert left.value.sentences == (
        (
            "The scorecard of “Interview 1” with Kim Candidate is still owed: it has to be submitted, "
            "or excused by a coordinator, first."
        ),
    )


def test_only_hiring_manager_names_who_follows(
    administrator: User, manager: User, requisition: Requisition
) -> None:
    other = make_person("Olga Other", "hiring_manager")
    [post] = open_work(manager, NOON).posts

    with pytest.raises(WorkLeft, match="A requisition that is hidden from you has no other hiring manager"):
        people.deactivate(person=manager, by=administrator, at=NOON)
    people.deactivate(person=manager, posts={post.pk: other}, by=administrator, at=NOON)

    assert TeamMember.objects.filter(
        requisition=requisition, person=other, role=TeamRole.HIRING_MANAGER
    ).exists()
    assert not open_work(manager, NOON)


def test_sessions_and_tokens_end(
    administrator: User, interviewer: User, stranger: User, signed_in: Callable[[User], Client]
) -> None:
    mine, theirs = signed_in(interviewer), signed_in(stranger)
    for person in (interviewer, stranger):
        AuthToken.objects.create(user=person)

    people.deactivate(person=interviewer, by=administrator, at=NOON)
    people.reactivate(person=interviewer, by=administrator, at=NOON)

    assert list(AuthToken.objects.values_list("user", flat=True)) == [stranger.pk]
    assert [SESSION_KEY in each.session for each in (mine, theirs)] == [False, True]

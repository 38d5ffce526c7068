"""Every rule that refuses a seat."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from hiring.accounts.models import User
from hiring.choices import SeatKind
from hiring.models import (
    Absence,
    Conflict,
    InterviewLoop,
    ScorecardReading,
)
from tests.factories import ApplicationFactory, InterviewerFactory, make_person
from tests.factories.arrangements import able
from tests.factories.rubrics import NOON
from tests.hiring.operations.scheduling.conftest import HOUR, TOMORROW, put, refusal, seat

pytestmark = pytest.mark.django_db


def test_seat_opens_its_scorecard(loop: InterviewLoop, coordinator: User) -> None:
    session = loop.sessions.first()
    given = seat(put(session, coordinator), able("Ann One", loop), coordinator)

    assert given.scorecard.ratings.count() == session.planned.competencies.count()
    assert given.scorecard.due_at == TOMORROW + HOUR + timedelta(hours=24)


def test_inactive_person_gets_no_seat(loop: InterviewLoop, coordinator: User) -> None:
    person = able("Ann One", loop)
    person.is_active = False
    person.save()
    paused = able("Bea Two", loop)
    paused.interviewer.active = False
    paused.interviewer.save()

    said = [
        refusal(lambda who=who: seat(loop.sessions.first(), who, coordinator)) for who in (person, paused)
    ]

    assert said == ["Ann One takes no interviews at present.", "Bea Two takes no interviews at present."]


def test_person_without_profile_gets_no_seat(loop: InterviewLoop, coordinator: User, stranger: User) -> None:
    said = refusal(lambda: seat(loop.sessions.first(), stranger, coordinator))

    assert said == "Stig Stranger takes no interviews at present."


def test_unqualified_person_gets_no_seat_but_may_shadow(loop: InterviewLoop, coordinator: User) -> None:
    person = make_person("Ann One", "interviewer")
    InterviewerFactory(person=person)
    session = loop.sessions.first()

    assert refusal(lambda: seat(session, person, coordinator)) == (
        "Ann One is not qualified for “Behavioural interview”."
    )
    assert seat(session, person, coordinator, SeatKind.SHADOW).scorecard.counts is False


def test_qualification_of_tomorrow_does_not_hold_today(loop: InterviewLoop, coordinator: User) -> None:
    person = able("Ann One", loop)
    person.interviewer.qualifications.update(since=TOMORROW.date())

    assert refusal(lambda: seat(loop.sessions.first(), person, coordinator)) == (
        "Ann One is not qualified for “Behavioural interview”."
    )


def test_conflict_of_interest_refuses_every_seat(loop: InterviewLoop, coordinator: User) -> None:
    person = able("Ann One", loop)
    Conflict.objects.create(interviewer=person.interviewer, candidate=loop.application.candidate)

    said = {
        refusal(lambda kind=kind: seat(loop.sessions.first(), person, coordinator, kind)) for kind in SeatKind
    }

    assert said == {"Ann One has to stay out of this candidate's interviews."}


def test_nobody_sits_twice_in_one_loop(loop: InterviewLoop, coordinator: User) -> None:
    person = able("Ann One", loop)
    first, second = loop.sessions.all()
    seat(first, person, coordinator)

    assert refusal(lambda: seat(second, person, coordinator)) == (
        "Ann One already sits in this candidate's loop: ratings would not be independent."
    )
    assert refusal(lambda: seat(first, person, coordinator)) == "Ann One sits in this session already."


def test_who_has_read_others_ratings_gets_no_seat_and_nobody_is_told_why(
    loop: InterviewLoop, coordinator: User
) -> None:
    person = able("Ann One", loop)
    elsewhere = ApplicationFactory(candidate=loop.application.candidate)
    ScorecardReading.objects.create(application=elsewhere, reader=person, first_read_at=NOON)

    assert refusal(lambda: seat(loop.sessions.first(), person, coordinator)) == (
        "Ann One has to stay out of this candidate's interviews."
    )


def test_session_has_no_more_seats_than_its_plan(loop: InterviewLoop, coordinator: User) -> None:
    session = loop.sessions.first()
    seat(session, able("Ann One", loop), coordinator)

    assert refusal(lambda: seat(session, able("Bea Two", loop), coordinator, SeatKind.SECOND)) == (
        "All seats of “Interview 1” are taken: its plan has 1."
    )


def test_unknown_seat_is_refused(loop: InterviewLoop, coordinator: User) -> None:
    assert refusal(lambda: seat(loop.sessions.first(), able("Ann One", loop), coordinator, "throne")) == (
        "There is no such seat."
    )


def test_absent_person_gets_no_seat_and_keeps_no_time(loop: InterviewLoop, coordinator: User) -> None:
    person = able("Ann One", loop)
    away = DateTimeTZRange(TOMORROW, TOMORROW + timedelta(days=2))
    Absence.objects.create(interviewer=person.interviewer, during=away)
    first, second = loop.sessions.all()
    put(first, coordinator)
    seat(second, person, coordinator)

    assert refusal(lambda: seat(first, person, coordinator)) != ""
    assert refusal(lambda: put(second, coordinator, TOMORROW + 3 * HOUR)) == "Ann One is away at that time."

"""Profiles of interviewers: what is set replaces what was, and is recorded once."""

from datetime import date, datetime, time, timedelta

import pytest

from hiring.accounts.models import User
from hiring.models import Interviewer, InterviewKind
from hiring.operations import interviewers
from hiring.operations.interviewers import InterviewerRefused
from rubrics.ledger.models import Event
from tests.factories import CandidateFactory
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile(interviewer: User, coordinator: User) -> Interviewer:
    """The interviewer's profile with its first limits."""
    return interviewers.set_profile(person=interviewer, by=coordinator, at=NOON)


def kinds_of_events() -> list[str]:
    return list(Event.objects.order_by("number").values_list("kind", flat=True))


def test_same_values_again_write_no_event(profile: Interviewer, coordinator: User) -> None:
    kind = InterviewKind.objects.all()[0]
    by = {"interviewer": profile, "by": coordinator, "at": NOON}
    for _turn in range(2):
        interviewers.set_profile(person=profile.person, day_limit=3, by=coordinator, at=NOON)
        interviewers.set_qualifications(qualifications=[(kind, None, date(2026, 1, 1))], **by)  # type: ignore[arg-type]
        interviewers.set_hours(hours=[(0, time(9), time(12))], **by)  # type: ignore[arg-type]
        interviewers.set_absences(absences=[(NOON, NOON + timedelta(days=1), "Trip")], **by)  # type: ignore[arg-type]

    assert kinds_of_events() == [
        "interviewer.profile_set",
        "interviewer.profile_set",
        "interviewer.qualifications_set",
        "interviewer.hours_set",
        "interviewer.absences_set",
    ]


def test_qualifications_are_exactly_those_that_are_named(profile: Interviewer, coordinator: User) -> None:
    first, second, third = InterviewKind.objects.all()[:3]
    by = {"interviewer": profile, "by": coordinator, "at": NOON}
    interviewers.set_qualifications(
        qualifications=[(first, None, date(2026, 1, 1)), (second, None, date(2026, 1, 1))],
        **by,
    )  # type: ignore[arg-type]

    interviewers.set_qualifications(
        qualifications=[(second, None, date(2026, 2, 1)), (third, None, date(2026, 3, 1))],
        **by,
    )  # type: ignore[arg-type]

    assert dict(profile.qualifications.values_list("kind_id", "since")) == {
        second.pk: date(2026, 2, 1),
        third.pk: date(2026, 3, 1),
    }


@pytest.mark.parametrize("limits", [{"day_limit": 0}, {"day_limit": 4, "week_limit": 3}])
def test_odd_limits_are_refused(profile: Interviewer, coordinator: User, limits: dict[str, int]) -> None:
    with pytest.raises(InterviewerRefused, match="The limits are at least one a day"):
        interviewers.set_profile(person=profile.person, by=coordinator, at=NOON, **limits)


@pytest.mark.parametrize(
    "hours",
    [[(0, time(12), time(9))], [(7, time(9), time(12))], [(0, time(9), time(12)), (0, time(11), time(13))]],
)
def test_odd_hours_are_refused_and_the_week_stays(
    profile: Interviewer, coordinator: User, hours: list[tuple[int, time, time]]
) -> None:
    by = {"interviewer": profile, "by": coordinator, "at": NOON}
    interviewers.set_hours(hours=[(1, time(8), time(9))], **by)  # type: ignore[arg-type]

    with pytest.raises(InterviewerRefused):
        interviewers.set_hours(hours=hours, **by)  # type: ignore[arg-type]

    assert [(row.weekday, row.starts) for row in profile.hours.all()] == [(1, time(8))]


def test_absence_that_ends_before_it_starts_is_refused(profile: Interviewer, coordinator: User) -> None:
    ends: datetime = NOON - timedelta(days=1)

    with pytest.raises(InterviewerRefused, match="The end of an absence"):
        interviewers.set_absences(interviewer=profile, absences=[(NOON, ends, "")], by=coordinator, at=NOON)


def test_absence_in_a_year_that_nobody_means_is_refused(profile: Interviewer, coordinator: User) -> None:
    ends = NOON.replace(year=9999)

    with pytest.raises(InterviewerRefused, match="a year from 2000 to 2099"):
        interviewers.set_absences(interviewer=profile, absences=[(NOON, ends, "")], by=coordinator, at=NOON)


def test_preferred_hours_and_trainings_are_set_as_a_whole(profile: Interviewer, coordinator: User) -> None:
    by = {"interviewer": profile, "by": coordinator, "at": NOON}
    for hour in (8, 9):
        interviewers.set_preferred_hours(hours=[(2, time(hour), time(12))], **by)  # type: ignore[arg-type]
        interviewers.set_trainings(trainings=[("Anchors", date(2026, 1, hour))], **by)  # type: ignore[arg-type]

    assert [row.starts for row in profile.preferred_hours.all()] == [time(9)]
    assert [row.trained_on for row in profile.trainings.all()] == [date(2026, 1, 9)]


def test_reason_of_a_conflict_is_personal(profile: Interviewer, coordinator: User) -> None:
    candidate = CandidateFactory()

    interviewers.set_conflict(
        interviewer=profile, candidate=candidate, reason="Cousin.", by=coordinator, at=NOON
    )

    event = Event.objects.get(kind="interviewer.conflict_set")
    assert (event.data, event.personal.values) == (
        {"candidate": candidate.pk},
        {"kind": "own_choice", "reason": "Cousin."},
    )


def test_deactivated_person_becomes_no_interviewer(stranger: User, coordinator: User) -> None:
    stranger.is_active = False

    with pytest.raises(InterviewerRefused, match="Stig Stranger is deactivated"):
        interviewers.set_profile(person=stranger, by=coordinator, at=NOON)

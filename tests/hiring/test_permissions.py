"""Who may see what: every queryset, asked for every member of the cast."""

import pytest

from hiring import permissions
from hiring.accounts.models import User
from hiring.models import Application, Requisition, Scorecard
from tests.factories import RequisitionFactory
from tests.factories.pools import make_pool

pytestmark = pytest.mark.django_db


def test_requisition_is_seen_by_its_team_and_by_those_who_read_all(
    requisition: Requisition,
    recruiter: User,
    coordinator: User,
    manager: User,
    compliance: User,
    interviewer: User,
    administrator: User,
    stranger: User,
) -> None:
    seen = {
        person.full_name: permissions.can_see_requisition(person, requisition)
        for person in (recruiter, coordinator, manager, compliance, interviewer, administrator, stranger)
    }

    assert seen == {
        "Rita Recruiter": True,
        "Cora Coordinator": True,
        "Mona Manager": True,
        "Carl Compliance": True,
        "Ina Interviewer": False,
        "Adam Administrator": False,
        "Stig Stranger": False,
    }


def test_confidential_requisition_is_seen_by_its_team_only(
    manager: User, recruiter: User, coordinator: User, compliance: User
) -> None:
    secret = RequisitionFactory(confidential=True, team={manager: "hiring_manager"})

    seen = [permissions.can_see_requisition(p, secret) for p in (manager, recruiter, coordinator, compliance)]

    assert seen == [True, False, False, False]


def test_fellow_is_blind_until_own_scorecard_is_in(
    scorecards: tuple[Scorecard, Scorecard], interviewer: User, application: Application
) -> None:
    own, other = scorecards

    assert permissions.is_blind(interviewer, application.candidate)
    assert list(permissions.readable_scorecards(interviewer)) == [own]
    assert not permissions.can_read_scorecard(interviewer, other)


def test_superuser_who_sits_on_the_panel_is_as_blind_as_anyone(
    scorecards: tuple[Scorecard, Scorecard], interviewer: User, application: Application
) -> None:
    interviewer.is_superuser = True
    interviewer.save()

    assert list(permissions.rated_applications(interviewer)) == []
    assert list(permissions.readable_scorecards(interviewer)) == [scorecards[0]]


def test_loops_are_seen_by_overseers_and_arranged_by_whoever_may(
    scorecards: tuple[Scorecard, Scorecard],
    recruiter: User,
    coordinator: User,
    manager: User,
    compliance: User,
    interviewer: User,
    administrator: User,
    stranger: User,
) -> None:
    seat = scorecards[0].seat
    loop = seat.session.loop

    answers = {
        person.get_short_name(): (
            permissions.can_see_plan(person, loop.plan),
            permissions.can_plan(person, loop.plan.requisition),
            permissions.can_see_loop(person, loop),
            permissions.can_manage_loop(person, loop),
            permissions.can_see_seat(person, seat),
        )
        for person in (recruiter, coordinator, manager, compliance, interviewer, administrator, stranger)
    }

    arranges, reads, nothing = (True,) * 5, (True, False, True, False, True), (False,) * 5
    assert answers == {
        "Rita": arranges,
        "Cora": arranges,
        "Mona": reads,
        "Carl": reads,
        "Ina": (False, False, False, False, True),
        "Adam": nothing,
        "Stig": nothing,
    }


def test_pools_are_kept_by_who_manages_interviewers(
    recruiter: User,
    coordinator: User,
    manager: User,
    compliance: User,
    interviewer: User,
    administrator: User,
    stranger: User,
) -> None:
    pool = make_pool("Backend engineers")

    cast = (recruiter, coordinator, manager, compliance, interviewer, administrator, stranger)
    allowed = {person.full_name for person in cast if permissions.can_manage_pool(person, pool)}

    assert allowed == {"Rita Recruiter", "Cora Coordinator"}
    assert [person.full_name for person in cast if permissions.pools_for(person).exists()] == [
        "Rita Recruiter",
        "Cora Coordinator",
    ]

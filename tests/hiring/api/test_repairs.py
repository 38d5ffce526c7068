"""Repairs over the API: proposed, read, accepted and dismissed by those who schedule, unknown to others."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from hiring.accounts.models import User
from hiring.choices import RepairState
from hiring.models import Application, InterviewSession, Repair, Requisition
from hiring.operations import repairs, scheduling
from tests.factories.arrangements import able, agree, at_work, begin_loop

pytestmark = pytest.mark.django_db
Caller = Callable[[User], APIClient]
LIST = "/api/v1/repairs/"
HOUR = timedelta(hours=1)


def soon() -> datetime:
    """Noon in Greenwich on a Wednesday in one to two weeks, by the real clock that the API goes by."""
    noon = timezone.now().astimezone(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    return noon + timedelta(days=9 - noon.weekday() if noon.weekday() <= 2 else 16 - noon.weekday())


@pytest.fixture
def broken(application: Application, coordinator: User) -> InterviewSession:
    """Ann was to come on the Wednesday and is away; Bea and Cid could."""
    loop = begin_loop(application)
    ann, _bea, _cid = [at_work(able(name, loop)) for name in ("Ann One", "Bea Two", "Cid Three")]
    session = loop.sessions.order_by("planned__order").first()
    agree(session, soon(), ann, by=coordinator, at=timezone.now())
    ann.interviewer.absences.create(during=(soon(), soon() + HOUR))
    return session


@pytest.fixture
def proposal(broken: InterviewSession, requisition: Requisition, coordinator: User) -> Repair:
    return repairs.propose(requisition=requisition, by=coordinator, at=timezone.now())


def people(session: InterviewSession) -> list[str]:
    rows = session.seats.filter(cancelled=False).select_related("person")
    return [str(row.person) for row in rows]


def test_a_repair_is_proposed_read_and_accepted(
    broken: InterviewSession, coordinator: User, requisition: Requisition, api: Caller
) -> None:
    client = api(coordinator)

    made = client.post(LIST, {"requisition": requisition.pk})
    read = client.get(f"{LIST}{made.json()['id']}/").json()
    accepted = client.post(f"{LIST}{made.json()['id']}/accept/")

    (move,) = read["moves"]
    assert (made.status_code, read["state"], read["kept"], read["left"]) == (201, "open", 0, [])
    assert (move["session"], move["why"]) == (broken.pk, ["Ann One is away at that time."])
    assert (datetime.fromisoformat(move["before"]["start"]), len(move["after"]["people"])) == (soon(), 1)
    assert (accepted.status_code, accepted.json()["state"], people(broken)) == (200, "accepted", ["Bea Two"])


def test_a_repair_is_dismissed_once(proposal: Repair, coordinator: User, api: Caller) -> None:
    client = api(coordinator)

    told = [client.post(f"{LIST}{proposal.pk}/{act}/") for act in ("dismiss", "dismiss", "accept")]

    sentence = "This proposal is closed: nothing was moved."
    assert [each.status_code for each in told] == [200, 400, 400]
    assert [each.json().get("detail") for each in told] == [None, sentence, sentence]


def test_what_changed_meanwhile_is_told(
    proposal: Repair, broken: InterviewSession, coordinator: User, api: Caller
) -> None:
    scheduling.cancel_session(session=broken, reason="Off.", by=coordinator, at=timezone.now())

    answer = api(coordinator).post(f"{LIST}{proposal.pk}/accept/")

    proposal.refresh_from_db()
    assert (answer.status_code, proposal.state) == (400, RepairState.OUTDATED)
    assert "was changed since the proposal was made" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("role", "code", "count"),
    [
        ("recruiter", 200, 1),
        ("coordinator", 200, 1),
        ("manager", 404, 0),
        ("compliance", 404, 0),
        ("administrator", 404, 0),
        ("interviewer", 404, 0),
        ("stranger", 404, 0),
    ],
)
def test_only_who_schedules_finds_a_repair(
    role: str, code: int, count: int, proposal: Repair, api: Caller, request: pytest.FixtureRequest
) -> None:
    client = api(request.getfixturevalue(role))

    codes = [client.get(f"{LIST}{proposal.pk}/").status_code]
    codes += [client.post(f"{LIST}{proposal.pk}/dismiss/").status_code]
    begun = client.post(LIST, {"requisition": proposal.requisition_id}).status_code

    assert (codes, client.get(LIST).json()["count"]) == ([code] * 2, count + (begun == 201))
    assert begun == (201 if count else 400)

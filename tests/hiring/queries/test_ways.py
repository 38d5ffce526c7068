"""A way out leads to the page on which it is done, filled in, and only who may open that page is led there."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from hiring.accounts.models import User
from hiring.models import Application, InterviewLoop
from hiring.planning.types import Interval, WayKind, WayOut
from hiring.queries.ways import Stuck, Way, as_plain, linked
from tests.factories.arrangements import able, begin_loop
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return begin_loop(application)


def ways(loop: InterviewLoop, user: User, *changes: Mapping[str, Any]) -> list[str]:
    """The addresses of the ways out of the first interview."""
    sentences = tuple(f"Way {n}." for n in range(len(changes)))
    (found,) = linked([Stuck(loop.sessions.first(), sentences, changes)], user)
    assert [way.sentence for way in found] == list(sentences)
    return [way.url for way in found]


def plain(kind: WayKind, who: int, **values: Any) -> dict[str, Any]:
    return as_plain(WayOut(kind, str(who), **values))


def test_limits_and_qualifications_lead_to_the_interviewer_s_form(
    loop: InterviewLoop, coordinator: User
) -> None:
    ann, session = able("Ann One", loop), loop.sessions.first()
    page = reverse("admin:hiring_interviewer_change", args=[ann.interviewer.pk])

    found = ways(
        loop,
        coordinator,
        plain(WayKind.DAY_LIMIT, ann.pk, amount=3),
        plain(WayKind.WEEK_LIMIT, ann.pk, amount=6),
        plain(WayKind.QUALIFY, ann.pk, session_kind=session.planned.kind.key),
    )

    assert found == [
        f"{page}?day_limit=3",
        f"{page}?week_limit=6",
        f"{page}?kind={session.planned.kind_id}#qualifications-group",
    ]


def test_times_lead_to_the_candidate_or_the_interview_on_the_requisition_s_clock(
    loop: InterviewLoop, coordinator: User
) -> None:
    hour = (Interval(NOON, NOON + timedelta(hours=1)),)
    candidate, session = loop.application.candidate_id, loop.sessions.first()

    found = ways(
        loop,
        coordinator,
        plain(WayKind.WINDOW, candidate, times=hour),
        plain(WayKind.HOURS, coordinator.pk, times=hour),
        plain(WayKind.MOVE, candidate),
        plain(WayKind.AGAIN, candidate),
    )

    proposed = "?starts=2026-03-02T13%3A00&ends=2026-03-02T14%3A00"
    page = reverse("loop", args=[loop.pk])
    assert found == [
        f"{page}{proposed}#choice",
        reverse("session_arrange", args=[session.pk]) + proposed,
        page,
        page,
    ]


def test_who_may_not_open_the_page_reads_the_sentence(loop: InterviewLoop, interviewer: User) -> None:
    ann = able("Ann One", loop)

    found = ways(
        loop,
        interviewer,
        plain(WayKind.DAY_LIMIT, ann.pk, amount=3),
        plain(WayKind.MOVE, loop.application.candidate_id),
    )

    assert found == ["", ""]


def test_sentences_of_older_runs_have_no_address(loop: InterviewLoop, coordinator: User) -> None:
    found = linked([Stuck(loop.sessions.first(), ("Qualify Ann One.",), ())], coordinator)

    assert found == [(Way("Qualify Ann One."),)]

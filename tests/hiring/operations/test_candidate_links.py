"""Candidates' links: shown once, stored as a hash, ended at will, in the ledger without personal values."""

from datetime import timedelta

import pytest

from hiring.accounts.models import User
from hiring.models import Application, CandidateLink, CandidateNotice, InterviewLoop
from hiring.operations import candidate_links
from hiring.queries.candidate_links import digest, find, token_of
from rubrics.ledger.models import Event
from tests.factories import ApplicationFactory
from tests.factories.arrangements import begin_loop
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return begin_loop(application)


def test_only_the_hash_of_a_token_is_stored(loop: InterviewLoop, coordinator: User) -> None:
    link, token = candidate_links.make(loop=loop, by=coordinator, at=NOON)

    row = CandidateLink.objects.values().get(pk=link.pk)
    assert (row["token_hash"], len(token)) == (digest(token), 43)
    assert [name for name, value in row.items() if token in str(value)] == []
    assert Event.objects.filter(data__icontains=token).count() == 0


def test_the_site_s_key_is_needed_to_write_the_token_again(
    loop: InterviewLoop, coordinator: User, settings: object
) -> None:
    link, token = candidate_links.make(loop=loop, by=coordinator, at=NOON)
    known = token_of(link)
    settings.SECRET_KEY = "another-key-0123456789-abcdefghijklmnopqrstuvwxyz"  # type: ignore[attr-defined]

    assert (known, token_of(link)) == (token, "")


def test_a_link_opens_until_it_expires(loop: InterviewLoop, coordinator: User) -> None:
    link, token = candidate_links.make(loop=loop, by=coordinator, at=NOON)

    assert find(token, NOON + 14 * DAY - timedelta(seconds=1)) == link
    assert find(token, NOON + 14 * DAY) is None


def test_a_new_link_revokes_the_old_one(loop: InterviewLoop, coordinator: User) -> None:
    _old, first = candidate_links.make(loop=loop, by=coordinator, at=NOON)
    new, second = candidate_links.make(loop=loop, by=coordinator, at=NOON)

    assert (find(first, NOON), find(second, NOON)) == (None, new)


def test_asking_twice_at_once_leaves_the_first_link_open(loop: InterviewLoop, coordinator: User) -> None:
    asked = [
        candidate_links.ask(loops=[loop], by=coordinator, at=at)
        for at in (NOON, NOON + timedelta(seconds=1), NOON + DAY)
    ]

    assert (asked, CandidateLink.objects.filter(revoked_at__isnull=True).count()) == ([1, 0, 1], 1)


def test_who_is_in_a_loop_that_was_closed_meanwhile_is_passed_over(
    loop: InterviewLoop, coordinator: User
) -> None:
    other = begin_loop(ApplicationFactory(requisition=loop.application.requisition))
    InterviewLoop.objects.filter(pk=loop.pk).update(state="complete")

    count = candidate_links.ask(loops=[loop, other], by=coordinator, at=NOON)

    assert (count, CandidateLink.objects.get().loop) == (1, other)


def test_a_revoked_link_and_one_of_a_closed_loop_open_nothing(loop: InterviewLoop, coordinator: User) -> None:
    link, token = candidate_links.make(loop=loop, by=coordinator, at=NOON)
    InterviewLoop.objects.filter(pk=loop.pk).update(state="cancelled")
    closed = find(token, NOON)
    InterviewLoop.objects.filter(pk=loop.pk).update(state="open")
    candidate_links.revoke(link=link, by=coordinator, at=NOON)

    assert (closed, find(token, NOON)) == (None, None)


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "0" * 5000, "é"])
def test_a_guessed_token_is_unknown(loop: InterviewLoop, coordinator: User, token: str) -> None:
    candidate_links.make(loop=loop, by=coordinator, at=NOON)

    with pytest.raises(LookupError):
        find(token, NOON)


def test_a_closed_loop_gets_no_link(loop: InterviewLoop, coordinator: User) -> None:
    InterviewLoop.objects.filter(pk=loop.pk).update(state="complete")

    with pytest.raises(candidate_links.LinkRefused):
        candidate_links.make(loop=loop, by=coordinator, at=NOON)

    assert CandidateNotice.objects.count() == 0


def test_made_used_and_revoked_are_events_with_ids_only(loop: InterviewLoop, coordinator: User) -> None:
    link, _token = candidate_links.make(loop=loop, by=coordinator, at=NOON)
    for _ in range(2):
        candidate_links.note_use(link=link, at=NOON)
        candidate_links.revoke(link=link, by=coordinator, at=NOON)

    events = Event.objects.filter(kind__startswith="candidate_link").order_by("number")
    assert [(event.kind, event.actor, event.personal_digest) for event in events] == [
        ("candidate_link.made", coordinator, ""),
        ("candidate_link.used", None, ""),
        ("candidate_link.revoked", coordinator, ""),
    ]

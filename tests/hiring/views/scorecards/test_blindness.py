"""Who still owes a scorecard for a candidate learns nothing of the others' through these pages (rule 4)."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hiring.accounts.models import User
from hiring.models import Application, InterviewSession, Scorecard, ScorecardReading
from hiring.operations import scorecards as operations
from hiring.permissions import (
    can_excuse_scorecard,
    can_read_panel,
    excusable_scorecards,
    panels_for,
)
from tests.factories import ApplicationFactory, PanelSeatFactory, ScorecardFactory, make_loop
from tests.factories.rubrics import NOON
from tests.factories.scorecards import fields_of, fill, lock, submit

LATER, A_WEEK_LATER = NOON + timedelta(hours=9), NOON + timedelta(days=7, hours=9)
pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
# What the fellow wrote and nobody blind may read.
SECRET = "Quoted the tram timetable of 1987 by heart, and the crew believed every word of it."


@pytest.fixture
def own(scorecards: tuple[Scorecard, Scorecard]) -> Scorecard:
    return scorecards[0]


@pytest.fixture
def others(scorecards: tuple[Scorecard, Scorecard], fellow: User) -> Scorecard:
    """The fellow's, submitted."""
    return submit(scorecards[1], fellow, LATER, level=5, evidence=SECRET)


def addresses(own: Scorecard, others: Scorecard) -> list[str]:
    """Every page of the interviewers that a blind person can ask for."""
    session = own.seat.session
    return [
        reverse("home"),
        reverse("session", args=[session.pk]),
        reverse("session_invitation", args=[session.pk]),
        reverse("scorecard", args=[own.pk]),
        reverse("scorecard_lock", args=[own.pk]),
        reverse("scorecard_recommendation", args=[own.pk]),
    ]


def hidden(others: Scorecard) -> list[str]:
    """Every page that is about another's scorecard."""
    competency = others.ratings.all()[0].competency_id
    return [
        reverse("scorecard", args=[others.pk]),
        reverse("scorecard_lock", args=[others.pk]),
        reverse("scorecard_recommendation", args=[others.pk]),
        reverse("scorecard_excuse", args=[others.pk]),
        reverse("rating_correction", args=[others.pk, competency]),
        reverse("panel_scorecards", args=[others.application_id]),
        reverse("session", args=[others.seat.session_id]),
        reverse("session_invitation", args=[others.seat.session_id]),
    ]


def statuses(client: Client, pages: list[str]) -> dict[str, int]:
    return {address: client.get(address).status_code for address in pages}


def everything(client: Client, pages: list[str]) -> str:
    """All that the pages say, after following redirects."""
    return "\n".join(client.get(address, follow=True).content.decode() for address in pages)


def test_a_blind_person_gets_404_for_every_page_about_another_s_scorecard(
    signed_in: SignIn, interviewer: User, own: Scorecard, others: Scorecard
) -> None:
    pages = hidden(others)

    assert statuses(signed_in(interviewer), pages) == dict.fromkeys(pages, 404)
    assert ScorecardReading.objects.count() == 0


def test_the_404_reads_alike_whether_the_scorecard_exists_or_not(
    signed_in: SignIn, interviewer: User, own: Scorecard, others: Scorecard
) -> None:
    client = signed_in(interviewer)

    there = client.get(reverse("scorecard", args=[others.pk]))
    nowhere = client.get(reverse("scorecard", args=[999_999]))

    assert strip_noise(there.content.decode()) == strip_noise(nowhere.content.decode())


def test_no_page_of_a_blind_person_changes_when_another_submits(
    signed_in: SignIn, interviewer: User, fellow: User, scorecards: tuple[Scorecard, Scorecard]
) -> None:
    own, other = scorecards
    client = signed_in(interviewer)
    pages = addresses(own, other)
    before = strip_noise(everything(client, pages))

    submit(other, fellow, LATER, level=5, evidence=SECRET)

    assert strip_noise(everything(client, pages)) == before


def strip_noise(text: str) -> str:
    """Without the lines that differ between any two answers: tokens, and when a calendar file was made."""
    kept = [
        line
        for line in text.splitlines()
        if "csrfmiddlewaretoken" not in line and "X-CSRFToken" not in line and "DTSTAMP" not in line
    ]
    return "\n".join(kept)


def test_a_blind_person_learns_nothing_from_saving_and_locking(
    signed_in: SignIn, interviewer: User, own: Scorecard, others: Scorecard
) -> None:
    client = signed_in(interviewer)
    address = reverse("scorecard_draft", args=[own.pk])
    body = json.dumps({"base_revision": 0, "fields": fields_of(own)})

    saved = client.post(address, body, content_type="application/json")
    conflict = client.post(address, body, content_type="application/json")
    checked = client.post(reverse("scorecard", args=[own.pk]), {"base_revision": 1, "action": "check"})

    said = saved.content + conflict.content + checked.content
    assert [answer.status_code for answer in (saved, conflict, checked)] == [200, 409, 302]
    assert SECRET.encode() not in said
    assert set(saved.json()) == {"revision", "saved_at", "missing", "warnings"}
    assert set(conflict.json()["fields"]) == {
        f"{name}-{rating.competency_id}"
        for name in ("rating", "reason", "note", "session_notes")
        for rating in own.ratings.all()
    }


def test_locked_ratings_alone_open_nothing(
    signed_in: SignIn, interviewer: User, own: Scorecard, others: Scorecard
) -> None:
    lock(own, interviewer, LATER)
    pages = hidden(others)

    assert statuses(signed_in(interviewer), pages) == dict.fromkeys(pages, 404)


def test_submitting_opens_what_others_wrote_and_remembers_who_read_it(
    signed_in: SignIn, interviewer: User, own: Scorecard, others: Scorecard
) -> None:
    submit(own, interviewer, LATER)
    client = signed_in(interviewer)

    panel = client.get(reverse("panel_scorecards", args=[own.application_id]))
    single = client.get(reverse("scorecard", args=[others.pk]))

    assert [panel.status_code, single.status_code] == [200, 200]
    assert panel.content.decode().count(SECRET) == 5
    assert list(ScorecardReading.objects.values_list("reader", flat=True)) == [interviewer.pk]


def test_a_superuser_with_a_seat_is_as_blind_as_anyone(
    signed_in: SignIn, interviewer: User, own: Scorecard, others: Scorecard
) -> None:
    interviewer.is_superuser = interviewer.is_staff = True
    interviewer.save()
    # A superuser oversees sessions; the others' scorecards stay hidden all the same.
    pages = hidden(others)[:6]

    assert statuses(signed_in(interviewer), pages) == dict.fromkeys(pages, 404)
    assert SECRET not in everything(signed_in(interviewer), addresses(own, others))


def seat_too(person: User, others: Scorecard) -> Scorecard:
    """A due scorecard of a person who also oversees: second in the interviewer's session."""
    session = InterviewSession.objects.exclude(pk=others.seat.session_id).get()
    return ScorecardFactory(seat=PanelSeatFactory(session=session, person=person, kind="second"))


@pytest.mark.parametrize("role", ["recruiter", "manager", "compliance", "coordinator"])
def test_blindness_follows_the_person_through_every_role(
    signed_in: SignIn, request: pytest.FixtureRequest, own: Scorecard, others: Scorecard, role: str
) -> None:
    person = request.getfixturevalue(role)
    seat_too(person, others)
    pages = hidden(others)[:6]

    assert statuses(signed_in(person), pages) == dict.fromkeys(pages, 404)
    assert list(panels_for(person)) == []


def test_a_manager_with_a_seat_sees_no_count_that_tells_who_is_in(
    signed_in: SignIn, manager: User, fellow: User, scorecards: tuple[Scorecard, Scorecard]
) -> None:
    _own, other = scorecards
    InterviewSession.objects.update(state="held")
    seat_too(manager, other)
    client = signed_in(manager)
    before = strip_noise(everything(client, [reverse("home")]))

    submit(other, fellow, LATER)

    assert strip_noise(everything(client, [reverse("home")])) == before
    assert "1 scorecard open" in before


def test_a_coordinator_with_a_seat_cannot_tell_from_excusing_who_is_in(
    coordinator: User, fellow: User, scorecards: tuple[Scorecard, Scorecard]
) -> None:
    own, other = scorecards
    card = seat_too(coordinator, other)

    blind = [can_excuse_scorecard(coordinator, own), can_excuse_scorecard(coordinator, other)]
    submit(card, coordinator, LATER)
    open_again = [can_excuse_scorecard(coordinator, own), can_excuse_scorecard(coordinator, other)]

    assert (blind, open_again) == ([False, False], [True, True])
    assert set(excusable_scorecards(coordinator)) == {own, other}


def test_home_offers_to_read_only_what_is_no_longer_hidden(
    signed_in: SignIn, interviewer: User, own: Scorecard, others: Scorecard
) -> None:
    client = signed_in(interviewer)
    link = reverse("panel_scorecards", args=[own.application_id])
    blind = link in client.get(reverse("home")).content.decode()

    submit(own, interviewer, timezone.now() - timedelta(minutes=1))

    assert (blind, link in client.get(reverse("home")).content.decode()) == (False, True)


def test_an_excused_person_reads_nobody_else_s(
    signed_in: SignIn, coordinator: User, interviewer: User, own: Scorecard, others: Scorecard
) -> None:
    fill(own, interviewer, NOON)
    operations.excuse(scorecard=own, reason="Fell ill.", by=coordinator, at=NOON)
    client = signed_in(interviewer)

    assert client.get(reverse("scorecard", args=[own.pk])).status_code == 200
    assert client.get(reverse("scorecard", args=[others.pk])).status_code == 404
    assert client.get(reverse("panel_scorecards", args=[own.application_id])).status_code == 404


def test_each_role_reads_the_panel_only_with_the_right(
    signed_in: SignIn,
    own: Scorecard,
    others: Scorecard,
    recruiter: User,
    coordinator: User,
    manager: User,
    compliance: User,
    administrator: User,
    stranger: User,
    fellow: User,
) -> None:
    address = reverse("panel_scorecards", args=[own.application_id])
    cast = (recruiter, coordinator, manager, compliance, administrator, stranger, fellow)

    read = {person.full_name: signed_in(person).get(address).status_code for person in cast}

    assert read == {
        "Rita Recruiter": 200,
        "Cora Coordinator": 404,
        "Mona Manager": 200,
        "Carl Compliance": 200,
        "Adam Administrator": 404,
        "Stig Stranger": 404,
        "Finn Fellow": 200,
    }


def test_the_twins_agree(
    own: Scorecard,
    others: Scorecard,
    application: Application,
    recruiter: User,
    coordinator: User,
    manager: User,
    interviewer: User,
    fellow: User,
    stranger: User,
) -> None:
    for person in (recruiter, coordinator, manager, interviewer, fellow, stranger):
        assert can_read_panel(person, application) == (application in panels_for(person))
        assert can_excuse_scorecard(person, own) == (own in excusable_scorecards(person))


def test_a_draft_is_read_by_nobody_but_its_author(
    signed_in: SignIn,
    own: Scorecard,
    interviewer: User,
    recruiter: User,
    manager: User,
    compliance: User,
    administrator: User,
) -> None:
    fill(own, interviewer, NOON)

    for person in (recruiter, manager, compliance, administrator):
        assert signed_in(person).get(reverse("scorecard", args=[own.pk])).status_code == 404


def test_signed_out_every_page_leads_to_the_sign_in(own: Scorecard, others: Scorecard) -> None:
    for address in [*addresses(own, others), *hidden(others)]:
        assert Client().get(address).headers["Location"] == f"/accounts/login/?next={address}"


# excusing, as a page


def test_a_coordinator_excuses_on_a_page_that_names_what_follows(
    signed_in: SignIn, coordinator: User, own: Scorecard
) -> None:
    client = signed_in(coordinator)
    address = reverse("scorecard_excuse", args=[own.pk])

    shown = client.get(address).content.decode()
    refused = client.post(address, {"reason": " "})
    excused = client.post(address, {"reason": "Fell ill."})

    assert "The panel no longer waits for it." in shown
    assert "Give the reason" in refused.content.decode()
    assert excused.headers["Location"] == reverse("session", args=[own.seat.session_id])
    assert Scorecard.objects.get(pk=own.pk).state == "excused"


def test_who_may_not_excuse_gets_404(
    signed_in: SignIn,
    own: Scorecard,
    interviewer: User,
    fellow: User,
    manager: User,
    compliance: User,
    administrator: User,
    stranger: User,
) -> None:
    address = reverse("scorecard_excuse", args=[own.pk])

    for person in (interviewer, fellow, manager, compliance, administrator, stranger):
        assert signed_in(person).post(address, {"reason": "Why not."}).status_code == 404
    assert Scorecard.objects.get(pk=own.pk).state == "draft"


# the same, for those who also oversee, and over their pages


@pytest.mark.parametrize("role", ["recruiter", "manager", "coordinator", "compliance"])
def test_no_page_of_a_blind_overseer_changes_when_another_submits(
    signed_in: SignIn,
    request: pytest.FixtureRequest,
    fellow: User,
    scorecards: tuple[Scorecard, Scorecard],
    role: str,
) -> None:
    person = request.getfixturevalue(role)
    own, other = scorecards
    seat_too(person, other)
    client = signed_in(person)
    application, requisition = other.application_id, other.application.requisition_id
    pages = [
        reverse("home"),
        reverse("session", args=[own.seat.session_id]),
        reverse("session", args=[other.seat.session_id]),
        reverse("session_invitation", args=[other.seat.session_id]),
        reverse("scorecard", args=[other.pk]),
        reverse("scorecard_excuse", args=[other.pk]),
        reverse("panel_scorecards", args=[application]),
        reverse("requisition_list"),
        reverse("requisition", args=[requisition]),
        reverse("application", args=[application]),
    ]
    before = strip_noise(everything(client, pages))

    submit(other, fellow, LATER, level=5, evidence=SECRET)

    assert strip_noise(everything(client, pages)) == before


def test_one_owed_scorecard_hides_the_candidate_s_other_applications_too(
    signed_in: SignIn, interviewer: User, fellow: User, application: Application, stranger: User
) -> None:
    elsewhere = ApplicationFactory(candidate=application.candidate)
    _loop, cards = make_loop(elsewhere, [interviewer, stranger], NOON + timedelta(days=7))
    submit(cards[0], interviewer, A_WEEK_LATER)
    submit(cards[1], stranger, A_WEEK_LATER, evidence=SECRET)
    address = reverse("panel_scorecards", args=[elsewhere.pk])
    client = signed_in(interviewer)
    before = client.get(address).status_code

    make_loop(application, [interviewer, fellow], NOON + timedelta(days=14))

    assert (before, client.get(address).status_code) == (200, 404)

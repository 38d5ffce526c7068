"""The debrief in five steps: votes lie face down until all are in or the round has ended."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.models import Application, CandidateReport, Debrief, ScorecardReading
from hiring.operations import debriefs
from tests.factories.reports import LATER
from tests.hiring.views.conftest import only

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
SECRET = "The crew heard of it from the newspaper."


@pytest.fixture
def debrief(report: CandidateReport, application: Application, manager: User) -> Debrief:
    """Open, at the first step."""
    return debriefs.open_debrief(application=application, by=manager, at=LATER)


def page(client: Client, debrief: Debrief) -> str:
    return client.get(reverse("debrief", args=[debrief.pk])).content.decode()


def step(debrief: Debrief, by: User, times: int = 1) -> None:
    for _step in range(times):
        debriefs.advance(debrief=debrief, by=by, at=LATER)
    debrief.refresh_from_db()


def test_the_page_opens_for_the_panel_and_overseers_and_is_nowhere_for_others(
    answers: Callable[..., dict[str, int]], debrief: Debrief
) -> None:
    assert answers(reverse("debrief", args=[debrief.pk])) == only("Rita", "Mona", "Carl", "Ina", "Ulla")


def test_it_is_opened_by_who_leads(
    answers: Callable[..., dict[str, int]], report: CandidateReport, application: Application
) -> None:
    address = reverse("debrief_open", args=[application.pk])

    assert answers(address, "post") == only("Rita", "Mona", "Ulla", status=302)
    assert Debrief.objects.count() == 1


def test_it_needs_a_finished_report(signed_in: SignIn, manager: User, application: Application) -> None:
    answer = signed_in(manager).post(reverse("debrief_open", args=[application.pk]), follow=True)

    assert [str(message) for message in answer.context["messages"]] == [
        "The debrief opens on a finished report; there is none yet."
    ]


def test_others_votes_lie_face_down_until_the_round_ends(
    signed_in: SignIn, manager: User, interviewer: User, fellow: User, debrief: Debrief
) -> None:
    debriefs.vote(debrief=debrief, choice="against", reason=SECRET, by=fellow, at=LATER)
    own, other = signed_in(fellow), signed_in(interviewer)

    before = [SECRET in page(client, debrief) for client in (own, other, signed_in(manager))]
    step(debrief, manager)
    after = [SECRET in page(client, debrief) for client in (own, other, signed_in(manager))]

    assert (before, after) == ([True, False, False], [True, True, True])


def test_the_first_votes_end_after_a_question_that_counts_who_loses_theirs(
    signed_in: SignIn, manager: User, fellow: User, debrief: Debrief
) -> None:
    client, address = signed_in(manager), reverse("debrief_advance", args=[debrief.pk])
    debriefs.vote(debrief=debrief, choice="for", reason="Fits.", by=fellow, at=LATER)

    offered = [page(each, debrief).count('id="end-votes"') for each in (client, signed_in(fellow))]
    asked = client.post(address, {"seen": "voting"}).content.decode()
    debrief.refresh_from_db()
    before = debrief.state
    client.post(address, {"seen": "voting", "confirmed": "yes"})
    debrief.refresh_from_db()

    assert (offered, asked.count("2 people have not voted and will have no first vote: ")) == ([1, 0], 1)
    assert (before, debrief.state) == ("voting", "reading")


def test_nothing_is_asked_when_everybody_has_voted(
    signed_in: SignIn, manager: User, interviewer: User, fellow: User, debrief: Debrief
) -> None:
    for person in (manager, interviewer, fellow):
        debriefs.vote(debrief=debrief, choice="for", reason="Fits.", by=person, at=LATER)

    signed_in(manager).post(reverse("debrief_advance", args=[debrief.pk]), {"seen": "voting"})

    debrief.refresh_from_db()
    assert debrief.state == "reading"


def test_votes_show_when_everybody_has_voted(
    signed_in: SignIn, manager: User, interviewer: User, fellow: User, debrief: Debrief
) -> None:
    for person in (manager, interviewer):
        debriefs.vote(debrief=debrief, choice="for", reason="Fits.", by=person, at=LATER)
    waiting = page(signed_in(interviewer), debrief).count("Written, face down")

    debriefs.vote(debrief=debrief, choice="against", reason=SECRET, by=fellow, at=LATER)

    assert waiting == 1
    assert SECRET in page(signed_in(interviewer), debrief)


def test_second_votes_stand_beside_the_first_and_lie_face_down_in_their_turn(
    signed_in: SignIn, manager: User, interviewer: User, fellow: User, debrief: Debrief
) -> None:
    debriefs.vote(debrief=debrief, choice="against", reason="First thought.", by=fellow, at=LATER)
    step(debrief, manager, 2)
    debriefs.vote(debrief=debrief, choice="for", reason=SECRET, by=fellow, at=LATER)

    during = page(signed_in(interviewer), debrief)
    step(debrief, manager)
    after = page(signed_in(interviewer), debrief)

    assert ("First thought." in during, SECRET in during) == (True, False)
    assert ("First thought." in after, SECRET in after) == (True, True)


def test_the_evidence_shows_after_the_first_votes_and_reading_it_is_remembered(
    signed_in: SignIn, manager: User, interviewer: User, debrief: Debrief
) -> None:
    client = signed_in(interviewer)
    debriefs.vote(debrief=debrief, choice="for", reason="Fits.", by=manager, at=LATER)
    voting = page(client, debrief)
    unread = ScorecardReading.objects.count()

    step(debrief, manager)
    reading = page(client, debrief)

    assert (voting.count("as seen at level"), reading.count("as seen at level")) == (0, 10)
    assert (unread, list(ScorecardReading.objects.values_list("reader", flat=True))) == (0, [interviewer.pk])


def test_a_vote_without_a_reason_is_refused_and_keeps_the_choice(
    signed_in: SignIn, interviewer: User, debrief: Debrief
) -> None:
    address = reverse("debrief_vote", args=[debrief.pk])

    answer = signed_in(interviewer).post(address, {"vote": "against", "reason": ""})

    assert (answer.status_code, answer.context["vote_form"]["vote"].value()) == (422, "against")
    assert debrief.votes.count() == 0


def test_a_vote_is_cast_once(signed_in: SignIn, interviewer: User, debrief: Debrief) -> None:
    client, address = signed_in(interviewer), reverse("debrief_vote", args=[debrief.pk])

    client.post(address, {"vote": "for", "reason": "Rerouted in minutes."})
    client.post(address, {"vote": "against", "reason": "Second thoughts."})

    assert list(debrief.votes.values_list("person", "vote")) == [(interviewer.pk, "for")]
    assert "Cast the vote" not in page(client, debrief)


def test_who_does_not_lead_takes_no_step(
    signed_in: SignIn, manager: User, interviewer: User, compliance: User, debrief: Debrief
) -> None:
    debriefs.vote(debrief=debrief, choice="for", reason="Fits.", by=interviewer, at=LATER)

    for person in (interviewer, compliance):
        signed_in(person).post(reverse("debrief_advance", args=[debrief.pk]), {"seen": "voting"})
    debrief.refresh_from_db()

    assert debrief.state == "voting"


def test_a_step_pressed_twice_is_taken_once(
    signed_in: SignIn, manager: User, interviewer: User, debrief: Debrief
) -> None:
    debriefs.vote(debrief=debrief, choice="for", reason="Fits.", by=interviewer, at=LATER)
    client, address = signed_in(manager), reverse("debrief_advance", args=[debrief.pk])

    for _press in range(2):
        client.post(address, {"seen": "voting", "confirmed": "yes"})
    debrief.refresh_from_db()

    assert debrief.state == "reading"


def test_notes_are_kept_by_who_leads_until_it_is_closed(
    signed_in: SignIn, manager: User, interviewer: User, debrief: Debrief
) -> None:
    address = reverse("debrief_notes", args=[debrief.pk])
    debriefs.vote(debrief=debrief, choice="for", reason="Fits.", by=interviewer, at=LATER)

    signed_in(manager).post(address, {"notes": "Talked about the crew."})
    signed_in(interviewer).post(address, {"notes": "Mine."})
    step(debrief, manager, 4)
    signed_in(manager).post(address, {"notes": "Too late."})
    debrief.refresh_from_db()

    assert (debrief.state, debrief.notes) == ("closed", "Talked about the crew.")


def test_the_list_holds_what_each_may_open(
    everybody: list[User], signed_in: SignIn, debrief: Debrief
) -> None:
    found = {
        person.full_name.split()[0]: len(signed_in(person).get(reverse("debrief_list")).context["page_obj"])
        for person in everybody
    }

    assert found == {"Rita": 1, "Cora": 0, "Mona": 1, "Carl": 1, "Adam": 0, "Ina": 1, "Stig": 0, "Ulla": 1}

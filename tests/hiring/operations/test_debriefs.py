"""Steps of a debrief, and who may take them."""

import pytest

from hiring.accounts.models import User
from hiring.models import Application, Debrief, Scorecard
from hiring.operations import debriefs
from rubrics.ledger.chain import verify
from tests.factories.reports import LATER, make_report, rate

pytestmark = pytest.mark.django_db


@pytest.fixture
def debrief(scorecards: tuple[Scorecard, Scorecard], application: Application, manager: User) -> Debrief:
    rate(scorecards, (2, 4))
    make_report(application)
    return debriefs.open_debrief(application=application, by=manager, at=LATER)


def test_it_keeps_the_report_on_which_it_was_opened(debrief: Debrief, application: Application) -> None:
    make_report(application)
    debrief.refresh_from_db()

    assert debrief.report.number == 1


def test_it_is_opened_once(debrief: Debrief, application: Application, manager: User) -> None:
    with pytest.raises(debriefs.DebriefRefused, match="open already"):
        debriefs.open_debrief(application=application, by=manager, at=LATER)


def test_nobody_reads_before_a_vote_is_written(debrief: Debrief, manager: User) -> None:
    with pytest.raises(debriefs.DebriefRefused, match="Nobody has voted yet"):
        debriefs.advance(debrief=debrief, by=manager, at=LATER)


def test_a_step_that_somebody_took_already_is_not_taken_again(
    debrief: Debrief, manager: User, interviewer: User
) -> None:
    debriefs.vote(debrief=debrief, choice="for", reason="Fits.", by=interviewer, at=LATER)
    debriefs.advance(debrief=debrief, by=manager, at=LATER, seen="voting")

    with pytest.raises(debriefs.DebriefRefused, match="Somebody has taken this step already"):
        debriefs.advance(debrief=debrief, by=manager, at=LATER, seen="voting")


def test_who_is_not_of_the_panel_does_not_vote(
    debrief: Debrief, recruiter: User, compliance: User, stranger: User
) -> None:
    for person in (recruiter, compliance, stranger):
        with pytest.raises(debriefs.DebriefRefused, match="You do not vote"):
            debriefs.vote(debrief=debrief, choice="for", reason="Fits.", by=person, at=LATER)


def test_nobody_votes_while_people_read(debrief: Debrief, manager: User, interviewer: User) -> None:
    debriefs.vote(debrief=debrief, choice="for", reason="Fits.", by=interviewer, at=LATER)
    debriefs.advance(debrief=debrief, by=manager, at=LATER)

    with pytest.raises(debriefs.DebriefRefused, match="No round of votes is open"):
        debriefs.vote(debrief=debrief, choice="for", reason="Fits.", by=manager, at=LATER)


def test_all_steps_stand_in_the_ledger(debrief: Debrief, manager: User, interviewer: User) -> None:
    debriefs.vote(debrief=debrief, choice="for", reason="Fits.", by=interviewer, at=LATER)
    for _step in range(4):
        debriefs.advance(debrief=debrief, by=manager, at=LATER)
    debrief.refresh_from_db()

    assert (debrief.state, debrief.closed_at) == ("closed", LATER)
    assert verify() == []

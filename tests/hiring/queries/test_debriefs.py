"""What of a debrief each person may see."""

import pytest

from hiring.accounts.models import User
from hiring.models import Application, Debrief, Scorecard, TeamMember
from hiring.operations import debriefs
from hiring.queries.debriefs import cards_to_read, side_by_side, table, voters
from tests.factories.reports import LATER, make_report, rate

pytestmark = pytest.mark.django_db


@pytest.fixture
def debrief(scorecards: tuple[Scorecard, Scorecard], application: Application, manager: User) -> Debrief:
    rate(scorecards, (2, 4))
    make_report(application)
    return debriefs.open_debrief(application=application, by=manager, at=LATER)


def test_the_panel_and_the_hiring_managers_vote(
    debrief: Debrief, manager: User, interviewer: User, fellow: User
) -> None:
    assert voters(debrief) == [fellow, interviewer, manager]


def test_who_was_deactivated_is_not_waited_for(debrief: Debrief, manager: User, fellow: User) -> None:
    fellow.is_active = False
    fellow.save()

    assert fellow not in voters(debrief)


def test_a_vote_stays_on_the_table_when_its_author_leaves_the_team(
    debrief: Debrief, manager: User, interviewer: User
) -> None:
    debriefs.vote(debrief=debrief, choice="for", reason="Fits.", by=manager, at=LATER)
    TeamMember.objects.filter(person=manager).delete()

    ballots = {ballot.person: ballot.first_cast for ballot in table(debrief, interviewer).ballots}

    assert ballots[manager] is True


def test_a_vote_face_down_is_shown_to_its_author_only(
    debrief: Debrief, interviewer: User, fellow: User
) -> None:
    cast = debriefs.vote(debrief=debrief, choice="for", reason="Fits.", by=fellow, at=LATER)

    seen = {
        viewer.full_name: {ballot.person: ballot.first for ballot in table(debrief, viewer).ballots}[fellow]
        for viewer in (interviewer, fellow)
    }

    assert seen == {"Ina Interviewer": None, "Finn Fellow": cast}


def test_evidence_stands_side_by_side_in_the_order_of_the_rubric_with_its_anchors(
    debrief: Debrief, manager: User
) -> None:
    sides = side_by_side(cards_to_read(debrief, manager))

    assert [side.name for side in sides] == [
        "Communication", "Problem solving", "Accountability", "Time management", "Collaboration",
    ]  # fmt: skip
    assert [(note.card.author.full_name, note.rating.level, note.anchor) for note in sides[0].notes] == [
        ("Ina Interviewer", 2, "Communication as seen at level 2."),
        ("Finn Fellow", 4, "Communication as seen at level 4."),
    ]

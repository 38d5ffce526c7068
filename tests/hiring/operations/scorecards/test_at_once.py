"""Scorecards saved and submitted at the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from hiring.accounts.models import User
from hiring.models import Scorecard
from hiring.operations import drafts
from hiring.operations import scorecards as operations
from tests.factories.rubrics import NOON
from tests.factories.scorecards import lock

LATER = NOON + timedelta(hours=9)


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_the_same_moment_one_is_told_of_the_other(
    scorecards: tuple[Scorecard, Scorecard], interviewer: User
) -> None:
    card = scorecards[0]
    number = card.ratings.all()[0].competency_id
    start = threading.Barrier(2)

    def save_text(text: str) -> str:
        start.wait()
        try:
            operations.save_draft(
                scorecard=card,
                base_revision=0,
                fields={f"note-{number}": text},
                device="",
                by=interviewer,
                at=NOON,
            )
        except drafts.DraftConflict as conflict:
            return drafts.read(conflict.scorecard)[f"note-{number}"]
        finally:
            connection.close()
        return text

    with ThreadPoolExecutor(2) as pool:
        seen = list(pool.map(save_text, ["From the phone.", "From the desk."]))

    stored = drafts.read(Scorecard.objects.get(pk=card.pk))[f"note-{number}"]
    assert seen == [stored, stored]
    assert Scorecard.objects.get(pk=card.pk).revision == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_last_scorecards_at_the_same_moment_one_report_comes(
    scorecards: tuple[Scorecard, Scorecard], interviewer: User, fellow: User
) -> None:
    pairs = list(zip(scorecards, (interviewer, fellow), strict=True))
    for card, person in pairs:
        lock(card, person, LATER)
    start = threading.Barrier(2)

    def send(pair: tuple[Scorecard, User]) -> None:
        start.wait()
        card, person = pair
        try:
            operations.submit(scorecard=card, recommendation="for", reason="", by=person, at=LATER)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(send, pairs))

    assert scorecards[0].application.reports.count() == 1

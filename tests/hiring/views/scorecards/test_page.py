"""The scorecard's page without a script: saved whole, checked, locked, recommended, submitted, read."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hiring.accounts.models import User
from hiring.choices import PlanState
from hiring.models import Application, LoopPlan, PlannedCompetency, PlannedSession, Scorecard
from hiring.operations import drafts
from rubrics.queries import scored_competencies
from tests.factories import (
    ApplicationFactory,
    InterviewKindFactory,
    InterviewLoopFactory,
    InterviewSessionFactory,
    LoopPlanFactory,
    PanelSeatFactory,
    ScorecardFactory,
)
from tests.factories.rubrics import NOON
from tests.factories.scorecards import EVIDENCE, fields_of, fill, lock, submit

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def card(scorecards: tuple[Scorecard, Scorecard]) -> Scorecard:
    return scorecards[0]


@pytest.fixture
def client(signed_in: SignIn, interviewer: User) -> Client:
    """The author's browser."""
    return signed_in(interviewer)


def page(card: Scorecard) -> str:
    return reverse("scorecard", args=[card.pk])


def send(client: Client, card: Scorecard, action: str = "save", base: int = 0, **fields: str):  # type: ignore[no-untyped-def]
    return client.post(page(card), {"base_revision": base, "action": action, **fields})


def stored(card: Scorecard) -> dict[str, str]:
    return drafts.read(Scorecard.objects.get(pk=card.pk))


def chosen(shown: str) -> list[str]:
    """The radio buttons that are checked."""
    return re.findall(r'<input type="radio"[^>]* checked', shown)


def number_of(card: Scorecard) -> int:
    return card.ratings.all()[0].competency_id


# what is shown


def test_a_rating_is_never_shown_without_its_five_anchors(client: Client, card: Scorecard) -> None:
    shown = client.get(page(card)).content.decode()

    assert [shown.count(f"Communication as seen at level {level}.") for level in range(1, 6)] == [1] * 5


def test_nothing_is_preselected(client: Client, card: Scorecard) -> None:
    assert chosen(client.get(page(card)).content.decode()) == []


def test_questions_stand_with_probes_and_what_a_good_answer_shows(client: Client, card: Scorecard) -> None:
    shown = client.get(page(card)).content.decode()

    assert "Communication, question 1?" in shown
    assert "What was your own part?" in shown
    assert "Names the facts." in shown


def test_the_page_asks_for_no_overall_score(client: Client, card: Scorecard) -> None:
    shown = client.get(page(card)).content.decode()
    names = {part.split('"')[0] for part in shown.split(' name="')[1:]}

    prefixes = ("rating-", "reason-", "note-", "session_notes-")
    others = {name for name in names if not name.startswith(prefixes)}
    assert others == {"viewport", "htmx-config", "csrfmiddlewaretoken", "base_revision", "action"}


def planned_card(application: Application, person: User, count: int) -> Scorecard:
    """A scorecard of a session that assesses `count` competencies."""
    requisition = application.requisition
    plan = LoopPlanFactory(requisition=requisition, number=10 + count)
    planned = PlannedSession.objects.create(
        plan=plan, kind=InterviewKindFactory(key="test_kind"), name="Short", minutes=60, order=0
    )
    for place, competency in enumerate(scored_competencies(requisition.rubric_version)[:count]):
        part = PlannedCompetency.objects.create(
            session=planned, competency=competency, minutes=15, order=place
        )
        part.questions.set(competency.questions.all()[:2])
    LoopPlan.objects.filter(pk=plan.pk).update(state=PlanState.SUPERSEDED)
    session = InterviewSessionFactory(
        loop=InterviewLoopFactory(application=application, plan=plan),
        planned=planned,
        during=(NOON + timedelta(days=count), NOON + timedelta(days=count, hours=1)),
    )
    return ScorecardFactory(seat=PanelSeatFactory(session=session, person=person))


def test_three_competencies_cost_no_more_queries_than_one(
    client: Client, application: Application, interviewer: User
) -> None:
    other = ApplicationFactory(requisition=application.requisition)
    small, large = planned_card(application, interviewer, 1), planned_card(other, interviewer, 3)
    client.get(page(small))
    counts = []
    for card in (small, large):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(page(card))
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert counts[0] <= 25


# saving


def test_save_stores_the_whole_form(client: Client, card: Scorecard) -> None:
    answer = send(client, card, **fields_of(card))

    assert answer.status_code == 302
    assert stored(card) == {**stored(card), **fields_of(card)}


def test_not_assessed_without_a_reason_is_asked_for_and_stays_chosen(client: Client, card: Scorecard) -> None:
    number = number_of(card)

    shown = send(client, card, **{f"rating-{number}": "na", f"note-{number}": "Kept."}).content.decode()

    assert "Communication: give the reason for “Not assessed”." in shown
    assert f'name="rating-{number}" value="na" checked' in shown
    assert stored(card)[f"note-{number}"] == "Kept."


def test_not_assessed_without_a_reason_survives_a_reload_and_is_asked_for_at_the_lock(
    client: Client, card: Scorecard
) -> None:
    number = number_of(card)
    send(client, card, **{f"rating-{number}": "4"})
    card.refresh_from_db()
    send(client, card, **{f"rating-{number}": "na"})

    address = reverse("scorecard", args=[card.pk])
    again = client.get(address).content.decode()
    card.refresh_from_db()
    checked = client.post(address, {"base_revision": card.revision, "action": "check"})

    assert f'name="rating-{number}" value="na" checked' in again
    assert "Communication: give the reason for “Not assessed”." in [
        problem["text"] for problem in checked.context["problems"]
    ]


def test_a_text_too_long_to_store_is_shown_again_whole(client: Client, card: Scorecard) -> None:
    number, text = number_of(card), "x" * 20_001

    answer = send(client, card, **{f"note-{number}": text})

    assert answer.status_code == 400
    assert text in answer.content.decode()
    assert "longer than 20000 characters" in answer.content.decode()


def test_a_form_from_an_older_revision_keeps_both_texts(
    client: Client, card: Scorecard, interviewer: User
) -> None:
    number = number_of(card)
    fill(card, interviewer, NOON)

    answer = send(client, card, **{f"note-{number}": "Typed in the other tab."})

    assert "Changed in another tab: both are kept" in answer.content.decode()
    assert stored(card)[f"note-{number}"] == f"{EVIDENCE}\n\nTyped in the other tab."
    assert stored(card)[f"rating-{number}"] == "4"


@pytest.mark.parametrize("base", ["", "x", "-1", "99999999999999999999"])
def test_a_broken_revision_loses_nothing(client: Client, card: Scorecard, base: str) -> None:
    number = number_of(card)

    client.post(page(card), {"base_revision": base, f"note-{number}": "Kept."})

    assert stored(card)[f"note-{number}"] == "Kept."


def test_a_form_sent_after_signing_out_shows_its_texts(card: Scorecard) -> None:
    number = number_of(card)

    answer = Client().post(page(card), {f"note-{number}": "Typed before the session ended."})

    assert answer.status_code == 401
    assert "Typed before the session ended." in answer.content.decode()
    assert f"next={page(card)}" in answer.content.decode()


def test_a_form_sent_after_locking_shows_its_texts(
    client: Client, card: Scorecard, interviewer: User
) -> None:
    number = number_of(card)
    lock(card, interviewer, NOON)

    answer = send(client, card, base=1, **{f"note-{number}": "Typed in a forgotten tab."})

    assert answer.status_code == 409
    assert "Typed in a forgotten tab." in answer.content.decode()
    assert stored(card)[f"note-{number}"] == EVIDENCE


def test_words_to_reconsider_stand_below_the_note_and_never_block(client: Client, card: Scorecard) -> None:
    number = number_of(card)
    note = "The candidate is pregnant and told how the crew was moved to another line."

    answer = send(client, card, action="check", **fields_of(card, evidence=note))

    assert answer.headers["Location"] == reverse("scorecard_lock", args=[card.pk])
    warnings = client.get(page(card)).content.decode().split(f'data-warnings="note-{number}"')[1]
    assert '<p class="hint">' in warnings.split("</div>")[0]


# locking, recommending, submitting


def test_checking_an_incomplete_form_links_to_each_field_and_keeps_everything(
    client: Client, card: Scorecard
) -> None:
    number = number_of(card)
    fields = fields_of(card) | {f"rating-{number}": "", f"note-{number}": "Half a thought"}

    shown = send(client, card, action="check", **fields).content.decode()

    sentence = "Communication has no rating. Choose a level, or “Not assessed” with a reason."
    assert f'<li><a href="#rate-{number}">{sentence}</a></li>' in shown
    assert "Half a thought" in shown


def test_the_confirmation_names_the_consequences_before_anything_is_locked(
    client: Client, card: Scorecard, interviewer: User
) -> None:
    fill(card, interviewer, NOON)

    shown = client.get(reverse("scorecard_lock", args=[card.pk])).content.decode()

    assert "This cannot be undone." in shown
    assert "A later correction is a revision with a reason" in shown
    assert Scorecard.objects.get(pk=card.pk).state == "draft"


def test_the_steps_follow_one_another(client: Client, card: Scorecard) -> None:
    checked = send(client, card, action="check", **fields_of(card))
    revision = Scorecard.objects.get(pk=card.pk).revision
    locked = client.post(checked.headers["Location"], {"revision": revision})
    sent = client.post(locked.headers["Location"], {"recommendation": "against", "reason": "No figures."})

    card.refresh_from_db()
    assert locked.headers["Location"] == reverse("scorecard_recommendation", args=[card.pk])
    assert sent.headers["Location"] == page(card)
    assert (card.state, card.recommendation, card.recommendation_reason) == (
        "submitted",
        "against",
        "No figures.",
    )


def test_a_draft_changed_after_the_confirmation_was_opened_is_not_locked(
    client: Client, card: Scorecard, interviewer: User
) -> None:
    seen = fill(card, interviewer, NOON).revision
    fill(card, interviewer, NOON, level=1)

    client.post(reverse("scorecard_lock", args=[card.pk]), {"revision": seen})

    assert Scorecard.objects.get(pk=card.pk).state == "draft"


def test_the_recommendation_is_not_asked_before_the_ratings_are_locked(
    client: Client, card: Scorecard, interviewer: User
) -> None:
    address = reverse("scorecard_recommendation", args=[card.pk])
    fill(card, interviewer, NOON)

    answers = [client.get(address), client.post(address, {"recommendation": "for"})]

    assert [answer.headers["Location"] for answer in answers] == [page(card)] * 2
    assert Scorecard.objects.get(pk=card.pk).recommendation == ""


def test_an_unknown_recommendation_keeps_its_reason(
    client: Client, card: Scorecard, interviewer: User
) -> None:
    lock(card, interviewer, NOON)

    shown = client.post(
        reverse("scorecard_recommendation", args=[card.pk]), {"reason": "Typed already."}
    ).content.decode()

    assert "Choose a recommendation." in shown
    assert "Typed already." in shown


def test_a_submitted_scorecard_is_read_with_its_ratings_and_ways_to_correct(
    client: Client, card: Scorecard, interviewer: User
) -> None:
    submit(card, interviewer, NOON)

    shown = client.get(page(card)).content.decode()

    assert shown.count(EVIDENCE) == 5
    assert shown.count("Communication as seen at level 4.") == 1
    assert reverse("rating_correction", args=[card.pk, number_of(card)]) in shown


def test_a_correction_is_made_with_a_reason_and_shown_beside_the_first(
    client: Client, card: Scorecard, interviewer: User
) -> None:
    submit(card, interviewer, NOON)
    number = number_of(card)
    address = reverse("rating_correction", args=[card.pk, number])
    fields = {f"rating-{number}": "2", f"note-{number}": EVIDENCE + " Heard again."}

    refused = client.post(address, fields).content.decode()
    client.post(address, {**fields, "reason": "Misheard."})

    assert "Give the reason for the correction" in refused
    assert "Heard again." in refused
    shown = client.get(page(card)).content.decode()
    assert "before others’ ratings were visible" in shown
    assert "Communication as seen at level 2." in shown
    assert "Communication as seen at level 4." in shown


def test_a_correction_preselects_nothing(client: Client, card: Scorecard, interviewer: User) -> None:
    submit(card, interviewer, NOON)

    shown = client.get(reverse("rating_correction", args=[card.pk, number_of(card)])).content.decode()

    assert chosen(shown) == []


def test_the_plan_marks_the_minute_while_the_interview_runs(
    client: Client, card: Scorecard, interviewer: User
) -> None:
    start = timezone.now() - timedelta(minutes=20)
    type(card.seat.session).objects.filter(pk=card.seat.session_id).update(
        during=(start, start + timedelta(hours=1))
    )

    shown = client.get(page(card)).content.decode()

    assert shown.count('class="seg cur"') == 1


def test_arrangements_are_shown_as_logistics(client: Client, card: Scorecard) -> None:
    candidate = card.application.candidate
    candidate.arrangements = "A break after 30 minutes"
    candidate.save()

    assert "Arranged: A break after 30 minutes" in client.get(page(card)).content.decode()

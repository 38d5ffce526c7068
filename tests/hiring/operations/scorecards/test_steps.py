"""Scorecards: saved, locked, submitted, corrected, excused; and what each step refuses."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from hiring.accounts.models import User
from hiring.choices import ScorecardState
from hiring.models import InterviewSession, Rating, RatingRevision, Scorecard, ScorecardReading
from hiring.operations import drafts
from hiring.operations import scorecards as operations
from rubrics.ledger.models import Event
from tests.factories import InterviewKindFactory, PanelSeatFactory
from tests.factories.rubrics import NOON
from tests.factories.scorecards import EVIDENCE, fields_of, fill, lock, submit

LATER = NOON + timedelta(hours=9)
pytestmark = pytest.mark.django_db


@pytest.fixture
def card(scorecards: tuple[Scorecard, Scorecard]) -> Scorecard:
    return scorecards[0]


def save(card: Scorecard, person: User, base_revision: int = 0, **fields: str) -> Scorecard:
    return operations.save_draft(
        scorecard=card, base_revision=base_revision, fields=fields, device="computer", by=person, at=NOON
    )


def first(card: Scorecard) -> Rating:
    return card.ratings.select_related("competency")[0]


def revise(card: Scorecard, person: User, **changes: object) -> RatingRevision:
    arguments = {
        "rating": first(card),
        "level": 3,
        "not_assessed_reason": "",
        "evidence": EVIDENCE,
        "reason": "Misheard the figure.",
        "by": person,
        "at": NOON,
    }
    return operations.revise(**{**arguments, **changes})  # type: ignore[arg-type]


def kinds() -> list[str]:
    return list(Event.objects.order_by("number").values_list("kind", flat=True))


# opening


def test_a_seat_opens_a_scorecard_with_an_empty_rating_for_each_planned_competency(
    card: Scorecard, stranger: User
) -> None:
    session = InterviewSession.objects.get(pk=card.seat.session_id)
    seat = PanelSeatFactory(session=session, person=stranger, kind="second")

    opened = operations.open_for(seat=seat, at=NOON)

    assert opened is not None
    assert [(rating.competency_id, rating.level) for rating in opened.ratings.all()] == [
        (part.competency_id, None) for part in session.planned.competencies.all()
    ]
    assert (opened.counts, opened.due_at) == (True, session.during.upper + timedelta(hours=24))


@pytest.mark.parametrize(
    ("kind", "counts"),
    [("lead", True), ("second", True), ("shadow", False), ("reverse_shadow", False)],
)
def test_a_trainee_s_scorecard_never_counts(card: Scorecard, stranger: User, kind: str, counts: bool) -> None:
    card.seat.kind = "second"
    card.seat.save()
    session = InterviewSession.objects.get(pk=card.seat.session_id)
    seat = PanelSeatFactory(session=session, person=stranger, kind=kind)

    opened = operations.open_for(seat=seat, at=NOON)

    assert opened is not None
    assert opened.counts == counts


def test_an_unscored_interview_opens_none(card: Scorecard, stranger: User) -> None:
    InterviewKindFactory._meta.model.objects.update(scored=False)
    card.seat.session.planned.refresh_from_db()
    seat = PanelSeatFactory(session=card.seat.session, person=stranger, kind="second")

    assert operations.open_for(seat=seat, at=NOON) is None


# saving


def test_every_save_counts_up_and_is_no_event(card: Scorecard, interviewer: User) -> None:
    save(card, interviewer)
    saved = save(card, interviewer, base_revision=1)

    assert (saved.revision, saved.saved_at, saved.saved_device) == (2, NOON, "computer")
    assert kinds() == []


def test_a_save_over_an_older_revision_is_a_conflict_with_the_server_s_copy(
    card: Scorecard, interviewer: User
) -> None:
    number = first(card).competency_id
    save(card, interviewer, **{f"note-{number}": "From the phone."})

    with pytest.raises(drafts.DraftConflict) as caught:
        save(card, interviewer, **{f"note-{number}": "From here."})

    assert drafts.read(caught.value.scorecard)[f"note-{number}"] == "From the phone."


def test_nobody_else_saves_a_draft(card: Scorecard, fellow: User, recruiter: User) -> None:
    for person in (fellow, recruiter):
        with pytest.raises(operations.ScorecardRefused, match="not yours"):
            save(card, person)


def test_a_cancelled_seat_saves_nothing_more(card: Scorecard, interviewer: User) -> None:
    card.seat.cancelled = True
    card.seat.save()

    with pytest.raises(operations.ScorecardRefused, match="not yours"):
        save(card, interviewer)


def test_nothing_is_saved_once_the_ratings_are_locked(card: Scorecard, interviewer: User) -> None:
    locked = lock(card, interviewer, NOON)

    with pytest.raises(operations.ScorecardLocked, match="ratings are locked"):
        save(card, interviewer, base_revision=locked.revision)


# locking


def test_an_empty_draft_lacks_every_rating(card: Scorecard) -> None:
    lacking = operations.missing(card)

    assert [item.label for item in lacking] == [
        "Rating, Communication",
        "Rating, Problem solving",
        "Rating, Accountability",
        "Rating, Time management",
        "Rating, Collaboration",
    ]
    assert lacking[0].id == f"rate-{first(card).competency_id}"


def test_a_short_note_lacks_the_characters_of_the_policy(card: Scorecard, interviewer: User) -> None:
    number = first(card).competency_id
    fields = fields_of(card) | {f"note-{number}": "  Twenty-three letters.  "}
    saved = save(card, interviewer, **fields)

    with pytest.raises(operations.ScorecardIncomplete) as caught:
        operations.lock_ratings(scorecard=saved, by=interviewer, at=NOON)

    assert [(item.id, item.sentence) for item in caught.value.lacking] == [
        (f"note-{number}", "Communication: the evidence note needs 19 more characters.")
    ]


def test_not_assessed_with_a_reason_needs_no_evidence(card: Scorecard, interviewer: User) -> None:
    fields = {}
    for rating in card.ratings.all():
        fields |= {f"rating-{rating.competency_id}": "na", f"reason-{rating.competency_id}": "no_time"}
    saved = save(card, interviewer, **fields)

    locked = operations.lock_ratings(scorecard=saved, by=interviewer, at=NOON)

    assert {rating.level for rating in locked.ratings.all()} == {None}
    assert locked.state == ScorecardState.RATINGS_LOCKED


def test_a_draft_that_another_tab_changed_is_not_locked_unseen(card: Scorecard, interviewer: User) -> None:
    seen = fill(card, interviewer, NOON)
    save(card, interviewer, base_revision=seen.revision)

    with pytest.raises(operations.ScorecardRefused, match="changed meanwhile"):
        operations.lock_ratings(scorecard=card, revision=seen.revision, by=interviewer, at=NOON)


def test_ratings_are_not_locked_before_the_interview_has_begun(card: Scorecard, interviewer: User) -> None:
    fill(card, interviewer, NOON - timedelta(days=1))

    with pytest.raises(operations.ScorecardRefused, match="The interview has not begun"):
        lock(card, interviewer, NOON - timedelta(minutes=1))

    assert lock(card, interviewer, NOON).state == ScorecardState.RATINGS_LOCKED


def test_ratings_of_an_interview_without_a_time_are_not_locked(card: Scorecard, interviewer: User) -> None:
    InterviewSession.objects.filter(pk=card.seat.session_id).update(during=None, state="planned")

    with pytest.raises(operations.ScorecardRefused, match="has not begun"):
        lock(card, interviewer, NOON)


def test_the_database_itself_keeps_locked_ratings(card: Scorecard, interviewer: User) -> None:
    lock(card, interviewer, NOON)

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Rating.objects.filter(scorecard=card).update(level=1)


# submitting


def test_the_recommendation_is_asked_only_after_the_ratings_are_locked(
    card: Scorecard, interviewer: User
) -> None:
    fill(card, interviewer, NOON)

    with pytest.raises(operations.ScorecardRefused, match="Lock the ratings first"):
        operations.submit(scorecard=card, recommendation="for", reason="", by=interviewer, at=NOON)


def test_a_scorecard_is_submitted_once_with_a_known_recommendation(
    card: Scorecard, interviewer: User
) -> None:
    lock(card, interviewer, NOON)
    with pytest.raises(operations.ScorecardRefused, match="Choose a recommendation"):
        operations.submit(scorecard=card, recommendation="maybe", reason="", by=interviewer, at=NOON)

    sent = operations.submit(scorecard=card, recommendation="for", reason=" Why. ", by=interviewer, at=NOON)

    assert (sent.state, sent.submitted_at, sent.recommendation_reason) == ("submitted", NOON, "Why.")
    with pytest.raises(operations.ScorecardRefused, match="submitted and locked already"):
        operations.submit(scorecard=card, recommendation="for", reason="", by=interviewer, at=NOON)
    assert kinds() == ["scorecard.ratings_locked", "scorecard.submitted"]


@pytest.mark.django_db(transaction=True)
def test_the_last_scorecard_in_asks_for_the_report(
    scorecards: tuple[Scorecard, Scorecard], interviewer: User, fellow: User
) -> None:
    own, other = scorecards
    submit(own, interviewer, NOON)
    before = own.application.reports.count()

    submit(other, fellow, LATER)

    assert (before, own.application.reports.count()) == (0, 1)


# correcting


def test_a_correction_stands_beside_the_first_rating(card: Scorecard, interviewer: User) -> None:
    submit(card, interviewer, NOON, level=5)

    revise(card, interviewer, level=2)
    again = revise(card, interviewer, level=None, not_assessed_reason="interrupted", evidence="")

    assert (first(card).level, again.number, again.others_visible) == (5, 2, False)
    assert [revision.level for revision in first(card).revisions.all()] == [2, None]


def test_a_correction_says_that_others_ratings_had_been_visible(
    scorecards: tuple[Scorecard, Scorecard], interviewer: User, fellow: User
) -> None:
    own, other = scorecards
    submit(own, interviewer, NOON)
    submit(other, fellow, LATER)
    ScorecardReading.objects.create(application=own.application, reader=interviewer, first_read_at=NOON)

    assert revise(own, interviewer).others_visible is True
    assert revise(other, fellow).others_visible is False


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": "  "}, "Give the reason"),
        ({"evidence": "Short."}, "40 characters or more"),
        ({"level": None}, "Choose a level"),
        ({"level": 6}, "from 1 to 5"),
        ({"not_assessed_reason": "no_time"}, "Choose a level"),
        ({"level": None, "not_assessed_reason": "bored"}, "one of the reasons"),
    ],
)
def test_a_correction_without_level_evidence_or_reason_is_refused(
    card: Scorecard, interviewer: User, changes: dict[str, object], sentence: str
) -> None:
    submit(card, interviewer, NOON)

    with pytest.raises(operations.ScorecardRefused, match=sentence):
        revise(card, interviewer, **changes)

    assert RatingRevision.objects.count() == 0


def test_only_the_author_corrects_and_only_what_is_in(
    card: Scorecard, interviewer: User, fellow: User
) -> None:
    fill(card, interviewer, NOON)
    with pytest.raises(operations.ScorecardRefused, match="Only a submitted scorecard"):
        revise(card, interviewer)
    submit(card, interviewer, NOON)
    with pytest.raises(operations.ScorecardRefused, match="not yours"):
        revise(card, fellow)


# excusing


def test_a_coordinator_excuses_with_a_reason(card: Scorecard, coordinator: User) -> None:
    excused = operations.excuse(scorecard=card, reason="Fell ill.", by=coordinator, at=NOON)

    assert (excused.state, excused.excused_by, excused.excused_reason) == (
        "excused",
        coordinator,
        "Fell ill.",
    )
    assert kinds() == ["scorecard.excused"]


def test_excusing_asks_for_a_reason(card: Scorecard, coordinator: User) -> None:
    with pytest.raises(operations.ScorecardRefused, match="Give the reason"):
        operations.excuse(scorecard=card, reason=" ", by=coordinator, at=NOON)


def test_nobody_excuses_their_own_nor_without_the_right_nor_what_is_in(
    card: Scorecard, interviewer: User, fellow: User, manager: User, coordinator: User
) -> None:
    for person in (interviewer, fellow, manager):
        with pytest.raises(operations.ScorecardRefused, match="not yours to excuse"):
            operations.excuse(scorecard=card, reason="Why not.", by=person, at=NOON)
    submit(card, interviewer, NOON)
    with pytest.raises(operations.ScorecardRefused, match="in already"):
        operations.excuse(scorecard=card, reason="Too late.", by=coordinator, at=NOON)


# reading


def test_a_blind_reader_is_refused_and_not_noted(
    scorecards: tuple[Scorecard, Scorecard], interviewer: User, fellow: User
) -> None:
    _own, other = scorecards
    submit(other, fellow, LATER)

    with pytest.raises(operations.ScorecardRefused, match="hidden from you"):
        operations.note_reading(scorecard=other, by=interviewer, at=NOON)

    assert ScorecardReading.objects.count() == 0


def test_the_first_reading_is_remembered_and_one_s_own_is_none(
    scorecards: tuple[Scorecard, Scorecard], interviewer: User, fellow: User
) -> None:
    own, other = scorecards
    submit(other, fellow, LATER)
    submit(own, interviewer, NOON)

    operations.note_reading(scorecard=own, by=interviewer, at=NOON)
    operations.note_reading(scorecard=other, by=interviewer, at=NOON)
    operations.note_reading(scorecard=other, by=interviewer, at=NOON + timedelta(days=1))

    assert list(ScorecardReading.objects.values_list("reader", "first_read_at")) == [(interviewer.pk, NOON)]

"""Candidates come in once, move by a person's hand, and leave without losing what was written about them."""

import contextlib
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hiring.accounts.models import User
from hiring.choices import LoopState, SessionState, Stage, VerificationStatus
from hiring.models import (
    Application,
    Candidate,
    CandidateReport,
    Decision,
    Requisition,
    Scorecard,
    VerifiedRequirement,
)
from hiring.operations import candidates
from hiring.operations.candidates import CandidateRefused
from rubrics.ledger.models import Event
from rubrics.models import Statement
from rubrics.queries import verified_statements
from tests.factories import CandidateFactory, make_published_version
from tests.factories.replica import past_the_guards
from tests.factories.rubrics import NOON
from tests.journeys.attacks import beside

pytestmark = pytest.mark.django_db
BEFORE = NOON - timedelta(hours=1)


def added(by: User, **fields: object) -> Candidate:
    """A candidate with whatever is given instead."""
    usual = {"full_name": " Nora New ", "email": " Nora@Example.net ", "time_zone": "Europe/Oslo"}
    return candidates.add_candidate(**{**usual, **fields}, by=by, at=NOON)  # type: ignore[arg-type]


def test_candidate_is_added_and_named_only_where_erasure_reaches(recruiter: User) -> None:
    row = added(recruiter)

    event = Event.objects.get()
    assert (row.full_name, row.email, row.added_by, row.added_at) == (
        "Nora New",
        "nora@example.net",
        recruiter,
        NOON,
    )
    assert (event.kind, event.data, event.personal.values) == (
        "candidate.added",
        {},
        {"full_name": "Nora New", "email": "nora@example.net", "phone": ""},
    )


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"full_name": ""}, "The name is missing."),
        ({"email": ""}, "The e-mail address is missing."),
        ({"email": "nora"}, "E-mail address: Enter a valid email address."),
        ({"time_zone": "Oslo"}, "“Oslo” is no known time zone. Write it like Europe/Oslo."),
        ({"full_name": "N" * 151}, "The name has more than 150 characters."),
        ({"full_name": "", "email": ""}, "The name is missing. The e-mail address is missing."),
    ],
)
def test_bad_details_are_refused_with_a_sentence_each(
    recruiter: User, fields: dict[str, object], sentence: str
) -> None:
    with pytest.raises(CandidateRefused) as refused:
        added(recruiter, **fields)

    assert (str(refused.value), Candidate.objects.count()) == (sentence, 0)


def test_refused_cv_leaves_no_candidate_behind(recruiter: User) -> None:
    with pytest.raises(Exception, match="The file is no PDF"):
        added(recruiter, cv=SimpleUploadedFile("cv.pdf", b"\x00\x01\x02"))

    assert Candidate.objects.count() == 0


def test_address_belongs_to_one_candidate_whatever_its_capitals(recruiter: User) -> None:
    added(recruiter)
    other = added(recruiter, email="other@example.net")

    with pytest.raises(CandidateRefused, match="is known already"):
        added(recruiter, email="NORA@example.net")
    with pytest.raises(CandidateRefused, match="is known already"):
        candidates.edit_candidate(candidate=other, email="NORA@example.net", by=recruiter, at=NOON)


def test_candidate_applies_once_and_only_for_an_open_requisition(
    requisition: Requisition, recruiter: User
) -> None:
    row = added(recruiter)
    application = candidates.apply(candidate=row, requisition=requisition, by=recruiter, at=NOON)

    assert (application.stage, application.added_by) == (Stage.SCREEN, recruiter)
    with pytest.raises(CandidateRefused, match="Nora New has applied for this requisition already"):
        candidates.apply(candidate=row, requisition=requisition, by=recruiter, at=NOON)
    Requisition.objects.update(state="on_hold")
    with pytest.raises(CandidateRefused, match="The requisition is “On hold”: only an open one"):
        candidates.apply(candidate=CandidateFactory(), requisition=requisition, by=recruiter, at=NOON)


@pytest.mark.parametrize(
    ("stage", "sentence"),
    [
        ("decided", "Only a decision by a named person, with its reason, brings an application there."),
        ("hired", "There is no decision to hire: a hiring manager decides first."),
        ("withdrawn", "Withdraw the application instead, with its reason."),
        ("rejected", "There is no such stage."),
        ("loop", "An application does not go from “Loop” to “Loop”."),
    ],
)
def test_no_hand_moves_to_a_stage_that_has_its_own_door(
    application: Application, recruiter: User, stage: str, sentence: str
) -> None:
    with pytest.raises(CandidateRefused) as refused:
        candidates.move_stage(application=application, stage=stage, reason="So.", by=recruiter, at=NOON)

    application.refresh_from_db()
    assert (str(refused.value), application.stage) == (sentence, Stage.LOOP)


def test_going_back_needs_a_reason(application: Application, recruiter: User) -> None:
    with pytest.raises(CandidateRefused, match="Give the reason for going back"):
        candidates.move_stage(application=application, stage=Stage.SCREEN, by=recruiter, at=NOON)

    moved = candidates.move_stage(
        application=application, stage=Stage.SCREEN, reason="Too early.", by=recruiter, at=NOON
    )

    assert (moved.stage, moved.stage_changed_at) == (Stage.SCREEN, NOON)
    assert Event.objects.get(kind="application.stage_moved").data == {"from": "loop", "to": "screen"}


@pytest.mark.parametrize(("outcomes", "hired"), [(["hire"], True), (["hire", "reject"], False)])
def test_hired_follows_the_newest_decision_to_hire(
    application: Application, recruiter: User, manager: User, outcomes: list[str], hired: bool
) -> None:
    with past_the_guards():
        Application.objects.filter(pk=application.pk).update(stage=Stage.DECIDED)
        report = CandidateReport.objects.create(
            application=application, number=1, requested_at=NOON, state_changed_at=NOON
        )
        for number, outcome in enumerate(outcomes, start=1):
            Decision.objects.create(
                application=application,
                report=report,
                number=number,
                outcome=outcome,
                reason_code="meets_requirements",
                reason="As written.",
                decided_at=NOON,
                decided_by=manager,
            )

    with contextlib.suppress(CandidateRefused):
        candidates.move_stage(application=application, stage=Stage.HIRED, by=recruiter, at=NOON)

    application.refresh_from_db()
    assert (application.stage == Stage.HIRED) is hired


def test_withdrawal_cancels_what_is_ahead_and_keeps_what_was(
    application: Application, recruiter: User, scorecards: tuple[Scorecard, Scorecard]
) -> None:
    after_the_first = NOON + timedelta(hours=1, minutes=30)

    candidates.withdraw(application=application, reason="Moved away.", by=recruiter, at=after_the_first)

    loop = application.loops.get()
    states = [session.state for session in loop.sessions.order_by("planned__order")]
    event = Event.objects.get(kind="application.withdrawn")
    assert (states, loop.state) == ([SessionState.SCHEDULED, SessionState.CANCELLED], LoopState.CANCELLED)
    assert set(Scorecard.objects.all()) == set(scorecards)
    assert (event.data, event.personal.values) == (
        {"from": "loop", "sessions_cancelled": 1},
        {"reason": "Moved away."},
    )


def test_withdrawal_needs_a_reason_and_happens_once(application: Application, recruiter: User) -> None:
    with pytest.raises(CandidateRefused, match="Give the reason for the withdrawal"):
        candidates.withdraw(application=application, reason=" ", by=recruiter, at=NOON)
    candidates.withdraw(application=application, reason="Ill.", by=recruiter, at=NOON)
    with pytest.raises(CandidateRefused, match="does not go from “Withdrawn” to “Withdrawn”"):
        candidates.withdraw(application=application, reason="Ill.", by=recruiter, at=NOON)


def test_reopened_application_can_have_a_new_loop(
    application: Application, recruiter: User, scorecards: tuple[Scorecard, Scorecard]
) -> None:
    candidates.withdraw(application=application, reason="Ill.", by=recruiter, at=BEFORE)

    reopened = candidates.reopen(application=application, reason="Well again.", by=recruiter, at=BEFORE)

    assert (reopened.stage, reopened.withdrawn_reason) == (Stage.SCREEN, "")
    assert application.loops.filter(state=LoopState.OPEN).count() == 0
    with pytest.raises(CandidateRefused, match="Only a withdrawn application is reopened"):
        candidates.reopen(application=application, reason="Again.", by=recruiter, at=BEFORE)


@pytest.fixture
def licence(application: Application) -> Statement:
    """The requirement that the rubric version verifies."""
    return verified_statements(application.requisition.rubric_version).get()


def test_verified_requirement_is_corrected_in_place_and_both_are_in_the_ledger(
    application: Application, licence: Statement, recruiter: User, coordinator: User
) -> None:
    for status, person in ((VerificationStatus.NOT_MET, recruiter), (VerificationStatus.MET, coordinator)):
        candidates.verify_requirement(
            application=application, statement=licence, status=status, note="Seen.", by=person, at=NOON
        )

    row = VerifiedRequirement.objects.get()
    events = [event.data["status"] for event in Event.objects.order_by("number")]
    application.refresh_from_db()
    assert (row.status, row.verified_by, events) == ("met", coordinator, ["not_met", "met"])
    assert application.stage == Stage.LOOP


def test_unknown_needs_no_note_and_everything_else_does(
    application: Application, licence: Statement, recruiter: User
) -> None:
    fields = {"application": application, "statement": licence, "note": "", "by": recruiter, "at": NOON}

    refused = []
    for status in VerificationStatus:
        try:
            candidates.verify_requirement(status=status, **fields)  # type: ignore[arg-type]
        except CandidateRefused:
            refused.append(status.value)

    assert refused == ["met", "equivalent", "not_met"]


def test_only_requirements_of_the_requisitions_own_version_are_verified(
    application: Application, licence: Statement, recruiter: User
) -> None:
    scored = licence.version.statements.exclude(pk=licence.pk)[0]
    foreign = verified_statements(make_published_version()).get()

    for statement in (scored, foreign):
        with pytest.raises(CandidateRefused, match="is none that this requisition's rubric version verifies"):
            candidates.verify_requirement(
                application=application,
                statement=statement,
                status="met",
                note="Seen.",
                by=recruiter,
                at=NOON,
            )


def test_import_judges_again_what_the_preview_judged(requisition: Requisition, recruiter: User) -> None:
    text = "Name,E-mail\nAnn One,ann@example.net\nBea Two,bea@example.net\nCid,\n"
    added(recruiter, full_name="Ann Meanwhile", email="ann@example.net")

    first = candidates.import_csv(text=text, requisition=requisition, by=recruiter, at=NOON)
    second = candidates.import_csv(text=text, requisition=requisition, by=recruiter, at=NOON)

    assert (first.added, first.applied, first.known, [row.line for row in first.broken]) == (1, 1, 0, [4])
    assert (second.added, second.applied, second.known, [row.line for row in second.broken]) == (0, 0, 2, [4])
    assert Application.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_add_one_address_at_once_the_second_is_told_that_it_is_known(recruiter: User) -> None:
    def add() -> str:
        try:
            return added(recruiter).email
        except CandidateRefused as refused:
            return str(refused)[:55]

    assert beside(add, add) == (
        "nora@example.net",
        "Somebody with the address nora@example.net is known alr",
    )
    assert Candidate.objects.count() == 1

"""Candidates and applications: added, moved between stages, withdrawn, and what is verified about them."""

from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import (
    STAGE_ARROWS,
    DecisionOutcome,
    LoopState,
    RequisitionState,
    Stage,
    VerificationStatus,
)
from hiring.models import Application, Candidate, Requisition, VerifiedRequirement
from hiring.operations import candidate_lists, cvs, scheduling
from hiring.operations.candidate_details import problems
from hiring.queries.candidates import by_email, next_apart
from rubrics.ledger.chain import record, record_many
from rubrics.models import Statement
from rubrics.queries import verified_statements

EDITABLE = ("full_name", "email", "phone", "time_zone", "arrangements")


class CandidateRefused(Exception):
    """The candidate or application cannot be changed like that; the text says why."""


@transaction.atomic
def add_candidate(
    *,
    full_name: str,
    email: str,
    phone: str = "",
    time_zone: str = "UTC",
    arrangements: str = "",
    cv: "UploadedFile[bytes] | None" = None,
    by: User | None,
    at: datetime,
) -> Candidate:
    """A new candidate. Raises CandidateRefused for bad values or a known address, CvRefused for the file.

    An address that is known from a confidential requisition alone is new for whoever may not see that one.
    """
    row = Candidate(
        full_name=full_name.strip(),
        email=email.strip().lower(),
        phone=phone.strip(),
        time_zone=time_zone,
        arrangements=arrangements.strip(),
        added_at=at,
        added_by=by,
    )
    refuse_bad_details(row)
    set_apart(row, by)
    save_or_refuse(row)
    record(
        "candidate.added",
        row,
        by=by,
        at=at,
        personal=personal_values(row),
    )
    return cvs.attach(candidate=row, file=cv, by=by, at=at) if cv is not None and by is not None else row


@transaction.atomic
def edit_candidate(*, candidate: Candidate, by: User | None, at: datetime, **fields: str) -> Candidate:
    """Change any of EDITABLE; `by` is None where the candidate does it."""
    row = Candidate.objects.select_for_update().get(pk=candidate.pk)
    if set(fields) - set(EDITABLE):
        raise TypeError(f"not editable: {sorted(set(fields) - set(EDITABLE))}")
    clean = {name: value.strip() for name, value in fields.items()}
    if "email" in clean:
        clean["email"] = clean["email"].lower()
    changed = {name: value for name, value in clean.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    refuse_bad_details(row)
    if "email" in changed:
        set_apart(row, by)
    if changed:
        save_or_refuse(row)
        record("candidate.edited", row, by=by, at=at, data={"fields": sorted(changed)}, personal=changed)
    return row


@transaction.atomic
def apply(*, candidate: Candidate, requisition: Requisition, by: User | None, at: datetime) -> Application:
    """Enter the candidate for an open requisition, at the first stage."""
    row = Requisition.objects.select_for_update().get(pk=requisition.pk)
    if row.state != RequisitionState.OPEN:
        raise CandidateRefused(
            _("The requisition is “%(state)s”: only an open one takes applications.")
            % {"state": row.get_state_display()}
        )
    known = row.applications.filter(candidate=candidate).first()
    if known is not None and known.stage == Stage.WITHDRAWN:
        raise CandidateRefused(
            _("%(name)s has applied here and withdrawn: reopen that application.") % {"name": candidate}
        )
    if known is not None:
        raise CandidateRefused(_("%(name)s has applied for this requisition already.") % {"name": candidate})
    application = Application.objects.create(
        requisition=row, candidate=candidate, stage_changed_at=at, applied_at=at, added_by=by
    )
    record(
        "application.added",
        application,
        by=by,
        at=at,
        data={"requisition": row.pk, "candidate": candidate.pk},
    )
    return application


def locked(application: Application) -> Application:
    """The application's row under a lock."""
    return Application.objects.select_for_update().get(pk=application.pk)


def go(row: Application, stage: Stage, at: datetime) -> None:
    """Move along STAGE_ARROWS, or raise CandidateRefused."""
    before = Stage(row.stage)
    if stage not in STAGE_ARROWS[before]:
        raise CandidateRefused(
            _("An application does not go from “%(old)s” to “%(new)s”.")
            % {"old": row.get_stage_display(), "new": stage.value.replace("_", " ").capitalize()}
        )
    row.stage, row.stage_changed_at = stage, at


@transaction.atomic
def move_stage(
    *, application: Application, stage: str, reason: str = "", by: User, at: datetime
) -> Application:
    """Move to another stage by hand.

    “Decided” is reached only by a decision, “withdrawn” only by `withdraw`, “hired” only after a decision to
    hire (rule 10); going back needs a reason.
    """
    row = locked(application)
    before = Stage(row.stage)
    if stage not in list(Stage):
        raise CandidateRefused(_("There is no such stage."))
    wanted = Stage(stage)
    refuse_without_person(row, wanted)
    go(row, wanted, at)
    backwards = list(Stage).index(wanted) < list(Stage).index(before)
    if backwards and not reason.strip():
        raise CandidateRefused(_("Give the reason for going back: it is kept with the change."))
    row.save(update_fields=["stage", "stage_changed_at"])
    record(
        "application.stage_moved",
        row,
        by=by,
        at=at,
        data={"from": str(before), "to": str(wanted)},
        personal={"reason": reason.strip()} if reason.strip() else None,
    )
    return row


def refuse_without_person(row: Application, stage: Stage) -> None:
    """Raise CandidateRefused for stages that have a door of their own."""
    if stage == Stage.DECIDED:
        raise CandidateRefused(
            _("Only a decision by a named person, with its reason, brings an application there.")
        )
    if stage == Stage.WITHDRAWN:
        raise CandidateRefused(_("Withdraw the application instead, with its reason."))
    if row.stage == Stage.WITHDRAWN:
        raise CandidateRefused(_("The application is withdrawn: reopen it instead, with the reason."))
    if stage == Stage.HIRED:
        newest = row.decisions.order_by("-number").first()
        if newest is None or newest.outcome != DecisionOutcome.HIRE:
            raise CandidateRefused(_("There is no decision to hire: a hiring manager decides first."))
    if stage == Stage.SCREEN and row.loops.filter(state=LoopState.OPEN).exists():
        raise CandidateRefused(_("A loop is open for this application: cancel its interviews first."))


@transaction.atomic
def withdraw(*, application: Application, reason: str, by: User, at: datetime) -> Application:
    """The candidate withdraws: coming interviews are cancelled, scorecards stay."""
    row = locked(application)
    if not reason.strip():
        raise CandidateRefused(_("Give the reason for the withdrawal."))
    before = row.stage
    go(row, Stage.WITHDRAWN, at)
    row.withdrawn_reason = reason.strip()
    row.save(update_fields=["stage", "stage_changed_at", "withdrawn_reason"])
    cancelled = scheduling.cancel_future_sessions(
        application=row, reason=_("The application was withdrawn."), by=by, at=at
    )
    row.loops.filter(state=LoopState.OPEN).update(state=LoopState.CANCELLED)
    record(
        "application.withdrawn",
        row,
        by=by,
        at=at,
        data={"from": before, "sessions_cancelled": cancelled},
        personal={"reason": row.withdrawn_reason},
    )
    return row


@transaction.atomic
def reopen(*, application: Application, reason: str, by: User, at: datetime) -> Application:
    """Take a withdrawal back: the application stands at the first stage again."""
    row = locked(application)
    if row.stage != Stage.WITHDRAWN:
        raise CandidateRefused(_("Only a withdrawn application is reopened."))
    if row.requisition.state != RequisitionState.OPEN:
        raise CandidateRefused(_("The requisition is not open."))
    if not reason.strip():
        raise CandidateRefused(_("Give the reason: it is kept with the change."))
    go(row, Stage.SCREEN, at)
    row.withdrawn_reason = ""
    row.save(update_fields=["stage", "stage_changed_at", "withdrawn_reason"])
    record("application.reopened", row, by=by, at=at, personal={"reason": reason.strip()})
    return row


@transaction.atomic
def verify_requirement(
    *, application: Application, statement: Statement, status: str, note: str, by: User, at: datetime
) -> VerifiedRequirement:
    """Say whether a fact is met, equivalent, not met or unknown, and how it was verified (R-25 to R-28).

    Never a rating and never a rejection. `statement` is one that the requisition's rubric version verifies.
    """
    row = locked(application)
    if status not in list(VerificationStatus):
        raise CandidateRefused(_("Choose: met, equivalent, not met or unknown."))
    if not verified_statements(row.requisition.rubric_version).filter(pk=statement.pk).exists():
        raise CandidateRefused(_("That requirement is none that this requisition's rubric version verifies."))
    if status != VerificationStatus.UNKNOWN and not note.strip():
        raise CandidateRefused(
            _("%(requirement)s: write how it was verified, such as the document that was seen.")
            % {"requirement": statement.label or statement.shown}
        )
    verified, _made = VerifiedRequirement.objects.update_or_create(
        application=row,
        statement=statement,
        defaults={"status": status, "note": note.strip(), "verified_by": by, "verified_at": at},
    )
    record(
        "requirement.verified",
        verified,
        by=by,
        at=at,
        data={"application": row.pk, "statement": statement.pk, "status": str(status)},
        personal={"note": verified.note},
    )
    return verified


def refuse_bad_details(row: Candidate) -> None:
    """Raise CandidateRefused with a sentence for each wrong field."""
    sentences = problems(row)
    if sentences:
        raise CandidateRefused(" ".join(sentences))


def set_apart(row: Candidate, by: User | None) -> None:
    """Raise CandidateRefused for an address that is known to `by`; set the row apart from others that are not."""
    if by_email([row.email], by).get(row.email, row.pk) != row.pk:
        raise CandidateRefused(known_sentence(row))
    row.apart = next_apart([row.email], besides=row.pk).get(row.email, 0)


def known_sentence(row: Candidate) -> str:
    """What to do about an address that is known."""
    sentence = _(
        "Somebody with the address %(email)s is known already: look for them in the list, "
        "or add the application."
    )
    return sentence % {"email": row.email}


def save_or_refuse(row: Candidate) -> None:
    """Save. Raises CandidateRefused where somebody added the address at this very moment."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "candidate_email_once" not in str(error):
            raise
        raise CandidateRefused(known_sentence(row)) from error


@dataclass(frozen=True)
class Imported:
    """What an import did: numbers of rows by fate, and the rows that were left out with their sentences."""

    added: int
    applied: int
    known: int
    broken: tuple[candidate_lists.Row, ...]


def import_csv(*, text: str, requisition: Requisition | None, by: User, at: datetime) -> Imported:
    """Add the good rows of a CSV text; with a requisition each applies for it. Broken rows are handed back.

    Everything is judged again as in the preview, since somebody may have added the same people meanwhile.
    Raises candidate_lists.ListRefused where the text as a whole cannot be taken.
    """
    listed = candidate_lists.parse(text)
    try:
        return import_listed(listed, requisition, by=by, at=at)
    except IntegrityError:
        # Somebody added one of these people between judging and writing: now they are known.
        return import_listed(listed, requisition, by=by, at=at)


@transaction.atomic
def import_listed(
    listed: candidate_lists.CandidateList, requisition: Requisition | None, *, by: User, at: datetime
) -> Imported:
    """Judge the rows and write the good ones, all at once: thousands one by one would take minutes."""
    if requisition is not None:
        requisition = Requisition.objects.select_for_update().get(pk=requisition.pk)
    listed = candidate_lists.judge(listed, requisition, by)
    new = listed.of(candidate_lists.ADD)
    apart = next_apart(row.email for row in new)
    zone = requisition.time_zone if requisition else "UTC"
    made = Candidate.objects.bulk_create(
        Candidate(
            full_name=row.full_name,
            email=row.email,
            phone=row.phone,
            time_zone=row.time_zone or zone,
            arrangements=row.arrangements,
            apart=apart.get(row.email, 0),
            added_at=at,
            added_by=by,
        )
        for row in new
    )
    record_many("candidate.added", [(row, {}, personal_values(row)) for row in made], by=by, at=at)
    known = [row.candidate_id for row in listed.of(candidate_lists.APPLY) if row.candidate_id]
    if requisition is not None:
        apply_all(requisition, [*(row.pk for row in made), *known], by=by, at=at)
    broken = listed.of(candidate_lists.BROKEN)
    return Imported(len(made), len(known), listed.count(candidate_lists.KNOWN), broken)


def apply_all(requisition: Requisition, candidates: list[int], *, by: User, at: datetime) -> None:
    """Enter candidates, by id, who have not applied yet."""
    made = Application.objects.bulk_create(
        Application(requisition=requisition, candidate_id=pk, stage_changed_at=at, applied_at=at, added_by=by)
        for pk in candidates
    )
    entries: list[tuple[Application, dict[str, int], dict[str, str]]] = [
        (row, {"requisition": requisition.pk, "candidate": row.candidate_id}, {}) for row in made
    ]
    record_many("application.added", entries, by=by, at=at)


def personal_values(row: Candidate) -> dict[str, str]:
    """What the ledger keeps apart about a new candidate."""
    return {"full_name": row.full_name, "email": row.email, "phone": row.phone}

"""Training paths and the people on them: enrolled, read, approved, sent back, ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import TrainingStageKind
from hiring.models import (
    Interviewer,
    InterviewKind,
    Qualification,
    TrainingEnrolment,
    TrainingPath,
    TrainingReading,
    TrainingRetake,
    TrainingStage,
)
from hiring.queries.training import course
from rubrics.ledger.chain import record


class TrainingRefused(Exception):
    """The step cannot be taken; the text says why."""


@dataclass(frozen=True)
class StageText:
    """One stage as it is to be; `id` names the stored one that it changes."""

    kind: str
    count: int = 1
    title: str = ""
    text: str = ""
    link: str = ""
    id: int | None = None


@transaction.atomic
def set_path(
    *, kind: InterviewKind, approver: User, days: int, active: bool = True, by: User, at: datetime
) -> TrainingPath:
    """Make or change the path to a kind of interview: who approves, and how many days it takes at most."""
    if not approver.is_active:
        raise TrainingRefused(_("%(name)s is deactivated.") % {"name": approver})
    if not 1 <= days <= 730:
        raise TrainingRefused(_("Give from 1 to 730 days until the deadline."))
    row, made = TrainingPath.objects.select_for_update().get_or_create(
        kind=kind, defaults={"approver": approver, "days": days, "active": active}
    )
    values = (approver.pk, days, active)
    if not made and values == (row.approver_id, row.days, row.active):
        return row
    row.approver, row.days, row.active = approver, days, active
    row.save()
    data = {"kind": kind.pk, "approver": approver.pk, "days": days, "active": active}
    record("training.path_set", row, by=by, at=at, data=data)
    return row


@transaction.atomic
def set_stages(*, path: TrainingPath, stages: Sequence[StageText], by: User, at: datetime) -> None:
    """Set the stages in their order. A stored one that is named keeps what was done for it; others end."""
    if not stages:
        raise TrainingRefused(_("A training path has at least one stage before its approval."))
    for stage in stages:
        refuse_odd(stage)
    known = {row.pk: row for row in path.stages.all()}
    before = [plain(row) for row in known.values()]
    kept = {stage.id for stage in stages}
    path.stages.exclude(pk__in=[number for number in kept if number]).delete()
    for order, stage in enumerate(stages):
        row = known.get(stage.id or 0) or TrainingStage(path=path)
        row.order, row.kind, row.count = order, stage.kind, stage.count
        row.title, row.text, row.link = stage.title.strip(), stage.text.strip(), stage.link.strip()
        row.save()
    after = [plain(row) for row in path.stages.all()]
    if before != after:
        record("training.stages_set", path, by=by, at=at, data={"stages": after})


def refuse_odd(stage: StageText) -> None:
    """Raise TrainingRefused for a stage that nobody could do."""
    if stage.kind not in list(TrainingStageKind):
        raise TrainingRefused(_("There is no such stage."))
    if not 1 <= stage.count <= 20:
        raise TrainingRefused(_("A stage has from 1 to 20 interviews."))
    if stage.kind == TrainingStageKind.READING and not (stage.text.strip() or stage.link.strip()):
        raise TrainingRefused(_("Give the text or the link that is to be read."))
    if stage.link.strip() and not stage.link.strip().startswith(("http://", "https://")):
        raise TrainingRefused(_("A link begins with http:// or https://."))


def plain(row: TrainingStage) -> list[object]:
    """A stage for the ledger and for comparing."""
    return [row.pk, row.kind, row.count, row.title, row.text, row.link]


@transaction.atomic
def enrol(
    *, interviewer: Interviewer, path: TrainingPath, deadline: date | None = None, by: User, at: datetime
) -> TrainingEnrolment:
    """Put an interviewer on a path, until a deadline or for the path's days. Raises TrainingRefused."""
    Interviewer.objects.select_for_update().get(pk=interviewer.pk)
    values = {"name": interviewer, "kind": path}
    if not path.active or not path.stages.exists():
        raise TrainingRefused(_("The training for “%(kind)s” takes nobody at present.") % values)
    if path.approver_id == interviewer.person_id:
        raise TrainingRefused(_("%(name)s approves this training and cannot be on it.") % values)
    if open_enrolments(interviewer, path):
        raise TrainingRefused(_("%(name)s is in training for “%(kind)s” already.") % values)
    today = local_day(interviewer, at)
    last = deadline or today + timedelta(days=path.days)
    if last < today:
        raise TrainingRefused(_("The deadline is over already."))
    row = TrainingEnrolment.objects.create(
        interviewer=interviewer, path=path, deadline=last, enrolled_at=at, enrolled_by=by
    )
    data = {"interviewer": interviewer.pk, "path": path.pk, "deadline": last.isoformat()}
    record("training.enrolled", row, by=by, at=at, data=data)
    return row


def open_enrolments(interviewer: Interviewer, path: TrainingPath) -> bool:
    """Whether the interviewer is on the way on this path."""
    rows = interviewer.enrolments.filter(path=path, approved_at__isnull=True, ended_at__isnull=True)
    return rows.exists()


def local_day(interviewer: Interviewer, at: datetime) -> date:
    """The day on the interviewer's own calendar."""
    return at.astimezone(ZoneInfo(interviewer.person.time_zone)).date()


def locked(enrolment: TrainingEnrolment) -> TrainingEnrolment:
    """The row under a lock. Raises TrainingRefused once it is approved or ended."""
    row = TrainingEnrolment.objects.select_for_update().get(pk=enrolment.pk)
    if not row.is_open:
        raise TrainingRefused(_("This training is over."))
    return row


def stage_of(enrolment: TrainingEnrolment, stage: int) -> TrainingStage:
    """The stage of the enrolment's path. Raises TrainingRefused for another one."""
    row = enrolment.path.stages.filter(pk=stage).first()
    if row is None:
        raise TrainingRefused(_("There is no such stage."))
    return row


@transaction.atomic
def say_read(*, enrolment: TrainingEnrolment, stage: int, by: User, at: datetime) -> None:
    """The trainee says that they have read a stage's text."""
    row = locked(enrolment)
    text = stage_of(row, stage)
    if row.interviewer.person_id != by.pk:
        raise TrainingRefused(_("Only the trainee can say that they have read it."))
    if text.kind != TrainingStageKind.READING:
        raise TrainingRefused(_("There is nothing to read in this stage."))
    TrainingReading.objects.update_or_create(enrolment=row, stage=text, defaults={"read_at": at})
    record("training.read", row, by=by, at=at, data={"stage": text.pk})


@transaction.atomic
def approve(*, enrolment: TrainingEnrolment, by: User, at: datetime) -> TrainingEnrolment:
    """The named person approves, which gives the qualification. Raises TrainingRefused before all is done."""
    row = locked(enrolment)
    if row.path.approver_id != by.pk or row.interviewer.person_id == by.pk:
        raise TrainingRefused(_("Only %(name)s approves this training.") % {"name": row.path.approver})
    if not course(row, at).progress.is_done:
        raise TrainingRefused(_("Not every stage is done yet."))
    row.approved_at, row.approved_by = at, by
    row.save(update_fields=["approved_at", "approved_by"])
    Qualification.objects.get_or_create(
        interviewer=row.interviewer,
        kind=row.path.kind,
        rubric=None,
        defaults={"since": local_day(row.interviewer, at), "given_by": by},
    )
    data = {"interviewer": row.interviewer_id, "kind": row.path.kind_id}
    record("training.approved", row, by=by, at=at, data=data)
    return row


@transaction.atomic
def retake(
    *, enrolment: TrainingEnrolment, stage: int, reason: str, by: User, at: datetime
) -> TrainingRetake:
    """A stage and all later ones are done again: nothing before this moment counts for them."""
    row = locked(enrolment)
    again = stage_of(row, stage)
    if not reason.strip():
        raise TrainingRefused(_("Give the reason: the trainee reads it."))
    found = TrainingRetake.objects.create(
        enrolment=row, stage=again, reason=reason.strip()[:300], asked_at=at, asked_by=by
    )
    record(
        "training.retake",
        row,
        by=by,
        at=at,
        data={"stage": again.pk},
        personal={"reason": found.reason},
    )
    return found


@transaction.atomic
def move_deadline(*, enrolment: TrainingEnrolment, deadline: date, by: User, at: datetime) -> None:
    """Give more time, or less."""
    row = locked(enrolment)
    if deadline == row.deadline:
        return
    if deadline < local_day(row.interviewer, at):
        raise TrainingRefused(_("The deadline is over already."))
    row.deadline = deadline
    row.save(update_fields=["deadline"])
    record("training.deadline_moved", row, by=by, at=at, data={"deadline": deadline.isoformat()})


@transaction.atomic
def end(*, enrolment: TrainingEnrolment, by: User, at: datetime) -> None:
    """End the training without an approval. What was done stays on record."""
    row = locked(enrolment)
    row.ended_at, row.ended_by = at, by
    row.save(update_fields=["ended_at", "ended_by"])
    record("training.ended", row, by=by, at=at, data={"interviewer": row.interviewer_id})

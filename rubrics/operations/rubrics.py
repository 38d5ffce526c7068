"""Rubric versions: what stands against publishing one, publishing, revising, discarding."""

import hashlib
from datetime import datetime
from typing import Any, TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rubrics.choices import Strength, Treatment, VersionState
from rubrics.ledger.chain import canonical, record
from rubrics.models import Backing, Doubt, Rubric, RubricCompetency, RubricVersion, SoftSkill, Statement
from rubrics.operations.drafts import next_number
from rubrics.operations.edits import EditRefused, editing, snapshot
from rubrics.operations.standing import gather, standing
from rubrics.queries import current_policy

Row = TypeVar("Row", bound=models.Model)
# What a copy of a version does not take over.
NOT_COPIED = {"id", "version_id", "competency_id", "merge_into_id"}


class PublicationRefused(Exception):
    """The version cannot be published, revised or discarded; the text says why, `problems` what to settle."""

    def __init__(self, message: str, problems: list[str] | None = None) -> None:
        super().__init__(message)
        self.problems = problems or []


def problems(version: RubricVersion) -> list[str]:
    """Sentences about everything that still stands against publication."""
    return [problem.sentence for problem in standing(gather(version))]


def name(
    *,
    version: RubricVersion,
    role_title: str,
    few_reason: str,
    revision: int,
    by: AbstractBaseUser,
    at: datetime,
) -> None:
    """Set the role's title and the reason for fewer competencies than the policy asks for."""
    with editing("version_named", version_id=version.pk, revision=revision, by=by, at=at) as edit:
        if not role_title.strip():
            raise EditRefused(_("The rubric needs the title of the role."))
        edit.version.role_title = role_title.strip()
        edit.version.few_reason = few_reason.strip()
        edit.sentence = _("set the title and the reason for few competencies")
        edit.personal = {"few_reason": edit.version.few_reason}


@transaction.atomic
def publish(
    *, version: RubricVersion, by: AbstractBaseUser, at: datetime, revision: int | None = None
) -> RubricVersion:
    """Freeze the draft under the name of the person who confirms it (R-01).

    With `revision`, only the draft that the person saw is published. Raises PublicationRefused with what to
    settle.
    """
    locked = _draft(version, revision)
    open_ones = problems(locked)
    if locked.policy["second_confirmation"] and _confirmed_alone(locked, by):
        open_ones.append(
            _("By the policy, somebody else than the publisher confirms the required requirements.")
        )
    if open_ones:
        message = ngettext(
            "This draft cannot be published yet: %(count)s thing is to be settled first.",
            "This draft cannot be published yet: %(count)s things are to be settled first.",
            len(open_ones),
        )
        raise PublicationRefused(message % {"count": len(open_ones)}, open_ones)
    locked.content_sha256 = content_digest(locked)
    locked.state = VersionState.PUBLISHED
    locked.published_at, locked.published_by_id = at, by.pk
    # From here on there is nothing to undo.
    locked.edits.update(before=None)
    locked.save()
    record(
        "rubric.published",
        locked,
        by=by,
        at=at,
        data={
            "rubric": locked.rubric_id,
            "number": locked.number,
            "document": locked.role_document_id,
            "content": locked.content_sha256,
        },
    )
    return locked


@transaction.atomic
def revise(*, version: RubricVersion, reason: str, by: AbstractBaseUser, at: datetime) -> RubricVersion:
    """Make the next draft as a copy of a published version.

    Raises PublicationRefused without a reason, for a version that is not published, and where a draft is
    open.
    """
    if not reason.strip():
        raise PublicationRefused(_("Give the reason for the revision: it is printed with the next version."))
    rubric = Rubric.objects.select_for_update().get(pk=version.rubric_id)
    if version.state != VersionState.PUBLISHED:
        raise PublicationRefused(_("Only a published version can be revised."))
    if rubric.versions.filter(state=VersionState.DRAFT).exists():
        raise PublicationRefused(_("The next version of this rubric is a draft already: edit that one."))
    draft = RubricVersion.objects.create(
        **_values(version, but={"id", "rubric_id", "content_sha256"})
        | {
            "rubric": rubric,
            "number": next_number(rubric),
            "state": VersionState.DRAFT,
            "policy": current_policy(),
            "revision": 0,
            "revises_id": version.pk,
            "revision_reason": reason.strip(),
            "created_at": at,
            "created_by_id": by.pk,
            "published_at": None,
            "published_by_id": None,
        }
    )
    _copy_parts(version, draft)
    record(
        "rubric.revised",
        draft,
        by=by,
        at=at,
        data={"revises": version.pk, "number": draft.number},
        personal={"reason": draft.revision_reason},
    )
    return draft


@transaction.atomic
def discard(
    *, version: RubricVersion, reason: str, by: AbstractBaseUser, at: datetime, revision: int | None = None
) -> None:
    """Set the draft aside; it stays readable. Raises PublicationRefused without a reason or for no draft."""
    if not reason.strip():
        raise PublicationRefused(_("Give the reason for discarding the draft."))
    locked = _draft(version, revision)
    locked.state = VersionState.DISCARDED
    locked.save(update_fields=["state"])
    record(
        "rubric.discarded",
        locked,
        by=by,
        at=at,
        data={"number": locked.number},
        personal={"reason": reason.strip()},
    )


def content_digest(version: RubricVersion) -> str:
    """SHA-256 over everything that is printed of the version; row numbers and times are left out."""
    parts = snapshot(version)
    numbers = {row["id"]: row["key"] for row in parts["competencies"]}
    plain: dict[str, Any] = {"version": parts["version"]}
    for part, rows in parts.items():
        if part != "version":
            plain[part] = sorted(canonical(_printed(row, numbers)) for row in rows)
    return hashlib.sha256(canonical(plain).encode()).hexdigest()


def _printed(row: dict[str, Any], keys: dict[int, str]) -> dict[str, Any]:
    hidden = {"id", "version_id", "statement_id", "softskill_id"}
    values = {name: value for name, value in row.items() if name not in hidden and not name.endswith("_at")}
    for column in ("competency_id", "rubriccompetency_id", "merge_into_id"):
        if column in values:
            values[column] = keys.get(values[column])
    return values


def _draft(version: RubricVersion, revision: int | None) -> RubricVersion:
    locked = RubricVersion.objects.select_for_update().get(pk=version.pk)
    if not locked.is_draft:
        raise PublicationRefused(_("This version is no longer a draft."))
    if revision is not None and locked.revision != revision:
        raise PublicationRefused(_("The draft was changed after you had opened it: look at it again first."))
    return locked


def _confirmed_alone(version: RubricVersion, by: AbstractBaseUser) -> bool:
    required = version.statements.filter(treatment=Treatment.VERIFY, strength=Strength.REQUIRED)
    return required.filter(confirmed_by_id=by.pk).exists()


def _values(row: models.Model, but: set[str]) -> dict[str, Any]:
    return {
        field.attname: getattr(row, field.attname) for field in row._meta.fields if field.attname not in but
    }


def _copy_parts(version: RubricVersion, draft: RubricVersion) -> None:
    statements = _copied(Statement, list(version.statements.all()), draft)
    skills = _copied(SoftSkill, list(version.soft_skills.all()), draft)
    for doubt in version.doubts.all():
        Doubt.objects.create(version=draft, **_values(doubt, NOT_COPIED))
    old = list(version.competencies.prefetch_related("anchors", "questions", "backings", "soft_skills"))
    rows = _copied(RubricCompetency, old, draft)
    for one in old:
        row = rows[one.pk]
        if one.merge_into_id:
            row.merge_into = rows[one.merge_into_id]
            row.save(update_fields=["merge_into"])
        for part in [*one.anchors.all(), *one.questions.all()]:
            type(part)._default_manager.create(competency=row, **_values(part, NOT_COPIED))
        Backing.objects.bulk_create(
            Backing(competency=row, statement=statements[backing.statement_id])
            for backing in one.backings.all()
        )
        row.soft_skills.set([skills[skill.pk] for skill in one.soft_skills.all()])


def _copied(model: type[Row], rows: list[Row], draft: RubricVersion) -> dict[int, Row]:
    """The rows as new ones of the draft, by the old row's number."""
    made = model._default_manager.bulk_create(
        model(version=draft, **_values(row, NOT_COPIED)) for row in rows
    )
    return {row.pk: one for row, one in zip(rows, made, strict=True)}

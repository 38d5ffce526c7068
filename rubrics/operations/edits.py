"""One edit of a draft: locked, checked against the revision that the person saw, recorded, and able to be
undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from rubrics.ledger.chain import record
from rubrics.models import (
    Anchor,
    Backing,
    Doubt,
    DraftEdit,
    RubricCompetency,
    RubricQuestion,
    RubricVersion,
    Statement,
)

# The columns of the version itself that an edit may change.
OWN_COLUMNS = ("role_title", "seniority", "few_reason")
# Parents before children; soft skills never change after the derivation.
PARTS: tuple[tuple[str, type[models.Model], str], ...] = (
    ("statements", Statement, "version"),
    ("doubts", Doubt, "version"),
    ("competencies", RubricCompetency, "version"),
    ("soft_skills", RubricCompetency.soft_skills.through, "rubriccompetency__version"),
    ("backings", Backing, "competency__version"),
    ("anchors", Anchor, "competency__version"),
    ("questions", RubricQuestion, "competency__version"),
)


class EditRefused(Exception):
    """The edit cannot be made; the text says why. Nothing was changed."""


class StaleEdit(EditRefused):
    """Somebody changed the draft after the person had opened it; `revision` is the draft's present one."""

    def __init__(self, message: str, revision: int) -> None:
        super().__init__(message)
        self.revision = revision


class Edit:
    """What the operation says about itself: `sentence` for people, `data` for the ledger, `personal`
    likewise."""

    def __init__(self, version: RubricVersion) -> None:
        self.version = version
        self.sentence = ""
        self.data: dict[str, Any] = {}
        self.personal: dict[str, Any] = {}


@contextmanager
def editing(
    kind: str, *, version_id: int, revision: int, by: AbstractBaseUser, at: datetime
) -> Iterator[Edit]:
    """Lock the draft, run the body, count the revision up, keep the state before, and write the ledger event.

    Raises EditRefused for a version that is no draft and StaleEdit for a `revision` that is not the present
    one.
    """
    with transaction.atomic():
        version = RubricVersion.objects.select_for_update().get(pk=version_id)
        if not version.is_draft:
            raise EditRefused(_("This version is no longer a draft and never changes. Revise it instead."))
        if version.revision != revision:
            raise StaleEdit(_stale(version, revision), version.revision)
        before = snapshot(version)
        edit = Edit(version)
        yield edit
        version.revision += 1
        version.save()
        DraftEdit.objects.create(
            version=version,
            revision=version.revision,
            kind=kind,
            sentence=edit.sentence,
            before=before,
            made_at=at,
            made_by_id=by.pk,
        )
        record(
            f"rubric.{kind}",
            version,
            by=by,
            at=at,
            data={"revision": version.revision, **edit.data},
            personal={"sentence": edit.sentence, **edit.personal},
        )


@transaction.atomic
def undo(*, version: RubricVersion, revision: int, by: AbstractBaseUser, at: datetime) -> DraftEdit:
    """Bring the draft back to what it was before its last edit that was not undone yet; gives that edit.

    Raises EditRefused where there is none.
    """
    with editing("edit_undone", version_id=version.pk, revision=revision, by=by, at=at) as edit:
        last = undoable(version)
        if last is None or last.before is None:
            raise EditRefused(_("There is nothing to undo."))
        restore(edit.version, last.before)
        edit.sentence = _("undid: %(sentence)s") % {"sentence": last.sentence}
        edit.data = {"undone": last.revision}
        last.before = None
        last.save(update_fields=["before"])
    DraftEdit.objects.filter(version=version, kind="edit_undone").update(before=None)
    return last


def undoable(version: RubricVersion) -> DraftEdit | None:
    """The last edit that was not undone yet."""
    return DraftEdit.objects.filter(version=version, before__isnull=False).order_by("-revision").first()


def snapshot(version: RubricVersion) -> dict[str, Any]:
    """The draft's rows as plain values."""
    parts = {
        name: list(model._default_manager.filter(**{path: version}).order_by("pk").values())
        for name, model, path in PARTS
    }
    return {"version": {column: getattr(version, column) for column in OWN_COLUMNS}, **parts}


def restore(version: RubricVersion, before: dict[str, Any]) -> None:
    """Replace the draft's rows by those of a snapshot, under their old numbers."""
    for _name, model, path in reversed(PARTS):
        model._default_manager.filter(**{path: version}).delete()
    for name, model, _path in PARTS:
        model._default_manager.bulk_create(model(**row) for row in before[name])
    for column, value in before["version"].items():
        setattr(version, column, value)
    # Rows of one draft point at each other; what does not fit shows here rather than at the end of the
    # transaction.
    connection.check_constraints()


def _stale(version: RubricVersion, revision: int) -> str:
    edits = version.edits.filter(revision__gt=revision).select_related("made_by").order_by("revision")
    told = "; ".join(f"{edit.made_by}: {edit.sentence}" for edit in edits[:5])
    return _(
        "The draft was changed after you had opened it (%(changes)s). Your change is still below: "
        "look at it against "
        "the draft as it is now, and save it again."
    ) % {"changes": told}

"""Doubts of a draft: contradictions in the document that wait for a person's choice (R-30)."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _

from rubrics.models import Doubt
from rubrics.operations.edits import EditRefused, editing


def resolve(*, doubt: Doubt, resolution: str, revision: int, by: AbstractBaseUser, at: datetime) -> None:
    """Write down which reading of the contradiction holds. Raises EditRefused for an empty choice."""
    with editing("doubt_resolved", version_id=doubt.version_id, revision=revision, by=by, at=at) as edit:
        if not resolution.strip():
            raise EditRefused(_("Choose one of the readings, or write your own with its reason."))
        row = edit.version.doubts.get(pk=doubt.pk)
        row.resolution = resolution.strip()
        row.resolved_by_id, row.resolved_at = by.pk, at
        row.save()
        edit.sentence = _("settled the doubt about %(topic)s") % {"topic": row.topic}
        edit.data = {"doubt": row.pk, "doubt_kind": row.kind}
        edit.personal = {"resolution": row.resolution}

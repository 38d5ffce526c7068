"""Competencies of a draft: their words, weight and place in the rubric."""

from datetime import datetime
from decimal import Decimal

from django.contrib.auth.models import AbstractBaseUser
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rubrics.choices import Family, Proposal, StatementFate
from rubrics.models import Competency, RubricCompetency, RubricVersion, Statement
from rubrics.operations import anchors, statements
from rubrics.operations.edits import Edit, EditRefused, editing
from rubrics.queries import live_competencies


def change(
    *,
    competency: RubricCompetency,
    name: str,
    definition: str,
    family: Family,
    weight: Decimal,
    weight_reason: str = "",
    essential: bool = False,
    revision: int,
    by: AbstractBaseUser,
    at: datetime,
) -> None:
    """Rename the competency, say what it means and what it weighs.

    Raises EditRefused without a name, for a weight of 0 or less, and for an unequal weight without a reason
    (R-17).
    """
    with editing(
        "competency_changed", version_id=competency.version_id, revision=revision, by=by, at=at
    ) as edit:
        row = _fresh(edit, competency)
        if not name.strip():
            raise EditRefused(_("A competency needs a name."))
        if weight <= 0:
            raise EditRefused(_("A weight is above 0. Drop the competency if it does not count."))
        if weight != 1 and not weight_reason.strip():
            raise EditRefused(
                _("Weights are equal unless a reason is given. Give the reason, or set the weight to 1.")
            )
        row.name, row.definition, row.family = name.strip(), definition.strip(), family
        row.weight, row.weight_reason = weight, weight_reason.strip() if weight != 1 else ""
        row.essential = essential
        row.save()
        edit.sentence = _("changed “%(name)s”") % {"name": row.name}
        edit.data = {"competency": row.key, "weight": row.weight, "essential": row.essential}


def score(*, competency: RubricCompetency, revision: int, by: AbstractBaseUser, at: datetime) -> None:
    """Score the competency after all: bring back a dropped one, or refuse a proposed merge.

    Raises EditRefused for one that was merged, since its statements are elsewhere now.
    """
    with editing(
        "competency_scored", version_id=competency.version_id, revision=revision, by=by, at=at
    ) as edit:
        row = _fresh(edit, competency)
        _refuse_merged(row)
        row.proposal, row.merge_into, row.reason = Proposal.SCORE, None, ""
        row.decided_by_id, row.decided_at = by.pk, at
        row.save()
        row.statements.filter(fate=StatementFate.DROPPED).update(fate=StatementFate.MAPPED, drop_reason="")
        edit.sentence = _("“%(name)s” is scored") % {"name": row.name}
        edit.data = {"competency": row.key}


def drop(
    *, competency: RubricCompetency, reason: str, revision: int, by: AbstractBaseUser, at: datetime
) -> None:
    """Set the competency aside with a reason; statements that support nothing else are dropped with it.

    Raises EditRefused without a reason and for one that was merged.
    """
    with editing(
        "competency_dropped", version_id=competency.version_id, revision=revision, by=by, at=at
    ) as edit:
        row = _fresh(edit, competency)
        _refuse_merged(row)
        if not reason.strip():
            raise EditRefused(
                _("Give the reason for dropping the competency: it is printed with the rubric.")
            )
        row.proposal, row.merge_into, row.reason = Proposal.DROP, None, reason.strip()
        row.decided_by_id, row.decided_at = by.pk, at
        row.save()
        elsewhere = Statement.objects.filter(
            version=edit.version, competencies__in=live_competencies(edit.version)
        )
        left = row.statements.filter(fate=StatementFate.MAPPED).exclude(pk__in=elsewhere.values("pk"))
        why = _("The competency “%(name)s” was dropped: %(reason)s") % {
            "name": row.name,
            "reason": row.reason,
        }
        Statement.objects.filter(pk__in=list(left.values_list("pk", flat=True))).update(
            fate=StatementFate.DROPPED, drop_reason=why
        )
        edit.sentence = _("dropped the competency “%(name)s”") % {"name": row.name}
        edit.data = {"competency": row.key}
        edit.personal = {"reason": row.reason}


def merge(
    *,
    competency: RubricCompetency,
    into: RubricCompetency,
    reason: str = "",
    revision: int,
    by: AbstractBaseUser,
    at: datetime,
) -> None:
    """Score the competency as part of another: statements, places and questions go there, the record stays.

    Raises EditRefused where the two are one, or `into` is not scored itself.
    """
    with editing(
        "competency_merged", version_id=competency.version_id, revision=revision, by=by, at=at
    ) as edit:
        row, target = _fresh(edit, competency), _fresh(edit, into)
        _refuse_merged(row)
        if row.pk == target.pk or target.proposal != Proposal.SCORE:
            raise EditRefused(_("Choose a competency to merge into that is scored itself."))
        for statement in row.statements.all():
            statements.link(target, statement)
            if statement.fate == StatementFate.DROPPED:
                statement.fate, statement.drop_reason = StatementFate.MAPPED, ""
                statement.save(update_fields=["fate", "drop_reason"])
        row.backings.all().delete()
        target.refresh_from_db()
        unite(row, target)
        anchors.move_questions(row, target)
        why = reason.strip() or (row.reason if row.proposal == Proposal.MERGE else "")
        row.proposal, row.merge_into, row.reason = Proposal.MERGE, target, why
        row.decided_by_id, row.decided_at = by.pk, at
        row.save()
        edit.sentence = _("merged “%(name)s” into “%(into)s”") % {"name": row.name, "into": target.name}
        edit.data = {"competency": row.key, "into": target.key}
        edit.personal = {"reason": row.reason}


def add(
    *,
    version: RubricVersion,
    name: str,
    definition: str,
    reason: str,
    entry: Competency | None = None,
    revision: int,
    by: AbstractBaseUser,
    at: datetime,
) -> None:
    """Add a competency that the document does not name, by a person and with a reason (R-01).

    With a library `entry` its anchors and questions come along. Raises EditRefused without a name or reason,
    and for an entry that the draft has already.
    """
    with editing("competency_added", version_id=version.pk, revision=revision, by=by, at=at) as edit:
        name = name.strip() or (entry.name if entry else "")
        key = entry.key if entry else slugify(name)[:80].replace("-", "_")
        if not key or not reason.strip():
            raise EditRefused(_("A competency that is added by hand needs a name and a reason."))
        if edit.version.competencies.filter(key=key).exists():
            raise EditRefused(_("The draft has this competency already; it may be dropped or merged."))
        row = RubricCompetency.objects.create(
            version=edit.version,
            key=key,
            name=name,
            definition=definition.strip() or (entry.definition if entry else ""),
            family=entry.family if entry else Family.BEHAVIOURAL,
            order=edit.version.competencies.count(),
            added_by_id=by.pk,
            added_reason=reason.strip(),
        )
        if entry is not None:
            anchors.copy_from_library(row, entry, edit.version.seniority)
        edit.sentence = _("added the competency “%(name)s”") % {"name": row.name}
        edit.data = {"competency": row.key}
        edit.personal = {"reason": row.added_reason}


def _fresh(edit: Edit, competency: RubricCompetency) -> RubricCompetency:
    return edit.version.competencies.get(pk=competency.pk)


def _refuse_merged(row: RubricCompetency) -> None:
    if row.proposal == Proposal.MERGE and row.decided_at is not None:
        raise EditRefused(
            _(
                "“%(name)s” was merged, and its statements stand behind another competency. Undo the merge "
                "first."
            )
            % {"name": row.name}
        )


def unite(row: RubricCompetency, target: RubricCompetency) -> None:
    """Give `target` what stands behind a competency that is merged into it: places, names, soft skills."""
    places = {(one["start"], one["end"]): one for one in [*target.spans, *row.spans]}
    target.spans = [places[place] for place in sorted(places)]
    target.also_covers = list(dict.fromkeys([*target.also_covers, row.name, *row.also_covers]))
    target.essential = target.essential or row.essential
    target.soft_skills.add(*row.soft_skills.all())
    target.reason = rests_on(target)
    target.save()


def rests_on(row: RubricCompetency) -> str:
    """What stands behind a scored competency, in a sentence; empty for one that was added by hand."""
    parts = []
    if count := row.statements.count():
        words = ngettext("%(count)s requirement statement", "%(count)s requirement statements", count)
        parts.append(words % {"count": count})
    if skills := list(row.soft_skills.values_list("title", flat=True)):
        heading = ngettext(
            "the soft-skill heading %(titles)s", "the soft-skill headings %(titles)s", len(skills)
        )
        parts.append(heading % {"titles": ", ".join(f"“{title}”" for title in skills)})
    return _("Rests on %(parts)s.") % {"parts": _(" and ").join(parts)} if parts else ""

"""Requirement statements of a draft: their treatment, their confirmation, and what they support."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rubrics.choices import Necessity, StatementFate, StatementKind, Strength, Treatment
from rubrics.models import Backing, RubricCompetency, RubricVersion, Statement
from rubrics.operations.edits import Edit, EditRefused, editing
from rubrics.queries import live_competencies

SHOWN = 60


def change(
    *,
    statement: Statement,
    kind: StatementKind,
    necessity: Necessity,
    treatment: Treatment,
    strength: Strength | None = None,
    label: str = "",
    equivalence_standard: str = "",
    revision: int,
    by: AbstractBaseUser,
    at: datetime,
) -> None:
    """Set what the statement asks for and how it is treated.

    What is verified needs a strength, and counts as confirmed by the person who set it; what is not verified
    has none. Raises EditRefused, for example where a statement that supports nothing is to be interviewed
    for.
    """
    with editing(
        "statement_changed", version_id=statement.version_id, revision=revision, by=by, at=at
    ) as edit:
        row = _fresh(edit, statement)
        if treatment == Treatment.VERIFY and strength is None:
            raise EditRefused(_("Choose how firmly this is asked for: required, preferred or informational."))
        row.kind, row.necessity, row.treatment = kind, necessity, treatment
        row.strength = strength or "" if treatment == Treatment.VERIFY else ""
        row.label = label.strip() or row.label or row.shown[:300]
        row.equivalence_standard = equivalence_standard.strip()
        row.confirmed_by_id, row.confirmed_at = by.pk, at
        _settle(row)
        row.save()
        edit.sentence = _("set “%(text)s” to %(treatment)s") % {
            "text": shortened(row),
            "treatment": row.get_treatment_display().lower(),
        }
        edit.data = {
            "statement": row.index,
            "treatment": row.treatment,
            "strength": row.strength,
            "kind": row.kind,
        }


def confirm(
    *,
    version: RubricVersion,
    statements: Sequence[Statement],
    chosen: Mapping[int, str] | None = None,
    revision: int,
    by: AbstractBaseUser,
    at: datetime,
) -> None:
    """Confirm statements: a person stands behind every must and what is required (R-25).

    `chosen` holds by the statement's row number what the person made of it: the strength of what is verified,
    otherwise must or preferred; without a choice it is confirmed as it stands. Raises EditRefused where no
    statement was chosen.
    """
    with editing("statements_confirmed", version_id=version.pk, revision=revision, by=by, at=at) as edit:
        rows = list(Statement.objects.filter(version=version, pk__in=[one.pk for one in statements]))
        numbers = [one.index for one in rows]
        if not numbers:
            raise EditRefused(_("Choose at least one statement to confirm."))
        for row in rows:
            _choose(row, (chosen or {}).get(row.pk, ""))
            row.confirmed_by_id, row.confirmed_at = by.pk, at
        Statement.objects.bulk_update(rows, ["strength", "necessity", "confirmed_by", "confirmed_at"])
        edit.sentence = ngettext(
            "confirmed %(count)s statement", "confirmed %(count)s statements", len(numbers)
        ) % {"count": len(numbers)}
        edit.data = {
            "statements": numbers,
            "strengths": {one.index: one.strength for one in rows if one.treatment == Treatment.VERIFY},
        }


def drop(*, statement: Statement, reason: str, revision: int, by: AbstractBaseUser, at: datetime) -> None:
    """Set the statement aside with a reason; it supports nothing any more.

    Raises EditRefused without a reason, or where a competency would lose the last place that it came from.
    """
    with editing(
        "statement_dropped", version_id=statement.version_id, revision=revision, by=by, at=at
    ) as edit:
        row = _fresh(edit, statement)
        if not reason.strip():
            raise EditRefused(_("Give the reason for dropping the statement: it is printed with the rubric."))
        for competency in list(row.competencies.all()):
            unlink(competency, row)
        row.fate, row.drop_reason = StatementFate.DROPPED, reason.strip()
        row.treatment, row.strength = Treatment.INFORMATIONAL, ""
        row.save()
        edit.sentence = _("dropped “%(text)s”") % {"text": shortened(row)}
        edit.data = {"statement": row.index}
        edit.personal = {"reason": row.drop_reason}


def assign(
    *,
    statement: Statement,
    competencies: Iterable[RubricCompetency],
    revision: int,
    by: AbstractBaseUser,
    at: datetime,
) -> None:
    """Put the statement behind exactly these competencies; this also brings a dropped one back.

    Raises EditRefused where none was chosen or a competency would lose the last place that it came from.
    """
    with editing(
        "statement_assigned", version_id=statement.version_id, revision=revision, by=by, at=at
    ) as edit:
        row = _fresh(edit, statement)
        keys = [one.pk for one in competencies]
        wanted = list(live_competencies(edit.version).filter(pk__in=keys))
        if not wanted:
            raise EditRefused(
                _("Choose the competency that this statement supports, or drop it with a reason.")
            )
        for competency in list(row.competencies.exclude(pk__in=[one.pk for one in wanted])):
            unlink(competency, row)
        for competency in wanted:
            link(competency, row)
        if row.treatment != Treatment.VERIFY:
            row.treatment, row.drop_reason = Treatment.INTERVIEW, ""
        _settle(row)
        row.save()
        names = ", ".join(one.name for one in wanted)
        edit.sentence = _("put “%(text)s” behind %(names)s") % {"text": shortened(row), "names": names}
        edit.data = {"statement": row.index, "competencies": [one.key for one in wanted]}


def link(competency: RubricCompetency, statement: Statement) -> None:
    """Put the statement and its place in the document behind the competency."""
    Backing.objects.get_or_create(competency=competency, statement=statement)
    place = {"start": statement.start, "end": statement.end, "text": statement.text}
    if statement.start is not None and place not in competency.spans:
        competency.spans = sorted([*competency.spans, place], key=lambda one: one["start"])
        competency.save(update_fields=["spans"])


def unlink(competency: RubricCompetency, statement: Statement) -> None:
    """Take the statement from behind the competency. Raises EditRefused where nothing would stand behind it
    (R-01)."""
    spans = [
        one for one in competency.spans if (one["start"], one["end"]) != (statement.start, statement.end)
    ]
    if not spans and competency.added_by_id is None:
        raise EditRefused(
            _(
                "“%(name)s” came from this statement alone. Drop the competency, or give it another "
                "statement first."
            )
            % {"name": competency.name}
        )
    Backing.objects.filter(competency=competency, statement=statement).delete()
    competency.spans = spans
    competency.save(update_fields=["spans"])


def shortened(statement: Statement) -> str:
    """The statement's text, short enough to quote in a sentence."""
    text = " ".join(statement.shown.split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"


def _choose(row: Statement, word: str) -> None:
    """Take the strength of what is verified, or the necessity of what interviews rate, from the person's choice."""
    if row.treatment == Treatment.VERIFY:
        row.strength = Strength(word) if word in set(Strength) else row.strength
    elif word in set(Necessity):
        row.necessity = Necessity(word)


def _fresh(edit: Edit, statement: Statement) -> Statement:
    return edit.version.statements.get(pk=statement.pk)


def _settle(row: Statement) -> None:
    """The one fate that follows from the treatment and from what the statement supports (R-34)."""
    if row.treatment == Treatment.VERIFY:
        row.fate, row.drop_reason = StatementFate.VERIFIED, ""
    elif live_competencies(row.version).filter(statements=row).exists():
        row.fate, row.drop_reason = StatementFate.MAPPED, ""
    elif not row.drop_reason:
        raise EditRefused(
            _(
                "This statement supports no competency. Choose one for it, have it verified, or drop it "
                "with a reason."
            )
        )
    else:
        row.fate = StatementFate.DROPPED

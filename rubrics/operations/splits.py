"""Splitting in two: a statement at a place in its text, a competency by the statements behind it."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from rubrics.choices import Family
from rubrics.models import Backing, Competency, RubricCompetency, Statement
from rubrics.operations import anchors
from rubrics.operations import statements as rows
from rubrics.operations.competencies import rests_on
from rubrics.operations.edits import EditRefused, editing

# What joins the two parts belongs to neither.
BEFORE = re.compile(r"(?:[\s,;]|(?<=\s)(?:and|or)(?=[\s,;]*$))+$", re.IGNORECASE)
AFTER = re.compile(r"^(?:[\s,;]|(?:and|or)(?=\s))+", re.IGNORECASE)


def split_statement(
    *, statement: Statement, place: int, revision: int, by: AbstractBaseUser, at: datetime
) -> None:
    """Cut the statement after `place` characters of its text; both parts keep their exact place.

    The second part stands behind the same competencies. A person confirms both anew. Raises EditRefused where
    one of the parts would be empty.
    """
    with editing("statement_split", version_id=statement.version_id, revision=revision, by=by, at=at) as edit:
        row = edit.version.statements.get(pk=statement.pk)
        whole = rows.shortened(row)
        part = divide(row, place)
        if part is None:
            raise EditRefused(_("Choose a place between two words: both parts need a text."))
        edit.sentence = _("split “%(text)s” in two") % {"text": whole}
        edit.data = {"statement": row.index, "part": part.index, "place": place}


def divide(row: Statement, place: int) -> Statement | None:
    """Cut the row after `place` characters of its text and give the second part; None where one would be empty."""
    whole, start, end = row.text, row.start, row.end
    first, second = parts(whole, place)
    if not first or not second:
        return None
    part = Statement.objects.get(pk=row.pk)
    part.pk = None
    part.index = (row.version.statements.aggregate(last=Max("index"))["last"] or 0) + 1
    for one, text, is_first in ((row, first, True), (part, second, False)):
        one.text = text
        one.details = _within(text, one.details)
        one.confirmed_by, one.confirmed_at = None, None
        if not is_first or one.label in ("", whole[:300]):
            one.label = one.shown[:300] if one.label else ""
    if start is not None and end is not None:
        row.start, row.end = start, start + len(first)
        part.start, part.end = end - len(second), end
    row.save()
    part.save()
    for competency in list(row.competencies.all()):
        _cut_span(competency, (start, end), (row, part))
        Backing.objects.create(competency=competency, statement=part)
    return part


def split_competency(
    *,
    competency: RubricCompetency,
    statements: Iterable[Statement],
    name: str,
    reason: str,
    entry: Competency | None = None,
    revision: int,
    by: AbstractBaseUser,
    at: datetime,
) -> None:
    """Give the chosen statements of a competency to a new one, by a person and with a reason (R-01).

    With a library `entry` its anchors and questions come along. Raises EditRefused without a name, reason or
    statement, where none would be left behind, and for a competency that the draft has already.
    """
    with editing(
        "competency_split", version_id=competency.version_id, revision=revision, by=by, at=at
    ) as edit:
        row = edit.version.competencies.get(pk=competency.pk)
        chosen = list(row.statements.filter(pk__in=[one.pk for one in statements]))
        name = name.strip() or (entry.name if entry else "")
        key = entry.key if entry else slugify(name)[:80].replace("-", "_")
        if not key or not reason.strip():
            raise EditRefused(_("The new competency needs a name and a reason."))
        if not chosen or len(chosen) == row.statements.count():
            raise EditRefused(_("Choose some of the statements: each of the two competencies needs one."))
        if edit.version.competencies.filter(key=key).exists():
            raise EditRefused(_("The draft has this competency already; choose what its statements support."))
        made = _made(row, key, name, entry)
        made.added_by_id, made.added_reason = by.pk, reason.strip()
        made.save()
        for one in chosen:
            rows.link(made, one)
            rows.unlink(row, one)
        for one_of_two in (row, made):
            one_of_two.reason = rests_on(one_of_two)
            one_of_two.save(update_fields=["reason"])
        if entry is not None:
            anchors.copy_from_library(made, entry, edit.version.seniority)
        edit.sentence = _("split “%(made)s” off “%(name)s”") % {"made": made.name, "name": row.name}
        edit.data = {
            "competency": row.key,
            "made": made.key,
            "statements": [one.index for one in chosen],
        }
        edit.personal = {"reason": made.added_reason}


def parts(text: str, place: int) -> tuple[str, str]:
    """The two parts without what joins them; either may be empty."""
    return BEFORE.sub("", text[: max(place, 0)]), AFTER.sub("", text[max(place, 0) :])


def _made(row: RubricCompetency, key: str, name: str, entry: Competency | None) -> RubricCompetency:
    """The new competency beside the one that it is split off, not yet saved."""
    return RubricCompetency(
        version_id=row.version_id,
        key=key,
        name=name,
        definition=entry.definition if entry else "",
        family=entry.family if entry else Family(row.family),
        order=row.version.competencies.count(),
    )


def _cut_span(
    competency: RubricCompetency, whole: tuple[int | None, int | None], halves: tuple[Statement, Statement]
) -> None:
    spans = [one for one in competency.spans if (one["start"], one["end"]) != whole]
    if len(spans) == len(competency.spans):
        return
    spans += [{"start": one.start, "end": one.end, "text": one.text} for one in halves]
    competency.spans = sorted(spans, key=lambda one: one["start"])
    competency.save(update_fields=["spans"])


def _within(text: str, details: dict[str, Any]) -> dict[str, Any]:
    """The details whose words the part holds: tools, alternatives, years; degrees stay with both."""
    lowered = text.casefold()
    kept = dict(details)
    for name in ("tools", "alternatives"):
        if name in kept:
            kept[name] = [one for one in kept[name] if str(one).casefold() in lowered]
    if "years" in kept:
        kept["years"] = kept["years"] if "year" in lowered else []
    return {name: value for name, value in kept.items() if value}

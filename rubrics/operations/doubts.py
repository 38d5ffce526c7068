"""Doubts of a draft: contradictions in the document that wait for a person's choice (R-30)."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rubrics.choices import Necessity, Strength, Treatment
from rubrics.derivation.degrees import degrees_in, lowest
from rubrics.derivation.years import topic, years_in
from rubrics.models import Doubt, Statement
from rubrics.operations.edits import Edit, EditRefused, editing

STRENGTHS = {Necessity.MUST.value: Strength.REQUIRED, Necessity.PREFERRED.value: Strength.PREFERRED}


def resolve(*, doubt: Doubt, resolution: str, revision: int, by: AbstractBaseUser, at: datetime) -> None:
    """Write down which reading of the contradiction holds, and let the statements follow where it is plain.

    Plain are a minimum of years, a lowest degree, and must or preferred. Raises EditRefused for an empty choice.
    """
    with editing("doubt_resolved", version_id=doubt.version_id, revision=revision, by=by, at=at) as edit:
        if not resolution.strip():
            raise EditRefused(_("Choose one of the readings, or write your own with its reason."))
        row = edit.version.doubts.get(pk=doubt.pk)
        row.resolution = resolution.strip()
        row.resolved_by_id, row.resolved_at = by.pk, at
        row.save()
        changed = [one for one in _concerned(edit, row) if _follow(one, row)]
        for one in changed:
            one.save(update_fields=["details", "necessity", "strength"])
        edit.sentence = _("settled the doubt about %(topic)s") % {"topic": row.topic}
        if changed:
            count = ngettext("%(count)s statement follows", "%(count)s statements follow", len(changed))
            edit.sentence += f" ({count % {'count': len(changed)}})"
        edit.data = {
            "doubt": row.pk,
            "doubt_kind": row.kind,
            "statements": [one.index for one in changed],
        }
        edit.personal = {"resolution": row.resolution}


def _concerned(edit: Edit, doubt: Doubt) -> list[Statement]:
    """The statements that share a place with the doubt."""
    return [
        one
        for one in edit.version.statements.filter(start__isnull=False)
        if any(one.start < span["end"] and span["start"] < one.end for span in doubt.spans)
    ]


def _follow(one: Statement, doubt: Doubt) -> bool:
    """Change the statement by the chosen reading where that is plain; whether anything changed."""
    if doubt.kind == "years":
        return _follow_years(one, doubt)
    if doubt.kind == "degree":
        return _follow_degree(one, doubt)
    if doubt.kind == "necessity":
        return _follow_necessity(one, doubt)
    return False


def _follow_years(one: Statement, doubt: Doubt) -> bool:
    chosen = {years.minimum for years in years_in(doubt.resolution, 0, len(doubt.resolution))}
    if len(chosen) != 1:
        return False
    minimum = chosen.pop()
    asked = years_in(one.text, 0, len(one.text))
    same = {(years.minimum, years.counts) for years in asked if topic(years) == doubt.topic}
    found: list[dict[str, Any]] = []
    for years in one.details.get("years", []):
        follows = (years["minimum"], years["counts"]) in same and years["minimum"] != minimum
        found.append({**years, "minimum": minimum, "was": years["minimum"]} if follows else years)
    changed = bool(found != one.details.get("years", []))
    if changed:
        one.details = {**one.details, "years": found}
    return changed


def _follow_degree(one: Statement, doubt: Doubt) -> bool:
    chosen = degrees_in(doubt.resolution)
    asked = one.details.get("degrees")
    if chosen is None or asked is None or asked["levels"] == [lowest(chosen)]:
        return False
    one.details = {
        **one.details,
        "degrees": {**asked, "levels": [lowest(chosen)], "was": asked.get("was", asked["levels"])},
    }
    return True


def _follow_necessity(one: Statement, doubt: Doubt) -> bool:
    necessity = doubt.resolution if doubt.resolution in set(Necessity) else _necessity_of(one, doubt)
    if not necessity or necessity == one.necessity:
        return False
    one.necessity = necessity
    if one.treatment == Treatment.VERIFY:
        one.strength = STRENGTHS[necessity]
    return True


def _necessity_of(one: Statement, doubt: Doubt) -> str:
    """How the statement that was chosen by its text asks for it."""
    chosen = one.version.statements.filter(text=doubt.resolution).values_list("necessity", flat=True)
    return next(iter(chosen), "")

"""Doubts of a draft: contradictions in the document that wait for a person's choice (R-30).

The choice rewrites what the requirements say: their label, their years, their degree. The quote stays the document's.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rubrics.choices import Necessity, Strength, Treatment
from rubrics.derivation.degrees import degrees_in, lowest, standard_named
from rubrics.derivation.verification import EQUIVALENT_NOTE, degree_label, years_label
from rubrics.derivation.years import topic, years_in
from rubrics.models import Doubt, Statement
from rubrics.operations.edits import EditRefused, editing

STRENGTHS = {Necessity.MUST.value: Strength.REQUIRED, Necessity.PREFERRED.value: Strength.PREFERRED}
CHANGED = ("details", "necessity", "strength", "label", "warning", "equivalence_standard")
LONGEST_LABEL = 300


def resolve(
    *, doubt: Doubt, resolution: str, standard: str = "", revision: int, by: AbstractBaseUser, at: datetime
) -> None:
    """Write down which reading of the contradiction holds, and let the statements follow.

    Plain are a minimum of years, a lowest degree, and must or preferred; a requirement that is verified takes any
    other reading as its label. `standard` says what counts as equivalent to a degree; without it the document's own
    words hold, where a place of the doubt has some. Raises EditRefused for an empty choice.
    """
    with editing("doubt_resolved", version_id=doubt.version_id, revision=revision, by=by, at=at) as edit:
        if not resolution.strip():
            raise EditRefused(_("Choose one of the readings, or write your own with its reason."))
        row = edit.version.doubts.get(pk=doubt.pk)
        row.resolution = resolution.strip()
        row.resolved_by_id, row.resolved_at = by.pk, at
        row.save()
        changed = [
            one
            for one in concerned(row, edit.version.statements.all())
            if _follow(one, row, standard.strip())
        ]
        for one in changed:
            one.save(update_fields=CHANGED)
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


def concerned(doubt: Doubt, statements: Iterable[Statement]) -> list[Statement]:
    """Those of the statements that share a place with the doubt and speak of what it is about."""
    return [one for one in statements if _shares_a_place(one, doubt) and _speaks_of(one, doubt)]


def _shares_a_place(one: Statement, doubt: Doubt) -> bool:
    if one.start is None or one.end is None:
        return False
    return any(one.start < span["end"] and span["start"] < one.end for span in doubt.spans)


def _speaks_of(one: Statement, doubt: Doubt) -> bool:
    if doubt.kind == "years":
        return bool(_figures(one, doubt))
    if doubt.kind == "degree":
        return "degrees" in one.details
    return True


def _figures(one: Statement, doubt: Doubt) -> set[tuple[int, str]]:
    """The years of the statement that the doubt is about, as the document says them."""
    asked = years_in(one.text, 0, len(one.text))
    return {(years.minimum, years.counts) for years in asked if topic(years) == doubt.topic}


def _follow(one: Statement, doubt: Doubt, standard: str) -> bool:
    """Change the statement by the chosen reading; whether anything changed."""
    before = [getattr(one, column) for column in CHANGED]
    if doubt.kind == "years":
        _follow_years(one, doubt)
    elif doubt.kind == "degree":
        _follow_degree(one, doubt, standard)
    elif doubt.kind == "necessity":
        _follow_necessity(one, doubt)
    return before != [getattr(one, column) for column in CHANGED]


def _follow_years(one: Statement, doubt: Doubt) -> None:
    chosen = {years.minimum for years in years_in(doubt.resolution, 0, len(doubt.resolution))}
    if len(chosen) != 1:
        _say_in_words(one, doubt)
        return
    minimum, figures = chosen.pop(), _figures(one, doubt)
    found: list[dict[str, Any]] = []
    for years in one.details.get("years", []):
        said = years.get("was", years["minimum"])
        mine = (said, years["counts"]) in figures
        plain = {name: value for name, value in years.items() if name != "was"}
        settled = {**plain, "minimum": minimum} | ({"was": said} if said != minimum else {})
        found.append(settled if mine else years)
    if found == one.details.get("years", []) and not one.details.get("settled"):
        return
    _settle(one, {**one.details, "years": found})


def _follow_degree(one: Statement, doubt: Doubt, standard: str) -> None:
    chosen = degrees_in(doubt.resolution)
    if chosen is None:
        _say_in_words(one, doubt)
        return
    asked = one.details["degrees"]
    said = asked.get("was", asked["levels"])
    level = lowest(chosen)
    written = standard_named(span["text"] for span in doubt.spans)
    plain = {name: value for name, value in asked.items() if name != "was"}
    degrees = {**plain, "levels": [level]} | ({"was": said} if said != [level] else {})
    if standard or "standard of equivalence" in doubt.resolution or chosen.equivalent:
        degrees["equivalent"] = True
        one.equivalence_standard = standard or one.equivalence_standard or chosen.standard or written
        one.warning = EQUIVALENT_NOTE
    if degrees != asked or one.equivalence_standard or one.details.get("settled"):
        _settle(one, {**one.details, "degrees": degrees})


def _settle(one: Statement, details: dict[str, Any]) -> None:
    """Keep the details and let the label say them; what the document says stays in its quote."""
    one.details = {name: value for name, value in details.items() if name != "settled"}
    if one.treatment == Treatment.VERIFY:
        one.label = label_of(one)[:LONGEST_LABEL]


def _say_in_words(one: Statement, doubt: Doubt) -> None:
    """A reading in a person's own words becomes the label as it stands."""
    if one.treatment == Treatment.VERIFY:
        one.label = doubt.resolution[:LONGEST_LABEL]
        one.details = {**one.details, "settled": doubt.resolution}


def label_of(one: Statement) -> str:
    """The requirement in words, from the degree and the years that hold now."""
    parts = []
    if degrees := one.details.get("degrees"):
        by_standard = _("an equivalent by a written standard")
        standard = (one.equivalence_standard or by_standard) if degrees.get("equivalent") else ""
        parts.append(degree_label(degrees["levels"], degrees.get("fields", []), standard))
    parts += [years_label(years["minimum"], years["counts"]) for years in one.details.get("years", [])]
    return "; ".join(parts) or one.label


def _follow_necessity(one: Statement, doubt: Doubt) -> None:
    necessity = doubt.resolution if doubt.resolution in set(Necessity) else _necessity_of(one, doubt)
    if not necessity or necessity == one.necessity:
        return
    one.necessity = necessity
    if one.treatment == Treatment.VERIFY:
        one.strength = STRENGTHS[necessity]


def _necessity_of(one: Statement, doubt: Doubt) -> str:
    """How the statement that was chosen by its text asks for it."""
    said = (row for row in one.version.statements.all() if doubt.resolution in (row.text, row.shown))
    return next((row.necessity for row in said), "")

"""Where the review page goes on after an edit: at the same row while it is open, else at the next open one."""

from django.db.models import Model

from rubrics.choices import StatementFate
from rubrics.models import Doubt, RubricCompetency, RubricQuestion, RubricVersion, Statement
from rubrics.operations.standing import gather, needs_person, undecided

REQUIREMENTS = "requirements"
# Each row of the page in its order, and whether it waits for a person.
Rows = dict[str, bool]


def rows_of(version: RubricVersion) -> Rows:
    """The rows of the review page as they stand now."""
    draft = gather(version)
    rows: Rows = {}
    for number, doubt in enumerate(version.doubts.all(), start=1):
        rows[f"d{number}"] = doubt.resolved_at is None
    for one in draft.competencies:
        rows[f"c{one.pk}"] = undecided(one)
    for fate in (StatementFate.VERIFIED, StatementFate.MAPPED, StatementFate.DROPPED):
        mine = [statement for statement in draft.statements if statement.fate == fate]
        rows |= {statement_place(statement): needs_person(statement) for statement in mine}
    return rows


def statement_place(one: Statement) -> str:
    """The statement's row: among the musts to confirm, else wherever else it is listed."""
    is_must = one.fate == StatementFate.MAPPED and needs_person(one)
    return f"{'m' if is_must else 's'}{one.index}"


def place_of(row: Model, version: RubricVersion) -> str:
    """The element of the page that stands for the row; empty for the version as a whole."""
    if isinstance(row, Statement):
        return statement_place(row)
    if isinstance(row, RubricCompetency):
        return f"c{row.pk}"
    if isinstance(row, RubricQuestion):
        return f"c{row.competency_id}"
    if isinstance(row, Doubt):
        return f"d{list(version.doubts.values_list('pk', flat=True)).index(row.pk) + 1}"
    return ""


def place_after(acted: str, before: Rows, after: Rows) -> str:
    """The row to go on with, after something was done with the row `acted`."""
    settled = before.get(acted, False) and not after.get(acted, False)
    if not settled and (acted in after or acted not in before):
        return acted
    order = list(before)
    rest = order[order.index(acted) + 1 :]
    following = [place for place in rest if after.get(place)] or [place for place in after if after[place]]
    # The row of a must is gone with its confirmation: what follows, once nothing is open, is the end of the list.
    return following[0] if following else (acted if acted in after else REQUIREMENTS)

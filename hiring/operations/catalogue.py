"""The catalogue of interview kinds."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.models import InterviewKind
from rubrics.ledger.chain import record

PEOPLE_LEADERSHIP = [
    "leadership", "strategic_thinking", "business_acumen", "project_management", "time_management",
    "emotional_intelligence",
]  # fmt: skip
WORK_WITH_OTHERS = [
    "communication", "collaboration", "adaptability", "emotional_intelligence", "project_management",
    "human_centered_design", "creativity", "business_acumen",
]  # fmt: skip
VALUES = [
    "ethics_bias", "accountability", "continuous_learning", "frustration_tolerance", "intellectual_rigor",
    "adaptability",
]  # fmt: skip
# What shows when work is taken apart: it also links the technical interviews with the others.
DEPTH = ["problem_solving", "intellectual_rigor", "communication", "continuous_learning", "creativity"]

# Key, name, description, minutes, families, single competencies, most competencies, seats, work sample, order, most.
KINDS: tuple[tuple[Any, ...], ...] = (
    ("recruiter_screen", "Recruiter screen", "Facts, expectations and the candidate's questions. Not rated.",
     [30], [], [], 0, 1, False, 1, 1),
    ("hiring_manager", "Hiring manager", "What the role needs, asked by the person who leads it.",
     [45, 60], ["behavioural", "technical", "research"], [], 3, 1, False, 2, 1),
    ("technical_depth", "Technical depth", "One system or piece of work, taken apart in depth.",
     [45, 60, 75], ["technical", "research"], DEPTH, 3, 1, False, 3, 2),
    ("work_sample", "Work sample or talk", "The same task or a talk on own work for all candidates, rated by two.",
     [60, 75, 90], ["technical", "research"], DEPTH, 3, 2, True, 4, 1),
    ("leadership", "Leadership", "Direction, people and their development.",
     [45, 60], [], PEOPLE_LEADERSHIP, 3, 1, False, 5, 1),
    ("cross_functional", "Cross-functional", "Work with other teams, asked by somebody from another team.",
     [45, 60], [], WORK_WITH_OTHERS, 3, 1, False, 6, 2),
    ("values", "Values in practice", "Responsibility, ethics and learning, by what the candidate did.",
     [45, 60], [], VALUES, 3, 1, False, 7, 1),
    ("behavioural_panel", "Behavioural panel", "Two interviewers hear the same answers and rate apart.",
     [45, 60], ["behavioural"], [], 3, 2, False, 8, 2),
)  # fmt: skip


def ensure_kinds() -> None:
    """Make the kinds of KINDS where the catalogue is empty; an edited catalogue is left alone."""
    if InterviewKind.objects.exists():
        return
    for key, name, text, minutes, families, keys, most, seats, work_sample, order, in_loop in KINDS:
        InterviewKind.objects.create(
            key=key,
            name=name,
            description=text,
            minutes=minutes,
            families=families,
            competency_keys=keys,
            max_competencies=most,
            seats=seats,
            scored=most > 0,
            work_sample=work_sample,
            order=order,
            max_in_loop=in_loop,
        )


class CatalogueRefused(Exception):
    """The kind of interview cannot be stored like that; the text says why."""


@transaction.atomic
def save_kind(
    *, kind: InterviewKind | None, values: Mapping[str, Any], by: User, at: datetime
) -> InterviewKind:
    """Add a kind of interview (`kind` None) or change one. Plans that are made already keep what they say.

    `values` are fields of InterviewKind. Raises CatalogueRefused for values that no interview can have.
    """
    row = InterviewKind.objects.select_for_update().get(pk=kind.pk) if kind else InterviewKind()
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
    refuse_odd(row)
    if changed:
        row.save()
        data = {"fields": {name: getattr(row, name) for name in changed}}
        record("kind.changed" if kind else "kind.added", row, by=by, at=at, data=data)
    return row


def refuse_odd(row: InterviewKind) -> None:
    """Raise CatalogueRefused with the first rule that the kind breaks."""
    around = row.opening_minutes + row.closing_minutes
    if not row.minutes or not all(isinstance(each, int) and 10 <= each <= 480 for each in row.minutes):
        raise CatalogueRefused(_("Give the possible lengths in minutes, from 10 to 480, such as 45, 60."))
    if min(row.minutes) <= around:
        raise CatalogueRefused(_("Opening and closing take the whole of the shortest interview."))
    if row.seats < 1 or row.max_in_loop < 1:
        raise CatalogueRefused(_("An interview needs an interviewer, and a loop can hold it at least once."))
    if row.scored and not (row.max_competencies and (row.families or row.competency_keys)):
        raise CatalogueRefused(_("An interview that is rated needs competencies that it can assess."))
    try:
        row.full_clean()
    except ValidationError as error:
        raise CatalogueRefused(" ".join(error.messages)) from error

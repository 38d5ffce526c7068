"""The ledger as a reader may see it who still owes a scorecard (rule 4)."""

from django.db.models import Model, Q, QuerySet

from hiring.accounts.models import User
from hiring.models import CandidateReport, Debrief, DebriefVote, Decision, Rating, Scorecard
from hiring.permissions import blinding_scorecards
from rubrics.ledger.models import Event

# What happens to such rows tells of ratings; the path leads to the application that they are about.
SUBJECTS: dict[type[Model], str] = {
    Scorecard: "application",
    Rating: "scorecard__application",
    CandidateReport: "application",
    Debrief: "application",
    DebriefVote: "debrief__application",
    Decision: "application",
}


def without_blinded_events(user: User, events: QuerySet[Event]) -> QuerySet[Event]:
    """The events but for those that tell what others did about a candidate whose ratings are hidden."""
    candidates = list(blinding_scorecards(user).values_list("application__candidate_id", flat=True))
    if not candidates:
        return events
    hidden = Q()
    for model, path in SUBJECTS.items():
        rows = model._default_manager.filter(**{f"{path}__candidate__in": candidates})
        if model is Scorecard:
            rows = rows.exclude(author_id=user.pk)
        numbers = [str(pk) for pk in rows.values_list("pk", flat=True)]
        hidden |= Q(subject_type=model._meta.label_lower, subject_id__in=numbers)
    return events.exclude(hidden)

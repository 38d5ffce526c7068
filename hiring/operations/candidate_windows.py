"""Times at which a candidate can come, noted by whoever arranges the interviews: told by telephone or e-mail."""

from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from hiring.accounts.models import User
from hiring.models import Candidate, CandidateWindow
from hiring.planning.intervals import merge
from hiring.planning.types import Interval
from hiring.queries.planning import interval
from rubrics.ledger.chain import record


@transaction.atomic
def add_window(*, candidate: Candidate, starts: datetime, ends: datetime, by: User, at: datetime) -> None:
    """Add a time to those that the candidate named; what touches is joined. Nothing is booked by it."""
    row = Candidate.objects.select_for_update().get(pk=candidate.pk)
    known = [interval(each.during) for each in row.windows.all()]
    row.windows.all().delete()
    CandidateWindow.objects.bulk_create(
        CandidateWindow(candidate=row, during=DateTimeTZRange(each.start, each.end))
        for each in merge([*known, Interval(starts, ends)])
    )
    record("candidate.time_noted", row, by=by, at=at, data={"windows": len(known)})

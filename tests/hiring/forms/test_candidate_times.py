"""When a candidate can come: what is stored comes back from its form as it was, whatever it is."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.forms.candidate_times import TimesForm
from hiring.models import Candidate
from hiring.planning.intervals import merge
from hiring.planning.types import Interval
from tests.factories import CandidateFactory

pytestmark = pytest.mark.django_db

# The clocks of Oslo go forward in these two weeks, and those of New York have done so shortly before.
AT = datetime(2026, 3, 19, 10, 7, tzinfo=UTC)
FIRST = AT + timedelta(days=1)
ZONES = ["UTC", "Europe/Oslo", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"]

moments = st.integers(min_value=-2 * 24 * 60, max_value=20 * 24 * 60).map(lambda n: AT + timedelta(minutes=n))
stretches = st.lists(
    st.builds(lambda start, n: Interval(start, start + timedelta(minutes=n)), moments, st.integers(1, 3000)),
    max_size=6,
)


@pytest.fixture
def candidate(db: None) -> Candidate:
    return CandidateFactory(time_zone="Europe/Oslo")


def stored(candidate: Candidate, spans: list[Interval]) -> None:
    candidate.windows.all().delete()
    for each in spans:
        candidate.windows.create(during=DateTimeTZRange(each.start, each.end))


def form(candidate: Candidate, sent: QueryDict | None = None) -> TimesForm:
    return TimesForm(sent, candidate=Candidate.objects.get(pk=candidate.pk), at=AT, first=FIRST)


def sent_back(shown: TimesForm, zone: str) -> QueryDict:
    """What a browser sends of the form as it was shown, untouched."""
    data = QueryDict(mutable=True)
    data["zone"] = zone
    ticks = [tick for row in shown.days for tick in row.ticks if tick.ticked and not tick.too_soon]
    data.setlist("part", [tick.value for tick in ticks])
    data.setlist("stretch", [each.value for each in shown.stretches if each.ticked])
    return data


@pytest.mark.parametrize("zone", ZONES)
def test_what_is_stored_comes_back_as_it_was(candidate: Candidate, zone: str) -> None:
    Candidate.objects.filter(pk=candidate.pk).update(time_zone=zone)

    @settings(max_examples=8, deadline=None, derandomize=True)
    @given(spans=stretches)
    def back(spans: list[Interval]) -> None:
        stored(candidate, spans)
        answer = form(candidate, sent_back(form(candidate), zone))
        assert merge(answer.windows()) == tuple(each for each in merge(spans) if each.end > AT)

    back()


def test_a_morning_within_a_longer_stretch_is_ticked_and_the_rest_listed(candidate: Candidate) -> None:
    oslo = ZoneInfo("Europe/Oslo")
    day = datetime(2026, 3, 24, tzinfo=oslo)
    stored(candidate, [Interval(day.replace(hour=7), day.replace(hour=14))])

    shown = form(candidate)

    ticked = [tick.value for row in shown.days for tick in row.ticks if tick.ticked]
    rest = [
        (each.span.start.astimezone(oslo).hour, each.span.end.astimezone(oslo).hour)
        for each in shown.stretches
    ]
    assert (ticked, rest) == (["2026-03-24 08:00"], [(7, 8), (12, 14)])


def test_a_stretch_that_is_unticked_is_given_up(candidate: Candidate) -> None:
    start = FIRST.replace(hour=18, minute=30)
    stored(candidate, [Interval(start, start + timedelta(hours=1))])
    data = sent_back(form(candidate), "Europe/Oslo")
    data.setlist("stretch", [])

    assert form(candidate, data).windows() == []

"""When a candidate can come: parts of working days to tick, and other times to write; on the clock that they chose."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from hiring.forms.sessions import AS_TYPED, ZonedField
from hiring.forms.zones import ZoneField, zone_choices
from hiring.models import Candidate
from hiring.planning.intervals import merge, subtract
from hiring.planning.types import Interval
from hiring.queries.planning import interval

PARTS = ((time(8), time(12)), (time(12), time(17)), (time(17), time(20)))
WORKING_DAYS = 10
OWN_ROWS = 3
LAST_YEAR = 2099
TYPED_SO = [AS_TYPED, "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"]


@dataclass(frozen=True)
class Tick:
    """One part of a day: its value in the form, whether it is ticked, and whether it is too soon."""

    value: str
    starts: time
    ends: time
    ticked: bool
    too_soon: bool


@dataclass(frozen=True)
class Stretch:
    """A time that is known and is no whole part of a day: its value in the form, and whether it is ticked."""

    value: str
    span: Interval
    ticked: bool


@dataclass(frozen=True)
class DayRow:
    """One day with its parts."""

    date: date
    ticks: tuple[Tick, ...]


def clock(zone: str, at: datetime) -> str:
    """A zone as people know it: the place, its distance from UTC and what the clock shows there now."""
    there = at.astimezone(ZoneInfo(zone))
    minutes = int((there.utcoffset() or timedelta()).total_seconds()) // 60
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    offset = f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")
    place = zone.split("/", 1)[-1].replace("_", " ").replace("/", ", ")
    return _("%(place)s (%(offset)s), now %(time)s") % {
        "place": place,
        "offset": offset,
        "time": f"{there:%H:%M}",
    }


def grouped_zones(at: datetime, chosen: str) -> list[tuple[str, Any]]:
    """Every zone under its part of the world; one that the list leaves out stays a choice."""
    names = [name for name, _label in zone_choices()]
    if chosen not in names:
        names.insert(0, chosen)
    found: list[tuple[str, Any]] = []
    for region, members in groupby(names, key=lambda name: name.split("/", 1)[0]):
        listed = [(name, clock(name, at)) for name in members]
        found += [(region, listed)] if "/" in listed[0][0] else listed
    return found


def stretch(value: str) -> Interval | None:
    """The stretch of a form's value; None for what is none."""
    try:
        return Interval(*(datetime.fromisoformat(each) for each in value.split("/")))
    except (ValueError, TypeError):
        return None


class HeardForm(forms.Form):
    """A time at which a candidate said they can come, for who arranges their interviews."""

    starts = ZonedField(
        label=_lazy("From"),
        input_formats=TYPED_SO,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": "300"}, format=AS_TYPED),
    )
    ends = ZonedField(
        label=_lazy("To"),
        input_formats=TYPED_SO,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": "300"}, format=AS_TYPED),
    )

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.zone = ZoneInfo(zone)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The end follows the start."""
        cleaned = super().clean() or {}
        if "starts" in cleaned and "ends" in cleaned and cleaned["ends"] <= cleaned["starts"]:
            self.add_error("ends", _("The end must follow the start."))
        return cleaned


class TimesForm(forms.Form):
    """Time zone, arrangements, the chosen option, and when the candidate can come."""

    zone = ZoneField(label=_lazy("Your time zone"))
    arrangements = forms.CharField(
        label=_lazy("Anything we should arrange?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_lazy(
            "Captions, longer breaks, another format. The people who interview you see only the arrangement, "
            "never a reason."
        ),
    )
    option = forms.IntegerField(
        required=False, error_messages={"invalid": _lazy("Choose one of the options.")}
    )

    def __init__(
        self, *args: Any, candidate: Candidate, at: datetime, first: datetime, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"zone": candidate.time_zone, "arrangements": candidate.arrangements}
        super().__init__(*args, **kwargs)
        self.candidate, self.at, self.first = candidate, at, first
        self.fields["zone"].choices = grouped_zones(at, self.zone_name)  # type: ignore[attr-defined]
        if self.candidate.arrangements and len(self.candidate.arrangements) > 1000:
            self.fields["arrangements"].max_length = None  # type: ignore[attr-defined]

    @property
    def zone_name(self) -> str:
        """The zone on whose clock the page is shown: what was sent, where it is one, else the candidate's."""
        sent = str(self.data.get("zone", ""))
        return sent if ZoneField().valid_value(sent) else self.candidate.time_zone

    @property
    def days(self) -> list[DayRow]:
        """The coming working days with their parts, ticked as sent or as the candidate said before."""
        zone = ZoneInfo(self.zone_name)
        day, rows = self.first.astimezone(zone).date(), []
        while len(rows) < WORKING_DAYS:
            ticks = tuple(self.tick(day, part) for part in PARTS)
            # A day of which no part is left to choose is no help.
            if day.weekday() < 5 and not all(tick.too_soon for tick in ticks):
                rows.append(DayRow(day, ticks))
            day += timedelta(days=1)
        return rows

    @cached_property
    def known(self) -> list[Interval]:
        """When the candidate said they can come, as far as it is not over."""
        stored = merge(interval(row.during) for row in self.candidate.windows.all())
        return [each for each in stored if each.end > self.at]

    def tick(self, day: date, part: tuple[time, time]) -> Tick:
        """One part of one day."""
        value = f"{day.isoformat()} {part[0]:%H:%M}"
        span = self.span(day, *part)
        ticked = value in self.data.getlist("part") if self.is_bound else self.is_known(span)
        return Tick(value, *part, ticked=ticked, too_soon=span.end <= self.first)

    def span(self, day: date, starts: time, ends: time) -> Interval:
        """From and to on the clock of the form's zone. Raises ValidationError for an hour that is skipped."""
        zone = ZoneInfo(self.zone_name)
        moments = [datetime.combine(day, each, zone) for each in (starts, ends)]
        for moment in moments:
            naive = moment.replace(tzinfo=None)
            if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != naive:
                raise ValidationError(
                    _("The clocks go forward then: that time does not exist in %(zone)s.")
                    % {"zone": self.zone_name}
                )
        return Interval(*moments)

    def is_known(self, span: Interval) -> bool:
        """Whether the candidate said before that they can come then."""
        return any(each.contains(span) for each in self.known)

    @property
    def stretches(self) -> list[Stretch]:
        """What the candidate said before and no part of a day says whole: ticked, each as it is stored."""
        parts = [
            self.span(row.date, tick.starts, tick.ends)
            for row in self.days
            for tick in row.ticks
            if not tick.too_soon
        ]
        said = [each for each in parts if self.is_known(each)]
        sent = set(self.data.getlist("stretch"))
        return [
            Stretch(value, each, ticked=not self.is_bound or value in sent)
            for each in subtract(self.known, said)
            for value in [f"{each.start.isoformat()}/{each.end.isoformat()}"]
        ]

    @property
    def own_rows(self) -> list[dict[str, str]]:
        """What was written under “other times”, as it was typed."""
        return [
            {"n": str(n), **{name: self.data.get(f"{name}-{n}", "") for name in ("day", "from", "to")}}
            for n in range(OWN_ROWS)
        ]

    @property
    def has_own(self) -> bool:
        """Whether anything stands under “other times”."""
        return bool(self.stretches) or any(
            row[name] for row in self.own_rows for name in ("day", "from", "to")
        )

    def windows(self) -> list[Interval]:
        """Everything ticked and written. Raises ValidationError with a sentence for what cannot be read."""
        ticked = set(self.data.getlist("part"))
        found = [
            self.span(row.date, tick.starts, tick.ends)
            for row in self.days
            for tick in row.ticks
            if tick.value in ticked
        ]
        found += [each for each in map(stretch, self.data.getlist("stretch")) if each and self.is_known(each)]
        return found + [
            self.written(row) for row in self.own_rows if any(row[name] for name in ("day", "from", "to"))
        ]

    def written(self, row: dict[str, str]) -> Interval:
        """One line of “other times”."""
        try:
            day = date.fromisoformat(row["day"].strip())
            starts, ends = (
                time.fromisoformat(row[name].strip()).replace(tzinfo=None) for name in ("from", "to")
            )
        except ValueError as error:
            raise ValidationError(_("Write each other time with its day, from and to.")) from error
        if ends <= starts:
            raise ValidationError(_("An other time ends before it starts."))
        if not self.at.year <= day.year < LAST_YEAR:
            raise ValidationError(_("Choose a day that is still to come."))
        return self.span(day, starts, ends)

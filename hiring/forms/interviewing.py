"""Forms of the interviewer's own page: hours of the week, pauses, calendars, stepping back."""

import re
from collections.abc import Iterable
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hiring.choices import ConflictKind, options
from hiring.forms.sessions import AS_TYPED, ZonedField
from hiring.models.interviewer import WEEKDAYS, HoursOfWeekday

# 9-12, 13:00–17:30
SPAN = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d\d))?")
TYPED = [AS_TYPED, "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"]


class SpansField(forms.CharField):
    """Hours of one day as people write them: several with commas, or nothing."""

    def to_python(self, value: Any) -> list[tuple[time, time]]:  # type: ignore[override]
        """The spans in the order in which they were written."""
        text = str(super().to_python(value) or "")
        return [span(part.strip()) for part in re.split(r"[,;]", text) if part.strip()]


def span(text: str) -> tuple[time, time]:
    """One span of a day. Raises ValidationError."""
    match = SPAN.fullmatch(text)
    try:
        if match is None:
            raise ValueError(text)
        hour, minute, last_hour, last_minute = (int(each or 0) for each in match.groups())
        return time(hour, minute), time(last_hour, last_minute)
    except ValueError as error:
        raise ValidationError(_("Write hours such as 9:00–12:00, 13:00–17:00.")) from error


class WeekForm(forms.Form):
    """The hours of each weekday. `prefix` keeps two weeks on one page apart."""

    def __init__(self, *args: Any, rows: Iterable[HoursOfWeekday] = (), **kwargs: Any) -> None:
        kwargs.setdefault("initial", as_typed(rows))
        super().__init__(*args, **kwargs)
        for number, name in WEEKDAYS:
            self.fields[f"day{number}"] = SpansField(label=name, required=False, max_length=120)

    @property
    def hours(self) -> list[tuple[int, time, time]]:
        """Weekday, from and to of a valid form."""
        return [
            (number, starts, ends)
            for number, _name in WEEKDAYS
            for starts, ends in self.cleaned_data[f"day{number}"]
        ]


def as_typed(rows: Iterable[HoursOfWeekday]) -> dict[str, str]:
    """Stored hours as they are typed."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(f"day{row.weekday}", []).append(f"{row.starts:%H:%M}–{row.ends:%H:%M}")
    return {name: ", ".join(spans) for name, spans in found.items()}


class PauseForm(forms.Form):
    """From when to when somebody takes no interviews, on their own clock."""

    starts = ZonedField(
        label=_("From"),
        input_formats=TYPED,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=AS_TYPED),
        error_messages={
            "required": _("Give the day and the time at which the pause begins."),
            "invalid": _("Write the start like 2026-12-01T14:30."),
        },
    )
    ends = ZonedField(
        label=_("To"),
        input_formats=TYPED,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=AS_TYPED),
        error_messages={
            "required": _("Give the day and the time at which the pause ends."),
            "invalid": _("Write the end like 2026-12-01T14:30."),
        },
    )
    comment = forms.CharField(
        label=_("Comment"), required=False, max_length=200, help_text=_("Coordinators read it.")
    )

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("starts", "ends"):
            self.fields[name].zone = ZoneInfo(zone)  # type: ignore[attr-defined]


class FeedForm(forms.Form):
    """A calendar that is published at an address."""

    name = forms.CharField(label=_("Name"), max_length=80, required=False)
    # A text and no address of Django's: what may be fetched is said by the operation, webcal included.
    url = forms.CharField(
        label=_("Secret address of the calendar (iCal)"),
        max_length=1000,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Give the address that your calendar publishes.")},
    )


class UploadForm(forms.Form):
    """A calendar file."""

    name = forms.CharField(
        label=_("Name"), max_length=80, required=False, help_text=_("The same name replaces the calendar.")
    )
    file = forms.FileField(
        label=_("Calendar file (.ics)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,text/calendar"}),
        error_messages={"required": _("Choose a calendar file.")},
    )


class RecusalForm(forms.Form):
    """Stepping back; the kind need not be said."""

    kind = forms.ChoiceField(
        label=_("What coordinators see in your profile"),
        choices=options(ConflictKind),
        initial=ConflictKind.OWN_CHOICE.value,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("“Own choice” says nothing more, and nobody asks."),
    )


class DeclineForm(forms.Form):
    """Not coming to one interview; a comment helps, and is not asked for."""

    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=150,
        help_text=_("If you like. Whoever arranges the interviews reads it."),
    )

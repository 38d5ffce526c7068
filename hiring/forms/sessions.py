"""The time of an interview, as the clock of the requisition's zone shows it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hiring.models import InterviewSession

# Outside of these, a day is a slip of the keyboard.
YEARS = range(2000, 2100)
AS_TYPED = "%Y-%m-%dT%H:%M"


class ZonedField(forms.DateTimeField):
    """A moment as the clock of `zone` shows it, whatever the zone of the server or the browser."""

    zone = ZoneInfo("UTC")

    def to_python(self, value: Any) -> datetime | None:
        """Read what was typed. Refuses an hour that the change to summer time skips."""
        if value in self.empty_values:
            return None
        for form in self.input_formats:
            try:
                naive = datetime.strptime(str(value).strip(), form)  # noqa: DTZ007  the zone follows
            except ValueError:
                continue
            if naive.year not in YEARS:
                break
            moment = naive.replace(tzinfo=self.zone)
            if moment.astimezone(UTC).astimezone(self.zone).replace(tzinfo=None) != naive:
                raise ValidationError(
                    _("The clocks go forward then: that time does not exist in %(zone)s.")
                    % {"zone": self.zone.key}
                )
            return moment
        raise ValidationError(self.error_messages["invalid"], code="invalid")


class TimeForm(forms.Form):
    """When and where."""

    starts = ZonedField(
        label=_("Starts"),
        input_formats=[AS_TYPED, "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": "300"}, format=AS_TYPED),
        error_messages={
            "required": _("Give the day and the time at which it starts."),
            "invalid": _("Write the start like 2026-12-01T14:30."),
        },
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=5,
        max_value=600,
        error_messages={"required": _("Give its length in minutes.")},
    )
    place = forms.CharField(label=_("Place or link"), required=False, max_length=300)

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        starts = self.fields["starts"]
        starts.zone = ZoneInfo(zone)  # type: ignore[attr-defined]
        starts.help_text = _("On the clock of %(zone)s.") % {"zone": zone}

    @property
    def confirmation(self) -> str:
        """What the button of the confirmation sends: it holds for this time and no other."""
        return f"{self['starts'].value()} {self['minutes'].value()}"

    @property
    def is_confirmed(self) -> bool:
        """Whether the very time that was typed has been confirmed."""
        return self.data.get("confirmed") == self.confirmation

    @property
    def during(self) -> tuple[datetime, datetime]:
        """Start and end of a valid form."""
        start = self.cleaned_data["starts"]
        return start, start + timedelta(minutes=self.cleaned_data["minutes"])


def known(session: InterviewSession, zone: str) -> dict[str, object]:
    """What the form shows before anything is typed."""
    if session.during is None:
        return {"minutes": session.planned.minutes, "place": session.place}
    length = session.during.upper - session.during.lower
    return {
        "starts": session.during.lower.astimezone(ZoneInfo(zone)).strftime(AS_TYPED),
        "minutes": round(length.total_seconds() / 60),
        "place": session.place,
    }

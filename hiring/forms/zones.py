"""The choice of a time zone."""

import zoneinfo
from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


@cache
def zone_names() -> frozenset[str]:
    """All IANA names; finding them reads many files."""
    return frozenset(zoneinfo.available_timezones())


def zone_choices() -> list[tuple[str, str]]:
    """UTC, then every zone that is named by a region and a place."""
    named = sorted(name for name in zone_names() if "/" in name)
    return [(name, name) for name in ["UTC", *(n for n in named if not n.startswith(("Etc/", "US/")))]]


class ZoneField(forms.ChoiceField):
    """A list of time zones; a stored zone that the list leaves out stays a choice."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Time zone"))
        super().__init__(choices=zone_choices, **kwargs)

    def valid_value(self, value: Any) -> bool:
        """Every IANA name is valid, listed or not."""
        return super().valid_value(value) or value in zone_names()

"""What a policy version may not say: numbers out of their bounds, and settings that contradict each other."""

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from django.utils.translation import gettext as _

from rubrics.models.policy import DEFAULTS
from rubrics.models.policy_settings import SETTINGS, Setting

# The first may not be above the second.
ORDERED = (
    ("min_competencies", "max_competencies"),
    ("min_interviewers", "max_interviewers"),
    ("min_raters_per_competency", "max_interviewers"),
)


def kind_refusal(name: str, value: Any) -> str:
    """The sentence for an unknown setting or a value of another kind; empty where both are right."""
    if name not in DEFAULTS:
        return _("There is no setting “%(name)s”.") % {"name": name}
    wanted, label = DEFAULTS[name], {"name": SETTINGS[name].label}
    if isinstance(wanted, bool) or isinstance(value, bool) or isinstance(wanted, str):
        fits = type(value) is type(wanted)
    elif isinstance(wanted, int):
        if isinstance(value, float) and isfinite(value):
            return _("“%(name)s” needs a whole number.") % label
        fits = isinstance(value, int)
    else:
        fits = isinstance(value, int | float) and isfinite(value)
    return "" if fits else _("“%(name)s” needs another kind of value.") % label


def bound_refusal(setting: Setting, value: Any) -> str:
    """The sentence for a number out of its bounds; empty inside them."""
    if setting.least is None or setting.most is None or setting.least <= value <= setting.most:
        return ""
    return _("“%(name)s” has to be from %(least)s to %(most)s.") % {
        "name": setting.label,
        "least": f"{setting.least:g}",
        "most": f"{setting.most:g}",
    }


def contradictions(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Settings that cannot hold together, as the name of the first and a sentence. `values` holds them all."""
    for low, high in ORDERED:
        if values[low] > values[high]:
            sentence = _("“%(low)s” (%(n)s) is more than “%(high)s” (%(m)s): nothing could keep both.")
            yield (
                low,
                sentence
                % {
                    "low": SETTINGS[low].label,
                    "n": values[low],
                    "high": SETTINGS[high].label,
                    "m": values[high],
                },
            )
    if values["reminder_hours_after_session"] >= 24 * values["reminder_stop_days"]:
        yield (
            "reminder_hours_after_session",
            _("Reminders would stop before the first one is sent: give fewer hours, or more days."),
        )


def refusals(current: Mapping[str, Any], changed: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Why `changed` cannot be laid over `current`: names of settings with sentences, nothing where it can.

    Values of the right kind are expected, see `kind_refusal`.
    """
    broken = False
    for name, value in changed.items():
        setting = SETTINGS[name]
        if setting.fixed:
            broken = True
            sentence = _("“%(name)s” is part of the formulas and is not set here.")
            yield name, sentence % {"name": setting.label}
        elif sentence := bound_refusal(setting, value):
            broken = True
            yield name, sentence
    if not broken:
        yield from contradictions({**current, **changed})

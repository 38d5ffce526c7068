"""Charts as inline SVG: geometry in percent, so that they scale without a style attribute."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.queries.boards import Line
from hiring.queries.loads import PersonLoad
from hiring.reporting.charts import tint
from hiring.reporting.wording import number
from hiring.templatetags import geometry
from hiring.templatetags.geometry import LEVELS, percent

register = template.Library()


@register.inclusion_tag("components/heat_cell.html")
def heat_cell(
    candidate: str,
    competency: str,
    mean: float | None,
    ratings: Sequence[int],
    *,
    url: str = "",
    flag: str = "",
) -> dict[str, Any]:
    """One cell of the heat map. flag: "debrief", "discuss" or ""; mean None: nobody assessed it."""
    if mean is None:
        return {"competency": competency, "mean": None}
    raters = ngettext("%(count)d rater", "%(count)d raters", len(ratings)) % {"count": len(ratings)}
    label = _("%(candidate)s, %(competency)s: mean %(mean)s, ratings %(ratings)s") % {
        "candidate": candidate,
        "competency": competency,
        "mean": number(mean),
        "ratings": ", ".join(map(str, ratings)),
    }
    words = {"debrief": _("debrief required"), "discuss": _("discuss")}
    return {
        "competency": competency,
        "mean": number(mean),
        "tint": tint(mean),
        "ticks": geometry.ticks(ratings),
        "axis": [f"{4 + (level - 1) * 23}%" for level in LEVELS],
        "single": raters if len(ratings) == 1 else "",
        "label": ", ".join(filter(None, [label, words.get(flag, "")])),
        "flag": flag,
        "url": url,
    }


def interval_words(value: float, low: float | None, high: float | None) -> str:
    """The strip in words, the same for eyes and screen readers."""
    if low is None or high is None:
        return _("%(value)s, interval not estimable") % {"value": number(value)}
    return _("%(value)s, interval %(low)s to %(high)s") % {
        "value": number(value),
        "low": number(low),
        "high": number(high),
    }


@register.inclusion_tag("components/interval_strip.html")
def interval_strip(value: float, low: float | None = None, high: float | None = None) -> dict[str, Any]:
    """The composite on one line: bar, dot, dotted line at 3, words; without an interval the dot alone."""
    known = low is not None and high is not None
    return {
        "words": interval_words(value, low, high),
        "at": percent(value),
        "low": percent(low) if known and low is not None else "",
        "high": percent(high) if known and high is not None else "",
    }


@register.inclusion_tag("components/interval_axis.html")
def interval_axis() -> dict[str, Any]:
    """The numbers 1 to 5 over a column of strips."""
    return {"marks": [(level, percent(level)) for level in LEVELS]}


@register.inclusion_tag("components/interval_big.html")
def interval_big(
    value: float, low: float | None = None, high: float | None = None, names: Sequence[str] = ()
) -> dict[str, Any]:
    """The composite of a report, large; names are the five level names."""
    known = low is not None and high is not None
    named = [*names, "", "", "", "", ""]
    return {
        "words": interval_words(value, low, high),
        "marks": [(level, percent(level), named[level - 1]) for level in LEVELS],
        "value": number(value),
        "at": percent(value),
        "low": percent(low) if known and low is not None else "",
        "high": percent(high) if known and high is not None else "",
        "low_text": number(low) if low is not None else "",
        "high_text": number(high) if high is not None else "",
    }


@register.inclusion_tag("components/dot_plot.html")
def dot_plot(competency: str, ratings: Sequence[tuple[str, str, int]], mean: float) -> dict[str, Any]:
    """One competency's ratings as discs: ratings are (initials, name, 1..5)."""
    said = ", ".join(f"{name} {level}" for _initials, name, level in ratings)
    return {
        "label": _("%(competency)s: %(ratings)s; mean %(mean)s")
        % {"competency": competency, "ratings": said, "mean": number(mean)},
        "row": geometry.dot_row([(initials, level) for initials, _name, level in ratings], mean),
        "grid": [(percent(level), "g3" if level == 3 else "g") for level in LEVELS],
        "spread": len({level for _initials, _name, level in ratings}) > 1,
    }


@register.inclusion_tag("components/minute_plan.html")
def minute_plan(parts: Sequence[tuple[str, int]], now: int | None = None) -> dict[str, Any]:
    """A session's minutes as a bar: parts are (name, minutes); now is minutes since the start, if it runs."""
    total = sum(minutes for _name, minutes in parts) or 1
    said = ", ".join(f"{name} {minutes}" for name, minutes in parts)
    running = now is not None and 0 <= now <= total
    return {
        "parts": geometry.segments(parts, now),
        "now": f"{100 * now / total:.2f}%" if running and now is not None else "",
        "label": _("Plan in minutes: %(parts)s.") % {"parts": said},
    }


@register.inclusion_tag("components/weeks_load.html")
def weeks_load(person: PersonLoad, most: int) -> dict[str, Any]:
    """A person's weeks as bars, held and booked, under the line of their limit; `most` scales all charts alike."""
    drawing = geometry.weeks(max(most, person.profile.week_limit))
    count = len(person.weeks)
    columns = [
        {
            "x": f"{100 * place / count:.2f}%",
            "middle": f"{(100 * place + 40) / count:.2f}%",
            "held": (drawing.top(week.held), drawing.height(week.held)),
            "booked": (drawing.top(week.total), drawing.height(week.booked)),
            "has": (week.held > 0, week.booked > 0),
            "number": week.monday.isocalendar().week,
            "is_now": place == person.now,
        }
        for place, week in enumerate(person.weeks)
    ]
    said = ", ".join(f"{week.monday.isocalendar().week}: {week.total}" for week in person.weeks)
    return {
        "columns": columns,
        "width": f"{80 / count:.2f}%",
        "limit": person.profile.week_limit,
        "limit_y": drawing.top(person.profile.week_limit),
        "floor": drawing.floor,
        "label": _("Interviews of %(name)s by week: %(weeks)s. Limit %(limit)d a week.")
        % {"name": person.profile, "weeks": said, "limit": person.profile.week_limit},
    }


@register.inclusion_tag("components/load_bars.html")
def load_bars(lines: Sequence[Line]) -> dict[str, Any]:
    """Each person's interviews of the week against their limit, the most loaded first, on one scale."""
    most = max((max(line.load.week, line.load.week_limit) for line in lines), default=0) or 1
    ordered = sorted(lines, key=lambda line: (-line.load.week, line.profile.person.full_name))
    return {
        "bars": [
            {
                "name": line.profile.person.full_name,
                "count": line.load.week,
                "limit": line.load.week_limit,
                "width": f"{100 * line.load.week / most:.1f}%",
                "at": f"{100 * line.load.week_limit / most:.1f}%",
            }
            for line in ordered
        ]
    }


@register.inclusion_tag("components/week_load.html")
def week_load(days: Sequence[tuple[str, int, int]], limit: int, today: int = -1) -> dict[str, Any]:
    """The week's load, one square an interview: days are (name, held, booked); today is an index."""
    drawing = geometry.load(max((held + booked for _name, held, booked in days), default=0), limit)
    columns = [
        {
            "name": name,
            "x": f"{100 * place / len(days):g}%",
            "end": f"{(100 * place + 75) / len(days):g}%",
            "squares": [("u" if n < held else "u2", drawing.y(n)) for n in range(held + booked)],
            "today": place == today,
        }
        for place, (name, held, booked) in enumerate(days)
    ]
    said = ", ".join(f"{name} {held + booked}" for name, held, booked in days)
    return {
        "columns": columns,
        "width": f"{75 / len(days):g}%" if days else "0%",
        "square": drawing.square,
        "limit": limit,
        "limit_y": drawing.limit_y,
        "limit_text_y": drawing.limit_y - 6,
        "label": _("Interviews this week: %(days)s. Limit %(limit)d a day.") % {"days": said, "limit": limit},
    }


@register.inclusion_tag("components/search_curve.html")
def search_curve(curves: Sequence[Sequence[tuple[float, float, float | None]]]) -> dict[str, Any]:
    """How the cost of the best plan fell over the seconds, and the bound below it, one line for each part."""
    seconds = max((at for curve in curves for at, _cost, _bound in curve), default=0.0)
    return {
        "lines": [
            {"kind": kind, "points": points} for curve in curves for kind, points in geometry.curve(curve)
        ],
        "label": _("Cost of the best plan over %(seconds)s seconds, above what no plan can cost less than.")
        % {"seconds": number(seconds)},
    }

"""The calm notice of what no longer holds, wherever a coordinator looks at a schedule."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils import timezone

from hiring.choices import RepairState
from hiring.models import InterviewLoop, Requisition
from hiring.queries import broken
from hiring.queries.broken import Broken
from hiring.queries.given_up import GivenUp, left_empty

register = template.Library()


@register.inclusion_tag("hiring/repair_notice.html")
def repair_notice(
    requisition: Requisition, loop: InterviewLoop | None = None, found: Sequence[Broken] | None = None
) -> dict[str, Any]:
    """What no longer holds in the loop, or what was `found` before, with the button that asks for a repair."""
    if found is None:
        found = broken.broken(InterviewLoop.objects.filter(pk=loop.pk if loop else None), timezone.now())
    return {
        "requisition": requisition,
        "broken": found,
        "open": bool(found) and requisition.repairs.filter(state=RepairState.OPEN).exists(),
    }


@register.simple_tag
def said_on_leaving(found: Broken) -> list[GivenUp]:
    """Who gave up a seat of the interview, with what they wrote, for who arranges the loop."""
    return left_empty([found.session])

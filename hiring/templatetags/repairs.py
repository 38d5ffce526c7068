"""The calm notice of what no longer holds, wherever a coordinator looks at a schedule."""

from typing import Any

from django import template
from django.utils import timezone

from hiring.choices import RepairState
from hiring.models import InterviewLoop, Requisition
from hiring.queries import broken

register = template.Library()


@register.inclusion_tag("hiring/repair_notice.html")
def repair_notice(requisition: Requisition, loop: InterviewLoop | None = None) -> dict[str, Any]:
    """What no longer holds in the requisition, or in one loop of it, with the button that asks for a repair."""
    loops = InterviewLoop.objects.filter(application__requisition=requisition)
    if loop is not None:
        loops = loops.filter(pk=loop.pk)
    found = broken.broken(loops, timezone.now())
    return {
        "requisition": requisition,
        "broken": found,
        "open": bool(found) and requisition.repairs.filter(state=RepairState.OPEN).exists(),
    }

"""The next step of a requisition, and the way from a rubric to one, wherever they are looked at."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from hiring.models import Requisition
from hiring.permissions import may
from hiring.queries.next_steps import next_step as following
from hiring.roles import Permission
from rubrics.models import RubricVersion

register = template.Library()


@register.inclusion_tag("components/next_step.html", takes_context=True)
def next_step(context: dict[str, Any], requisition: Requisition) -> dict[str, Any]:
    """What comes next in the requisition, with the button where the page has none; nothing on the page itself."""
    request = context["request"]
    step = following(requisition, request.user, timezone.now())
    here = {request.path}
    if request.resolver_match.url_name == "plan":
        here.add(reverse("loop_plan", args=[requisition.pk]))
    offered = request.resolver_match.url_name == "loop_schedule"
    begin = reverse("loop_schedule_begin", args=[requisition.pk])
    return {
        "step": step if step is not None and step.url not in here else None,
        "is_offered": offered and step is not None and step.url == begin,
    }


@register.inclusion_tag("hiring/requisition_from.html", takes_context=True)
def requisition_from(context: dict[str, Any], version: RubricVersion) -> dict[str, Any]:
    """The button that opens a requisition with the published version, for who may open one."""
    user = context["request"].user
    if not (user.is_staff and may(user, Permission.MANAGE_REQUISITIONS)):
        return {"url": ""}
    known = urlencode({"rubric_version": version.pk, "title": version.role_title})
    return {"url": f"{reverse('admin:hiring_requisition_add')}?{known}"}

"""The hiring half in the admin site."""

from hiring.admin import (
    applications,
    candidates,
    catalogue,
    interviewers,
    loops,
    people,
    pools,
    reports,
    requisitions,
    training,
)
from hiring.admin.site import close_side_doors

close_side_doors()

__all__ = [
    "applications",
    "candidates",
    "catalogue",
    "interviewers",
    "loops",
    "people",
    "pools",
    "reports",
    "requisitions",
    "training",
]

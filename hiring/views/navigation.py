"""What the top bar offers to the person who is signed in."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.permissions import may, requisitions_for
from hiring.roles import Permission
from rubrics.permissions import can_read_rubrics

# The permission that an entry asks for, by the name of its address.
ASKED: dict[str, Callable[[User], bool]] = {
    "home": lambda user: True,
    "requisition_list": lambda user: (
        may(user, Permission.MANAGE_REQUISITIONS) or requisitions_for(user).exists()
    ),
    "report_list": lambda user: may(user, Permission.READ_REPORTS),
    "debrief_list": lambda user: may(user, Permission.READ_REPORTS) or may(user, Permission.INTERVIEW),
    "document_list": can_read_rubrics,
    "rubric_list": can_read_rubrics,
    "admin:index": lambda user: user.is_staff,
}


def navigation(request: HttpRequest) -> dict[str, object]:
    """Context processor: `nav` is a list of {"label", "url", "current"}, asked for only where it is shown."""
    return {"nav": SimpleLazyObject(lambda: entries(request))}


def entries(request: HttpRequest) -> list[dict[str, object]]:
    """The entries for this person; none before signing in."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) and not getattr(user, "is_authenticated", False):
        return []
    return [
        {"label": label, "url": url, "current": is_current(request.path, url)}
        for name, label in labels().items()
        if (url := address(name)) and ASKED[name](user)
    ]


def labels() -> dict[str, str]:
    """The words of the entries, in their order."""
    return {
        "home": _("Home"),
        "requisition_list": _("Requisitions"),
        "report_list": _("Reports"),
        "debrief_list": _("Debriefs"),
        "document_list": _("Role documents"),
        "rubric_list": _("Rubrics"),
        "admin:index": _("Admin"),
    }


def address(name: str) -> str:
    """The address of a page, or nothing where this installation has none."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def is_current(path: str, url: str) -> bool:
    """Whether the page lies under the entry; the first page only covers itself."""
    return path == url if url == "/" else path.startswith(url)

"""The admin's look and its sidebar, so that pages and admin read as one product."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Entry = tuple[Promise, str, str, Promise]

# (group title, entries of label, admin url name, Material symbol, what it is for).
# A name without an admin page is left out.
SIDEBAR: tuple[tuple[Promise, tuple[Entry, ...]], ...] = (
    (
        _("From the role to the rubric"),
        (
            (
                _("Role documents"),
                "rubrics_roledocument",
                "description",
                _("Upload or paste one; its rubric draft follows."),
            ),
            (
                _("Imports of many"),
                "rubrics_documentbatch",
                "folder_zip",
                _("A folder of role documents, packed as an archive."),
            ),
            (_("Rubrics"), "rubrics_rubric", "checklist", _("Review the draft, publish a version, revise.")),
            (
                _("Competency library"),
                "rubrics_competency",
                "menu_book",
                _("Anchors, questions and probes to choose from."),
            ),
        ),
    ),
    (
        _("From the requisition to the decision"),
        (
            (_("Requisitions"), "hiring_requisition", "work", _("Open one on a published rubric version.")),
            (_("Candidates"), "hiring_candidate", "person", _("By hand or from a CSV file.")),
            (
                _("Applications"),
                "hiring_application",
                "assignment_ind",
                _("Who is at which stage, and withdrawals."),
            ),
            (
                _("Loop plans"),
                "hiring_loopplan",
                "grid_view",
                _("Interviews, minutes and questions, with coverage."),
            ),
            (_("Sessions"), "hiring_interviewsession", "event", _("People and times.")),
            (
                _("Scorecards"),
                "hiring_scorecard",
                "fact_check",
                _("To read only; blind until your own is in."),
            ),
            (
                _("Candidate reports"),
                "hiring_candidatereport",
                "summarize",
                _("Built when the last scorecard is in."),
            ),
            (_("Decisions"), "hiring_decision", "gavel", _("A named person and a reason behind each.")),
        ),
    ),
    (
        _("People and rules"),
        (
            (_("Interviewers"), "hiring_interviewer", "groups", _("Qualifications, availability, limits.")),
            (_("Pools"), "hiring_pool", "workspaces", _("Groups of interviewers that seats are for.")),
            (
                _("Training paths"),
                "hiring_trainingpath",
                "route",
                _("What leads to each qualification."),
            ),
            (
                _("Trainings"),
                "hiring_trainingenrolment",
                "school",
                _("Who is on which path, how far, until when."),
            ),
            (
                _("Interview kinds"),
                "hiring_interviewkind",
                "category",
                _("What a session of each kind is for."),
            ),
            (_("People and roles"), "accounts_user", "badge", _("Invite, give roles, deactivate.")),
            (_("Policy"), "rubrics_policyversion", "tune", _("What every rubric, plan and report goes by.")),
            (_("Ledger"), "ledger_event", "history", _("Who did what, when; append-only.")),
        ),
    ),
)


def _addresses(request: HttpRequest) -> dict[str, str]:
    """Admin url name -> address of the change lists that this person may open."""
    # Inside, since settings are read before the app registry is ready.
    from django.contrib.admin import site

    return {
        f"{app['app_label']}_{model['object_name'].lower()}": model["admin_url"]
        for app in site.get_app_list(request)
        for model in app["models"]
        if model["admin_url"]
    }


def sidebar(request: HttpRequest) -> list[dict[str, Any]]:
    """The groups of the admin's sidebar, only with the pages that this person may open."""
    addresses = _addresses(request)
    groups = [
        {
            "title": title,
            "items": [
                {"title": label, "icon": icon, "link": addresses[name], "purpose": purpose}
                for label, name, icon, purpose in entries
                if name in addresses
            ],
        }
        for title, entries in SIDEBAR
    ]
    found = [group for group in groups if group["items"]]
    back: list[dict[str, Any]] = [
        {"items": [{"title": _("Back to the site"), "icon": "arrow_back", "link": "/", "active": _never}]}
    ]
    return back + found if found else []


def _never(request: HttpRequest) -> bool:
    """Every address of the admin begins with the site's: without this the way back would look chosen."""
    return False


def _style(name: str) -> Callable[[HttpRequest], str]:
    return lambda request: static(f"hiring/css/{name}.css")


def _icon(request: HttpRequest) -> str:
    return static("hiring/icons/mark.svg")


STYLESHEETS = (
    "tokens", "base", "forms", "tables", "charts", "scorecard", "report", "rubric", "planning",
)  # fmt: skip

UNFOLD: dict[str, Any] = {
    "SITE_TITLE": _("Structured Hiring"),
    "SITE_HEADER": _("Structured Hiring"),
    "SITE_SUBHEADER": _("Admin"),
    "SITE_URL": "/",
    "SITE_ICON": {
        "light": _icon,
        "dark": lambda request: static("hiring/icons/mark-dark.svg"),
    },
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("hiring/icons/favicon.svg")},
    ],
    "SHOW_BACK_BUTTON": True,
    "DASHBOARD_CALLBACK": "hiring.admin.dashboard.add_work",
    "BORDER_RADIUS": "6px",
    "STYLES": [_style(name) for name in STYLESHEETS],
    "SCRIPTS": [],
    "COLORS": {
        "base": {
            "50": "#f4f6f8",
            "100": "#eceff3",
            "200": "#dce0e5",
            "300": "#c6cbd2",
            "400": "#a5abb5",
            "500": "#646c7a",
            "600": "#535b69",
            "700": "#30363f",
            "800": "#1a1e26",
            "900": "#11151b",
            "950": "#0a0d12",
        },
        "primary": {
            "50": "#f3f7ff",
            "100": "#eaf0fe",
            "200": "#d4e1fe",
            "300": "#b2caff",
            "400": "#87a8f7",
            "500": "#5e86ec",
            "600": "#284cc3",
            "700": "#1e37a6",
            "800": "#172f80",
            "900": "#1d2a49",
            "950": "#10182b",
        },
    },
    "SIDEBAR": {
        "show_search": False,
        "show_all_applications": False,
        "navigation": sidebar,
    },
}

"""Every address of the site, filled with the rows that there are: what is added later is tried as well."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from hiring.models import (
    Absence,
    Application,
    BusyCalendar,
    Candidate,
    CandidateReport,
    Debrief,
    InterviewSession,
    LoopTemplate,
    Requisition,
    Scorecard,
    TrainingEnrolment,
    TrainingStage,
)
from rubrics.models import RoleDocument, RubricCompetency, RubricVersion, Statement

# Whose rows stand behind the numbers of the pages, by the beginning of the address.
ROWS: dict[str, type[Model]] = {
    "applications/": Application,
    "candidates/": Candidate,
    "debriefs/": Debrief,
    "loop-templates/": LoopTemplate,
    "reports/": CandidateReport,
    "requisitions/": Requisition,
    "role-documents/": RoleDocument,
    "rubrics/versions/": RubricVersion,
    "scorecards/": Scorecard,
    "sessions/": InterviewSession,
    "settings/interviewing/calendars/": BusyCalendar,
    "settings/interviewing/pauses/": Absence,
    "training/": TrainingEnrolment,
}
PARTS: dict[str, type[Model]] = {
    "competency": RubricCompetency,
    "stage": TrainingStage,
    "statement": Statement,
}
# Rows tried for each number: the admin's pages are alike for all rows of a kind.
MANY, FEW = 6, 2
ACTS = ("statement-drop", "competency", "anchors", "name", "undo", "competency-drop")
# Signing in and out, the second factor, and the catch-all: nothing of the product stands behind them.
SKIPPED = re.compile(
    r"accounts/|admin/(login|logout|password|r/|jsi18n|\(\?P<url)|api/(docs|schema)|api/v1/token/end"
)
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:\[\^/\.\]\+|[^)]*)\)")
# What differs between any two answers: tokens of forms, nonces, and when a calendar file was made.
NOISE = re.compile(
    rb'name="csrfmiddlewaretoken" value="\w+"|"?X-CSRFToken"?(&quot;|")?: ?(&quot;|")\w+'
    rb'|nonce="[^"]+"|DTSTAMP:\w+|csrfToken = "\w+"'
    # A candidate's link is another one each time.
    rb"|/times/[\w-]+/"
    # The numbers and times of what an attempt has made, and the minute in which a page was opened.
    rb'|"id":\d+|\d{4}-\d\d-\d\dT[\d:.]+|\b\d\d:\d\d\b'
    # How long something has been late: a minute may pass between two answers.
    rb"|\d+\xc2\xa0(?:minute|hour|day|week|month|year)s?\b"
)


@dataclass(frozen=True)
class Door:
    """One address of the site and whose rows its number names, if it has one."""

    route: str
    model: type[Model] | None

    def addresses(self, numbers: dict[type[Model], list[int]]) -> Iterator[str]:
        """The address for every combination of rows; `numbers` maps models to primary keys."""
        names = [one or other for one, other in PARAMETER.findall(self.route)]
        for values in product(*(self.values(name, numbers) for name in names)):
            filled = iter(values)
            yield "/" + PARAMETER.sub(lambda found, left=filled: str(next(left)), self.route)

    def values(self, name: str, numbers: dict[type[Model], list[int]]) -> list[Any]:
        """What may stand for one parameter."""
        if name == "act":
            return list(ACTS)
        if name == "app_label":
            return ["rubrics", "ledger", "hiring", "accounts"]
        model = PARTS.get(name, self.model)
        if model is None:
            return []
        if model not in numbers:
            rows = model._default_manager.order_by("pk").values_list("pk", flat=True)
            numbers[model] = list(rows[: MANY if self.model is not None and name != "object_id" else FEW])
        return numbers[model]


def doors() -> list[Door]:
    """Every pattern that the site routes, but for the sign-in."""
    return [Door(route, model) for route, model in _walk(get_resolver(), "") if not SKIPPED.match(route)]


def addresses(numbers: dict[type[Model], list[int]] | None = None) -> list[str]:
    """Every address of the site for the rows in the database; `numbers` is filled with their primary keys."""
    known = {} if numbers is None else numbers
    return sorted({address for door in doors() for address in door.addresses(known)})


def answers(client: Client, asked: Iterable[str]) -> dict[str, tuple[int, bytes]]:
    """Status and content of each address, without what differs between any two answers."""
    client.raise_request_exception = False
    return {address: _plain(client.get(address)) for address in asked}


def plain(content: bytes) -> bytes:
    """The content without tokens, nonces and times of making."""
    return NOISE.sub(b"", content)


def _plain(response: HttpResponse) -> tuple[int, bytes]:
    content = b"".join(response) if response.streaming else response.content
    where = response.headers.get("Location", "").encode()
    return response.status_code, plain(content) + where


def _walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, type[Model] | None]]:
    for one in resolver.url_patterns:
        route = before + re.sub(r"(?<!\[)\^|\$$|\\Z|\\", "", str(one.pattern))
        if isinstance(one, URLPattern):
            if "format" not in route:
                yield route, _model(one, route)
        else:
            yield from _walk(one, route)


def _model(pattern: URLPattern, route: str) -> type[Model] | None:
    admin = getattr(pattern.callback, "model_admin", None)
    if admin is not None:
        return admin.model
    queryset = getattr(getattr(pattern.callback, "cls", None), "queryset", None)
    if queryset is not None:
        return queryset.model
    return next((model for start, model in ROWS.items() if route.startswith(start)), None)

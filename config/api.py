"""The API's addresses, and how a refusal of an operation is told: 400 with its sentence."""

from typing import Any

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext as _
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView
from rest_framework import status
from rest_framework.response import Response
from rest_framework.routers import DefaultRouter
from rest_framework.views import exception_handler

import hiring.api.routes
import rubrics.api.routes
from hiring.api.people import end_token, me
from hiring.operations.calendars import CalendarRefused
from hiring.operations.candidate_links import LinkRefused
from hiring.operations.candidates import CandidateRefused
from hiring.operations.cvs import CvRefused
from hiring.operations.debriefs import DebriefRefused
from hiring.operations.decisions import DecisionRefused
from hiring.operations.interviewers import InterviewerRefused
from hiring.operations.loops import LoopRefused
from hiring.operations.pools import PoolRefused
from hiring.operations.repair_moves import RepairLost
from hiring.operations.repairs import RepairRefused
from hiring.operations.reports import ReportRefused
from hiring.operations.requisitions import RequisitionRefused
from hiring.operations.schedule_runs import RunRefused
from hiring.operations.scheduling import SchedulingRefused
from hiring.operations.scorecards import ScorecardRefused
from hiring.operations.training import TrainingRefused
from rubrics.operations.documents import DocumentRefused
from rubrics.operations.rubrics import PublicationRefused

REFUSALS = (
    CalendarRefused,
    CandidateRefused,
    CvRefused,
    DebriefRefused,
    DecisionRefused,
    DocumentRefused,
    InterviewerRefused,
    LinkRefused,
    LoopRefused,
    PoolRefused,
    PublicationRefused,
    RepairLost,
    RepairRefused,
    ReportRefused,
    RequisitionRefused,
    RunRefused,
    SchedulingRefused,
    ScorecardRefused,
    TrainingRefused,
)


def tell(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler; an operation's refusal is 400 {"detail": sentence, "problems": [...]}."""
    if isinstance(error, REFUSALS):
        answer: dict[str, Any] = {"detail": str(error)}
        if problems := getattr(error, "problems", None):
            answer["problems"] = problems
        return Response(answer, status=status.HTTP_400_BAD_REQUEST)
    if isinstance(error, RecursionError) and "JSON" in str(error):
        return Response({"detail": _("The message is nested too deeply.")}, status.HTTP_400_BAD_REQUEST)
    if isinstance(error, OverflowError):
        return Response(
            {"detail": _("A number or a date is too large or too small.")}, status.HTTP_400_BAD_REQUEST
        )
    return exception_handler(error, context)


router = DefaultRouter()
rubrics.api.routes.register(router)
hiring.api.routes.register(router)

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", include(router.urls)),
    path("v1/me/", me, name="api_me"),
    path("v1/token/end/", end_token, name="api_token_end"),
    path("schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path("docs/", SpectacularSwaggerView.as_view(url_name="api_schema"), name="api_docs"),
]

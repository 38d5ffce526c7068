"""The hiring half's resources."""

from rest_framework.routers import DefaultRouter

from hiring.api.candidates import ApplicationViewSet, CandidateViewSet
from hiring.api.interviewers import CalendarViewSet, InterviewerViewSet
from hiring.api.loops import LoopViewSet, SessionViewSet
from hiring.api.pools import PoolViewSet
from hiring.api.repairs import RepairViewSet
from hiring.api.reports import DecisionViewSet, ReportViewSet
from hiring.api.requisitions import LoopPlanViewSet, RequisitionViewSet
from hiring.api.schedule_runs import ScheduleRunViewSet
from hiring.api.scorecards import ScorecardViewSet
from hiring.api.training import TrainingViewSet


def register(router: DefaultRouter) -> None:
    """Add the resources to the site's router."""
    router.register("requisitions", RequisitionViewSet)
    router.register("loop-plans", LoopPlanViewSet)
    router.register("candidates", CandidateViewSet)
    router.register("applications", ApplicationViewSet)
    router.register("loops", LoopViewSet)
    router.register("sessions", SessionViewSet)
    router.register("schedule-runs", ScheduleRunViewSet)
    router.register("repairs", RepairViewSet)
    router.register("scorecards", ScorecardViewSet)
    router.register("interviewers", InterviewerViewSet)
    router.register("pools", PoolViewSet)
    router.register("busy-calendars", CalendarViewSet)
    router.register("trainings", TrainingViewSet)
    router.register("reports", ReportViewSet)
    router.register("decisions", DecisionViewSet)

"""The hiring half's tables."""

from hiring.models.busy_calendar import BusyCalendar, BusyTime
from hiring.models.calendar_feed import CalendarFeed
from hiring.models.candidate import Application, Candidate, CandidateWindow, VerifiedRequirement
from hiring.models.candidate_link import CandidateLink
from hiring.models.debrief import Debrief, DebriefVote, Decision
from hiring.models.interview_kind import InterviewKind
from hiring.models.interviewer import (
    Absence,
    Conflict,
    Interviewer,
    PreferredHours,
    Qualification,
    Training,
    WeeklyHours,
)
from hiring.models.loop import LoopPlan, PlannedCompetency, PlannedSession
from hiring.models.loop_template import LoopTemplate
from hiring.models.notice import CandidateNotice, Notice
from hiring.models.pool import Pool, PoolMember, SeatPool
from hiring.models.proposal import Proposal, ProposalOption, TakenTime
from hiring.models.repair import Repair
from hiring.models.report import CandidateReport, ReportOpening
from hiring.models.requisition import Requisition, TeamMember
from hiring.models.schedule_run import SchedulePart, ScheduleRun
from hiring.models.scorecard import Rating, RatingRevision, Scorecard, ScorecardReading
from hiring.models.session import InterviewLoop, InterviewSession, PanelSeat
from hiring.models.training import (
    TrainingEnrolment,
    TrainingPath,
    TrainingReading,
    TrainingRetake,
    TrainingStage,
)

__all__ = [
    "Absence",
    "Application",
    "BusyCalendar",
    "BusyTime",
    "CalendarFeed",
    "Candidate",
    "CandidateLink",
    "CandidateNotice",
    "CandidateReport",
    "CandidateWindow",
    "Conflict",
    "Debrief",
    "DebriefVote",
    "Decision",
    "InterviewKind",
    "InterviewLoop",
    "InterviewSession",
    "Interviewer",
    "LoopPlan",
    "LoopTemplate",
    "Notice",
    "PanelSeat",
    "PlannedCompetency",
    "PlannedSession",
    "Pool",
    "PoolMember",
    "PreferredHours",
    "Proposal",
    "ProposalOption",
    "Qualification",
    "Rating",
    "RatingRevision",
    "Repair",
    "ReportOpening",
    "Requisition",
    "SchedulePart",
    "ScheduleRun",
    "Scorecard",
    "ScorecardReading",
    "SeatPool",
    "TakenTime",
    "TeamMember",
    "Training",
    "TrainingEnrolment",
    "TrainingPath",
    "TrainingReading",
    "TrainingRetake",
    "TrainingStage",
    "VerifiedRequirement",
    "WeeklyHours",
]

"""The words of the hiring half, as enums, and the arrows between states. Plain Python: pure rooms may read them."""

from enum import StrEnum


class RequisitionState(StrEnum):
    """Where an opening stands."""

    OPEN = "open"
    ON_HOLD = "on_hold"
    FILLED = "filled"
    CLOSED = "closed"


class TeamRole(StrEnum):
    """What a person does for one requisition."""

    RECRUITER = "recruiter"
    COORDINATOR = "coordinator"
    HIRING_MANAGER = "hiring_manager"
    INTERVIEWER = "interviewer"


class Stage(StrEnum):
    """Where an application stands. Nothing but a named person moves it to hired or rejected (rule 10)."""

    SCREEN = "screen"
    LOOP = "loop"
    DEBRIEF = "debrief"
    DECIDED = "decided"
    HIRED = "hired"
    WITHDRAWN = "withdrawn"


class PlanState(StrEnum):
    """A plan is drafted, active, and then superseded by the next one."""

    DRAFT = "draft"
    ACTIVE = "active"
    SUPERSEDED = "superseded"


class LoopState(StrEnum):
    """Whether the loop is still under way."""

    OPEN = "open"
    COMPLETE = "complete"
    CANCELLED = "cancelled"


class SessionState(StrEnum):
    """Whether an interview has a time, took place, or was called off."""

    PLANNED = "planned"
    SCHEDULED = "scheduled"
    HELD = "held"
    CANCELLED = "cancelled"


class SeatKind(StrEnum):
    """Shadow and reverse shadow seats train: their scorecards never enter the composite."""

    LEAD = "lead"
    SECOND = "second"
    SHADOW = "shadow"
    REVERSE_SHADOW = "reverse_shadow"


class ConflictKind(StrEnum):
    """Why an interviewer may not rate a candidate. An own choice needs no reason."""

    RELATION = "relation"
    REFERRAL = "referral"
    SAME_PAST_EMPLOYER = "same_past_employer"
    OWN_CHOICE = "own_choice"


class TrainingStageKind(StrEnum):
    """What is done in a stage of a training path; the approval by a named person follows the last one."""

    READING = "reading"
    SHADOW = "shadow"
    REVERSE_SHADOW = "reverse_shadow"


class ScorecardState(StrEnum):
    """Ratings are locked first, then the recommendation is asked, then the scorecard is submitted."""

    DRAFT = "draft"
    RATINGS_LOCKED = "ratings_locked"
    SUBMITTED = "submitted"
    EXCUSED = "excused"


class NotAssessedReason(StrEnum):
    """Why a competency has no rating (R-21)."""

    NOT_ASKED = "not_asked"
    NO_TIME = "no_time"
    INTERRUPTED = "interrupted"
    RECUSED = "recused"


class Recommendation(StrEnum):
    """Asked after the ratings are locked; never part of the composite."""

    STRONGLY_FOR = "strongly_for"
    FOR = "for"
    AGAINST = "against"
    STRONGLY_AGAINST = "strongly_against"


class VerificationStatus(StrEnum):
    """What was found about a requirement that is verified, never rated."""

    MET = "met"
    EQUIVALENT = "equivalent"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class ReportState(StrEnum):
    """Where the building of a report stands."""

    QUEUED = "queued"
    BUILDING = "building"
    READY = "ready"
    FAILED = "failed"


class DebriefState(StrEnum):
    """Written vote, silent read, second vote, discussion, decision."""

    VOTING = "voting"
    READING = "reading"
    REVOTING = "revoting"
    DISCUSSING = "discussing"
    CLOSED = "closed"


class DecisionOutcome(StrEnum):
    """What a named person decided."""

    HIRE = "hire"
    NOT_NOW = "not_now"
    REJECT = "reject"


class ReasonCode(StrEnum):
    """Why the decision was made, for records; the reason in words stands beside it."""

    MEETS_REQUIREMENTS = "meets_requirements"
    COMPETENCY_BELOW_NEED = "competency_below_need"
    REQUIREMENT_NOT_MET = "requirement_not_met"
    OTHER_CANDIDATE = "other_candidate"
    POSITION_CHANGED = "position_changed"


class ProposalState(StrEnum):
    """Times offered to a candidate: still to choose from, chosen, or let go."""

    OPEN = "open"
    CHOSEN = "chosen"
    RELEASED = "released"


class RunState(StrEnum):
    """A run of the automatic plan."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class StopWish(StrEnum):
    """What a coordinator who stops an automatic plan wants of what was found so far."""

    KEEP = "keep"
    DISCARD = "discard"


class RepairState(StrEnum):
    """A repair of the schedule: being worked out, proposed, and what became of the proposal."""

    QUEUED = "queued"
    RUNNING = "running"
    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    OUTDATED = "outdated"
    FAILED = "failed"


class NoticeState(StrEnum):
    """Whether an e-mail is due, sent, or no longer wanted."""

    DUE = "due"
    SENT = "sent"
    DROPPED = "dropped"


REQUISITION_ARROWS: dict[RequisitionState, frozenset[RequisitionState]] = {
    RequisitionState.OPEN: frozenset(
        {RequisitionState.ON_HOLD, RequisitionState.FILLED, RequisitionState.CLOSED}
    ),
    RequisitionState.ON_HOLD: frozenset({RequisitionState.OPEN, RequisitionState.CLOSED}),
    RequisitionState.FILLED: frozenset({RequisitionState.OPEN, RequisitionState.CLOSED}),
    RequisitionState.CLOSED: frozenset({RequisitionState.OPEN}),
}

STAGE_ARROWS: dict[Stage, frozenset[Stage]] = {
    Stage.SCREEN: frozenset({Stage.LOOP, Stage.DECIDED, Stage.WITHDRAWN}),
    Stage.LOOP: frozenset({Stage.SCREEN, Stage.DEBRIEF, Stage.DECIDED, Stage.WITHDRAWN}),
    Stage.DEBRIEF: frozenset({Stage.LOOP, Stage.DECIDED, Stage.WITHDRAWN}),
    Stage.DECIDED: frozenset({Stage.HIRED, Stage.DEBRIEF, Stage.WITHDRAWN}),
    Stage.HIRED: frozenset(),
    Stage.WITHDRAWN: frozenset({Stage.SCREEN}),
}

SESSION_ARROWS: dict[SessionState, frozenset[SessionState]] = {
    SessionState.PLANNED: frozenset({SessionState.SCHEDULED, SessionState.CANCELLED}),
    SessionState.SCHEDULED: frozenset({SessionState.PLANNED, SessionState.HELD, SessionState.CANCELLED}),
    SessionState.HELD: frozenset(),
    SessionState.CANCELLED: frozenset({SessionState.PLANNED}),
}

SCORECARD_ARROWS: dict[ScorecardState, frozenset[ScorecardState]] = {
    ScorecardState.DRAFT: frozenset({ScorecardState.RATINGS_LOCKED, ScorecardState.EXCUSED}),
    ScorecardState.RATINGS_LOCKED: frozenset({ScorecardState.SUBMITTED, ScorecardState.EXCUSED}),
    ScorecardState.SUBMITTED: frozenset(),
    ScorecardState.EXCUSED: frozenset(),
}

REPORT_ARROWS: dict[ReportState, frozenset[ReportState]] = {
    ReportState.QUEUED: frozenset({ReportState.BUILDING, ReportState.FAILED}),
    ReportState.BUILDING: frozenset({ReportState.BUILDING, ReportState.READY, ReportState.FAILED}),
    ReportState.READY: frozenset(),
    ReportState.FAILED: frozenset({ReportState.BUILDING}),
}

DEBRIEF_ARROWS: dict[DebriefState, frozenset[DebriefState]] = {
    DebriefState.VOTING: frozenset({DebriefState.READING}),
    DebriefState.READING: frozenset({DebriefState.REVOTING}),
    DebriefState.REVOTING: frozenset({DebriefState.DISCUSSING}),
    DebriefState.DISCUSSING: frozenset({DebriefState.CLOSED}),
    DebriefState.CLOSED: frozenset(),
}

PROPOSAL_ARROWS: dict[ProposalState, frozenset[ProposalState]] = {
    ProposalState.OPEN: frozenset({ProposalState.CHOSEN, ProposalState.RELEASED}),
    ProposalState.CHOSEN: frozenset(),
    ProposalState.RELEASED: frozenset(),
}

RUN_ARROWS: dict[RunState, frozenset[RunState]] = {
    RunState.QUEUED: frozenset({RunState.RUNNING, RunState.STOPPED}),
    RunState.RUNNING: frozenset({RunState.RUNNING, RunState.DONE, RunState.STOPPED, RunState.FAILED}),
    RunState.DONE: frozenset(),
    RunState.STOPPED: frozenset(),
    RunState.FAILED: frozenset(),
}

# Runs of the automatic plan that are not over.
OPEN_RUNS = frozenset({RunState.QUEUED, RunState.RUNNING})
# Where a loop may be begun.
LOOP_STAGES = frozenset({Stage.SCREEN, Stage.LOOP})
REPAIR_ARROWS: dict[RepairState, frozenset[RepairState]] = {
    RepairState.QUEUED: frozenset({RepairState.RUNNING}),
    RepairState.RUNNING: frozenset({RepairState.RUNNING, RepairState.OPEN, RepairState.FAILED}),
    RepairState.OPEN: frozenset({RepairState.ACCEPTED, RepairState.DISMISSED, RepairState.OUTDATED}),
    RepairState.ACCEPTED: frozenset(),
    RepairState.DISMISSED: frozenset(),
    RepairState.OUTDATED: frozenset(),
    RepairState.FAILED: frozenset(),
}

# Seats whose ratings enter the composite.
COUNTING_SEATS = frozenset({SeatKind.LEAD, SeatKind.SECOND})
# Scorecards that no longer hold their author blind.
RELEASED_SCORECARDS = frozenset({ScorecardState.SUBMITTED, ScorecardState.EXCUSED})


def options(enum: type[StrEnum]) -> list[tuple[str, str]]:
    """Django choices from an enum: the value and its words."""
    return [(member.value, member.value.replace("_", " ").capitalize()) for member in enum]

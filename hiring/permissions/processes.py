"""From the requisition to the decision. Blindness (rule 4) follows the person across all roles, superusers
included, and covers every application of the candidate."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from hiring.accounts.models import User
from hiring.choices import RELEASED_SCORECARDS, ScorecardState, SessionState, TeamRole
from hiring.models import (
    Application,
    Candidate,
    CandidateReport,
    Debrief,
    InterviewLoop,
    InterviewSession,
    LoopPlan,
    PanelSeat,
    Requisition,
    Scorecard,
    TeamMember,
)
from hiring.permissions.people import may
from hiring.roles import Permission

# A team member with this role alone is in the pool of interviewers and sees nothing but their own sessions.
OVERSEEING_TEAM_ROLES = (TeamRole.RECRUITER, TeamRole.COORDINATOR, TeamRole.HIRING_MANAGER)


# --- blindness -------------------------------------------------------------------------------------------------


def blinding_scorecards(user: User) -> QuerySet[Scorecard]:
    """The user's own scorecards that are still due: each hides its candidate's other ratings from them."""
    return Scorecard.objects.filter(author_id=user.pk, seat__cancelled=False).exclude(
        state__in=RELEASED_SCORECARDS
    )


def is_blind(user: User, candidate: Candidate) -> bool:
    """Whether the user must not see other people's ratings, notes, averages or counts for this candidate."""
    return blinding_scorecards(user).filter(application__candidate_id=candidate.pk).exists()


def without_blinded(user: User, applications: QuerySet[Application]) -> QuerySet[Application]:
    """Twin of `is_blind`: the applications whose ratings are not hidden from the user."""
    blinding = blinding_scorecards(user).filter(application__candidate_id=OuterRef("candidate_id"))
    return applications.filter(~Exists(blinding))


# --- requisitions ----------------------------------------------------------------------------------------------


def requisitions_for(user: User) -> QuerySet[Requisition]:
    """Their teams' requisitions, and with the permission every one that is not confidential."""
    if not user.is_active:
        return Requisition.objects.none()
    team = TeamMember.objects.filter(
        requisition_id=OuterRef("pk"), person_id=user.pk, role__in=OVERSEEING_TEAM_ROLES
    )
    allowed = Q(Exists(team))
    if may(user, Permission.READ_ALL_REQUISITIONS):
        allowed |= Q(confidential=False)
    return Requisition.objects.filter(allowed)


def can_see_requisition(user: User, requisition: Requisition) -> bool:
    """Twin of `requisitions_for`."""
    return requisitions_for(user).filter(pk=requisition.pk).exists()


def manageable_requisitions(user: User) -> QuerySet[Requisition]:
    """The requisitions that the user may change."""
    return requisitions_for(user) if may(user, Permission.MANAGE_REQUISITIONS) else Requisition.objects.none()


def can_manage_requisition(user: User, requisition: Requisition) -> bool:
    """Twin of `manageable_requisitions`."""
    return manageable_requisitions(user).filter(pk=requisition.pk).exists()


# --- candidates and applications -------------------------------------------------------------------------------


def applications_for(user: User) -> QuerySet[Application]:
    """The applications of the requisitions that the user may see."""
    return Application.objects.filter(requisition__in=requisitions_for(user))


def can_see_application(user: User, application: Application) -> bool:
    """Twin of `applications_for`."""
    return applications_for(user).filter(pk=application.pk).exists()


def manageable_applications(user: User) -> QuerySet[Application]:
    """The applications that the user may change."""
    return applications_for(user) if may(user, Permission.MANAGE_CANDIDATES) else Application.objects.none()


def can_manage_application(user: User, application: Application) -> bool:
    """Twin of `manageable_applications`."""
    return manageable_applications(user).filter(pk=application.pk).exists()


def candidates_for(user: User) -> QuerySet[Candidate]:
    """The candidates who apply for what the user may see; who adds candidates also sees those without application."""
    if not may(user, Permission.MANAGE_CANDIDATES):
        return Candidate.objects.filter(applications__in=applications_for(user)).distinct()
    return Candidate.objects.filter(
        Q(applications__in=applications_for(user)) | Q(applications__isnull=True)
    ).distinct()


def can_see_candidate(user: User, candidate: Candidate) -> bool:
    """Twin of `candidates_for`."""
    return candidates_for(user).filter(pk=candidate.pk).exists()


def manageable_candidates(user: User) -> QuerySet[Candidate]:
    """The candidates whom the user may change and whose CV the user may read: not interviewers, not managers."""
    return candidates_for(user) if may(user, Permission.MANAGE_CANDIDATES) else Candidate.objects.none()


def can_manage_candidate(user: User, candidate: Candidate) -> bool:
    """Twin of `manageable_candidates`."""
    return manageable_candidates(user).filter(pk=candidate.pk).exists()


# --- loop plans, loops, sessions and seats -------------------------------------------------------------------


def plannable_requisitions(user: User) -> QuerySet[Requisition]:
    """The requisitions whose loops the user may plan and schedule."""
    return requisitions_for(user) if may(user, Permission.MANAGE_LOOPS) else Requisition.objects.none()


def can_plan(user: User, requisition: Requisition) -> bool:
    """Twin of `plannable_requisitions`."""
    return plannable_requisitions(user).filter(pk=requisition.pk).exists()


def plans_for(user: User) -> QuerySet[LoopPlan]:
    """The loop plans of the requisitions that the user may see."""
    return LoopPlan.objects.filter(requisition__in=requisitions_for(user))


def can_see_plan(user: User, plan: LoopPlan) -> bool:
    """Twin of `plans_for`."""
    return plans_for(user).filter(pk=plan.pk).exists()


def loops_for(user: User) -> QuerySet[InterviewLoop]:
    """The loops of the applications that the user may see."""
    return InterviewLoop.objects.filter(application__in=applications_for(user))


def can_see_loop(user: User, loop: InterviewLoop) -> bool:
    """Twin of `loops_for`."""
    return loops_for(user).filter(pk=loop.pk).exists()


def manageable_loops(user: User) -> QuerySet[InterviewLoop]:
    """The loops that the user may staff and schedule."""
    return loops_for(user) if may(user, Permission.MANAGE_LOOPS) else InterviewLoop.objects.none()


def can_manage_loop(user: User, loop: InterviewLoop) -> bool:
    """Twin of `manageable_loops`."""
    return manageable_loops(user).filter(pk=loop.pk).exists()


def own_seats(user: User) -> QuerySet[PanelSeat]:
    """The user's own seats in sessions that still stand."""
    return PanelSeat.objects.filter(person_id=user.pk, cancelled=False)


def recusable_seats(user: User) -> QuerySet[PanelSeat]:
    """The user's own seats that they may give up by themselves: in interviews that are still to come."""
    if not user.is_active:
        return PanelSeat.objects.none()
    coming = (SessionState.PLANNED, SessionState.SCHEDULED)
    return own_seats(user).filter(session__state__in=coming, person__interviewer__isnull=False)


def can_recuse(user: User, seat: PanelSeat) -> bool:
    """Twin of `recusable_seats`."""
    return recusable_seats(user).filter(pk=seat.pk).exists()


def declinable_seats(user: User) -> QuerySet[PanelSeat]:
    """The user's own seats in interviews with a time, to which they may say that they cannot come."""
    return recusable_seats(user).filter(session__state=SessionState.SCHEDULED)


def can_decline(user: User, seat: PanelSeat) -> bool:
    """Twin of `declinable_seats`."""
    return declinable_seats(user).filter(pk=seat.pk).exists()


def sessions_for(user: User) -> QuerySet[InterviewSession]:
    """The sessions of applications that the user may see, and those in which they sit."""
    return InterviewSession.objects.filter(
        Q(loop__application__in=applications_for(user))
        | Exists(own_seats(user).filter(session_id=OuterRef("pk")))
    )


def can_see_session(user: User, session: InterviewSession) -> bool:
    """Twin of `sessions_for`."""
    return sessions_for(user).filter(pk=session.pk).exists()


def seats_for(user: User) -> QuerySet[PanelSeat]:
    """The seats in the sessions that the user may see."""
    return PanelSeat.objects.filter(session__in=sessions_for(user))


def can_see_seat(user: User, seat: PanelSeat) -> bool:
    """Twin of `seats_for`."""
    return seats_for(user).filter(pk=seat.pk).exists()


# --- scorecards ------------------------------------------------------------------------------------------------


def own_scorecards(user: User) -> QuerySet[Scorecard]:
    """The scorecards that the user has to fill or has filled."""
    if not user.is_active:
        return Scorecard.objects.none()
    return Scorecard.objects.filter(author_id=user.pk, seat__cancelled=False)


def can_fill_scorecard(user: User, scorecard: Scorecard) -> bool:
    """Whether the scorecard is the user's own and still open."""
    open_states = (ScorecardState.DRAFT, ScorecardState.RATINGS_LOCKED)
    return own_scorecards(user).filter(pk=scorecard.pk, state__in=open_states).exists()


def readable_scorecards(user: User) -> QuerySet[Scorecard]:
    """Their own; and submitted ones of others, for overseers with READ_REPORTS and for panel fellows, unless blind."""
    own = Q(pk__in=own_scorecards(user))
    fellow = Scorecard.objects.filter(
        author_id=user.pk, application_id=OuterRef("application_id"), state=ScorecardState.SUBMITTED
    )
    others = Q(Exists(fellow))
    if may(user, Permission.READ_REPORTS):
        others |= Q(application__in=applications_for(user))
    blinding = blinding_scorecards(user).filter(
        application__candidate_id=OuterRef("application__candidate_id")
    )
    if not user.is_active:
        return Scorecard.objects.none()
    return Scorecard.objects.filter(own | (Q(state=ScorecardState.SUBMITTED) & others & ~Exists(blinding)))


def can_read_scorecard(user: User, scorecard: Scorecard) -> bool:
    """Twin of `readable_scorecards`."""
    return readable_scorecards(user).filter(pk=scorecard.pk).exists()


def panels_for(user: User) -> QuerySet[Application]:
    """Applications of which the user may read the whole panel's submitted scorecards."""
    if not user.is_active:
        return Application.objects.none()
    fellow = Scorecard.objects.filter(
        author_id=user.pk, application_id=OuterRef("pk"), state=ScorecardState.SUBMITTED
    )
    allowed = Q(Exists(fellow))
    if may(user, Permission.READ_REPORTS):
        allowed |= Q(pk__in=applications_for(user))
    return without_blinded(user, Application.objects.filter(allowed))


def can_read_panel(user: User, application: Application) -> bool:
    """Twin of `panels_for`."""
    return panels_for(user).filter(pk=application.pk).exists()


def trackable_scorecards(user: User) -> QuerySet[Scorecard]:
    """Scorecards of which the user may know whose they are and whether they are in; never their content.

    Counts are covered by blindness: whoever still owes a scorecard for the candidate tracks only their own.
    """
    blinding = blinding_scorecards(user).filter(
        application__candidate_id=OuterRef("application__candidate_id")
    )
    overseen = Q(application__in=applications_for(user)) & ~Exists(blinding)
    return Scorecard.objects.filter(overseen | Q(pk__in=own_scorecards(user)))


def excusable_scorecards(user: User) -> QuerySet[Scorecard]:
    """Open scorecards of others that the user may excuse. Nobody excuses their own.

    None of a candidate for whom the user owes one: who is still open and who is in would be told by it.
    """
    if not may(user, Permission.EXCUSE_SCORECARDS):
        return Scorecard.objects.none()
    return (
        Scorecard.objects.filter(
            application__in=without_blinded(user, applications_for(user)), seat__cancelled=False
        )
        .exclude(state__in=RELEASED_SCORECARDS)
        .exclude(author_id=user.pk)
    )


def can_excuse_scorecard(user: User, scorecard: Scorecard) -> bool:
    """Twin of `excusable_scorecards`."""
    return excusable_scorecards(user).filter(pk=scorecard.pk).exists()


# --- reports, debriefs and decisions ---------------------------------------------------------------------------


def rated_applications(user: User) -> QuerySet[Application]:
    """Applications whose ratings, averages, report and decision the user may see."""
    if not may(user, Permission.READ_REPORTS):
        return Application.objects.none()
    return without_blinded(user, applications_for(user))


def can_see_ratings(user: User, application: Application) -> bool:
    """Twin of `rated_applications`."""
    return rated_applications(user).filter(pk=application.pk).exists()


def reports_for(user: User) -> QuerySet[CandidateReport]:
    """The candidate reports that the user may open."""
    return CandidateReport.objects.filter(application__in=rated_applications(user))


def can_see_report(user: User, report: CandidateReport) -> bool:
    """Twin of `reports_for`."""
    return reports_for(user).filter(pk=report.pk).exists()


def debriefs_for(user: User) -> QuerySet[Debrief]:
    """The debriefs that the user leads, oversees or takes part in; none while blind."""
    if not user.is_active:
        return Debrief.objects.none()
    fellow = Scorecard.objects.filter(
        author_id=user.pk, application_id=OuterRef("application_id"), state=ScorecardState.SUBMITTED
    )
    blinding = blinding_scorecards(user).filter(
        application__candidate_id=OuterRef("application__candidate_id")
    )
    return Debrief.objects.filter(
        Q(application__in=rated_applications(user)) | (Exists(fellow) & ~Exists(blinding))
    )


def can_see_debrief(user: User, debrief: Debrief) -> bool:
    """Twin of `debriefs_for`."""
    return debriefs_for(user).filter(pk=debrief.pk).exists()


def decidable_applications(user: User) -> QuerySet[Application]:
    """The applications on which the user may decide: as hiring manager of the requisition, and not blind."""
    if not may(user, Permission.DECIDE):
        return Application.objects.none()
    leads = TeamMember.objects.filter(
        requisition_id=OuterRef("requisition_id"), person_id=user.pk, role=TeamRole.HIRING_MANAGER
    )
    return rated_applications(user).filter(Exists(leads))


def can_decide(user: User, application: Application) -> bool:
    """Twin of `decidable_applications`."""
    return decidable_applications(user).filter(pk=application.pk).exists()


def leadable_applications(user: User) -> QuerySet[Application]:
    """The applications whose debrief the user may open and lead: who decides, and recruiters; none while blind."""
    if may(user, Permission.MANAGE_LOOPS) and may(user, Permission.READ_REPORTS):
        return rated_applications(user)
    return decidable_applications(user)


def can_lead_debrief(user: User, application: Application) -> bool:
    """Twin of `leadable_applications`."""
    return leadable_applications(user).filter(pk=application.pk).exists()

"""Roles as data: each is a name, a description for people and what it permits. `sync_roles` writes them to groups."""

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """What a role may do anywhere, as Django permission names; what it may do to one thing is asked in permissions."""

    MANAGE_RUBRICS = "rubrics.manage_rubrics"
    MANAGE_LIBRARY = "rubrics.manage_library"
    MANAGE_POLICY = "rubrics.manage_policy"
    READ_LEDGER = "ledger.read_ledger"
    MANAGE_REQUISITIONS = "hiring.manage_requisitions"
    READ_ALL_REQUISITIONS = "hiring.read_all_requisitions"
    MANAGE_CANDIDATES = "hiring.manage_candidates"
    MANAGE_LOOPS = "hiring.manage_loops"
    EXCUSE_SCORECARDS = "hiring.excuse_scorecards"
    READ_REPORTS = "hiring.read_reports"
    DECIDE = "hiring.decide"
    INTERVIEW = "hiring.interview"
    MANAGE_PEOPLE = "accounts.manage_people"


@dataclass(frozen=True)
class Role:
    """One role. `staff` roles may open the admin site."""

    key: str
    name: str
    description: str
    staff: bool
    permissions: frozenset[Permission]


ROLES: tuple[Role, ...] = (
    Role(
        "recruiter",
        "Recruiter",
        "Turns role documents into rubrics, opens requisitions, brings candidates in and plans their loops.",
        True,
        frozenset(
            {
                Permission.MANAGE_RUBRICS,
                Permission.MANAGE_LIBRARY,
                Permission.MANAGE_REQUISITIONS,
                Permission.MANAGE_CANDIDATES,
                Permission.MANAGE_LOOPS,
                Permission.EXCUSE_SCORECARDS,
                Permission.READ_ALL_REQUISITIONS,
                Permission.READ_REPORTS,
            }
        ),
    ),
    Role(
        "coordinator",
        "Coordinator",
        "Staffs and schedules loops and excuses scorecards that will not come.",
        True,
        frozenset(
            {
                Permission.MANAGE_CANDIDATES,
                Permission.MANAGE_LOOPS,
                Permission.EXCUSE_SCORECARDS,
                Permission.READ_ALL_REQUISITIONS,
            }
        ),
    ),
    Role(
        "interviewer",
        "Interviewer",
        "Holds interviews and fills scorecards; sees others' ratings only after submitting their own.",
        False,
        frozenset({Permission.INTERVIEW}),
    ),
    Role(
        "hiring_manager",
        "Hiring manager",
        "Reads the candidate reports of their requisitions, leads debriefs and decides.",
        False,
        frozenset({Permission.READ_REPORTS, Permission.DECIDE}),
    ),
    Role(
        "compliance",
        "Compliance",
        "Reads the ledger, decisions and reports; changes nothing.",
        True,
        frozenset({Permission.READ_ALL_REQUISITIONS, Permission.READ_REPORTS, Permission.READ_LEDGER}),
    ),
    Role(
        "administrator",
        "Administrator",
        "Invites people, gives roles, sets the policy.",
        True,
        frozenset(
            {
                Permission.MANAGE_PEOPLE,
                Permission.MANAGE_POLICY,
                Permission.MANAGE_LIBRARY,
                Permission.READ_LEDGER,
            }
        ),
    ),
)

ROLES_BY_KEY: dict[str, Role] = {role.key: role for role in ROLES}


def permissions_of(role_keys: frozenset[str]) -> frozenset[Permission]:
    """Everything that the roles permit together; unknown keys permit nothing."""
    return frozenset(
        permission for key in role_keys if key in ROLES_BY_KEY for permission in ROLES_BY_KEY[key].permissions
    )

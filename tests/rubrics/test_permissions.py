from hiring.accounts.models import User
from rubrics import permissions
from rubrics.models import RoleDocument, RubricVersion
from tests.factories import RubricVersionFactory, make_person, make_published_version

READERS = {"recruiter", "coordinator", "compliance"}
ROLES = ("recruiter", "coordinator", "interviewer", "hiring_manager", "compliance", "administrator")


def people() -> dict[str, User]:
    found = {role: make_person(f"Person {role}", role) for role in ROLES}
    found["superuser"] = User.objects.create_superuser("root@example.org")
    gone = make_person("Gone Recruiter", "recruiter")
    gone.is_active = False
    gone.save()
    found["deactivated"] = gone
    return found


def allowed(predicate: object, rows: object, row: object) -> tuple[set[str], set[str]]:
    """Who is allowed by the predicate, and who by its queryset twin."""
    cast = people()
    return (
        {name for name, person in cast.items() if predicate(person, row)},  # type: ignore[operator]
        {name for name, person in cast.items() if rows(person).filter(pk=row.pk).exists()},  # type: ignore[operator, attr-defined]
    )


def test_recruiters_coordinators_and_compliance_read_documents(db: None) -> None:
    document: RoleDocument = RubricVersionFactory().role_document
    readers = READERS | {"superuser"}
    assert allowed(permissions.can_see_document, permissions.documents_for, document) == (readers, readers)


def test_recruiters_coordinators_and_compliance_read_versions(db: None) -> None:
    version: RubricVersion = make_published_version()
    readers = READERS | {"superuser"}
    assert allowed(permissions.can_see_version, permissions.versions_for, version) == (readers, readers)


def test_recruiters_edit_drafts(db: None) -> None:
    editors = {"recruiter", "superuser"}
    draft = RubricVersionFactory()
    assert allowed(permissions.can_edit_version, permissions.editable_versions, draft) == (editors, editors)


def test_nobody_edits_a_published_version(db: None) -> None:
    version = make_published_version()
    assert allowed(permissions.can_edit_version, permissions.editable_versions, version) == (set(), set())


def test_recruiters_manage_documents(db: None) -> None:
    document = RubricVersionFactory().role_document
    managers = {"recruiter", "superuser"}
    twins = allowed(permissions.can_manage_document, permissions.manageable_documents, document)
    assert twins == (managers, managers)

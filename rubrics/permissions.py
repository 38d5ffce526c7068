"""Who may do what with documents, rubrics, library and policy: predicates beside their queryset twins."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import QuerySet

from rubrics.choices import VersionState
from rubrics.ledger.models import Event
from rubrics.ledger.veils import unveiled
from rubrics.models import Competency, DocumentBatch, PolicyVersion, RoleDocument, Rubric, RubricVersion

User = AbstractBaseUser | AnonymousUser


def may(user: User, permission: str) -> bool:
    """Whether an active user has the named permission, such as "rubrics.manage_rubrics"."""
    return bool(user.is_active) and user.has_perm(permission)  # type: ignore[union-attr]


def can_manage_rubrics(user: User) -> bool:
    """Whether the user may take in role documents and derive, review and publish rubrics."""
    return may(user, "rubrics.manage_rubrics")


def can_manage_library(user: User) -> bool:
    """Whether the user may edit the competency library."""
    return may(user, "rubrics.manage_library")


def can_manage_policy(user: User) -> bool:
    """Whether the user may make a new policy version."""
    return may(user, "rubrics.manage_policy")


def can_read_ledger(user: User) -> bool:
    """Whether the user may read the event log."""
    return may(user, "ledger.read_ledger")


def can_read_rubrics(user: User) -> bool:
    """Whether the user may read role documents and rubrics."""
    return can_manage_rubrics(user) or may(user, "hiring.read_all_requisitions")


def documents_for(user: User) -> QuerySet[RoleDocument]:
    """The role documents that the user may see."""
    return RoleDocument.objects.all() if can_read_rubrics(user) else RoleDocument.objects.none()


def can_see_document(user: User, document: RoleDocument) -> bool:
    """Twin of `documents_for`."""
    return documents_for(user).filter(pk=document.pk).exists()


def rubrics_for(user: User) -> QuerySet[Rubric]:
    """The rubrics that the user may see."""
    return Rubric.objects.all() if can_read_rubrics(user) else Rubric.objects.none()


def versions_for(user: User) -> QuerySet[RubricVersion]:
    """The rubric versions that the user may see."""
    return RubricVersion.objects.all() if can_read_rubrics(user) else RubricVersion.objects.none()


def can_see_version(user: User, version: RubricVersion) -> bool:
    """Twin of `versions_for`."""
    return versions_for(user).filter(pk=version.pk).exists()


def editable_versions(user: User) -> QuerySet[RubricVersion]:
    """The drafts that the user may edit, publish or discard."""
    drafts = RubricVersion.objects.filter(state=VersionState.DRAFT)
    return drafts if can_manage_rubrics(user) else drafts.none()


def can_edit_version(user: User, version: RubricVersion) -> bool:
    """Twin of `editable_versions`."""
    return editable_versions(user).filter(pk=version.pk).exists()


def manageable_documents(user: User) -> QuerySet[RoleDocument]:
    """The role documents that the user may have derived again or follow with a new version."""
    return RoleDocument.objects.all() if can_manage_rubrics(user) else RoleDocument.objects.none()


def can_manage_document(user: User, document: RoleDocument) -> bool:
    """Twin of `manageable_documents`."""
    return manageable_documents(user).filter(pk=document.pk).exists()


def batches_for(user: User) -> QuerySet[DocumentBatch]:
    """The imports of many that the user may see."""
    return DocumentBatch.objects.all() if can_read_rubrics(user) else DocumentBatch.objects.none()


def manageable_batches(user: User) -> QuerySet[DocumentBatch]:
    """The imports of many whose failed files the user may try again."""
    return DocumentBatch.objects.all() if can_manage_rubrics(user) else DocumentBatch.objects.none()


def library_for(user: User) -> QuerySet[Competency]:
    """The library's entries that the user may edit."""
    return Competency.objects.all() if can_manage_library(user) else Competency.objects.none()


def events_for(user: User) -> QuerySet[Event]:
    """The ledger's events that the user may read; they hold ids and states, personal values are apart."""
    return unveiled(user, Event.objects.all()) if can_read_ledger(user) else Event.objects.none()


def policies_for(user: User) -> QuerySet[PolicyVersion]:
    """The policy versions that the user may see: staff read them, since every report names one."""
    return PolicyVersion.objects.all() if getattr(user, "is_staff", False) else PolicyVersion.objects.none()

"""Fetching is authorising: what a person may not see does not exist for them."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.shortcuts import get_object_or_404

from rubrics.models import RoleDocument, RubricVersion
from rubrics.permissions import documents_for, editable_versions, manageable_documents, versions_for

User = AbstractBaseUser | AnonymousUser


def document_or_404(user: User, pk: int, *, manage: bool = False) -> RoleDocument:
    """The role document, with who sent it and what it follows. Raises Http404."""
    rows = manageable_documents(user) if manage else documents_for(user)
    return get_object_or_404(rows.select_related("received_by", "follows", "followed_by"), pk=pk)


def version_or_404(user: User, pk: int) -> RubricVersion:
    """The rubric version with its rubric, document and policy. Raises Http404."""
    rows = versions_for(user).select_related(
        "rubric", "role_document", "policy", "revises", "published_by", "created_by"
    )
    return get_object_or_404(rows, pk=pk)


def draft_or_404(user: User, pk: int) -> RubricVersion:
    """A draft that the person may edit. Raises Http404."""
    rows = editable_versions(user).select_related("rubric", "role_document", "policy", "revises")
    return get_object_or_404(rows, pk=pk)

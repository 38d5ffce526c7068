"""The rubric half's resources."""

from rest_framework.routers import DefaultRouter

from rubrics.api.documents import RoleDocumentViewSet
from rubrics.api.rubrics import RubricVersionViewSet


def register(router: DefaultRouter) -> None:
    """Add the resources to the site's router."""
    router.register("role-documents", RoleDocumentViewSet)
    router.register("rubric-versions", RubricVersionViewSet)

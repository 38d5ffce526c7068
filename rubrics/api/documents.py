"""Role documents over the API: take in, follow the progress, read."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from rubrics.models import RoleDocument
from rubrics.operations import documents
from rubrics.permissions import can_manage_rubrics, documents_for


class RoleDocumentSerializer(serializers.ModelSerializer[RoleDocument]):
    """A role document without its text."""

    class Meta:
        model = RoleDocument
        fields = [
            "id",
            "title",
            "source_name",
            "format",
            "number",
            "follows",
            "state",
            "progress",
            "progress_sentence",
            "failure",
            "notes",
            "received_at",
        ]
        read_only_fields = fields


class RoleDocumentDetailSerializer(RoleDocumentSerializer):
    """A role document with the canonical text that every span points into."""

    class Meta(RoleDocumentSerializer.Meta):
        fields = [*RoleDocumentSerializer.Meta.fields, "text"]
        read_only_fields = fields


class NewRoleDocumentSerializer(serializers.Serializer[RoleDocument]):
    """Either a file, or a text with a name."""

    file = serializers.FileField(required=False)
    text = serializers.CharField(required=False, trim_whitespace=False)
    name = serializers.CharField(required=False, max_length=200)
    follows = serializers.PrimaryKeyRelatedField(queryset=RoleDocument.objects.all(), required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("file" in attrs) == ("text" in attrs):
            raise serializers.ValidationError("Give either a file or a text.")
        if "file" in attrs and attrs["file"].size > settings.ROLE_DOCUMENT_MAX_BYTES:
            megabytes = settings.ROLE_DOCUMENT_MAX_BYTES // 1024 // 1024
            raise serializers.ValidationError(f"The file is larger than {megabytes} MB.")
        return attrs


class RoleDocumentViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[RoleDocument]
):
    """Role documents. A new one is derived by a worker: follow `state` and `progress`."""

    queryset = RoleDocument.objects.none()
    filterset_fields = ["state", "format"]

    def get_queryset(self) -> QuerySet[RoleDocument]:
        return documents_for(person(self.request))

    def get_serializer_class(self) -> type[serializers.BaseSerializer[RoleDocument]]:
        return RoleDocumentDetailSerializer if self.action == "retrieve" else RoleDocumentSerializer

    @extend_schema(request=NewRoleDocumentSerializer, responses={201: RoleDocumentSerializer})
    def create(self, request: Request) -> Response:
        """Take in a role document."""
        if not can_manage_rubrics(person(request)):
            raise PermissionDenied
        given = NewRoleDocumentSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        values = given.validated_data
        file = values.get("file")
        document = documents.receive(
            data=file.read() if file else None,
            text=values.get("text"),
            name=values.get("name") or (file.name if file else ""),
            follows=values.get("follows"),
            by=person(request),
            at=timezone.now(),
        )
        return Response(RoleDocumentSerializer(document).data, status=status.HTTP_201_CREATED)


def person(request: Request) -> AbstractBaseUser:
    """Who asks: the views admit only those who are signed in."""
    if not isinstance(request.user, AbstractBaseUser):
        raise NotAuthenticated
    return request.user

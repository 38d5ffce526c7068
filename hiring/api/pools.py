"""Pools of interviewers over the API."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.accounts.models import User
from hiring.api.person import person
from hiring.models import Interviewer, Pool
from hiring.operations import pools
from hiring.permissions import interviewers_for, may, pools_for
from hiring.roles import Permission


class PoolSerializer(serializers.ModelSerializer[Pool]):
    """A pool with the numbers of its members' profiles."""

    members = serializers.SerializerMethodField()

    class Meta:
        model = Pool
        fields = ["id", "name", "description", "active", "members"]
        # Another pool of the name is refused by the operation, in a sentence.
        extra_kwargs = {"name": {"validators": []}}

    def get_members(self, row: Pool) -> list[int]:
        """The members' profiles."""
        return sorted(member.interviewer_id for member in row.members.all())


class PoolChangeSerializer(serializers.Serializer[dict[str, Any]]):
    name = serializers.CharField(max_length=80, required=False)
    description = serializers.CharField(max_length=200, required=False, allow_blank=True)
    active = serializers.BooleanField(required=False)


class SetMembersSerializer(serializers.Serializer[dict[str, Any]]):
    members = serializers.PrimaryKeyRelatedField(many=True, queryset=Interviewer.objects.none())

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user is not None:
            self.fields["members"].child_relation.queryset = interviewers_for(user)  # type: ignore[attr-defined]


class PoolViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Pool]):
    """Pools of interviewers, for who arranges loops."""

    queryset = Pool.objects.none()
    serializer_class = PoolSerializer
    filterset_fields = ["active"]

    def get_queryset(self) -> QuerySet[Pool]:
        return pools_for(person(self.request)).prefetch_related("members")

    def answer(self) -> Response:
        """The pool as it is now."""
        return Response(PoolSerializer(self.get_object()).data)

    @extend_schema(request=PoolSerializer, responses={201: PoolSerializer})
    def create(self, request: Request) -> Response:
        """Add a pool without members."""
        if not may(person(request), Permission.MANAGE_LOOPS):
            raise PermissionDenied
        given = PoolSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        row = pools.save_pool(pool=None, values=given.validated_data, by=person(request), at=timezone.now())
        return Response(PoolSerializer(row).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=PoolChangeSerializer, responses=PoolSerializer)
    @action(detail=True, methods=["post"])
    def change(self, request: Request, pk: str) -> Response:
        """Change the name, the description, or whether the pool is offered to new plans."""
        row, given = self.get_object(), PoolChangeSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        pools.save_pool(pool=row, values=given.validated_data, by=person(request), at=timezone.now())
        return self.answer()

    @extend_schema(request=SetMembersSerializer, responses=PoolSerializer)
    @action(detail=True, methods=["post"], url_path="set-members")
    def set_members(self, request: Request, pk: str) -> Response:
        """Say who belongs to the pool; who is not named leaves it."""
        row, user = self.get_object(), person(request)
        given = SetMembersSerializer(data=request.data, user=user)
        given.is_valid(raise_exception=True)
        pools.set_members(pool=row, interviewers=given.validated_data["members"], by=user, at=timezone.now())
        return self.answer()

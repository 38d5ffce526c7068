"""Repairs of a schedule over the API: proposed, read, accepted in one step or dismissed."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.api.person import person
from hiring.models import Repair, Requisition
from hiring.operations import repairs
from hiring.permissions import plannable_requisitions


class PlaceSerializer(serializers.Serializer[dict[str, Any]]):
    """When an interview takes place, and the numbers of its people, the lead first."""

    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    people = serializers.ListField(child=serializers.IntegerField())


class RepairedSerializer(serializers.Serializer[dict[str, Any]]):
    """An interview that would change; without a reason it makes room for another one."""

    session = serializers.IntegerField()
    before = PlaceSerializer()
    after = PlaceSerializer()
    why = serializers.ListField(child=serializers.CharField())


class StuckSerializer(serializers.Serializer[dict[str, Any]]):
    """An interview that cannot be mended, what is wrong with it, and what stands in the way."""

    session = serializers.IntegerField()
    why = serializers.ListField(child=serializers.CharField())
    reasons = serializers.ListField(child=serializers.CharField())


class RepairSerializer(serializers.ModelSerializer[Repair]):
    """A proposal: what would change, what cannot be mended, and how many interviews to come stay."""

    moves = RepairedSerializer(many=True, read_only=True)
    left = StuckSerializer(many=True, read_only=True)

    class Meta:
        model = Repair
        fields = [
            "id", "requisition", "state", "loops", "moves", "left", "kept", "failure", "asked_at", "asked_by",
            "state_changed_at", "closed_by",
        ]  # fmt: skip
        read_only_fields = fields


class NewRepairSerializer(serializers.Serializer[dict[str, Any]]):
    requisition = serializers.PrimaryKeyRelatedField(queryset=Requisition.objects.none())


class RepairViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Repair]):
    """Repairs of requisitions whose loops you may schedule."""

    queryset = Repair.objects.none()
    serializer_class = RepairSerializer
    filterset_fields = ["requisition", "state"]

    def get_queryset(self) -> QuerySet[Repair]:
        rows = Repair.objects.filter(requisition__in=plannable_requisitions(person(self.request)))
        return rows.select_related("requisition")

    def told(self, row: Repair, code: int = status.HTTP_200_OK) -> Response:
        """The repair as it stands."""
        return Response(self.get_serializer(row).data, status=code)

    @extend_schema(request=NewRepairSerializer, responses={201: RepairSerializer})
    def create(self, request: Request) -> Response:
        """Work out how what no longer holds could be mended: few loops at once, many by a worker."""
        user = person(request)
        given = NewRepairSerializer(data=request.data)
        given.fields["requisition"].queryset = plannable_requisitions(user)  # type: ignore[attr-defined]
        given.is_valid(raise_exception=True)
        row = repairs.propose(**given.validated_data, by=user, at=timezone.now())
        return self.told(row, status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=RepairSerializer)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: str) -> Response:
        """Move everything as proposed; where anything changed meanwhile nothing is moved."""
        return self.told(repairs.accept(repair=self.get_object(), by=person(request), at=timezone.now()))

    @extend_schema(request=None, responses=RepairSerializer)
    @action(detail=True, methods=["post"])
    def dismiss(self, request: Request, pk: str) -> Response:
        """Leave everything as it is."""
        return self.told(repairs.dismiss(repair=self.get_object(), by=person(request), at=timezone.now()))

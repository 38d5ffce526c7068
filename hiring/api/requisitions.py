"""Requisitions and their loop plans over the API."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.api.person import person
from hiring.choices import RequisitionState, options
from hiring.models import LoopPlan, PlannedCompetency, PlannedSession, Requisition, TeamMember
from hiring.operations import loops, requisitions
from hiring.permissions import can_manage_requisition, manageable_requisitions, may, requisitions_for
from hiring.queries.pools import pools_of
from hiring.roles import Permission
from rubrics.models import RubricQuestion
from rubrics.queries import published_versions


class TeamMemberSerializer(serializers.ModelSerializer[TeamMember]):
    name = serializers.CharField(source="person.full_name", read_only=True)

    class Meta:
        model = TeamMember
        fields = ["person", "name", "role"]


class RequisitionSerializer(serializers.ModelSerializer[Requisition]):
    """A requisition with its team."""

    members = TeamMemberSerializer(many=True, read_only=True)

    class Meta:
        model = Requisition
        fields = [
            "id",
            "reference",
            "title",
            "department",
            "location",
            "rubric_version",
            "state",
            "confidential",
            "time_zone",
            "max_candidate_minutes",
            "opened_at",
            "members",
        ]
        read_only_fields = ["id", "state", "opened_at", "members"]
        extra_kwargs = {
            "reference": {"required": False},
            "rubric_version": {"queryset": published_versions()},
        }


class StateSerializer(serializers.Serializer[dict[str, Any]]):
    state = serializers.ChoiceField(choices=options(RequisitionState))
    reason = serializers.CharField(required=False, allow_blank=True, default="")


class PlannedCompetencySerializer(serializers.ModelSerializer[PlannedCompetency]):
    key = serializers.CharField(source="competency.key", read_only=True)
    name = serializers.CharField(source="competency.name", read_only=True)
    questions = serializers.SlugRelatedField[RubricQuestion](many=True, read_only=True, slug_field="key")

    class Meta:
        model = PlannedCompetency
        fields = ["key", "name", "minutes", "questions"]


class PlannedSessionSerializer(serializers.ModelSerializer[PlannedSession]):
    competencies = PlannedCompetencySerializer(many=True, read_only=True)
    pools = serializers.SerializerMethodField()

    class Meta:
        model = PlannedSession
        fields = [
            "id",
            "name",
            "minutes",
            "opening_minutes",
            "closing_minutes",
            "seats",
            "order",
            "pools",
            "competencies",
        ]

    def get_pools(self, row: PlannedSession) -> list[str]:
        """The pool of each seat, the lead's first; empty where no seat is for a pool."""
        return list(pools_of(row))


class LoopPlanSerializer(serializers.ModelSerializer[LoopPlan]):
    """A loop plan with its certificate."""

    sessions = PlannedSessionSerializer(many=True, read_only=True)

    class Meta:
        model = LoopPlan
        fields = [
            "id",
            "requisition",
            "rubric_version",
            "number",
            "state",
            "candidate_minutes",
            "people_minutes",
            "certificate",
            "weak_points",
            "sessions",
        ]


class RequisitionViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Requisition]
):
    """Requisitions that you may see."""

    queryset = Requisition.objects.none()
    serializer_class = RequisitionSerializer
    filterset_fields = ["state", "confidential", "reference"]

    def get_queryset(self) -> QuerySet[Requisition]:
        return requisitions_for(person(self.request)).prefetch_related("members__person")

    def own(self) -> Requisition:
        """The requisition, for those who may change it."""
        row = self.get_object()
        if not can_manage_requisition(person(self.request), row):
            raise PermissionDenied
        return row

    @extend_schema(request=RequisitionSerializer, responses={201: RequisitionSerializer})
    def create(self, request: Request) -> Response:
        """Open a requisition on a published rubric version; you join its team as recruiter."""
        if not may(person(request), Permission.MANAGE_REQUISITIONS):
            raise PermissionDenied
        given = RequisitionSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        row = requisitions.open_requisition(**given.validated_data, by=person(request), at=timezone.now())
        return Response(RequisitionSerializer(row).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=StateSerializer, responses=RequisitionSerializer)
    @action(detail=True, methods=["post"])
    def state(self, request: Request, pk: str) -> Response:
        """Move to another state: open, on_hold, filled, closed."""
        row = self.own()
        given = StateSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        row = requisitions.change_state(
            requisition=row, **given.validated_data, by=person(request), at=timezone.now()
        )
        return Response(RequisitionSerializer(row).data)

    @extend_schema(request=None, responses={201: LoopPlanSerializer})
    @action(detail=True, methods=["post"], url_path="propose-plan")
    def propose_plan(self, request: Request, pk: str) -> Response:
        """Design the next loop plan as a draft. 400 names the rules in the way and ways out."""
        row = self.own()
        plan = loops.propose_plan(requisition=row, by=person(request), at=timezone.now())
        return Response(LoopPlanSerializer(plan).data, status=status.HTTP_201_CREATED)


class LoopPlanViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[LoopPlan]):
    """Loop plans of the requisitions that you may see."""

    queryset = LoopPlan.objects.none()
    serializer_class = LoopPlanSerializer
    filterset_fields = ["requisition", "state"]

    def get_queryset(self) -> QuerySet[LoopPlan]:
        return LoopPlan.objects.filter(
            requisition__in=requisitions_for(person(self.request))
        ).prefetch_related(
            "sessions__competencies__competency",
            "sessions__competencies__questions",
            "sessions__seat_pools__pool",
        )

    @extend_schema(request=None, responses=LoopPlanSerializer)
    @action(detail=True, methods=["post"])
    def activate(self, request: Request, pk: str) -> Response:
        """Make the draft the plan of every loop begun from now on."""
        plan = self.get_object()
        if not manageable_requisitions(person(request)).filter(pk=plan.requisition_id).exists():
            raise PermissionDenied
        row = loops.activate_plan(plan=plan, by=person(request), at=timezone.now())
        return Response(LoopPlanSerializer(row).data)

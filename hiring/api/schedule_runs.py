"""Runs of the automatic plan over the API: begun, watched and stopped."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.api.person import person
from hiring.choices import StopWish, options
from hiring.models import Requisition, ScheduleRun
from hiring.operations import schedule_runs
from hiring.permissions import plannable_requisitions
from hiring.queries.schedule_progress import progress


class LeftSerializer(serializers.Serializer[dict[str, Any]]):
    """An interview that stays open, why, and what would help."""

    session = serializers.IntegerField()
    reasons = serializers.ListField(child=serializers.CharField())
    ways = serializers.ListField(child=serializers.CharField())


class ScheduleRunSerializer(serializers.ModelSerializer[ScheduleRun]):
    """How far a run is, and how good its plan is known to be: cost and bound in interviews of load."""

    scheduled = serializers.IntegerField(source="placed", read_only=True)
    left = LeftSerializer(many=True, read_only=True)
    sentence = serializers.SerializerMethodField()
    cost = serializers.SerializerMethodField()
    bound = serializers.SerializerMethodField()
    seconds = serializers.SerializerMethodField()

    class Meta:
        model = ScheduleRun
        fields = [
            "id", "requisition", "state", "loops", "answered_only", "scheduled", "left", "failure", "stop", "sentence",
            "cost", "bound", "seconds", "asked_at", "asked_by", "state_changed_at",
        ]  # fmt: skip
        read_only_fields = [name for name in fields if name != "requisition"]

    def get_sentence(self, row: ScheduleRun) -> str:
        """What the run is at; empty once it is over."""
        now = progress(row)
        return now.sentence if now.is_open else ""

    def get_cost(self, row: ScheduleRun) -> float | None:
        """The cost of the best plan so far."""
        return progress(row).cost

    def get_bound(self, row: ScheduleRun) -> float | None:
        """What no plan can cost less than, where that is known."""
        return progress(row).bound

    def get_seconds(self, row: ScheduleRun) -> float:
        """Seconds spent on the search."""
        return progress(row).seconds


class NewRunSerializer(serializers.Serializer[dict[str, Any]]):
    requisition = serializers.PrimaryKeyRelatedField(queryset=Requisition.objects.none())
    answered_only = serializers.BooleanField(
        default=False, help_text="Leave out loops whose candidates have not said when they can come."
    )


class StopSerializer(serializers.Serializer[dict[str, Any]]):
    wish = serializers.ChoiceField(choices=options(StopWish))


class ScheduleRunViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[ScheduleRun]
):
    """Runs of the automatic plan over requisitions whose loops you may schedule."""

    queryset = ScheduleRun.objects.none()
    serializer_class = ScheduleRunSerializer
    filterset_fields = ["requisition", "state"]

    def get_queryset(self) -> QuerySet[ScheduleRun]:
        rows = ScheduleRun.objects.filter(requisition__in=plannable_requisitions(person(self.request)))
        return rows.prefetch_related("parts")

    @extend_schema(request=NewRunSerializer, responses={201: ScheduleRunSerializer})
    def create(self, request: Request) -> Response:
        """Plan every open loop of a requisition: a few at once, many by workers."""
        user = person(request)
        given = NewRunSerializer(data=request.data)
        given.fields["requisition"].queryset = plannable_requisitions(user)  # type: ignore[attr-defined]
        given.is_valid(raise_exception=True)
        run = schedule_runs.begin(**given.validated_data, by=user, at=timezone.now())
        return Response(ScheduleRunSerializer(run).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=StopSerializer, responses=ScheduleRunSerializer)
    @action(detail=True, methods=["post"])
    def stop(self, request: Request, pk: str) -> Response:
        """End the search: book the best plan so far, or nothing more."""
        given = StopSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        wish = StopWish(given.validated_data["wish"])
        run = schedule_runs.stop(run=self.get_object(), wish=wish, by=person(request), at=timezone.now())
        return Response(ScheduleRunSerializer(run).data)

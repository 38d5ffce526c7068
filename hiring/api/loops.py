"""Interview loops and sessions over the API."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.accounts.models import User
from hiring.api.candidate_links import CandidateChoice
from hiring.api.person import person
from hiring.choices import ConflictKind, SeatKind, options
from hiring.models import Application, InterviewLoop, InterviewSession, PanelSeat
from hiring.operations import automatic, declines, loops, recusals, scheduling
from hiring.permissions import (
    applications_for,
    can_manage_loop,
    declinable_seats,
    manageable_loops,
    may,
    recusable_seats,
    sessions_for,
)
from hiring.roles import Permission


class SeatSerializer(serializers.ModelSerializer[PanelSeat]):
    name = serializers.CharField(source="person.full_name", read_only=True)

    class Meta:
        model = PanelSeat
        fields = ["id", "person", "name", "kind", "cancelled"]


@extend_schema_field({"type": "string", "format": "date-time", "nullable": True})
class EdgeField(serializers.ReadOnlyField):
    """One edge of the session's time."""

    def __init__(self, edge: str, **kwargs: Any) -> None:
        self.edge = edge
        super().__init__(source="during", **kwargs)

    def to_representation(self, value: Any) -> str | None:
        moment = getattr(value, self.edge) if value else None
        return moment.isoformat() if moment else None


class SessionSerializer(serializers.ModelSerializer[InterviewSession]):
    """An interview with its time and people."""

    name = serializers.CharField(source="planned.name", read_only=True)
    start = EdgeField("lower")
    end = EdgeField("upper")
    seats = SeatSerializer(many=True, read_only=True)

    class Meta:
        model = InterviewSession
        fields = ["id", "loop", "name", "state", "start", "end", "place", "sequence", "seats"]


class LoopSerializer(serializers.ModelSerializer[InterviewLoop]):
    sessions = SessionSerializer(many=True, read_only=True)

    class Meta:
        model = InterviewLoop
        fields = ["id", "application", "plan", "state", "made_at", "sessions"]
        read_only_fields = ["id", "plan", "state", "made_at"]


class NewLoopSerializer(serializers.Serializer[dict[str, Any]]):
    application = serializers.PrimaryKeyRelatedField(queryset=Application.objects.none())


class TimeSerializer(serializers.Serializer[dict[str, Any]]):
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    place = serializers.CharField(required=False, allow_blank=True, default="", max_length=300)
    confirmed = serializers.BooleanField(
        default=False, help_text="True for a time in the past, or outside the working hours of the people."
    )


class CancelSerializer(serializers.Serializer[dict[str, Any]]):
    reason = serializers.CharField(required=False, allow_blank=True, default="")


class RecuseSerializer(serializers.Serializer[dict[str, Any]]):
    kind = serializers.ChoiceField(choices=options(ConflictKind), default=ConflictKind.OWN_CHOICE)


class DeclineSerializer(serializers.Serializer[dict[str, Any]]):
    comment = serializers.CharField(required=False, allow_blank=True, default="", max_length=150)


class GiveSeatSerializer(serializers.Serializer[dict[str, Any]]):
    person = serializers.PrimaryKeyRelatedField(queryset=User.objects.filter(is_active=True))
    kind = serializers.ChoiceField(choices=options(SeatKind), default=SeatKind.LEAD)


class OutcomeSerializer(serializers.Serializer[dict[str, Any]]):
    """How many interviews got people and a time; for the others what stands in the way, and what would help."""

    scheduled = serializers.IntegerField()
    reasons = serializers.ListField(child=serializers.CharField())
    ways = serializers.ListField(child=serializers.CharField())


class LoopViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, CandidateChoice):
    """Loops that you may staff and schedule."""

    queryset = InterviewLoop.objects.none()
    serializer_class = LoopSerializer
    filterset_fields = ["application", "state"]

    def get_queryset(self) -> QuerySet[InterviewLoop]:
        return manageable_loops(person(self.request)).prefetch_related(
            "sessions__planned", "sessions__seats__person"
        )

    @extend_schema(request=NewLoopSerializer, responses={201: LoopSerializer})
    def create(self, request: Request) -> Response:
        """Begin the loop of an application under the active plan."""
        user = person(request)
        if not may(user, Permission.MANAGE_LOOPS):
            raise PermissionDenied
        given = NewLoopSerializer(data=request.data)
        given.fields["application"].queryset = applications_for(user)  # type: ignore[attr-defined]
        given.is_valid(raise_exception=True)
        loop = loops.start_loop(**given.validated_data, by=user, at=timezone.now())
        return Response(LoopSerializer(loop).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=OutcomeSerializer)
    @action(detail=True, methods=["post"])
    def schedule(self, request: Request, pk: str) -> Response:
        """Find people and times for what has none; what stands is kept."""
        outcome = automatic.schedule_automatically(
            loops=[self.get_object()], by=person(request), at=timezone.now()
        )
        return Response(
            {"scheduled": outcome.placed, "reasons": list(outcome.reasons), "ways": list(outcome.ways)}
        )


class SessionViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[InterviewSession]
):
    """Interviews that you may see, your own among them."""

    queryset = InterviewSession.objects.none()
    serializer_class = SessionSerializer
    filterset_fields = ["loop", "state"]

    def get_queryset(self) -> QuerySet[InterviewSession]:
        return sessions_for(person(self.request)).select_related("planned").prefetch_related("seats__person")

    def own(self) -> InterviewSession:
        """The session, for those who may staff and schedule it."""
        row = self.get_object()
        if not can_manage_loop(person(self.request), row.loop):
            raise PermissionDenied
        return row

    @extend_schema(request=TimeSerializer, responses=SessionSerializer)
    @action(detail=True, methods=["post"], url_path="set-time")
    def set_time(self, request: Request, pk: str) -> Response:
        """Give the interview its time. 400 where somebody would be in two places at once, or for an
        unusual time that is not confirmed.
        """
        row = self.own()
        given = TimeSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        row = scheduling.set_time(session=row, **given.validated_data, by=person(request), at=timezone.now())
        return Response(SessionSerializer(row).data)

    @extend_schema(request=GiveSeatSerializer, responses=SessionSerializer)
    @action(detail=True, methods=["post"], url_path="give-seat")
    def give_seat(self, request: Request, pk: str) -> Response:
        """Seat a person and open their scorecard."""
        row = self.own()
        given = GiveSeatSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        scheduling.give_seat(session=row, **given.validated_data, by=person(request), at=timezone.now())
        return Response(SessionSerializer(self.get_object()).data)

    @extend_schema(request=RecuseSerializer, responses={204: None})
    @action(detail=True, methods=["post"])
    def recuse(self, request: Request, pk: str) -> Response:
        """Give up your own seats with this candidate and take no other. Nobody is told why."""
        row = self.get_object()
        seats = recusable_seats(person(request)).filter(session=row)
        if not seats.exists():
            raise PermissionDenied
        given = RecuseSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        recusals.recuse(
            candidate=row.candidate, **given.validated_data, by=person(request), at=timezone.now()
        )
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=DeclineSerializer, responses={204: None})
    @action(detail=True, methods=["post"])
    def decline(self, request: Request, pk: str) -> Response:
        """Give up your own seat in this interview, since you cannot come; whoever arranges it is told."""
        seat = declinable_seats(person(request)).filter(session=self.get_object()).first()
        if seat is None:
            raise PermissionDenied
        given = DeclineSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        declines.decline(seat=seat, **given.validated_data, by=person(request), at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=CancelSerializer, responses=SessionSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        """Cancel the interview and its seats, with a reason; scorecards are kept."""
        row = self.own()
        given = CancelSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        row = scheduling.cancel_session(
            session=row, **given.validated_data, by=person(request), at=timezone.now()
        )
        return Response(SessionSerializer(row).data)

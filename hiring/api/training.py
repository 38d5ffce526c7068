"""Trainings over the API."""

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
from hiring.api.person import person
from hiring.choices import TrainingStageKind, options
from hiring.models import Interviewer, TrainingEnrolment, TrainingPath
from hiring.operations import training
from hiring.permissions import (
    can_approve,
    can_ask_retake,
    can_manage_enrolment,
    enrolments_for,
    interviewers_for,
    may,
    paths_for,
)
from hiring.queries.training import course, whole
from hiring.roles import Permission


class StageSerializer(serializers.Serializer[dict[str, Any]]):
    """A stage with what was done for it, and the seats that are booked for it."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=options(TrainingStageKind))
    title = serializers.CharField()
    count = serializers.IntegerField()
    done = serializers.IntegerField()
    booked = serializers.IntegerField()


class TrainingSerializer(serializers.ModelSerializer[TrainingEnrolment]):
    """One interviewer on the way to a qualification."""

    name = serializers.CharField(source="interviewer.person.full_name", read_only=True)
    interview_kind = serializers.CharField(source="path.kind.key", read_only=True)
    approver = serializers.IntegerField(source="path.approver_id", read_only=True)
    overdue = serializers.SerializerMethodField()
    stages = serializers.SerializerMethodField()

    class Meta:
        model = TrainingEnrolment
        fields = [
            "id", "interviewer", "name", "path", "interview_kind", "approver", "deadline", "overdue", "stages",
            "enrolled_at", "approved_at", "approved_by", "ended_at",
        ]  # fmt: skip

    def get_overdue(self, row: TrainingEnrolment) -> bool:
        """Whether the deadline is over."""
        return course(row, timezone.now()).is_overdue

    @extend_schema_field(StageSerializer(many=True))
    def get_stages(self, row: TrainingEnrolment) -> Any:
        """The stages in their order, counted from the seats as they stand."""
        return [
            {
                "id": step.stage.pk,
                "kind": step.stage.kind,
                "title": step.stage.title,
                "count": step.stage.count,
                "done": step.progress.done,
                "booked": len(step.progress.booked),
            }
            for step in course(row, timezone.now()).steps
        ]


class EnrolSerializer(serializers.Serializer[dict[str, Any]]):
    interviewer = serializers.PrimaryKeyRelatedField(queryset=Interviewer.objects.none())
    path = serializers.PrimaryKeyRelatedField(queryset=TrainingPath.objects.none())
    deadline = serializers.DateField(required=False, allow_null=True, default=None)

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user is not None:
            self.fields["interviewer"].queryset = interviewers_for(user)  # type: ignore[attr-defined]
            self.fields["path"].queryset = paths_for(user)  # type: ignore[attr-defined]


class ReadSerializer(serializers.Serializer[dict[str, Any]]):
    stage = serializers.IntegerField()


class RetakeSerializer(serializers.Serializer[dict[str, Any]]):
    stage = serializers.IntegerField()
    reason = serializers.CharField(max_length=300)


class DeadlineSerializer(serializers.Serializer[dict[str, Any]]):
    deadline = serializers.DateField()


class TrainingViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[TrainingEnrolment]
):
    """Trainings: your own, those that you approve, and for who arranges loops everybody's."""

    queryset = TrainingEnrolment.objects.none()
    serializer_class = TrainingSerializer
    filterset_fields = ["interviewer", "path"]

    def get_queryset(self) -> QuerySet[TrainingEnrolment]:
        return whole(enrolments_for(person(self.request)))

    def answer(self) -> Response:
        """The training as it is now."""
        return Response(TrainingSerializer(self.get_object()).data)

    def row_if(self, allowed: Any) -> TrainingEnrolment:
        """The training, for those who may do this to it."""
        row: TrainingEnrolment = self.get_object()
        if not allowed(person(self.request), row):
            raise PermissionDenied
        return row

    @extend_schema(request=EnrolSerializer, responses={201: TrainingSerializer})
    def create(self, request: Request) -> Response:
        """Put an interviewer on a path."""
        user = person(request)
        if not may(user, Permission.MANAGE_LOOPS):
            raise PermissionDenied
        given = EnrolSerializer(data=request.data, user=user)
        given.is_valid(raise_exception=True)
        row = training.enrol(**given.validated_data, by=user, at=timezone.now())
        return Response(TrainingSerializer(row).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=ReadSerializer, responses=TrainingSerializer)
    @action(detail=True, methods=["post"])
    def read(self, request: Request, pk: str) -> Response:
        """Say that you have read a stage of your own training."""
        row, given = self.get_object(), ReadSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        training.say_read(enrolment=row, **given.validated_data, by=person(request), at=timezone.now())
        return self.answer()

    @extend_schema(request=None, responses=TrainingSerializer)
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: str) -> Response:
        """Approve, as the person whom the path names; this gives the qualification."""
        training.approve(enrolment=self.row_if(can_approve), by=person(request), at=timezone.now())
        return self.answer()

    @extend_schema(request=RetakeSerializer, responses=TrainingSerializer)
    @action(detail=True, methods=["post"])
    def retake(self, request: Request, pk: str) -> Response:
        """Have a stage and all later ones done again, with a reason."""
        row, given = self.row_if(can_ask_retake), RetakeSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        training.retake(enrolment=row, **given.validated_data, by=person(request), at=timezone.now())
        return self.answer()

    @extend_schema(request=DeadlineSerializer, responses=TrainingSerializer)
    @action(detail=True, methods=["post"], url_path="move-deadline")
    def move_deadline(self, request: Request, pk: str) -> Response:
        """Give more time, or less."""
        row, given = self.row_if(can_manage_enrolment), DeadlineSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        training.move_deadline(enrolment=row, **given.validated_data, by=person(request), at=timezone.now())
        return self.answer()

    @extend_schema(request=None, responses=TrainingSerializer)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, pk: str) -> Response:
        """End the training without an approval."""
        training.end(enrolment=self.row_if(can_manage_enrolment), by=person(request), at=timezone.now())
        return self.answer()

"""Candidates and applications over the API."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.api.person import person
from hiring.choices import Stage, VerificationStatus, options
from hiring.models import Application, Candidate, Requisition, Scorecard, VerifiedRequirement
from hiring.operations import candidates
from hiring.permissions import (
    applications_for,
    can_manage_application,
    candidates_for,
    may,
    requisitions_for,
    trackable_scorecards,
)
from hiring.roles import Permission
from rubrics.models import Statement
from rubrics.queries import verified_statements


class CandidateSerializer(serializers.ModelSerializer[Candidate]):
    class Meta:
        model = Candidate
        fields = ["id", "full_name", "email", "phone", "time_zone", "arrangements", "cv_name", "added_at"]
        read_only_fields = ["id", "cv_name", "added_at"]
        # A second candidate with the address is refused by the operation, in a sentence.
        extra_kwargs = {"email": {"validators": []}}


class NewCandidateSerializer(CandidateSerializer):
    """A candidate, with an optional CV file and an optional requisition to apply for."""

    cv = serializers.FileField(required=False)
    requisition = serializers.PrimaryKeyRelatedField(queryset=Requisition.objects.none(), required=False)

    class Meta(CandidateSerializer.Meta):
        fields = [*CandidateSerializer.Meta.fields, "cv", "requisition"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        request = self.context.get("request")
        if request is not None:
            self.fields["requisition"].queryset = requisitions_for(person(request))  # type: ignore[attr-defined]


class VerifiedSerializer(serializers.ModelSerializer[VerifiedRequirement]):
    label = serializers.CharField(source="statement.label", read_only=True)

    class Meta:
        model = VerifiedRequirement
        fields = ["statement", "label", "status", "note", "verified_at"]


class ApplicationSerializer(serializers.ModelSerializer[Application]):
    candidate_name = serializers.CharField(source="candidate.full_name", read_only=True)
    verified = VerifiedSerializer(many=True, read_only=True)

    class Meta:
        model = Application
        fields = [
            "id",
            "requisition",
            "candidate",
            "candidate_name",
            "stage",
            "stage_changed_at",
            "withdrawn_reason",
            "applied_at",
            "verified",
        ]
        read_only_fields = ["id", "stage", "stage_changed_at", "withdrawn_reason", "applied_at"]


class MoveSerializer(serializers.Serializer[dict[str, Any]]):
    stage = serializers.ChoiceField(choices=options(Stage))
    reason = serializers.CharField(required=False, allow_blank=True, default="")


class WithdrawSerializer(serializers.Serializer[dict[str, Any]]):
    reason = serializers.CharField()


class VerifySerializer(serializers.Serializer[dict[str, Any]]):
    statement = serializers.IntegerField(help_text="The id of a verified requirement of the rubric version.")
    status = serializers.ChoiceField(choices=options(VerificationStatus))
    note = serializers.CharField(required=False, allow_blank=True, default="")


class ScorecardProgressSerializer(serializers.ModelSerializer[Scorecard]):
    """Whose scorecard, and whether it is in; never its content."""

    author_name = serializers.CharField(source="author.full_name", read_only=True)
    session = serializers.CharField(source="seat.session.planned.name", read_only=True)

    class Meta:
        model = Scorecard
        fields = ["id", "author_name", "session", "state", "due_at"]


class CandidateViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Candidate]):
    """Candidates who apply for what you may see."""

    queryset = Candidate.objects.none()
    serializer_class = CandidateSerializer
    filterset_fields = ["email"]

    def get_queryset(self) -> QuerySet[Candidate]:
        return candidates_for(person(self.request))

    @extend_schema(request=NewCandidateSerializer, responses={201: CandidateSerializer})
    @transaction.atomic
    def create(self, request: Request) -> Response:
        """Add a candidate, and their application where a requisition is named."""
        if not may(person(request), Permission.MANAGE_CANDIDATES):
            raise PermissionDenied
        given = NewCandidateSerializer(data=request.data, context={"request": request})
        given.is_valid(raise_exception=True)
        values = dict(given.validated_data)
        requisition = values.pop("requisition", None)
        row = candidates.add_candidate(**values, by=person(request), at=timezone.now())
        if requisition is not None:
            candidates.apply(candidate=row, requisition=requisition, by=person(request), at=timezone.now())
        return Response(CandidateSerializer(row).data, status=status.HTTP_201_CREATED)


class ApplicationViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Application]
):
    """Applications for the requisitions that you may see."""

    queryset = Application.objects.none()
    serializer_class = ApplicationSerializer
    filterset_fields = ["requisition", "candidate", "stage"]

    def get_queryset(self) -> QuerySet[Application]:
        found = applications_for(person(self.request))
        return found.select_related("candidate", "requisition").prefetch_related("verified__statement")

    def own(self) -> Application:
        """The application, for those who may change it."""
        row = self.get_object()
        if not can_manage_application(person(self.request), row):
            raise PermissionDenied
        return row

    @extend_schema(request=ApplicationSerializer, responses={201: ApplicationSerializer})
    def create(self, request: Request) -> Response:
        """Let a candidate apply for a requisition."""
        user = person(request)
        if not may(user, Permission.MANAGE_CANDIDATES):
            raise PermissionDenied
        given = ApplicationSerializer(data=request.data)
        given.fields["requisition"].queryset = requisitions_for(user)  # type: ignore[attr-defined]
        given.fields["candidate"].queryset = candidates_for(user)  # type: ignore[attr-defined]
        given.is_valid(raise_exception=True)
        row = candidates.apply(**given.validated_data, by=user, at=timezone.now())
        return Response(ApplicationSerializer(row).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=MoveSerializer, responses=ApplicationSerializer)
    @action(detail=True, methods=["post"])
    def move(self, request: Request, pk: str) -> Response:
        """Move to another stage. A decision is a named person's act on the site, never a move."""
        row = self.own()
        given = MoveSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        moved = candidates.move_stage(
            application=row, **given.validated_data, by=person(request), at=timezone.now()
        )
        return Response(ApplicationSerializer(moved).data)

    @extend_schema(request=WithdrawSerializer, responses=ApplicationSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """The candidate withdraws: future sessions are cancelled, scorecards kept."""
        row = self.own()
        given = WithdrawSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        gone = candidates.withdraw(
            application=row, **given.validated_data, by=person(request), at=timezone.now()
        )
        return Response(ApplicationSerializer(gone).data)

    @extend_schema(request=VerifySerializer, responses=VerifiedSerializer)
    @action(detail=True, methods=["post"])
    def verify(self, request: Request, pk: str) -> Response:
        """Record what was found about a requirement that is verified and never rated."""
        row = self.own()
        given = VerifySerializer(data=request.data)
        given.is_valid(raise_exception=True)
        values = given.validated_data
        found = verified_statements(row.requisition.rubric_version).filter(pk=values["statement"])
        statement: Statement | None = found.first()
        if statement is None:
            raise serializers.ValidationError({"statement": ["No such requirement in this rubric version."]})
        verified = candidates.verify_requirement(
            application=row,
            statement=statement,
            status=values["status"],
            note=values["note"],
            by=person(request),
            at=timezone.now(),
        )
        return Response(VerifiedSerializer(verified).data)

    @extend_schema(responses=ScorecardProgressSerializer(many=True))
    @action(detail=True, methods=["get"], pagination_class=None, filter_backends=[])
    def scorecards(self, request: Request, pk: str) -> Response:
        """Whose scorecards are due or in. While you owe one yourself, only your own."""
        found = trackable_scorecards(person(request)).filter(application=self.get_object())
        rows = found.select_related("author", "seat__session__planned")
        return Response(ScorecardProgressSerializer(rows, many=True).data)

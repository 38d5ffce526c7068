"""Candidate reports and decisions over the API."""

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.api.person import person
from hiring.choices import ReportState
from hiring.models import Application, CandidateReport, Decision
from hiring.operations import decisions, reports
from hiring.permissions import rated_applications, reports_for


class ReportSerializer(serializers.ModelSerializer[CandidateReport]):
    """A report's state and versions, without its facts."""

    class Meta:
        model = CandidateReport
        fields = [
            "id",
            "application",
            "number",
            "state",
            "progress",
            "progress_sentence",
            "failure",
            "requested_at",
            "frozen_at",
            "complete",
            "versions",
            "facts_sha256",
            "pdf_sha256",
        ]


class ReportDetailSerializer(ReportSerializer):
    """A report with everything that it rests on."""

    class Meta(ReportSerializer.Meta):
        fields = [*ReportSerializer.Meta.fields, "facts"]


class NewReportSerializer(serializers.Serializer[dict[str, Any]]):
    application = serializers.PrimaryKeyRelatedField(queryset=Application.objects.none())


class DecisionSerializer(serializers.ModelSerializer[Decision]):
    decided_by_name = serializers.CharField(source="decided_by.full_name", read_only=True)

    class Meta:
        model = Decision
        fields = [
            "id",
            "application",
            "report",
            "number",
            "outcome",
            "reason_code",
            "reason",
            "override",
            "override_direction",
            "override_reason",
            "decided_at",
            "decided_by",
            "decided_by_name",
        ]
        read_only_fields = [
            "id",
            "report",
            "number",
            "override",
            "override_direction",
            "decided_at",
            "decided_by",
        ]


class ReportViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[CandidateReport]
):
    """Candidate reports that you may open; none of a candidate for whom you still owe a scorecard."""

    queryset = CandidateReport.objects.none()
    filterset_fields = ["application", "state", "complete"]

    def get_queryset(self) -> QuerySet[CandidateReport]:
        return reports_for(person(self.request))

    def get_serializer_class(self) -> type[serializers.BaseSerializer[CandidateReport]]:
        return ReportDetailSerializer if self.action == "retrieve" else ReportSerializer

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        row = self.get_object()
        if row.state == ReportState.READY:
            reports.note_opening(report=row, by=person(request), at=timezone.now())
        return Response(ReportDetailSerializer(row).data)

    @extend_schema(request=NewReportSerializer, responses={202: ReportSerializer})
    def create(self, request: Request) -> Response:
        """Ask for a new report; a worker builds it."""
        given = NewReportSerializer(data=request.data)
        given.fields["application"].queryset = rated_applications(person(request))  # type: ignore[attr-defined]
        given.is_valid(raise_exception=True)
        row = reports.request(**given.validated_data, by=person(request), at=timezone.now())
        return Response(ReportSerializer(row).data, status=status.HTTP_202_ACCEPTED)

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"])
    def pdf(self, request: Request, pk: str) -> FileResponse:
        """The PDF."""
        return self.send("pdf", "application/pdf", "pdf")

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"])
    def workbook(self, request: Request, pk: str) -> FileResponse:
        """The workbook."""
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return self.send("workbook", kind, "xlsx")

    def send(self, column: str, content_type: str, suffix: str) -> FileResponse:
        """One file of a ready report, as a download; opening it counts as opening the report."""
        row = self.get_object()
        if row.state != ReportState.READY:
            raise NotFound
        reports.note_opening(report=row, by=person(self.request), at=timezone.now())
        name = f"report-{row.application_id:04d}-{row.number}.{suffix}"
        file = getattr(row, column)
        return FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type=content_type)


class DecisionViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Decision]):
    """Decisions on applications whose ratings you may see. They never change; a later one supersedes."""

    queryset = Decision.objects.none()
    serializer_class = DecisionSerializer
    filterset_fields = ["application", "outcome"]

    def get_queryset(self) -> QuerySet[Decision]:
        found = Decision.objects.filter(application__in=rated_applications(person(self.request)))
        return found.select_related("decided_by")

    @extend_schema(request=DecisionSerializer, responses={201: DecisionSerializer})
    def create(self, request: Request) -> Response:
        """Decide as hiring manager, after opening the newest report."""
        given = DecisionSerializer(data=request.data)
        given.fields["application"].queryset = rated_applications(person(request))  # type: ignore[attr-defined]
        given.is_valid(raise_exception=True)
        values = {"override_reason": "", **given.validated_data}
        row = decisions.decide(**values, by=person(request), at=timezone.now())
        return Response(DecisionSerializer(row).data, status=status.HTTP_201_CREATED)

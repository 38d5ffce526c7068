"""Scorecards over the API, as blind as the pages are."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.api.person import person
from hiring.choices import Recommendation, options
from hiring.models import Rating, RatingRevision, Scorecard
from hiring.operations import drafts, scorecards
from hiring.permissions import excusable_scorecards, own_scorecards, readable_scorecards
from hiring.queries.early_looks import without_early

EARLY = OpenApiParameter(
    "early",
    bool,
    description=(
        "Also list what others handed in while scorecards of the panel are still due. Each such look is "
        "recorded, and the candidate report names it."
    ),
)


class RevisionSerializer(serializers.ModelSerializer[RatingRevision]):
    class Meta:
        model = RatingRevision
        fields = ["number", "level", "not_assessed_reason", "evidence", "reason", "others_visible", "made_at"]


class RatingSerializer(serializers.ModelSerializer[Rating]):
    """A rating. `level` null means not assessed, with the reason beside it; it is never 0."""

    key = serializers.CharField(source="competency.key", read_only=True)
    name = serializers.CharField(source="competency.name", read_only=True)
    revisions = RevisionSerializer(many=True, read_only=True)

    class Meta:
        model = Rating
        fields = ["competency", "key", "name", "level", "not_assessed_reason", "evidence", "revisions"]


class ScorecardSerializer(serializers.ModelSerializer[Scorecard]):
    """Your own scorecard, or a submitted one that is not hidden from you."""

    author_name = serializers.CharField(source="author.full_name", read_only=True)
    session = serializers.IntegerField(source="seat.session_id", read_only=True)
    ratings = RatingSerializer(many=True, read_only=True)

    class Meta:
        model = Scorecard
        fields = [
            "id",
            "application",
            "author",
            "author_name",
            "session",
            "state",
            "counts",
            "revision",
            "due_at",
            "recommendation",
            "recommendation_reason",
            "submitted_at",
            "ratings",
        ]


class DraftSerializer(serializers.Serializer[dict[str, Any]]):
    """`fields` maps "rating-7", "reason-7", "note-7" and "session_notes-7" to texts, for competency 7."""

    base_revision = serializers.IntegerField(min_value=0)
    fields_ = serializers.DictField(child=serializers.CharField(allow_blank=True, trim_whitespace=False))

    def get_fields(self) -> dict[str, serializers.Field]:
        found = super().get_fields()
        found["fields"] = found.pop("fields_")
        return found


class SubmitSerializer(serializers.Serializer[dict[str, Any]]):
    recommendation = serializers.ChoiceField(choices=options(Recommendation))
    reason = serializers.CharField(required=False, allow_blank=True, default="")


class ExcuseSerializer(serializers.Serializer[dict[str, Any]]):
    reason = serializers.CharField()


class ScorecardViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Scorecard]):
    """Scorecards. While you owe one for a candidate, nobody else's are shown for that candidate."""

    queryset = Scorecard.objects.none()
    serializer_class = ScorecardSerializer
    filterset_fields = ["application", "state"]

    def get_queryset(self) -> QuerySet[Scorecard]:
        found = readable_scorecards(person(self.request))
        return found.select_related("author", "seat").prefetch_related(
            "ratings__competency", "ratings__revisions"
        )

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One scorecard. Reading another's is remembered; the report names it if the panel was not whole."""
        row = self.get_object()
        scorecards.note_reading(scorecard=row, by=person(request), at=timezone.now())
        return Response(ScorecardSerializer(row).data)

    @extend_schema(parameters=[EARLY])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Your own; and others', once the panel is whole. Earlier only with `early=true`, and recorded."""
        response = super().list(request, *args, **kwargs)
        shown = Scorecard.objects.filter(pk__in=[row["id"] for row in response.data["results"]])
        others = shown.exclude(author_id=person(request).pk).order_by("application_id", "pk")
        for card in others.distinct("application_id"):
            scorecards.note_reading(scorecard=card, by=person(request), at=timezone.now())
        return response

    def filter_queryset(self, queryset: QuerySet[Scorecard]) -> QuerySet[Scorecard]:
        """In a list, what would be an early look only where it is asked for."""
        found = super().filter_queryset(queryset)
        early = self.request.query_params.get("early", "").lower() in ("1", "true")
        return found if early or self.action != "list" else without_early(person(self.request), found)

    def own(self) -> Scorecard:
        """Your own scorecard; 404 for any other."""
        return get_object_or_404(own_scorecards(person(self.request)), pk=self.kwargs["pk"])

    @extend_schema(request=DraftSerializer, responses=ScorecardSerializer)
    @action(detail=True, methods=["put"])
    def draft(self, request: Request, pk: str) -> Response:
        """Save what is typed. 409 with the server's copy where another tab or device saved meanwhile."""
        row = self.own()
        given = DraftSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        try:
            saved = scorecards.save_draft(
                scorecard=row,
                base_revision=given.validated_data["base_revision"],
                fields=given.validated_data["fields"],
                device="API",
                by=person(request),
                at=timezone.now(),
            )
        except drafts.DraftConflict as conflict:
            copy = {"revision": conflict.scorecard.revision, "fields": drafts.read(conflict.scorecard)}
            return Response(copy, status=status.HTTP_409_CONFLICT)
        return Response(ScorecardSerializer(saved).data)

    @extend_schema(request=None, responses=ScorecardSerializer)
    @action(detail=True, methods=["post"])
    def lock(self, request: Request, pk: str) -> Response:
        """Lock the ratings; the recommendation is asked after that."""
        row = scorecards.lock_ratings(scorecard=self.own(), by=person(request), at=timezone.now())
        return Response(ScorecardSerializer(row).data)

    @extend_schema(request=SubmitSerializer, responses=ScorecardSerializer)
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, pk: str) -> Response:
        """Submit with the recommendation."""
        row = self.own()
        given = SubmitSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        row = scorecards.submit(scorecard=row, **given.validated_data, by=person(request), at=timezone.now())
        return Response(ScorecardSerializer(row).data)

    @extend_schema(request=ExcuseSerializer, responses={204: None})
    @action(detail=True, methods=["post"])
    def excuse(self, request: Request, pk: str) -> Response:
        """Excuse a scorecard that will not come."""
        row = get_object_or_404(excusable_scorecards(person(request)), pk=pk)
        given = ExcuseSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        scorecards.excuse(scorecard=row, **given.validated_data, by=person(request), at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)

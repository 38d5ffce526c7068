"""Rubric versions over the API: read whole, publish, revise."""

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from rubrics import queries
from rubrics.api.documents import person
from rubrics.models import (
    Anchor,
    Doubt,
    RubricCompetency,
    RubricQuestion,
    RubricVersion,
    SoftSkill,
    Statement,
)
from rubrics.operations import rubrics
from rubrics.permissions import can_manage_rubrics, versions_for


class AnchorSerializer(serializers.ModelSerializer[Anchor]):
    class Meta:
        model = Anchor
        fields = ["level", "text", "origin"]


class QuestionSerializer(serializers.ModelSerializer[RubricQuestion]):
    class Meta:
        model = RubricQuestion
        fields = ["key", "kind", "text", "probes", "good_answer", "minutes"]


class RubricCompetencySerializer(serializers.ModelSerializer[RubricCompetency]):
    """A competency with its anchors, questions and the indexes of the statements behind it."""

    anchors = AnchorSerializer(many=True, read_only=True)
    questions = QuestionSerializer(many=True, read_only=True)
    statements = serializers.SlugRelatedField[Statement](many=True, read_only=True, slug_field="index")

    class Meta:
        model = RubricCompetency
        fields = [
            "id",
            "key",
            "name",
            "definition",
            "family",
            "proposal",
            "merge_into",
            "reason",
            "weight",
            "weight_reason",
            "essential",
            "spans",
            "added_reason",
            "statements",
            "anchors",
            "questions",
        ]


class StatementSerializer(serializers.ModelSerializer[Statement]):
    """A statement; `start` and `end` are character offsets into the role document's text, end exclusive."""

    class Meta:
        model = Statement
        fields = [
            "index",
            "text",
            "start",
            "end",
            "section",
            "group",
            "kind",
            "necessity",
            "cue",
            "treatment",
            "strength",
            "label",
            "warning",
            "details",
            "rules",
            "fate",
            "drop_reason",
        ]


class SoftSkillSerializer(serializers.ModelSerializer[SoftSkill]):
    class Meta:
        model = SoftSkill
        fields = ["index", "title", "description", "start", "end"]


class DoubtSerializer(serializers.ModelSerializer[Doubt]):
    class Meta:
        model = Doubt
        fields = ["id", "kind", "topic", "sentence", "spans", "proposal", "resolution"]


class RubricVersionSerializer(serializers.ModelSerializer[RubricVersion]):
    """A rubric version in short."""

    class Meta:
        model = RubricVersion
        fields = [
            "id",
            "rubric",
            "number",
            "role_document",
            "role_title",
            "seniority",
            "state",
            "library_version",
            "rule_version",
            "revision",
            "published_at",
        ]


class AccountSerializer(serializers.Serializer[dict[str, int]]):
    """Found = mapped + verified + dropped."""

    found = serializers.IntegerField()
    mapped = serializers.IntegerField()
    verified = serializers.IntegerField()
    dropped = serializers.IntegerField()


class RubricVersionDetailSerializer(RubricVersionSerializer):
    """A rubric version whole."""

    competencies = RubricCompetencySerializer(many=True, read_only=True)
    statements = StatementSerializer(many=True, read_only=True)
    soft_skills = SoftSkillSerializer(many=True, read_only=True)
    doubts = DoubtSerializer(many=True, read_only=True)
    account = serializers.SerializerMethodField()
    problems = serializers.SerializerMethodField()
    stale = serializers.SerializerMethodField()

    class Meta(RubricVersionSerializer.Meta):
        fields = [
            *RubricVersionSerializer.Meta.fields,
            "ignored",
            "notes",
            "few_reason",
            "account",
            "problems",
            "stale",
            "competencies",
            "statements",
            "soft_skills",
            "doubts",
        ]

    @extend_schema(responses=AccountSerializer)
    def get_account(self, version: RubricVersion) -> dict[str, int]:
        """The account of all statements."""
        return queries.account(version)

    def get_problems(self, version: RubricVersion) -> list[str]:
        """What stands against publication, in sentences."""
        return rubrics.problems(version) if version.is_draft else []

    def get_stale(self, version: RubricVersion) -> bool:
        """Whether the role document has a newer version."""
        return queries.is_stale(version)


class ReasonSerializer(serializers.Serializer[str]):
    reason = serializers.CharField()


class RubricVersionViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[RubricVersion]
):
    """Rubric versions. Drafts are reviewed on the site; a published version never changes."""

    queryset = RubricVersion.objects.none()
    filterset_fields = ["state", "rubric", "role_document"]

    def get_queryset(self) -> QuerySet[RubricVersion]:
        found = versions_for(person(self.request))
        if self.action == "retrieve":
            return found.prefetch_related(
                "competencies__anchors",
                "competencies__questions",
                "competencies__statements",
                "statements",
                "soft_skills",
                "doubts",
            )
        return found

    def get_serializer_class(self) -> type[serializers.BaseSerializer[RubricVersion]]:
        return RubricVersionDetailSerializer if self.action == "retrieve" else RubricVersionSerializer

    def refuse_readers(self) -> None:
        """Reading is no right to publish."""
        if not can_manage_rubrics(person(self.request)):
            raise PermissionDenied

    @extend_schema(request=None, responses=RubricVersionSerializer)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, pk: str) -> Response:
        """Freeze the draft under your name. 400 with sentences while something stands against it."""
        self.refuse_readers()
        version = rubrics.publish(version=self.get_object(), by=person(request), at=timezone.now())
        return Response(RubricVersionSerializer(version).data)

    @extend_schema(request=ReasonSerializer, responses={201: RubricVersionSerializer})
    @action(detail=True, methods=["post"])
    def revise(self, request: Request, pk: str) -> Response:
        """The next version as a draft copied from this published one."""
        self.refuse_readers()
        given = ReasonSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        version = rubrics.revise(
            version=self.get_object(),
            reason=given.validated_data["reason"],
            by=person(request),
            at=timezone.now(),
        )
        return Response(RubricVersionSerializer(version).data, status=status.HTTP_201_CREATED)

"""Interviewers' profiles and their own calendars over the API."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.api.loops import EdgeField
from hiring.api.person import person
from hiring.models import (
    Absence,
    BusyCalendar,
    Interviewer,
    InterviewKind,
    PoolMember,
    PreferredHours,
    Qualification,
    WeeklyHours,
)
from hiring.operations import calendars, interviewers
from hiring.permissions import calendars_for, can_manage_interviewer, own_profile, profiles_for
from rubrics.models import Rubric


class QualificationSerializer(serializers.ModelSerializer[Qualification]):
    """What the person may hold; without a rubric under all of them."""

    kind = serializers.SlugRelatedField(slug_field="key", queryset=InterviewKind.objects.all())
    rubric = serializers.PrimaryKeyRelatedField(
        queryset=Rubric.objects.all(), allow_null=True, required=False, default=None
    )

    class Meta:
        model = Qualification
        fields = ["kind", "rubric", "since", "given_by"]
        read_only_fields = ["given_by"]


class HoursSerializer(serializers.ModelSerializer[WeeklyHours]):
    """Hours of a weekday on the person's own clock; Monday is 0."""

    class Meta:
        model = WeeklyHours
        fields = ["weekday", "starts", "ends"]


class PreferredSerializer(serializers.ModelSerializer[PreferredHours]):
    class Meta:
        model = PreferredHours
        fields = ["weekday", "starts", "ends"]


class AbsenceSerializer(serializers.ModelSerializer[Absence]):
    start = EdgeField("lower")
    end = EdgeField("upper")

    class Meta:
        model = Absence
        fields = ["id", "start", "end", "comment"]


class InterviewerSerializer(serializers.ModelSerializer[Interviewer]):
    name = serializers.CharField(source="person.full_name", read_only=True)
    time_zone = serializers.CharField(source="person.time_zone", read_only=True)
    qualifications = QualificationSerializer(many=True, read_only=True)
    hours = HoursSerializer(many=True, read_only=True)
    preferred_hours = PreferredSerializer(many=True, read_only=True)
    absences = AbsenceSerializer(many=True, read_only=True)
    pools = serializers.SlugRelatedField[PoolMember](many=True, read_only=True, slug_field="pool_id")

    class Meta:
        model = Interviewer
        fields = [
            "id", "person", "name", "time_zone", "day_limit", "week_limit", "buffer_minutes", "active",
            "qualifications", "hours", "preferred_hours", "absences", "pools",
        ]  # fmt: skip


class LimitsSerializer(serializers.Serializer[dict[str, Any]]):
    day_limit = serializers.IntegerField(min_value=1, max_value=50, required=False)
    week_limit = serializers.IntegerField(min_value=1, max_value=100, required=False)
    buffer_minutes = serializers.IntegerField(min_value=0, max_value=480, required=False)
    active = serializers.BooleanField(required=False)


class SetHoursSerializer(serializers.Serializer[dict[str, Any]]):
    hours = HoursSerializer(many=True)


class SetQualificationsSerializer(serializers.Serializer[dict[str, Any]]):
    qualifications = QualificationSerializer(many=True)


class NewAbsenceSerializer(serializers.Serializer[dict[str, Any]]):
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    comment = serializers.CharField(required=False, allow_blank=True, default="", max_length=200)


class SetAbsencesSerializer(serializers.Serializer[dict[str, Any]]):
    absences = NewAbsenceSerializer(many=True)


class InterviewerViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Interviewer]
):
    """Interviewers' profiles: your own, and for who arranges loops everybody's."""

    queryset = Interviewer.objects.none()
    serializer_class = InterviewerSerializer
    filterset_fields = ["person", "active"]

    def get_queryset(self) -> QuerySet[Interviewer]:
        rows = profiles_for(person(self.request)).select_related("person")
        return rows.prefetch_related("qualifications__kind", "hours", "preferred_hours", "absences", "pools")

    def managed(self) -> Interviewer:
        """The profile, for those who set limits and qualifications."""
        row = self.get_object()
        if not can_manage_interviewer(person(self.request), row):
            raise PermissionDenied
        return row

    def answer(self) -> Response:
        """The profile as it is now."""
        return Response(InterviewerSerializer(self.get_object()).data)

    @extend_schema(request=LimitsSerializer, responses=InterviewerSerializer)
    @action(detail=True, methods=["post"], url_path="set-limits")
    def set_limits(self, request: Request, pk: str) -> Response:
        """Set any of the limits, the buffer, and whether the person takes interviews."""
        row, given = self.managed(), LimitsSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        interviewers.set_profile(
            person=row.person, **given.validated_data, by=person(request), at=timezone.now()
        )
        return self.answer()

    @extend_schema(request=SetQualificationsSerializer, responses=InterviewerSerializer)
    @action(detail=True, methods=["post"], url_path="set-qualifications")
    def set_qualifications(self, request: Request, pk: str) -> Response:
        """Say what the person may hold; what is not named ends."""
        row, given = self.managed(), SetQualificationsSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        interviewers.set_qualifications(
            interviewer=row,
            qualifications=[
                (each["kind"], each["rubric"], each["since"])
                for each in given.validated_data["qualifications"]
            ],
            by=person(request),
            at=timezone.now(),
        )
        return self.answer()

    @extend_schema(request=SetHoursSerializer, responses=InterviewerSerializer)
    @action(detail=True, methods=["post"], url_path="set-hours")
    def set_hours(self, request: Request, pk: str) -> Response:
        """Set the working hours of the week."""
        row, hours = self.get_object(), self.hours(request)
        interviewers.set_hours(interviewer=row, hours=hours, by=person(request), at=timezone.now())
        return self.answer()

    @extend_schema(request=SetHoursSerializer, responses=InterviewerSerializer)
    @action(detail=True, methods=["post"], url_path="set-preferred-hours")
    def set_preferred_hours(self, request: Request, pk: str) -> Response:
        """Set the preferred hours of the week: a wish, no rule."""
        row, hours = self.get_object(), self.hours(request)
        interviewers.set_preferred_hours(interviewer=row, hours=hours, by=person(request), at=timezone.now())
        return self.answer()

    def hours(self, request: Request) -> list[tuple[Any, Any, Any]]:
        """Weekday, from and to as they were sent."""
        given = SetHoursSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        return [(each["weekday"], each["starts"], each["ends"]) for each in given.validated_data["hours"]]

    @extend_schema(request=SetAbsencesSerializer, responses=InterviewerSerializer)
    @action(detail=True, methods=["post"], url_path="set-absences")
    def set_absences(self, request: Request, pk: str) -> Response:
        """Set the pauses; what is not named ends."""
        row, given = self.get_object(), SetAbsencesSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        absences = [
            (each["start"], each["end"], each["comment"]) for each in given.validated_data["absences"]
        ]
        interviewers.set_absences(interviewer=row, absences=absences, by=person(request), at=timezone.now())
        return self.answer()


class CalendarSerializer(serializers.ModelSerializer[BusyCalendar]):
    """A calendar and how reading it went; the address of a feed is never told again."""

    url = serializers.CharField(write_only=True, max_length=1000)
    is_feed = serializers.BooleanField(read_only=True)

    class Meta:
        model = BusyCalendar
        fields = ["id", "name", "url", "is_feed", "added_at", "read_at", "covers_until", "failure"]
        read_only_fields = ["id", "added_at", "read_at", "covers_until", "failure"]


class CalendarFileSerializer(serializers.Serializer[dict[str, Any]]):
    name = serializers.CharField(max_length=80)
    file = serializers.FileField()


class CalendarViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[BusyCalendar]
):
    """Your own calendars, which tell when you are busy."""

    queryset = BusyCalendar.objects.none()
    serializer_class = CalendarSerializer
    filterset_fields = ["name"]

    def get_queryset(self) -> QuerySet[BusyCalendar]:
        return calendars_for(person(self.request))

    def profile(self) -> Interviewer:
        """The person's own profile; who takes no interviews keeps no calendars here."""
        row = own_profile(person(self.request))
        if row is None:
            raise PermissionDenied
        return row

    @extend_schema(request=CalendarSerializer, responses={201: CalendarSerializer})
    def create(self, request: Request) -> Response:
        """Add a published calendar, which is read in a moment."""
        profile, given = self.profile(), CalendarSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        row = calendars.add_feed(
            interviewer=profile, **given.validated_data, by=person(request), at=timezone.now()
        )
        return Response(CalendarSerializer(row).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=CalendarFileSerializer, responses={201: CalendarSerializer})
    @action(detail=False, methods=["post"], parser_classes=[MultiPartParser])
    def upload(self, request: Request) -> Response:
        """Take the busy times of a calendar file, which is not kept."""
        profile, given = self.profile(), CalendarFileSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        row = calendars.upload(
            interviewer=profile,
            name=given.validated_data["name"],
            content=given.validated_data["file"].read(calendars.feeds.MOST_BYTES + 1),
            by=person(request),
            at=timezone.now(),
        )
        return Response(CalendarSerializer(row).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=CalendarSerializer)
    @action(detail=True, methods=["post"])
    def fetch(self, request: Request, pk: str) -> Response:
        """Have a published calendar read now."""
        row = self.get_object()
        calendars.ask_again(calendar=row, by=person(request), at=timezone.now())
        return Response(CalendarSerializer(row).data)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Take the calendar away with its busy times."""
        calendars.remove(calendar=self.get_object(), by=person(request), at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)

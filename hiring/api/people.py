"""Who you are, and the end of a token."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from knox.models import AuthToken
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.accounts.models import User
from hiring.api.person import person
from hiring.operations import tokens


class MeSerializer(serializers.ModelSerializer[User]):
    roles = serializers.SlugRelatedField(source="groups", many=True, read_only=True, slug_field="name")

    class Meta:
        model = User
        fields = ["id", "email", "full_name", "time_zone", "roles"]


@extend_schema(responses=MeSerializer)
@api_view(["GET"])
def me(request: Request) -> Response:
    """The person behind the token."""
    return Response(MeSerializer(person(request)).data)


@extend_schema(request=None, responses={204: None})
@api_view(["POST"])
def end_token(request: Request) -> Response:
    """End the token that this request was made with."""
    if not isinstance(request.auth, AuthToken):
        raise ValidationError({"detail": "This request was not made with a token."})
    tokens.end(token=request.auth, by=person(request), at=timezone.now())
    return Response(status=204)

"""Who asks."""

from django.http import HttpRequest
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request

from hiring.accounts.models import User


def person(request: Request | HttpRequest) -> User:
    """The signed-in person. Raises NotAuthenticated for anybody else, such as the schema's own request."""
    user = request.user
    if not isinstance(user, User):
        raise NotAuthenticated
    return user

"""A loop's link for its candidate, and the times offered to them, over the API."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.api.person import person
from hiring.models import InterviewLoop
from hiring.operations import candidate_links, proposals
from hiring.queries.candidate_links import standing


class LinkAskedSerializer(serializers.Serializer[dict[str, Any]]):
    offers = serializers.BooleanField(
        default=True, help_text="False: the page only asks for times and offers none by itself."
    )


class LinkSerializer(serializers.Serializer[dict[str, Any]]):
    address = serializers.URLField(help_text="Shown this once; it is sent to the candidate as well.")
    expires_at = serializers.DateTimeField()


class OfferSerializer(serializers.Serializer[dict[str, Any]]):
    options = serializers.IntegerField(help_text="How many options are held; 0 where none was found.")
    held_until = serializers.DateTimeField(allow_null=True)


class CandidateChoice(viewsets.GenericViewSet[InterviewLoop]):
    """Actions of a loop: make or revoke the candidate's link, offer times or withdraw them."""

    @extend_schema(request=LinkAskedSerializer, responses={201: LinkSerializer})
    @action(detail=True, methods=["post"], url_path="candidate-link")
    def candidate_link(self, request: Request, pk: str) -> Response:
        """Make a link to the candidate's page and send it; the link before it is revoked."""
        given = LinkAskedSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        link, token = candidate_links.make(
            loop=self.get_object(), **given.validated_data, by=person(request), at=timezone.now()
        )
        address = settings.SITE_URL.rstrip("/") + reverse("choose_times", args=[token])
        return Response({"address": address, "expires_at": link.expires_at}, status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={204: None})
    @candidate_link.mapping.delete
    def revoke_candidate_link(self, request: Request, pk: str) -> Response:
        """Revoke the loop's link."""
        link = standing(self.get_object())
        if link is not None:
            candidate_links.revoke(link=link, by=person(request), at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=None, responses=OfferSerializer)
    @action(detail=True, methods=["post"])
    def offer(self, request: Request, pk: str) -> Response:
        """Look for whole-loop options and hold them for the candidate; what was offered before is let go."""
        by = person(request)
        found = proposals.offer(loop=self.get_object(), made_by=by, by=by, at=timezone.now())
        count = found.options.count() if found is not None else 0
        return Response({"options": count, "held_until": found.held_until if found is not None else None})

    @extend_schema(request=None, responses={204: None})
    @offer.mapping.delete
    def withdraw_offer(self, request: Request, pk: str) -> Response:
        """Let the offered times go."""
        proposals.withdraw(loop=self.get_object(), by=person(request), at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)

"""The draft of a scorecard: what was typed, from a form or from the autosave."""

import json

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiring.models import Scorecard
from hiring.operations import drafts, scorecards
from hiring.permissions import own_scorecards
from hiring.queries.scorecards import FIELDS, missing, warnings

# The most bytes of one save: every field of eight competencies at its longest.
MOST = 2_000_000


@require_POST
def scorecard_draft(request: HttpRequest, pk: int) -> JsonResponse:
    """Save what is typed. 200 with the new revision, 409 with the server's copy, 423 locked, 401 signed out.

    Whoever is not the author gets 404, whether the scorecard exists or not.
    """
    if not request.user.is_authenticated:
        return refused(401, _("Sign in again; your text is kept on this device."))
    card = own_scorecards(request.user).filter(pk=pk).first()
    if card is None:
        return refused(404, _("There is no such scorecard for you."))
    try:
        base_revision, fields = understand(request)
        saved = scorecards.save_draft(
            scorecard=card,
            base_revision=base_revision,
            fields=fields,
            device=device(request),
            by=request.user,
            at=timezone.now(),
        )
    except drafts.DraftConflict as conflict:
        return JsonResponse(server_copy(conflict.scorecard), status=409)
    except scorecards.ScorecardLocked as locked:
        return refused(423, str(locked))
    except (ValueError, scorecards.ScorecardRefused) as error:
        return refused(400, str(error))
    return JsonResponse(stored(saved, fields))


def understand(request: HttpRequest) -> tuple[int, dict[str, str]]:
    """The base revision and the fields of the message. Raises ValueError with a sentence."""
    if len(request.body) > MOST:
        raise ValueError(_("This is more than a scorecard can hold."))
    try:
        sent = json.loads(request.body)
        base_revision, fields = sent["base_revision"], sent["fields"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(_("The message could not be read.")) from error
    if type(base_revision) is not int or not isinstance(fields, dict):
        raise ValueError(_("The message could not be read."))
    if not all(isinstance(value, str) for value in fields.values()):
        raise ValueError(_("The message could not be read."))
    return base_revision, fields


def typed(request: HttpRequest) -> dict[str, str]:
    """The fields of a scorecard in a plain form."""
    return {
        name: value
        for name, value in request.POST.items()
        if name.rpartition("-")[0] in FIELDS and isinstance(value, str)
    }


def device(request: HttpRequest) -> str:
    """What the text was typed on, as far as another tab needs to know."""
    return _("phone") if "Mobi" in request.headers.get("User-Agent", "") else _("computer")


def stored(card: Scorecard, fields: dict[str, str]) -> dict[str, object]:
    """The answer to a save: the revision, when, what is missing, and words to reconsider."""
    return {
        "revision": card.revision,
        "saved_at": card.saved_at,
        "missing": [{"id": item.id, "label": item.label} for item in missing(card)],
        "warnings": warnings(card, fields),
    }


def server_copy(card: Scorecard) -> dict[str, object]:
    """The draft as the server holds it, for the tab that knew an older one."""
    return {
        "revision": card.revision,
        "fields": drafts.read(card),
        "saved_at": card.saved_at,
        "device": card.saved_device,
    }


def refused(status: int, detail: str) -> JsonResponse:
    """An answer that says why."""
    return JsonResponse({"detail": detail}, status=status)

"""Invitations by e-mail: a row says that one is due, the link in it works once and for a limited time."""

from datetime import datetime, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from hiring import tasks
from hiring.accounts.models import User
from hiring.choices import NoticeState
from hiring.models import Notice

KIND = "invitation"
# The worker has this long before the sweep takes the row for lost.
LOST_AFTER = timedelta(minutes=1)


def set_password_link(person: User) -> str:
    """The address at which the person sets a password: signed, void after one use and the time limit."""
    key = default_token_generator.make_token(person)
    path = reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key}
    )
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def queue(person: User, at: datetime) -> Notice:
    """Say in a row that an invitation is due, and hint the worker once the transaction stands."""
    notice = Notice.objects.create(person=person, kind=KIND, occasion=at.isoformat(), due_at=at)
    transaction.on_commit(lambda: tasks.deliver_invitation.delay(notice_id=notice.pk), robust=True)
    return notice


def overdue(at: datetime) -> list[int]:
    """Invitations whose message seems lost."""
    due = Notice.objects.filter(kind=KIND, state=NoticeState.DUE, due_at__lt=at - LOST_AFTER)
    return list(due.values_list("pk", flat=True))


@transaction.atomic
def deliver(*, notice_id: int, at: datetime) -> bool:
    """Send one invitation and mark it sent; False where it was sent before or is no longer wanted."""
    row = (
        Notice.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("person")
        .filter(pk=notice_id, kind=KIND, state=NoticeState.DUE)
        .first()
    )
    if row is None:
        return False
    wanted = row.person.is_active and not row.person.has_usable_password()
    row.state, row.sent_at = (NoticeState.SENT, at) if wanted else (NoticeState.DROPPED, None)
    row.save(update_fields=["state", "sent_at"])
    if wanted:
        message(row.person).send()
    return wanted


def message(person: User) -> EmailMessage:
    """The invitation's text with its link."""
    context = {
        "person": person,
        "link": set_password_link(person),
        "days": settings.PASSWORD_RESET_TIMEOUT // 86400,
        "organisation": settings.ORGANISATION,
    }
    subject = _("Your account for structured hiring at %(organisation)s") % context
    return EmailMessage(subject, render_to_string("emails/invitation.txt", context), to=[person.email])

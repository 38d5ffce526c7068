"""A leaving person's seats and posts pass to named others; sign-ins end."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from knox.models import AuthToken

from hiring import permissions
from hiring.accounts.models import User
from hiring.models import PanelSeat, Scorecard, TeamMember
from hiring.operations import requisitions, scheduling
from hiring.queries import people as queries


class WorkLeft(Exception):
    """Open work has no successor; `sentences` name each piece."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = tuple(sentences)


@transaction.atomic
def hand_over(
    *, person: User, seats: Mapping[int, User], posts: Mapping[int, User], by: User, at: datetime
) -> None:
    """Give every coming seat and every sole post of `person` to its successor.

    Raises WorkLeft where one has none, SchedulingRefused or RequisitionRefused for one who does not fit.
    """
    work = queries.open_work(person, at)
    left = [describe_scorecard(by, card) for card in work.scorecards]
    left += [describe_seat(by, seat) for seat in work.seats if seat.pk not in seats]
    left += [describe_post(by, post) for post in work.posts if post.pk not in posts]
    if left:
        raise WorkLeft(left)
    for seat in work.seats:
        scheduling.cancel_seat(seat=seat, reason=_("Handed over."), by=by, at=at)
        scheduling.give_seat(session=seat.session, person=seats[seat.pk], kind=seat.kind, by=by, at=at)
    for post in work.posts:
        requisitions.add_member(
            requisition=post.requisition, person=posts[post.pk], role=post.role, by=by, at=at
        )


def describe_seat(reader: User, seat: PanelSeat) -> str:
    """The seat in words, its time in the reader's zone; no names where they may not see the requisition."""
    when = (
        _("on %(time)s")
        % {
            "time": date_format(
                timezone.localtime(seat.during.lower, ZoneInfo(reader.time_zone)), "j F Y, H:i"
            )
        }
        if seat.during
        else _("not scheduled yet")
    )
    if not permissions.can_see_session(reader, seat.session):
        return _("An interview %(when)s needs another person; its details are hidden from you.") % {
            "when": when
        }
    return _("“%(interview)s” with %(candidate)s, %(when)s, needs another person.") % {
        "interview": seat.session.planned.name,
        "candidate": seat.session.candidate,
        "when": when,
    }


def describe_scorecard(reader: User, card: Scorecard) -> str:
    """The owed scorecard in words, without names where the reader may not see the requisition."""
    if not permissions.can_see_application(reader, card.application):
        return _("A scorecard is still owed: it has to be submitted, or excused by a coordinator, first.")
    return _(
        "The scorecard of “%(interview)s” with %(candidate)s is still owed: it has to be submitted, "
        "or excused by a coordinator, first."
    ) % {"interview": card.seat.session.planned.name, "candidate": card.application.candidate}


def describe_post(reader: User, post: TeamMember) -> str:
    """The post in words, without the title where the reader may not see the requisition."""
    role = post.get_role_display().lower()
    if not permissions.can_see_requisition(reader, post.requisition):
        return _("A requisition that is hidden from you has no other %(role)s.") % {"role": role}
    return _("“%(title)s” has no other %(role)s.") % {"title": post.requisition.title, "role": role}


def end_sign_ins(person: User) -> None:
    """End the person's browser sessions and API tokens."""
    AuthToken.objects.filter(user=person).delete()
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            session.delete()

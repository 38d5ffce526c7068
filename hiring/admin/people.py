"""People in the admin: invited, given roles, deactivated when their open work has another owner."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action, display

from hiring.accounts.models import User
from hiring.admin.guarded import GuardedAdmin, person
from hiring.admin.pages import form_page, posted, row_url
from hiring.forms.people import POST, SEAT, PersonForm, SuccessorsForm
from hiring.operations import handovers, people
from hiring.permissions import can_manage_people, people_for
from hiring.queries.people import OpenWork, open_work
from hiring.roles import ROLES, ROLES_BY_KEY, Permission

WIDE = (Permission.MANAGE_PEOPLE, Permission.MANAGE_REQUISITIONS, Permission.MANAGE_LOOPS)


def reads_people(user: User) -> bool:
    """Whether the user sees more people than themselves."""
    return user.is_active and any(user.has_perm(permission) for permission in WIDE)


def changeable_people(user: User) -> QuerySet[User]:
    """The people whom the user may change."""
    return people_for(user) if can_manage_people(user) else User.objects.none()


class RoleFilter(admin.SimpleListFilter):
    """By role, in the roles' own order."""

    title = _("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """All roles."""
        return [(role.key, role.name) for role in ROLES]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        """The people with the chosen role."""
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


@admin.register(User)
class PersonAdmin(GuardedAdmin):
    """The list of people with their roles; recruiters and coordinators read it, administrators change it."""

    rows_for = staticmethod(people_for)
    changeable_for = staticmethod(changeable_people)
    may_read = staticmethod(reads_people)
    may_add = staticmethod(can_manage_people)
    form = PersonForm
    list_display = ("full_name", "email", "shown_roles", "time_zone", "shown_state")
    list_filter = (RoleFilter, "is_active")
    search_fields = ("full_name", "email")
    ordering = ("full_name", "pk")
    fields = ("email", "full_name", "time_zone", "roles")
    actions_detail = ("invite_again", "deactivate", "reactivate")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """With the roles at hand."""
        return super().get_queryset(request).prefetch_related("groups")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[User], search_term: str
    ) -> tuple[QuerySet[User], bool]:
        """Fields that ask for a person offer active ones."""
        if "field_name" in request.GET:
            queryset = queryset.filter(is_active=True)
        found: tuple[QuerySet[User], bool] = super().get_search_results(request, queryset, search_term)
        return found

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Who may only read sees the roles as words."""
        if obj is not None and not self.has_change_permission(request, obj):
            return ("email", "full_name", "time_zone", "shown_roles", "shown_state")
        return self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """The address is given once: it is the sign-in."""
        return ("email", "shown_roles", "shown_state") if obj else ()

    @display(description=_("roles"))
    def shown_roles(self, row: User) -> str:
        """The names of the roles."""
        return ", ".join(
            ROLES_BY_KEY[group.name].name for group in row.groups.all() if group.name in ROLES_BY_KEY
        )

    @display(
        description=_("account"), label={"active": "success", "invited": "info", "deactivated": "danger"}
    )
    def shown_state(self, row: User) -> tuple[str, str]:
        """Active, invited or deactivated."""
        if not row.is_active:
            return "deactivated", str(_("Deactivated"))
        return ("active", str(_("Active"))) if row.has_usable_password() else ("invited", str(_("Invited")))

    def add(self, form: PersonForm, **by: Any) -> User:
        """Invite."""
        return people.invite(**form.cleaned_data, **by)

    def change(self, obj: User, form: PersonForm, **by: Any) -> User:
        """Name and time zone, then the roles."""
        values = form.cleaned_data
        people.edit(person=obj, full_name=values["full_name"], time_zone=values["time_zone"], **by)
        return people.set_roles(person=obj, roles=values["roles"], **by)

    def response_add(
        self, request: HttpRequest, obj: User, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Say where the invitation went."""
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        messages.success(
            request, _("An invitation to set a password is on its way to %(email)s.") % {"email": obj.email}
        )
        return redirect(row_url(self, obj))

    # --- buttons ---

    def buttons(self, request: HttpRequest, row: User) -> set[str]:
        """By the state of the account; none for those who only read."""
        if not self.has_change_permission(request, row):
            return set()
        if not row.is_active:
            return {"reactivate"}
        again = set() if row.has_usable_password() else {"invite_again"}
        return again | ({"deactivate"} if row.pk != person(request).pk else set())

    @action(description=_("Send the invitation again"), url_path="invite-again", icon="mail")
    def invite_again(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Send a fresh link, after a question."""
        row = self.row_or_404(request, object_id)
        return form_page(
            self,
            request,
            row=row,
            title=_("Send the invitation again?"),
            form=SuccessorsForm(OpenWork((), (), ()), {}, **posted(request)),
            save=lambda _form: people.resend_invitation(person=row, by=person(request), at=timezone.now()),
            done=_("A fresh invitation is on its way."),
            button=_("Send"),
            told=[_("A fresh link goes to %(email)s.") % {"email": row.email}],
        )

    @action(description=_("Deactivate"), url_path="deactivate", icon="person_off")
    def deactivate(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Show the open work with a choice of successors, then close the account."""
        row, by = self.row_or_404(request, object_id), person(request)
        if row.pk == by.pk:
            raise Http404
        work = open_work(row, timezone.now())
        sentences = {f"{SEAT}{seat.pk}": handovers.describe_seat(by, seat) for seat in work.seats}
        sentences |= {f"{POST}{post.pk}": handovers.describe_post(by, post) for post in work.posts}
        told = [_("The person can no longer sign in. Scorecards, votes and decisions keep their author.")]
        told += [handovers.describe_scorecard(by, card) for card in work.scorecards]
        return form_page(
            self,
            request,
            row=row,
            title=_("Deactivate %(name)s?") % {"name": row},
            form=SuccessorsForm(work, sentences, **posted(request)),
            save=lambda form: people.deactivate(
                person=row, seats=form.chosen(SEAT), posts=form.chosen(POST), by=by, at=timezone.now()
            ),
            done=_("%(name)s is deactivated.") % {"name": row},
            button=_("Deactivate"),
            told=told,
        )

    @action(description=_("Reactivate"), url_path="reactivate", icon="person_check")
    def reactivate(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Open the account again, after a question."""
        row = self.row_or_404(request, object_id)
        return form_page(
            self,
            request,
            row=row,
            title=_("Reactivate %(name)s?") % {"name": row},
            form=SuccessorsForm(OpenWork((), (), ()), {}, **posted(request)),
            save=lambda _form: people.reactivate(person=row, by=person(request), at=timezone.now()),
            done=_("%(name)s is active again and gets a link to set a password.") % {"name": row},
            button=_("Reactivate"),
            told=[_("The roles are as they were; a link to set a new password is sent.")],
        )

"""People and their roles."""

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as DjangoPermission
from django.apps import apps

from hiring.roles import ROLES


def sync_roles() -> None:
    """Write the roles of hiring.roles to Django groups with their permissions. Runs after every migration."""
    for label in ("accounts", "ledger", "rubrics", "hiring"):
        create_permissions(apps.get_app_config(label), verbosity=0)
    for role in ROLES:
        group, _made = Group.objects.get_or_create(name=role.key)
        wanted = [
            DjangoPermission.objects.get(content_type__app_label=app, codename=codename)
            for app, codename in (permission.split(".") for permission in role.permissions)
        ]
        group.permissions.set(wanted)

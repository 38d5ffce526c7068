"""`manage.py grant`: after `migrate`, by the owner of the tables."""

import os
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from config import grants


class Command(BaseCommand):
    help = (
        "Creates the role that the site and the workers use, from APPLICATION_ROLE and APPLICATION_PASSWORD;"
        " without them, grants the new tables to the roles made before."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        role, password = os.environ.get("APPLICATION_ROLE", ""), os.environ.get("APPLICATION_PASSWORD", "")
        if role and password:
            grants.create(role, password)
            self.stdout.write(_("The role %(role)s may use the tables and owns none.") % {"role": role})
        else:
            grants.renew()

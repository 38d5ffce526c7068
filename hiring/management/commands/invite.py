"""Invites a person from the command line: the way in for the first administrator."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hiring.operations import invitations, people
from hiring.roles import ROLES_BY_KEY


class Command(BaseCommand):
    help = "Invites a person by e-mail and prints the link at which they set a password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("full_name")
        parser.add_argument(
            "--role", action="append", dest="roles", choices=sorted(ROLES_BY_KEY), required=True
        )
        parser.add_argument("--time-zone", default="UTC")

    def handle(self, *args: object, **options: object) -> None:
        try:
            person = people.invite(
                email=str(options["email"]),
                full_name=str(options["full_name"]),
                roles=options["roles"],  # type: ignore[arg-type]
                time_zone=str(options["time_zone"]),
                by=None,
                at=timezone.now(),
            )
        except people.PeopleRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(invitations.set_password_link(person))

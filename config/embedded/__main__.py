"""`python -m config.embedded [--data NAME | --fresh] -- COMMAND`: the command with servers of our own beside
it."""

import argparse
import os
import re
import secrets
import sys

from config.embedded import command, lifetime, places
from config.embedded.failures import CannotStart

SERVICES = {"DATABASE_URL": "postgres", "REDIS_URL": "valkey"}


def arguments(words: list[str]) -> argparse.Namespace:
    """What stands on the command line; everything after `--` is the command."""
    parser = argparse.ArgumentParser(
        prog="python -m config.embedded",
        description="Runs COMMAND with a PostgreSQL and a Valkey, unless DATABASE_URL and REDIS_URL are set.",
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--data", default="dev", type=_name, help="which data, kept under var/embedded/ (default: dev)"
    )
    which.add_argument("--fresh", action="store_true", help="servers of this run alone, removed at its end")
    parser.add_argument("command", nargs="+", metavar="-- COMMAND")
    return parser.parse_args(words)


def _name(text: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,30}", text) or text.startswith(places.FRESH):
        raise argparse.ArgumentTypeError("a name is made of small letters, digits and hyphens")
    return text


def main(words: list[str]) -> int:
    """Starts what is missing, runs the command, stops what is no longer used; returns the command's exit
    status."""
    parent = os.getppid()
    _forget_default_settings()
    options = arguments(words)
    missing = [variable for variable in SERVICES if not os.environ.get(variable)]
    if not missing:
        return command.become(options.command)
    signals = command.Signals()
    memberships: list[lifetime.Membership] = []
    try:
        environment = dict(os.environ) | _join(missing, options, memberships)
        if signals.heard is not None:
            return 128 + signals.heard
        return command.run(options.command, environment, signals, parent)
    except CannotStart as failure:
        print(failure, file=sys.stderr)
        return 1
    finally:
        for membership in memberships:
            lifetime.leave(membership)


def _forget_default_settings() -> None:
    """The Celery application, imported with this package, names the development settings; commands have
    their own
    defaults, such as production for gunicorn."""
    if os.environ.get("DJANGO_SETTINGS_MODULE") == "config.settings.dev":
        del os.environ["DJANGO_SETTINGS_MODULE"]


def _join(
    missing: list[str], options: argparse.Namespace, memberships: list[lifetime.Membership]
) -> dict[str, str]:
    """Joins the missing servers and returns their URLs by variable."""
    account = places.account_for(places.CHECKOUT)
    name = f"{places.FRESH}{os.getpid()}-{secrets.token_hex(4)}" if options.fresh else options.data
    home = places.choose_home(name, account)
    for left in places.siblings_left_behind(home):
        lifetime.clear_away(left)
    for variable in missing:
        service = SERVICES[variable]
        memberships.append(lifetime.join(service, home / service, account, options.fresh))
    return {variable: membership.url for variable, membership in zip(missing, memberships, strict=True)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Settings from the environment: a missing one stops the program with a sentence."""

import os
import sys

from environs import Env

env = Env()

MEANINGS = {
    "DATABASE_URL": "the PostgreSQL database, such as postgres://user:password@host:5432/name",
    "REDIS_URL": "the Redis or Valkey server, such as redis://host:6379/0",
    "SECRET_KEY": "a long random text that signs sessions and links",
    "ALLOWED_HOSTS": "the host names that the site answers to, separated by commas",
    "SITE_URL": "the address at which people open the site, such as https://hiring.example.org",
    "EMAIL_URL": "the mail server, such as smtp://user:password@host:587/?ssl=True",
    "DEFAULT_FROM_EMAIL": "the sender of the product's e-mails",
}


def required(name: str) -> str:
    """The variable's text; the program ends with a sentence where it is missing or empty."""
    value = os.environ.get(name, "")
    if value:
        return value
    hint = ""
    if name in {"DATABASE_URL", "REDIS_URL"}:
        hint = " On a development machine put `python -m config.embedded --` in front of the command."
    sys.exit(f"The setting {name} is missing: it names {MEANINGS.get(name, 'a required value')}.{hint}")

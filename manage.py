#!/usr/bin/env python
"""The door to Django's commands."""

import os
import sys


def main() -> None:
    """Run one management command with the development settings unless others are named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    if {"--help", "-h"} & set(sys.argv):
        # Settings name the servers; help is read before there are any, and connects to none.
        os.environ.setdefault("DATABASE_URL", "postgresql://nowhere.invalid/none")
        os.environ.setdefault("REDIS_URL", "redis://nowhere.invalid/0")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

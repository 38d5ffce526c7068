"""Addresses that are keys by themselves, a candidate's page or a calendar feed, are no business of the logs."""

import logging
import re
from typing import Any

from gunicorn.glogging import Logger

KEYS = re.compile(r"/(times|calendars)/[^/\s\"?]+")


def masked(text: str) -> str:
    """The text with every key in an address replaced by three dots."""
    return KEYS.sub(r"/\1/…", text)


class MaskKeys(logging.Filter):
    """Masks keys in what any logger writes."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without keys."""
        record.msg, record.args = masked(record.getMessage()), None
        return True


class AccessLog(Logger):
    """Gunicorn's log of requests without keys."""

    def atoms(self, *args: Any) -> dict[str, Any]:
        """What a line of the log is made of."""
        found: dict[str, Any] = super().atoms(*args)
        return {name: masked(value) if isinstance(value, str) else value for name, value in found.items()}

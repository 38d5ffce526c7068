"""The logs hold no address that opens a door by itself."""

import logging
from datetime import timedelta
from types import SimpleNamespace

from django.conf import settings
from gunicorn.config import Config

from config.access_log import AccessLog, MaskKeys
from tests.house.sources import CHECKOUT

LINE = "GET /times/AbC-123_x/?done=booked and /calendars/KeY/interviews.ics from /times/AbC-123_x/"
MASKED = "GET /times/…/?done=booked and /calendars/…/interviews.ics from /times/…/"


def test_a_logger_s_line_is_masked_with_its_values() -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Gone: %s", (LINE,), None)

    assert (MaskKeys().filter(record), record.getMessage()) == (True, f"Gone: {MASKED}")


def test_every_handler_of_the_settings_masks() -> None:
    handlers = settings.LOGGING["handlers"].values()

    assert [handler.get("filters") for handler in handlers] == [["mask_keys"]]


def test_the_log_of_requests_is_masked() -> None:
    request = SimpleNamespace(headers=[("REFERER", "https://hiring.example.org/times/AbC/")])
    response = SimpleNamespace(status="200 OK", sent=5, headers=[])
    environ = {"REQUEST_METHOD": "GET", "RAW_URI": "/times/AbC/", "PATH_INFO": "/times/AbC/",
               "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_REFERER": "https://hiring.example.org/times/AbC/"}  # fmt: skip

    atoms = AccessLog(Config()).atoms(response, request, environ, timedelta(seconds=1))

    assert [name for name, value in atoms.items() if "AbC" in str(value)] == []
    assert (atoms["r"], atoms["f"]) == (
        "GET /times/…/ HTTP/1.1",
        "https://hiring.example.org/times/…/",
    )


def test_the_image_starts_with_that_log() -> None:
    assert "--logger-class=config.access_log.AccessLog" in (CHECKOUT / "Dockerfile").read_text()

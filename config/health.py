"""Whether a process of the product is well: an address for load balancers, and checks for containers."""

import time
import urllib.request
from pathlib import Path

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from config.celery import app

# The schedule is written every three minutes.
SCHEDULE_AGE = 600.0


@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 where the database and the broker answer, 503 where one does not; says which, and nothing else."""
    state = {"database": _database_answers(), "broker": _broker_answers()}
    return JsonResponse(state, status=200 if all(state.values()) else 503)


def site_is_well(port: int) -> bool:
    """Whether the site on this machine's port answers for its own host name."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}/health/", headers={"Host": _own_host()})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except OSError:
        return False


def worker_is_well(name: str) -> bool:
    """Whether the worker of this name answers through the broker."""
    return bool(app.control.ping(destination=[name], timeout=5))


def schedule_is_well(file: Path) -> bool:
    """Whether the schedule was written lately; the storage below may add an ending to the file's name."""
    ages = [time.time() - path.stat().st_mtime for path in file.parent.glob(f"{file.name}*")]
    return bool(ages) and min(ages) < SCHEDULE_AGE


def _own_host() -> str:
    first = str(settings.ALLOWED_HOSTS[0])
    return "localhost" if first == "*" else first.lstrip(".")


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _broker_answers() -> bool:
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2) as link:
            return bool(link.ping())
    except redis.RedisError:
        return False

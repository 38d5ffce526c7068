"""The tests' own surroundings: what one test leaves must not reach the next."""

import pytest
import redis
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from playwright.sync_api import Page

from config.celery import app
from hiring.accounts.models import User
from rubrics.ledger import chain
from rubrics.ledger.models import Event
from tests.surroundings.worker import Worker


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_transactional_test_starts_with_the_rows_of_the_migrations_and_no_others(turn: int) -> None:
    types, events = ContentType.objects.count(), Event.objects.count()
    user = User.objects.create_user(f"{turn}@example.org", full_name="One Person")
    with transaction.atomic():
        chain.record("tried", user, by=user, at=timezone.now())
    assert (types > 0, events, User.objects.count()) == (True, 0, 1)


@pytest.mark.django_db(transaction=True)
def test_the_guards_of_the_ledger_hold_in_a_transactional_test() -> None:
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE ledger_event CASCADE")


@pytest.mark.parametrize("turn", [1, 2])
def test_cached_values_of_one_test_do_not_reach_the_next(db: None, turn: int) -> None:
    before = cache.get("seen")
    cache.set("seen", turn)
    assert before is None


@pytest.mark.worker
@pytest.mark.parametrize("turn", [1, 2])
def test_a_real_worker_takes_messages_and_is_there_again_after_being_killed(
    celery_worker: Worker, turn: int
) -> None:
    answer = app.control.ping(destination=[celery_worker.name], timeout=5)
    celery_worker.kill()
    assert answer == [{celery_worker.name: {"ok": "pong"}}]


def test_each_test_worker_has_a_redis_number_of_its_own(worker_id: str, db: None) -> None:
    number = 0 if worker_id == "master" else int(worker_id.removeprefix("gw")) + 1
    assert redis.Redis.from_url(settings.REDIS_URL).connection_pool.connection_kwargs["db"] == number


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_real_browser_opens_the_site(page: Page, live_server: object) -> None:
    page.goto(f"{live_server}/accounts/login/")
    assert page.locator("input[name=login]").count() == 1

"""The tests: as production where it matters, faster where it does not."""

import os
import re

# The pure rooms are tested without servers; a test that asks for a missing one is told so by
# tests/surroundings.
os.environ.setdefault("DATABASE_URL", "postgresql://missing.invalid/missing")
os.environ.setdefault("REDIS_URL", "redis://missing.invalid/0")
# Parallel workers share the servers: pytest-django gives each a database of its own, and this a Redis number.
# A run without workers has number 0.
WORKER = re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", ""))
os.environ["REDIS_URL"] = re.sub(r"/\d+$", f"/{int(WORKER) + 1 if WORKER else 0}", os.environ["REDIS_URL"])

from config.settings.base import *

DEBUG = False
SECRET_KEY = "tests-only-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
REST_FRAMEWORK = REST_FRAMEWORK | {
    "DEFAULT_THROTTLE_RATES": {"user": "100000/minute", "anon": "100000/minute"}
}
ACCOUNT_RATE_LIMITS = False

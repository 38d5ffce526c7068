"""The tests: as production where it matters, faster where it does not."""

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

"""A developer's machine and the demo: no secret, no real mail server."""

from config.settings.base import *

DEBUG = env.bool("DEBUG", default=True)  # the demo shows the pages as people will see them, errors included
WHITENOISE_USE_FINDERS = True
SECRET_KEY = SECRET_KEY or "development-only-never-in-production-0123456789abcdef"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = BASE_DIR / "var" / "mail"
INTERNAL_IPS = ["127.0.0.1"]

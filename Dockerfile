# One image for the site, the workers, the schedule and the migrations; the command tells which.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements/uv.txt requirements/base.txt requirements/
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements/uv.txt \
    && /venv/bin/uv pip install --no-cache --python /venv/bin/python --require-hashes -r requirements/base.txt \
    && /venv/bin/pip uninstall --yes uv

FROM python:3.11-slim-bookworm
# pg_dump and pg_restore of the server's version, for backups; Debian's own are older than the server.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates postgresql-common \
    && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
    && apt-get install --yes --no-install-recommends postgresql-client-18 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin hiring
WORKDIR /app
COPY --from=build /venv /venv
COPY manage.py ./
COPY config config
COPY rubrics rubrics
COPY hiring hiring
COPY templates templates
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=config.settings.prod
# Styles and scripts are collected once, at build; nothing is connected to, so that no real place need be named.
RUN python -m compileall -q config hiring rubrics \
    && DATABASE_URL=postgresql://nowhere.invalid/none REDIS_URL=redis://nowhere.invalid/0 SECRET_KEY=only-at-build \
    ALLOWED_HOSTS=localhost SITE_URL=https://localhost EMAIL_URL=smtp://nowhere.invalid/ \
    DEFAULT_FROM_EMAIL=nobody@localhost python manage.py collectstatic --no-input --verbosity 0
USER hiring
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000", "--workers=3", "--worker-tmp-dir=/dev/shm", "--access-logfile=-", "--logger-class=config.access_log.AccessLog"]

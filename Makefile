# Everything runs from a fresh clone with Python 3.11 or newer and make; `make help` lists the targets.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh
PY := .venv/bin/python
EMBEDDED := $(PY) -m config.embedded
LOCK := .venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
# The parts of the settings that checks need and nobody connects to.
NOWHERE := DATABASE_URL=postgresql://nowhere.invalid/none REDIS_URL=redis://nowhere.invalid/0
PRODUCTION := $(NOWHERE) SECRET_KEY=only-for-the-check-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789 \
	ALLOWED_HOSTS=hiring.example.org SITE_URL=https://hiring.example.org \
	EMAIL_URL=smtp://mail.example.org:587/ DEFAULT_FROM_EMAIL=hiring@example.org
STRICT := config/embedded rubrics/reading rubrics/derivation rubrics/library rubrics/operations \
	hiring/planning hiring/statistics hiring/reporting hiring/operations
DOCUMENTS ?=
SERVE ?= 1
ARGS ?=
FILE ?=

.PHONY: help install demo test dev check bench backup restore lock browser clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 18

install: .venv/installed ## a virtual environment with everything, from the locked requirements

# The stamp is newer than the locked requirements only when they are installed.
.venv/installed: requirements/uv.txt requirements/dev.txt
	@sh .ci/make-environment
	@touch $@

demo: .venv/installed ## the main job on sample documents, then the site; DOCUMENTS=PATH for others, SERVE=0 to end after the job
	@$(EMBEDDED) --fresh -- $(PY) manage.py demo $(if $(DOCUMENTS),--documents "$(DOCUMENTS)") $(if $(filter 0,$(SERVE)),--no-serve) \
		|| [ $$? -eq $(if $(filter 0,$(SERVE)),0,130) ]

test: .venv/browser ## all tests, with servers and a browser of their own; ARGS=... for pytest
	@$(EMBEDDED) --fresh -- .venv/bin/pytest -n 3 --dist worksteal $(ARGS)

browser: .venv/browser ## finds or installs the browser that the tests use

.venv/browser: .venv/installed
	@$(PY) -m tests.surroundings.browser
	@touch $@

dev: .venv/installed ## the site, a worker and the schedule, each reloading when code changes; data stays in var/
	@$(EMBEDDED) --data dev -- sh -c '$(PY) manage.py migrate && exec $(PY) -m config.embedded.together \
		-- $(PY) manage.py runserver \
		-- .venv/bin/watchfiles --filter python --sigint-timeout 20 ".venv/bin/celery -A config worker --loglevel INFO" config hiring rubrics \
		-- .venv/bin/celery -A config beat --loglevel INFO'

check: .venv/installed ## style, types, floor plan, migrations, deployment settings
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	$(NOWHERE) .venv/bin/mypy $(STRICT)
	.venv/bin/lint-imports
	$(EMBEDDED) --fresh -- $(PY) manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING --settings config.settings.prod

bench: .venv/installed ## how long the thinking takes: derivation, planning, statistics, reports
	@$(PY) -m tests.bench

backup: .venv/installed ## one archive of everything, files included: FILE=backup.tar.gz
	@$(if $(FILE),,$(error Name the archive: make backup FILE=backup.tar.gz))
	@$(EMBEDDED) -- $(PY) manage.py backup "$(FILE)"

restore: .venv/installed ## the archive into an empty database: FILE=backup.tar.gz, ARGS=--replace to overwrite
	@$(if $(FILE),,$(error Name the archive: make restore FILE=backup.tar.gz))
	@$(EMBEDDED) -- $(PY) manage.py restore "$(FILE)" $(ARGS)

lock: .venv/installed ## the locked requirements anew from pyproject.toml; ARGS=--upgrade for newer versions
	$(LOCK) pyproject.toml -o requirements/base.txt $(ARGS)
	$(LOCK) pyproject.toml --group dev -o requirements/dev.txt $(ARGS)
	echo uv | $(LOCK) - -o requirements/uv.txt $(ARGS)

clean: ## removes data, reports and caches; the virtual environment stays
	rm -rf var .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

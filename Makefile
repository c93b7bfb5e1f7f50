# make run    the portal and its sandbox      make test    everything, browser journeys included
# make dev    the same with hot reload        make check   formatting, lint, types
# make pictures         a picture of every screen at three widths, in pictures/
# make test-postgres    the integration tests once more, on a PostgreSQL of their own
# make test-payments    thousands of payments through crashes and lost answers, on SQLite and on PostgreSQL
# make test-desk        long days at the desk, at random, on SQLite and on PostgreSQL
# make test-killed      the portal is killed at each step of paying
# make test-backup      backups and restores under load, and what Litestream saves when all is killed
# make test-faults      portal, worker, sandbox, PostgreSQL and Redis are killed 100 times under load
# make test-workers     several workers on a Redis of their own; a state token stolen, a tab that two people use
# make test-fuzz        a hundred thousand hostile events over the socket
# make test-scan-web    wapiti over the running portal, as nobody and as somebody who is logged in
# make test-long        every one of these, one after the other: two hours or so
# make lock             writes requirements*.txt anew from requirements*.in: every version with its hashes
# make bench-queue      the desk's queue with 100,000 open applications, on SQLite and on PostgreSQL
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
JUNIT := --junit-xml var/tests.xml -o junit_logging=all -o junit_log_passing_tests=true
READY := $(VENV)/.ready
TOOLS := .venv-tools
SEMGREP := $(TOOLS)/bin/semgrep scan --quiet --config .semgrep --metrics off --disable-version-check
LOCK := UV_CUSTOM_COMPILE_COMMAND='make lock' $(TOOLS)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate

.PHONY: setup run dev test test-postgres test-payments test-desk test-killed test-faults test-workers test-fuzz test-scan-web test-backup test-long bench-queue pictures check lock migrate clean

setup: $(READY)

$(READY): requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(TOOLS)/.ready: requirements-tools.txt
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-tools.txt
	@touch $@

# Keeps what is locked where the .in files allow it; `make lock NEWER=--upgrade` takes the newest.
lock: $(TOOLS)/.ready
	$(LOCK) $(NEWER) -o requirements.txt requirements.in
	$(LOCK) $(NEWER) -o requirements-dev.txt requirements-dev.in
	$(LOCK) $(NEWER) -o requirements-tools.txt requirements-tools.in

run: setup
	$(PY) -m cecs_app serve

dev: setup
	$(PY) -m cecs_app serve --dev

migrate: setup
	$(PY) -m cecs_app db upgrade

check: setup $(TOOLS)/.ready
	@! grep -nEv '^(#.*|-[rc] .*|[^=]+==[^= ]+(  #.*)?)$$' requirements*.in || (echo 'Pin the lines above to one version each.'; exit 1)
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/bandit --quiet --recursive --configfile pyproject.toml cecs_app sandbox
	$(SEMGREP) --error cecs_app sandbox

test: setup $(TOOLS)/.ready
	.ci/chromium
	mkdir -p var
	$(PY) -m pytest -n 2 --ignore tests/e2e --ignore tests/killed --ignore tests/long --basetemp var/tests $(JUNIT)
	$(PY) -m tests.scan var/tests var/tests.xml  # no card number and no SSN in what was left behind
	$(PY) -m pytest -n 2 tests/e2e  # apart: the browser's driver keeps an event loop of its own; scans what it leaves, too

test-postgres: setup
	.ci/with-postgres $(PY) -m pytest -n 2 tests/integration

# Needs PostgreSQL, Redis and wapiti (apt install postgresql redis-server wapiti): each part fails without its own.
test-long: test-postgres test-workers test-backup test-faults test-fuzz test-scan-web test-killed test-payments test-desk

# Write their figures into docs/. Not beside another build in this checkout: Reflex rewrites its lock file.
test-payments: setup
	.ci/with-postgres $(PY) -m tests.properties.long_run --page docs/payments-property-test.md

# Writes docs/desk-property-test.md; takes about ten minutes.
test-desk: setup
	.ci/with-postgres $(PY) -m tests.properties.desk_long_run --page docs/desk-property-test.md

test-killed: setup
	.ci/chromium
	$(PY) -m pytest -n 2 tests/killed

# Writes docs/faults-figures.md; takes about twelve minutes, and wants the machine for itself. Needs PostgreSQL and Redis.
test-faults: setup
	$(PY) -m pytest tests/long/faults
	$(PY) -m tests.long.faults.run --page docs/faults-figures.md

# Writes docs/workers-figures.md; takes about five minutes. Needs a Redis (apt install redis-server): without it, it fails.
test-workers: setup
	.ci/with-redis $(PY) -m pytest tests/long/workers

# Writes docs/fuzz-figures.md; takes about half an hour. FUZZ_EVENTS and FUZZ_SEED choose another run.
test-fuzz: setup
	$(PY) -m pytest tests/long/fuzz

# Writes docs/scan-figures.md. Needs wapiti (apt install wapiti): without it, it fails.
test-scan-web: setup
	$(PY) -m pytest tests/long/scan_web

# Writes docs/backup-figures.md; takes about six minutes.
test-backup: setup
	.ci/with-postgres $(PY) -m tests.long.backup.run --page docs/backup-figures.md

# Writes docs/queue-figures.md; takes about two minutes.
bench-queue: setup
	.ci/with-postgres $(PY) -m benchmarks.queue --page docs/queue-figures.md

# Every screen at three widths and in the dark, to be looked at one by one.
pictures: setup
	.ci/chromium
	$(PY) -m tests.e2e.pictures pictures

# Everything that was built or tried out, the practice database included. The environment stays.
clean:
	rm -rf pictures .web .web-* .states .sandbox var .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find cecs_app sandbox tests -name __pycache__ -type d -prune -exec rm -rf {} +

# make run    the portal and its sandbox      make test    everything, browser journeys included
# make dev    the same with hot reload        make check   formatting, lint, types
# make pictures         a picture of every screen at three widths, in pictures/
# make test-postgres    the integration tests once more, on a PostgreSQL of their own
# make test-payments    thousands of payments through crashes and lost answers, on SQLite and on PostgreSQL
# make test-desk        long days at the desk, at random, on SQLite and on PostgreSQL
# make test-killed      the portal is killed at each step of paying
# make bench-queue      the desk's queue with 100,000 open applications, on SQLite and on PostgreSQL
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
JUNIT := --junit-xml var/tests.xml -o junit_logging=all -o junit_log_passing_tests=true
READY := $(VENV)/.ready

.PHONY: setup run dev test test-postgres test-payments test-desk test-killed bench-queue pictures check migrate clean

setup: $(READY)

$(READY): requirements.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

run: setup
	$(PY) -m cecs_app serve

dev: setup
	$(PY) -m cecs_app serve --dev

migrate: setup
	$(PY) -m cecs_app db upgrade

check: setup
	@! grep -nEv '^(#.*|-r .*|[^=]+==[^=]+|)$$' requirements.txt requirements-dev.txt || (echo 'Pin the lines above to one version each.'; exit 1)
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy

test: setup
	.ci/chromium
	mkdir -p var
	$(PY) -m pytest -n 2 --ignore tests/e2e --ignore tests/killed --basetemp var/tests $(JUNIT)
	$(PY) -m tests.scan var/tests var/tests.xml  # no card number and no SSN in what was left behind
	$(PY) -m pytest tests/e2e  # apart: the browser's driver keeps an event loop of its own; scans what it leaves, too

test-postgres: setup
	.ci/with-postgres $(PY) -m pytest -n 2 tests/integration

# Write their figures into docs/. Not beside another build in this checkout: Reflex rewrites its lock file.
test-payments: setup
	.ci/with-postgres $(PY) -m tests.properties.long_run --page docs/payments-property-test.md

# Writes docs/desk-property-test.md; takes about ten minutes.
test-desk: setup
	.ci/with-postgres $(PY) -m tests.properties.desk_long_run --page docs/desk-property-test.md

test-killed: setup
	.ci/chromium
	$(PY) -m pytest -n 2 tests/killed

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

# make run    the portal and its sandbox      make test    everything, browser journeys included
# make dev    the same with hot reload        make check   formatting, lint, types
# make pictures         a picture of every screen at three widths, in pictures/
# make test-postgres    the integration tests once more, on a PostgreSQL of their own
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready

.PHONY: setup run dev test test-postgres pictures check migrate clean

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
	$(PY) -m pytest -n 2 --ignore tests/e2e
	$(PY) -m pytest tests/e2e  # apart: the browser's driver keeps an event loop of its own in its process

test-postgres: setup
	.ci/test-postgres

# Every screen at three widths and in the dark, to be looked at one by one.
pictures: setup
	.ci/chromium
	$(PY) -m tests.e2e.pictures pictures

# Everything that was built or tried out, the practice database included. The environment stays.
clean:
	rm -rf pictures .web .web-* .states .sandbox var .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find cecs_app sandbox tests -name __pycache__ -type d -prune -exec rm -rf {} +

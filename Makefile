# Two commands matter: `make run` starts Doorvraag, `make test` proves it works. Both need Python 3.11+ and make, nothing else.
# What they do, step by step and on Windows: README.md.

VENV   := .venv
BIN    := $(VENV)/bin
# Set PYTHON to choose an interpreter; otherwise the first that is new enough.
ifeq ($(origin PYTHON), undefined)
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
endif
PIP     = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
# An installation is finished when the stamp with the hash of its lock exists, so a second start installs nothing.
stamp   = $(VENV)/installed-$(1)-$(shell $(PYTHON) -c 'import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest()[:16])' $(2))
RUN     = $(call stamp,run,requirements.lock)
DEV     = $(call stamp,dev,requirements-dev.lock)
TESTS  ?= tests
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help run test check lint types imports format chromium lock clean

help:
	@echo "make run    start Doorvraag on http://localhost:8501 (DOORVRAAG_* settings: docs/deployment.md)"
	@echo "make test   everything that must hold before a change lands: lint, types, imports, tests, browser"
	@echo "make check  the same without tests: seconds, for while you work"
	@echo "make format rewrite the layout of the code;  make lock  renew the locks;  make clean  remove the environment"

run:
	@$(MAKE) --no-print-directory install-run
	@$(BIN)/python -m interview serve

test: check chromium
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(TESTS)

check: install-dev
	@$(MAKE) --no-print-directory lint types imports

lint:
	@$(BIN)/ruff check . && $(BIN)/ruff format --check --quiet .

types:
	@$(BIN)/mypy

imports:
	@PYTHONPATH=. $(BIN)/lint-imports --no-cache --no-logo

format:
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

chromium: install-dev
	@$(BIN)/python -m tests.chromium

# Needs uv (https://docs.astral.sh/uv/), which only this target uses.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header requirements.txt -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -c requirements.lock requirements-dev.txt -o requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

# ---------------------------------------------------------------------------------------------- installation
.PHONY: install-run install-dev
install-run: python-new-enough
	@test -e $(RUN) || $(MAKE) --no-print-directory $(RUN)

install-dev: python-new-enough
	@test -e $(DEV) || $(MAKE) --no-print-directory $(DEV)

$(VENV)/installed-run-%: | $(BIN)/python
	@echo "Doorvraag: installing what it needs (once, a few minutes) ..."
	@$(PIP) -r requirements.lock
	@rm -f $(VENV)/installed-run-* && touch $@

# The development lock holds the whole of the other one in the same versions, so `make run` needs nothing after this.
$(VENV)/installed-dev-%: | $(BIN)/python
	@echo "Doorvraag: installing what it and its tests need (once, a few minutes) ..."
	@$(PIP) -r requirements-dev.lock
	@rm -f $(VENV)/installed-* && touch $@ $(RUN)

$(BIN)/python:
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Doorvraag: Python could not make an environment. On Debian or Ubuntu: apt install python3-venv; then make again."; exit 1; }

.PHONY: python-new-enough
python-new-enough:
	@test -n "$(PYTHON)" || { echo "Doorvraag needs Python 3.11 or newer (https://www.python.org/downloads/). Then: make $(or $(MAKECMDGOALS),run)"; exit 1; }

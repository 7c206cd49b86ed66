# Everything a person types. `make help` lists it.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
WORKERS ?= 2
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run setup setup-test setup-dev test fuzz audit check bench lint format types contracts clean lock browser

help: ## List what can be done
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk 'BEGIN {FS = ":.*## "} {printf "  %-12s %s\n", $$1, $$2}'

run: setup ## Set up on a fresh machine, load the example company, serve on http://127.0.0.1:8000 (PORT=… changes it)
	@WATCHBOOK_DEMO=1 WATCHBOOK_PUBLIC_URL=$${WATCHBOOK_PUBLIC_URL:-http://127.0.0.1:$(PORT)} $(BIN)/watchbook init --example
	@export WATCHBOOK_DEMO=1 WATCHBOOK_PUBLIC_URL=$${WATCHBOOK_PUBLIC_URL:-http://127.0.0.1:$(PORT)}; \
	$(BIN)/watchbook jobs work >/dev/null 2>&1 & jobs=$$!; trap "kill $$jobs 2>/dev/null" EXIT; trap exit INT TERM; \
	$(BIN)/watchbook serve --bind 127.0.0.1:$(PORT)

setup: $(VENV)/.run-installed ## Only the set-up: afterwards .venv/bin/watchbook answers
	@$(BIN)/python deploy/set_up/assets.py

setup-test: $(VENV)/.test-installed ## The set-up plus the test tools
	@$(BIN)/python deploy/set_up/assets.py --tests

setup-dev: setup-test ## The set-up plus pre-commit hooks
	@$(BIN)/pre-commit install

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 이상이 필요합니다. (Python 3.11 or newer is needed)"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run-installed: $(VENV)/bin/python deploy/requirements/run.txt pyproject.toml
	@echo "필요한 패키지를 설치합니다… (installing)"
	@$(BIN)/pip install --quiet --require-hashes -r deploy/requirements/run.txt
	@command -v npm >/dev/null || $(BIN)/pip install --quiet --require-hashes -r deploy/requirements/node.txt
	@$(BIN)/pip install --quiet --require-hashes --no-deps -r deploy/requirements/build.txt
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test-installed: $(VENV)/.run-installed deploy/requirements/dev.txt
	@$(BIN)/pip install --quiet --require-hashes -r deploy/requirements/dev.txt
	@touch $@

browser:
	@command -v $${CHROMIUM:-chromium} >/dev/null || { echo "Chromium이 없습니다. 'apt-get install chromium fonts-noto-cjk' 로 설치하거나 CHROMIUM=경로 를 지정하십시오. (no Chromium: install it, or set CHROMIUM)"; exit 1; }

test: setup-test browser ## The whole suite: SQLite, PostgreSQL and a real browser
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 2 --dist loadgroup -q $(ARGS)

fuzz: setup-test ## Nonsense for every form (10,000 requests) and every address (5,000); FUZZ_SEED=… draws others
	@WATCHBOOK_FUZZ=10000 WATCHBOOK_FUZZ_ADDRESSES=5000 WATCHBOOK_FUZZ_SEED=$${FUZZ_SEED:-20261122} $(BIN)/python -m pytest tests/attacks -q -s -n 2 --dist loadgroup --engine sqlite --engine postgresql

audit: setup-test ## Known faults of dependencies (where their list can be reached), of code, and secrets in files
	@$(BIN)/pip install --quiet --require-hashes -r deploy/requirements/audit.txt
	@bash deploy/set_up/audit.sh

check: setup-test lint contracts types test ## What CI runs, quickest first, and the benchmarks' smoke
	@$(BIN)/python -m tests.benchmarks --smoke

lint: setup-test ## Format and lint, changing nothing
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

format: setup-test ## Format and mend what can be mended
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

contracts: setup-test ## Who may import whom
	@$(BIN)/lint-imports

types: setup-test ## mypy, strict
	@$(BIN)/mypy

bench: setup-test ## Benchmarks: prints ratios from one run, writes bench.json
	@$(BIN)/pip install --quiet --require-hashes -r deploy/requirements/bench.txt
	@$(BIN)/python -m tests.benchmarks

lock: $(VENV)/bin/python ## Pin the newest allowed versions with hashes (needs uv)
	@bash deploy/set_up/lock.sh

clean: ## Remove what set-up made; the data in instance/ stays
	@rm -rf $(VENV) node_modules app/static/vendor app/fonts

# The project's commands. `make demo` and `make test` need python3 >= 3.11, make and npm, and nothing else.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BUILT := wapentake/design/static/built/wapentake.css
UV_FLAGS := --python $(BIN)/python --quiet
# Without its compiled files each process of `make demo` reads the whole program anew, which doubles its start.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help install install-test assets demo demo-reset test check check-types check-house bench nightly lock reference tables screenshots clean

help: ## What each command does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(VENV)/.uv: requirements-uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Wapentake needs Python 3.11 or later: set PYTHON to one, for example make demo PYTHON=python3.12." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "python3 could not make an environment: install the package python3-venv, then try again." >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@touch $@

$(VENV)/.runtime: requirements.lock pyproject.toml $(VENV)/.uv
	@echo "Installing what the program needs ..."
	@$(BIN)/uv pip install $(UV_FLAGS) --require-hashes -r requirements.lock
	@$(BIN)/uv pip install $(UV_FLAGS) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.runtime
	@echo "Installing what the tests need ..."
	@$(BIN)/uv pip install $(UV_FLAGS) --require-hashes -r requirements-test.lock
	@touch $@

$(VENV)/.bench: requirements-bench.lock $(VENV)/.test
	@echo "Installing what the figures are compared with ..."
	@$(BIN)/uv pip install $(UV_FLAGS) --require-hashes -r requirements-bench.lock
	@touch $@

node_modules/.installed: package.json package-lock.json | $(VENV)/.runtime
	@architecture/npm.sh ci --no-audit --no-fund --silent
	@touch $@

$(BUILT): node_modules/.installed $(wildcard wapentake/design/scss/*.scss) $(wildcard wapentake/design/*.js) $(addprefix wapentake/design/,build.mjs icon.svg)
	@architecture/npm.sh run --silent build
	@touch $@

build/static/staticfiles.json: $(BUILT) $(VENV)/.runtime $(wildcard wapentake/*/static/*/*)
	@$(BIN)/wapentake collectstatic --no-input --verbosity 0
	@touch $@

install: $(VENV)/.runtime build/static/staticfiles.json ## Install what the program needs
install-test: $(VENV)/.test build/static/staticfiles.json ## Install what the tests need

demo: ## Set everything up, load the demonstration borough, serve it
	@PYTHON="$(PYTHON)" architecture/demo.sh

demo-reset: install ## The same, from a fresh demonstration borough
	@$(BIN)/wapentake demo --reset

lock: $(VENV)/.test ## Make the lock files again from pyproject.toml
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --group test -o requirements-test.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --group test --group bench -o requirements-bench.lock
	@grep -A4 '^uv==' requirements-test.lock >/dev/null && awk '/^uv==/{p=1} p&&/^    # via/{exit} p' requirements-test.lock > requirements-uv.lock

check: install-test ## The house rules, lint and types
	@$(MAKE) --no-print-directory -j 2 check-types check-house

check-types: # beside the rest, since it takes as long as all of it
	@$(BIN)/mypy .

check-house:
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python -m architecture.check

test: install-test ## The whole suite, browser journeys included
	@$(BIN)/pytest -n 2 -m "not nightly" $(ARGS)

nightly: install-test ## Slow proofs: long histories, odd time zones, two suites at once, a million mails
	@architecture/nightly.sh

bench: install-test $(VENV)/.bench ## Figures, each beside what it is compared with
	@$(BIN)/python -m benchmarks

reference: install-test ## Generated documentation
	@$(BIN)/wapentake write_reference

tables: install-test ## What a first start lays: after a change of old migrations, and now and then
	@$(BIN)/python -m tests.tables

screenshots: install-test ## The pictures of the documents, taken by the journeys
	@PICTURES=write $(BIN)/pytest -q -n 0 tests/journeys

clean: ## Remove what was installed and built (keeps data)
	@rm -rf $(VENV) node_modules wapentake/design/static/built build *.egg-info

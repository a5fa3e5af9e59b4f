# Everything is done in .venv, which `make setup` makes when it is missing or out of date.

.DEFAULT_GOAL := help
.PHONY: help setup browser run test test-long lint format audit bench requirements clean
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
# One more than there are cores: tests wait for browsers and servers for a third of their time.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
# The tests start the app some hundred times; it need not be compiled for each of them.
unexport PYTHONDONTWRITEBYTECODE
WITHOUT ?=
PYTEST ?=

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

setup: ## make .venv with everything in it
	@tools/setup

run: setup ## start the app in the browser
	@$(BIN)/mock-interviewer

test: setup ## lint, types and every test (WITHOUT=browser leaves those out)
	@$(MAKE) $(if $(findstring jobserver,$(MAKEFLAGS)),,-j 2) lint $(if $(filter browser,$(WITHOUT)),,browser)
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal $(if $(filter browser,$(WITHOUT)),-m "not browser") $(PYTEST)

test-long: browser ## the tests that kill twenty times over, and others that take long; a quarter of an hour
	@LONG_TESTS=1 $(BIN)/pytest -n $(WORKERS) tests/integration/test_faults*.py \
		tests/integration/test_load.py tests/browser/test_crashes.py \
		tests/browser/test_login.py tests/browser/test_whole_interview.py $(PYTEST)

lint: setup ## style, format, types, and who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

browser: setup
	@$(BIN)/python -m tools.browser

format: setup ## put the sources into shape
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

audit: setup ## look the pinned packages up in the advisory database; needs the network
	@.venv/share/uv/bin/uv tool run pip-audit -r requirements.txt --disable-pip --no-deps

bench: setup ## measure, and print what docs/benchmarks.md records
	@for each in $(filter-out benchmarks/float32.py,$(wildcard benchmarks/*.py)); do \
		echo "== $$each"; $(BIN)/python $$each || exit 1; done

PIN := .venv/share/uv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate --quiet

requirements: setup ## pin what pyproject.toml asks for, with hashes and without addresses
	@$(PIN) --extra build --extra dev -o requirements.txt
	@$(PIN) --extra build --constraint requirements.txt -o deploy/requirements.txt

clean: ## remove all that was made here; your interviews lie elsewhere and stay
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache artefacts
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

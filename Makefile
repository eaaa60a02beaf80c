# Two commands are enough: `make report` and `make test`. Each sets itself up.
PYTHON  ?= python3
EDITION ?= both
OPTIONS ?=
YEAR    ?=
PAGES   ?= reports
TESTS   ?=
VENV    := .venv
BIN     := $(VENV)/bin
STAMP   := $(VENV)/.installed
# Where `make wheelhouse` has been run, nothing is fetched from the network.
OFFLINE := $(if $(wildcard wheelhouse/requirements.lock),--no-index --find-links wheelhouse)

# Changed modules would be compiled anew by every process that a test starts.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help report check test test-next coverage lint browser wheelhouse audit bench lab clean lock docs

help:  ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

# Byte code is compiled once here: without it every kernel start would compile all libraries again.
$(STAMP): requirements.lock pyproject.toml
	@echo "Menyiapkan lingkungan program (sekali saja, beberapa menit) ..."
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version)'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check $(OFFLINE) --require-hashes -r $(firstword $(wildcard wheelhouse/requirements.lock) requirements.lock)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	-@$(BIN)/python -m compileall -q -j 0 -x '/tests?/' $(VENV)/lib src
	@touch $@

report: $(STAMP)  ## simulate a regency if data/raw is empty, then publish the newest year (YEAR=2024 EDITION=internal)
	$(BIN)/pug-analysis report $(YEAR) --edition $(EDITION) --sample-if-empty $(OPTIONS)

check: $(STAMP)  ## show how data/raw/YEAR would be read; write nothing
	$(BIN)/pug-analysis check data/raw/$(YEAR)

# One file stays in one process: what its tests share is made once.
TEST := $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder --durations=15

test: $(STAMP)  ## run all tests (TESTS=tests/report for some)
	$(TEST) $(TESTS)

test-next:  ## run all tests with the newest pandas, numpy and matplotlib, in an environment that is thrown away
	$(PYTHON) .ci/next.py $(TESTS)

coverage: $(STAMP)  ## run all tests and name the lines that none of them reaches (twice as slow)
	$(TEST) --cov --cov-report=term:skip-covered $(TESTS)

lint: $(STAMP)  ## style, docstrings, directions of import, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

browser: $(STAMP)  ## open pages in Chromium: axe, html-validate, phone, print (PAGES=reports)
	cd tests/browser && npm ci --silent --ignore-scripts --no-audit --no-fund
	PUG_BROWSER=wajib PUG_PAGES=$(abspath $(PAGES)) $(BIN)/python -m pytest -n auto tests/browser

wheelhouse:  ## fetch all wheels of the lock for this system into wheelhouse/, for installing offline
	$(PYTHON) .ci/wheelhouse.py

audit: $(STAMP)  ## look up known vulnerabilities of every locked package (needs the network)
	$(BIN)/python .ci/audit.py requirements.lock

bench: $(STAMP)  ## measure speed and memory as ratios in one run
	$(BIN)/python benchmarks/table.py

lab: $(STAMP)  ## open JupyterLab
	$(BIN)/jupyter lab --notebook-dir=.

lock:  ## write requirements.lock anew (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 --extra dev --extra cluster --custom-compile-command "make lock" pyproject.toml -o requirements.lock

docs: $(STAMP)  ## write the generated pages of docs/ anew
	$(BIN)/python -m pug_analysis.ingest.kamus docs/kamus-data.md

clean:  ## remove the environment and caches (data, reports and the key in .pug stay)
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis .import_linter_cache .coverage

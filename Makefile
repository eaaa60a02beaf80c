# Two commands are enough: `make report` and `make test`. Each sets itself up.
# The first Python that serves; name another one with PYTHON=python3.12.
PYTHON  ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
             if $$p .ci/python_version.py --quiet 2>/dev/null; then echo $$p; exit; fi; done; echo python3)
EDITION ?= both
OPTIONS ?=
YEAR    ?=
PAGES   ?= reports
TESTS   ?=
VENV    := .venv
BIN     := $(VENV)/bin

# Changed modules would be compiled anew by every process that a test starts.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help set-up set-up-dev report check test test-next coverage lint browser oracles wheelhouse audit bench lab clean lock docs

help:  ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

# Both say nothing and end at once where all is in place.
SET_UP = @command -v $(PYTHON) >/dev/null || { \
           echo "Python belum terpasang: pasang Python 3.11 sampai 3.14 (64 bit), lalu ulangi perintah yang sama." >&2; exit 1; }; \
         $(PYTHON) .ci/python_version.py && $(PYTHON) .ci/set_up.py

set-up:  ## make what reports need ready, in .venv (the others call it)
	$(SET_UP)

set-up-dev:  ## and what tests, JupyterLab and the cluster need
	$(SET_UP) --dev

report: set-up  ## simulate a regency if data/raw is empty, then publish the newest year (YEAR=2024 EDITION=internal)
	$(BIN)/pug-analysis report $(YEAR) --edition $(EDITION) --sample-if-empty $(OPTIONS)

check: set-up  ## show how data/raw/YEAR would be read; write nothing
	$(BIN)/pug-analysis check data/raw/$(YEAR)

# One file stays in one process: what its tests share is made once.
TEST := $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder --durations=15

test: set-up-dev  ## run all tests (TESTS=tests/report for some)
	$(TEST) $(TESTS)

test-next:  ## run all tests with the newest pandas, numpy and matplotlib, in an environment that is thrown away
	$(PYTHON) .ci/next.py $(TESTS)

coverage: set-up-dev  ## run all tests and name the lines that none of them reaches (twice as slow)
	$(TEST) --cov --cov-report=term:skip-covered $(TESTS)

lint: set-up-dev  ## style, docstrings, directions of import, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

browser: set-up-dev  ## open pages in Chromium: axe, html-validate, phone, print (PAGES=reports)
	cd tests/browser && npm ci --silent --ignore-scripts --no-audit --no-fund
	PUG_BROWSER=wajib PUG_PAGES="$(PAGES)" $(BIN)/python -m pytest -n auto tests/browser

oracles:  ## make the reference numbers of R again and compare (needs R; OPTIONS=--write keeps them)
	$(PYTHON) tests/oracles/make.py $(OPTIONS)

wheelhouse:  ## fetch the wheels for reports for this system into wheelhouse/, for installing offline (DEV=--dev: all)
	$(PYTHON) .ci/wheelhouse.py $(DEV)

audit: set-up-dev  ## look up known vulnerabilities of every locked package (needs the network)
	$(BIN)/python .ci/audit.py requirements.lock requirements-dev.lock

bench: set-up-dev  ## measure speed and memory as ratios in one run
	$(BIN)/python benchmarks/table.py

lab: set-up-dev  ## open JupyterLab
	$(BIN)/jupyter lab --notebook-dir=.

lock:  ## write requirements.lock and requirements-dev.lock anew (needs uv)
	$(PYTHON) .ci/lock.py

docs: set-up-dev  ## write the generated pages of docs/ anew
	$(BIN)/python -m pug_analysis.ingest.kamus docs/kamus-data.md
	$(BIN)/python .ci/cakupan.py docs/cakupan.md

clean:  ## remove the environment and caches (data, reports and the key in .pug stay)
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis .import_linter_cache .coverage

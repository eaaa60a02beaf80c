# Two commands are enough: `make report` and `make test`. Each sets itself up.
PYTHON  ?= python3
EDITION ?= both
OPTIONS ?=
YEAR    ?=
VENV    := .venv
BIN     := $(VENV)/bin
STAMP   := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help report check test lint bench lab clean lock docs

help:  ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

# Byte code is compiled once here: without it every kernel start would compile all libraries again.
$(STAMP): requirements.lock pyproject.toml
	@echo "Menyiapkan lingkungan program (sekali saja, beberapa menit) ..."
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version)'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	-@$(BIN)/python -m compileall -q -j 0 $(VENV)/lib src
	@touch $@

report: $(STAMP)  ## simulate a regency if data/raw is empty, then publish the newest year (YEAR=2024 EDITION=internal)
	$(BIN)/pug-analysis report $(YEAR) --edition $(EDITION) --sample-if-empty $(OPTIONS)

check: $(STAMP)  ## show how data/raw/YEAR would be read; write nothing
	$(BIN)/pug-analysis check data/raw/$(YEAR)

test: $(STAMP)  ## run all tests
	$(BIN)/python -m pytest -n auto --cov --cov-report=term:skip-covered

lint: $(STAMP)  ## style, docstrings, directions of import
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

bench: $(STAMP)  ## measure speed and memory as ratios in one run
	$(BIN)/python benchmarks/run.py

lab: $(STAMP)  ## open JupyterLab
	$(BIN)/jupyter lab --notebook-dir=.

lock:  ## write requirements.lock anew (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 --extra dev --custom-compile-command "make lock" pyproject.toml -o requirements.lock

docs: $(STAMP)  ## write the generated pages of docs/ anew
	$(BIN)/python -m pug_analysis.ingest.kamus docs/kamus-data.md

clean:  ## remove the environment and caches (data, reports and the key in .pug stay)
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis .import_linter_cache .coverage

# Two commands: `make story` reads the example story (`make story IN=en` in English), `make test` runs every check.
# Needs Python 3.11 or later, make and git; everything else goes into .venv.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
IN ?= fr
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1

.PHONY: story test lint types gate tests sample clean

story: $(VENV)/installed
	@mkdir -p out
	$(BIN)/recoupe read examples/story --lang $(IN)
	@$(BIN)/recoupe read examples/story --lang $(IN) --format html -o out/story.html --quiet
	@echo "The same as a page to open in a browser: out/story.html"

test: lint types gate tests

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-dev
	$(BIN)/mypy

gate: $(VENV)/installed-dev
	$(BIN)/python evals/gate.py

tests: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n 2

# What the README shows of the example, after a change in what comes out of it.
sample: $(VENV)/installed
	$(BIN)/python examples/show.py

$(BIN)/python:
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Python 3.11 or later is needed"'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/installed-dev: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .hypothesis

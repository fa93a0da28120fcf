# make run and make test need only Python 3.11 or later and make.
PYTHON ?= python3
BIN := .venv/bin
# Their own tests run every branch of these folders; measuring makes a test take twice as long.
MEASURED := access analytics data
# Each of two processes takes half of the tests, then some of what the other has left.
BOTH := -n 2 --dist worksteal
INSTALLED := .venv/.installed
export DEMO ?= 1
export AUTHORITY_NAME ?= Northmoor Council (invented)

.PHONY: run install test measured browse check style types bench clean browser

run: install ## build the demo store and serve the app on http://127.0.0.1:8050
	$(BIN)/flask --app app demo
	$(BIN)/gunicorn app:server --bind 127.0.0.1:8050 --workers 2 --threads 12 --worker-class gthread --no-control-socket

install: $(INSTALLED) ## install everything into .venv

# Compiled when first imported: most of what is installed never is, and it would take as long again.
$(INSTALLED): requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --requirement requirements.txt
	touch $@

browser: install ## install a Chromium for the browser tests where there is none
	$(BIN)/python -m tests.chromium

# Types take a minute of one processor: the first tests begin on the other meanwhile.
test: install browser ## run every check and every test
	$(MAKE) -j2 check measured
	$(BIN)/python -m pytest $(MEASURED:%=--ignore=tests/%) --ignore=tests/functional $(BOTH)
	$(BIN)/python -m pytest tests/functional -m "not thorough" $(BOTH)

browse: install browser ## drive every state and width in the browser, some ten minutes
	$(BIN)/python -m pytest tests/functional $(BOTH)

measured: install
	$(BIN)/python -m pytest $(MEASURED:%=tests/%) $(BOTH) --cov --cov-report=term --cov-fail-under=100

check: style types ## style, types and which folder may import which

style: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: install
	$(BIN)/mypy

bench: install browser ## measure speed and durability against peers
	$(BIN)/python -m benchmarks.run $(ARGS)

clean: ## remove what was installed and built, and the demo store
	rm -rf .venv var .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage*[!c] benchmarks/results

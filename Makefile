# Everything runs from .venv; nothing else is installed. `make help` lists the targets.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
BIN = .venv/bin
LOCAL = $(BIN)/python -m factcheck.local
LOCK = uv pip compile pyproject.toml --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --quiet --custom-compile-command "make lock"
INSTALL = $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r

.PHONY: help setup run test bench screenshots lint types messages manage shell lock reset ci

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "%-12s %s\n", $$1, $$2 }' Makefile

setup: .venv/developed ## install everything development needs

run: .venv/installed ## start the whole product (PORT=8000, SOURCES=folder of texts)
	@$(LOCAL) run

test: .venv/developed ## run the tests (ARGS="-k word")
	@$(LOCAL) exec -- $(BIN)/python -m pytest -n 2 $(ARGS)

bench: .venv/developed ## measure the door and the feed (ARGS="--claims 100000")
	@$(LOCAL) exec -- $(BIN)/python -m benchmarks.moves $(ARGS)

screenshots: .venv/developed ## retake docs/screenshots from a freshly loaded `make run`
	@$(BIN)/python -m benchmarks.screenshots

lint: .venv/developed ## check style and formatting
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: .venv/developed ## check the types
	@SECRET_KEY=types DATABASE_URL=postgresql:///types REDIS_URL=redis:///0 $(BIN)/mypy .

manage: .venv/installed ## run a Django command on the data of `make run` (ARGS="migrate")
	@$(LOCAL) manage -- $(ARGS)

shell: .venv/installed ## open a Django shell on the data of `make run`
	@$(LOCAL) manage -- shell

messages: .venv/developed ## bring the German catalogue up to date
	@$(BIN)/python -m factcheck.catalogue

lock: ## resolve pyproject.toml into the two locked requirement files
	$(LOCK) --output-file requirements.txt
	$(LOCK) --extra dev --constraint requirements.txt --output-file requirements-dev.txt

reset: .venv/installed ## delete the data of `make run`
	@$(LOCAL) reset

ci: ## do everything a pull request must pass
	@.ci/run

.venv/bin/pip:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or name it: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python could not make .venv. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

.venv/installed: requirements.txt | .venv/bin/pip
	@test -e .venv/developed || { echo "Installing…"; $(INSTALL) requirements.txt; }
	@test ! -e .venv/developed || $(MAKE) --no-print-directory .venv/developed
	@touch $@

.venv/developed: requirements-dev.txt requirements.txt | .venv/bin/pip
	@echo "Installing with development tools…"
	@$(INSTALL) requirements-dev.txt
	@touch .venv/installed $@

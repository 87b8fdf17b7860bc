# Everything starts here; each target prepares what it needs. `make help` lists them.
SHELL := /bin/sh
PYTHON3 ?= python3
CLARA := .venv/bin/clara
FILE ?=
QUICK ?=
FUZZ ?= 100000
CURVE ?=

.PHONY: help run telegram shell test lint train evaluate compare study calibrate bench fuzz soak web setup setup-dev knowledge lock

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name what; do printf '  make %-10s %s\n' "$$name" "$$what"; done

run: knowledge train ## serve Clara on http://127.0.0.1:5005 (CLARA_HOST, CLARA_PORT, CLARA_WORKERS)
	@$(CLARA) serve

telegram: knowledge train ## answer on Telegram (TELEGRAM_TOKEN; README says how)
	@$(CLARA) telegram

shell: knowledge train ## chat in the terminal
	@$(CLARA) shell

train: setup ## train the model, if what it is made from has changed
	@$(CLARA) train

knowledge: setup
	@$(CLARA) kb load

evaluate: knowledge train ## score the assistant; FILE=… for another file of questions
	@$(CLARA) evaluate $(FILE)

compare: setup-dev ## compare classifiers on the evaluation sets (takes long)
	@.venv/bin/python -m bot.evaluation.compare

study: setup-dev ## what each part of understanding brings, and the learning curve (an hour; CURVE=1: it alone)
	@.venv/bin/python -m bot.evaluation.study $(if $(CURVE),--curve)

calibrate: knowledge train ## draw how far confidence can be trusted (docs/figures), and weigh what is out of scope
	@.venv/bin/python -m bot.evaluation.calibration
	@.venv/bin/python -m bot.evaluation.scope

bench: setup-dev knowledge train ## measure speed and memory beside a stock Rasa assistant (20 minutes; QUICK=1: a few)
	@.venv/bin/python -m bot.bench $(if $(QUICK),--quick)

web: ## build the web site's files from bot/web/frontend (needs Node)
	@cd bot/web/frontend && npm ci --silent && npm run --silent build

lint: setup-dev ## formatter, linter, types
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy

fuzz: setup-dev knowledge train ## give every reader 100,000 generated inputs in all; FUZZ=… for another number
	@CLARA_FUZZ=$(FUZZ) .venv/bin/pytest tests/fuzz tests/e2e/test_fuzz.py

test: lint knowledge train ## everything that CI runs
	@.venv/bin/pytest

soak: setup-dev knowledge train ## the long runs: faults at any time (a quarter of an hour)
	@.venv/bin/pytest -m soak

setup:
	@$(PYTHON3) bot/bootstrap.py

setup-dev:
	@$(PYTHON3) bot/bootstrap.py --dev

lock: setup-dev ## renew the locked dependencies from requirements/*.in
	@$(PYTHON3) bot/bootstrap.py --lock

# Everything here works on a fresh machine with Python 3.11 or newer (with venv), make and a C compiler.

# The first Python that is new enough and can make a virtual environment; or say make PYTHON=...
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help demo test check site bench clean

# $(call show,ARGUMENTS): print the command as a user would type it, then run it.
define show
@printf '\n$$ %s\n' 'phocap $(1)'
@$(BIN)/phocap $(1)

endef

help: ## Say what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-6s  %s\n", $$1, $$2}' Makefile

demo: $(READY) ## Judge and explain real published records
	$(call show,evaluate cases/ha-nam-2013 --programme primary-right-age --lang vi)
	$(call show,evaluate cases/ha-nam-2013 --programme primary-right-age --lang en)
	$(call show,explain cases/ha-nam-2013 --programme primary-right-age --lang vi)
	$(call show,evaluate cases/quy-hop-2021 --programme primary --lang vi)
	$(call show,explain cases/duong-minh-chau-2016 --programme primary --level 3 --lang en)
	$(call show,explain cases/duong-minh-chau-2016 --programme primary --level 3 --lang vi)

test: $(READY) ## Run the tests (deep ones: .venv/bin/pytest -m deep)
	@$(BIN)/pytest -q -n 2 --dist worksteal

check: $(READY) ## Check style, types and the direction of imports
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

site: $(READY) ## Build the documents and the pages of the rules into site/
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

bench: $(READY) ## Measure speed beside other engines (installs them under bench/.cache)
	@$(BIN)/python bench/run.py

clean: ## Remove the virtual environment, caches and builds
	rm -rf $(VENV) bench/.cache build dist site .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find engine tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "no Python 3.11 or newer with venv found; say make PYTHON=/path/to/python" >&2; exit 1; }
	@echo "setting up $(VENV) with $(PYTHON)" >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --constraint constraints.txt pip
	@$(BIN)/python -m pip install -qq --constraint constraints.txt --build-constraint constraints.txt --editable '.[dev]'
	@touch $@

# Everything runs in .venv; `make install` builds it once and again whenever pyproject.toml changes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help install demo test lint types conformance notebooks bench clean

help: ## Show the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(STAMP) ## Install into .venv with all extras

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5) and "Holdtrue needs Python 3.11.5 or newer; name one: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	# torch first and alone: resolved together with the rest, a newer build with gigabytes of CUDA may win
	$(BIN)/python -m pip install --quiet torch==2.13.0
	$(BIN)/python -m pip install --quiet --quiet --editable '.[all,dev]'
	@touch $(STAMP)

demo: install ## Run a relay on the embedded model, bare and guarded, and write a drift report
	$(BIN)/holdtrue demo

test: install ## Run the tests
	$(BIN)/python -m pytest

lint: install ## Check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# The folders under their installed names, for tools that do not go through the installation.
.PHONY: named
named:
	@mkdir -p build/named/holdtrue
	@ln -sfn $(CURDIR)/checks $(CURDIR)/middleware $(CURDIR)/experiments build/named/holdtrue/

types: install named ## Check types
	MYPYPATH=build/named $(BIN)/mypy --namespace-packages --explicit-package-bases \
		-p holdtrue.checks -p holdtrue.middleware -p holdtrue.experiments

conformance: install named ## Run the own tests of LangChain-core, LangGraph and LangChain's agents, everything guarded
	$(BIN)/python tests/conformance/run.py

notebooks: install ## Execute the notebooks; what no experiment has left in .holdtrue is measured on a small setting
	$(BIN)/python notebooks/execute.py

bench: install ## Measure what a guard and a check cost: ratios, latency, appends a second, memory
	$(BIN)/python tests/bench/overhead.py
	$(BIN)/python tests/bench/optimization.py
	$(BIN)/python tests/bench/handoffs.py
	$(BIN)/python tests/bench/checks.py

clean: ## Remove what was built
	rm -rf $(VENV) build dist *.egg-info

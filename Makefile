# Everything goes into .venv; a fresh machine needs Python 3.11 and make, nothing else.

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := CUSTOM_COMPILE_COMMAND="make constraints" $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe \
	--strip-extras --no-emit-options --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --annotation-style=line
NODE_PARTS := $(wildcard stores/local_node/*.py stores/local_node/*.java stores/local_node/*.tsv stores/local_node/*.properties)

.PHONY: help setup setup-bench setup-fuzz demo test lint format constraints clean

help: ## this list
	@sed -n 's/^\([a-z.-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

setup: .venv/packages .venv/node ## everything into .venv: packages as pinned, the jars of the local Elasticsearch

demo: setup ## the main job on the captures in corpus/, into an Elasticsearch on this machine
	@$(BIN)/copydesk ingest corpus/ || [ $$? -eq 1 ] # 1: some were rejected, as the corpus means them to be

test: setup lint ## every test, those with a real Elasticsearch and a real Prefect server too
	@$(BIN)/python -m pytest

lint: .venv/packages ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: .venv/packages ## let ruff write the code's form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

setup-bench: .venv/peers ## what benchmarks/ measures Copydesk beside

setup-fuzz: .venv/fuzz ## what benchmarks/fuzz_pages.py needs

constraints: .venv/packages ## take the newest versions that pyproject.toml allows, with their hashes
	$(PIP) install --upgrade 'pip>=26' # pip 23 cannot resolve the peers
	$(COMPILE) --upgrade --build-deps-for editable --output-file constraints.txt pyproject.toml
	$(BIN)/python tools/requirements.py node dask dev | $(COMPILE) --upgrade --constraint constraints.txt \
		--output-file constraints-dev.txt -
	$(BIN)/python tools/requirements.py models | $(COMPILE) --upgrade --constraint constraints.txt \
		--constraint constraints-dev.txt --output-file constraints-models.txt -
	$(BIN)/python tools/requirements.py peers | $(COMPILE) --upgrade --constraint constraints.txt \
		--output-file benchmarks/constraints.txt -
	$(BIN)/python tools/requirements.py fuzz | $(COMPILE) --upgrade --output-file benchmarks/constraints-fuzz.txt -

.env: ## passwords for docker-compose.yml
	@$(PYTHON) tools/make_env.py $@

clean: ## remove what make and the tools made in this folder; the local node's data stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info

.venv/packages: constraints.txt constraints-dev.txt constraints-models.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12)))' 2>/dev/null || \
		{ echo 'Copydesk needs Python 3.11 or 3.12; name one: make PYTHON=/path/to/python3.11'; exit 1; }
	@echo 'Setting up .venv: once, one to three minutes'
	@$(PYTHON) -m venv .venv
	@$(PIP) install --require-hashes -r constraints.txt -r constraints-dev.txt -r constraints-models.txt >.venv/setup.log 2>&1 || { \
		tail -n 2 .venv/setup.log; \
		echo 'The packages cannot be installed (.venv/setup.log): that needs a Python package index once,' \
			'or a folder of wheels: PIP_NO_INDEX=1 PIP_FIND_LINKS=FOLDER make setup'; exit 1; }
	@$(PIP) install --no-deps --no-build-isolation --editable . >>.venv/setup.log 2>&1 || { cat .venv/setup.log; exit 1; }
	@touch $@

.venv/node: .venv/packages $(NODE_PARTS)
	@$(BIN)/python -m stores.local_node.install
	@touch $@

.venv/peers: .venv/packages benchmarks/constraints.txt
	@# --no-deps: the list is whole, and pip 23 (Python 3.11's) fails over lxml[html_clean] beside lxml[html-clean]
	@$(PIP) install --require-hashes --no-deps -r benchmarks/constraints.txt
	@touch $@

.venv/fuzz: .venv/packages benchmarks/constraints-fuzz.txt
	@$(PIP) install --require-hashes -r benchmarks/constraints-fuzz.txt
	@touch $@

# Two commands do everything on a fresh machine: `make run` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
MINUTES ?= 120
# Processes that run the tests, a file of tests in one of them.
WORKERS ?= 2
# Training and benchmark data, where they stand beside the checkout; tests and the gate skip what needs them elsewhere.
ifneq ($(wildcard ../shared/data),)
export SUMMARIZE_DATA ?= $(abspath ../shared/data)
endif
# The recipes: one thread a core, and an allocator that keeps what it got (measured in models/LOG.md).
TRAIN := OMP_NUM_THREADS=$${OMP_NUM_THREADS:-1} PYTHONPATH=. $(BIN)/python

.PHONY: run test check docs gate fuzz faults audit real-server format train-fr-news-mini train-en-fr-opus train-fr-en-opus train-fr-news-gemma train-fr-en-quality convert-fr-en-opus dist clean help setup

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/:/' | column -t -s:

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $(STAMP)

setup: $(STAMP) ## virtual environment with everything in it

run: $(STAMP) ## summarise and translate the seed article, offline, with the shipped models; score it
	@$(BIN)/python -m benchmarks seed

test: $(STAMP) ## all tests, in two processes (WORKERS=2)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

check: $(STAMP) docs ## ruff, mypy, the documentation, fast tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -m 'not slow' -q

docs: $(STAMP) ## the documentation as a site, in build/site; fails on a broken link
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

gate: $(STAMP) ## measure the shipped models on all data at hand; fails when a score is below its floor
	$(BIN)/python -m benchmarks gate

fuzz: MINUTES = 2
fuzz: $(STAMP) ## fuzz cleaning, sentences, ROUGE's tokenizer, the readers, the ledger, model folders (MINUTES=2 for each)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[fuzz]'
	$(BIN)/python -m tests.fuzz.run --minutes $(MINUTES)

faults: ROUNDS = 20
faults: $(STAMP) ## disturb batches by signals, killed workers, full or failing disks, removed folders (ROUNDS=20, with two seeds each)
	$(BIN)/python -m benchmarks faults --rounds $(ROUNDS) --json benchmarks/results/faults.json

real-server: ARTICLES = 200
real-server: $(STAMP) ## a batch by llama.cpp's own server, killed and disturbed (ARTICLES=200, four minutes on a free core)
	SUMMARIZE_TEST_ARTICLES=$(ARTICLES) $(BIN)/python -m pytest tests/server/test_real_server.py

format: $(STAMP) ## rewrite the code in the house's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

train-fr-news-mini: $(STAMP) ## train the summariser (MINUTES=120); goes on from its checkpoint
	$(TRAIN) -m models.recipes.fr_news_mini.recipe all --minutes $(MINUTES)

train-en-fr-opus: $(STAMP) ## train the English to French translator (MINUTES=120); goes on from its checkpoint
	$(TRAIN) -m models.recipes.en_fr_opus.recipe all --minutes $(MINUTES)

convert-fr-en-opus: $(STAMP) ## make the vocabularies and first weights of the French to English translator (a network, 760 MB)
	$(TRAIN) -m models.recipes.opus_mt.recipe

train-fr-en-opus: MINUTES = 72
train-fr-en-opus: $(STAMP) ## fine-tune the French to English translator's decoder (MINUTES=72); goes on from its checkpoint
	$(TRAIN) -m models.recipes.opus_mt.tune --minutes $(MINUTES)
	$(TRAIN) -m models.recipes.opus_mt.tune --export models/fr-en-opus

train-fr-news-gemma: $(STAMP) ## train the pretrained writer's adapter (MINUTES=120); goes on from its checkpoint
	$(TRAIN) -m models.recipes.gemma.prepare --data $(SUMMARIZE_DATA) --output .work/gemma
	$(TRAIN) -m models.recipes.gemma.train .work/gemma --output .work/gemma/adapter.pt --minutes $(MINUTES) \
		--mix brief=8 en-fr@33000=2
	$(TRAIN) -m models.recipes.gemma.export .work/gemma .work/gemma/adapter.pt models/fr-news-gemma/adapter.safetensors

train-fr-en-quality: $(STAMP) ## train the model that judges translations (MINUTES=60); goes on from its checkpoint
	$(TRAIN) -m models.recipes.quality.prepare --data $(SUMMARIZE_DATA) --output .work/quality
	$(TRAIN) -m models.recipes.quality.train .work/quality --output .work/quality/adapter.pt --minutes $(MINUTES)
	$(TRAIN) -m models.recipes.quality.train .work/quality --output .work/quality/adapter.pt \
		--export models/fr-en-quality/adapter.safetensors

dist: $(STAMP) ## build the source distribution, the wheel out of it (with registry and weights), check both, list what the wheel brings
	$(BIN)/python -m tools.tag
	rm -rf dist
	$(BIN)/python -m build --no-isolation
	$(BIN)/python -m twine check --strict dist/*
	$(BIN)/python -m tools.sbom dist/*.whl

audit: $(STAMP) ## look up the dependencies of tools/audited.txt among known vulnerabilities
	$(BIN)/python -m pip install --quiet 'pip-audit>=2.9'
	$(BIN)/python -m tools.audit

clean: ## everything that can be made again, the environment included
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .ruff_cache .mypy_cache

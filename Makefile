# nianbao — 年报问答
#
#   make run            install, take in corpus/, answer one question, serve the chat on 127.0.0.1:7860
#   make ask Q="…"      answer one question in the terminal
#   make test           install what the tests need; lint, types, tests
#   make eval           the question sets and their score      make bench   the measurements
#   make bench-peers    the same questions put to other stacks, in .venv-peers (1.9 GB)
#   make model          train the shipped embedder             make corpus  write corpus/ from its data
#   make ocr            add the reading of scans       make mcp     add the interface for agents
#   make picture        take docs/chat.png anew from the running chat (needs Chromium)
#   make clean          remove the environment and ./library
#
# Needs python 3.11 or newer, pip and make; makes its own environment in .venv. Another interpreter:
# make run PYTHON=/path/to/python3.12

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PEERS := .venv-peers
LIBRARY ?= library
HOST ?= 127.0.0.1
PORT ?= 7860
Q ?= 卧龙区政府办2024年因为涉密没给公开的有几件？
QUESTIONS ?= ../shared/domain/questions_dev.jsonl
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

export PYTHONUTF8 := 1
export Q

.PHONY: help run ask test eval bench bench-peers model corpus ocr mcp picture clean
.DEFAULT_GOAL := help

help:
	@sed -n '3,14s/^# \{0,1\}//p' Makefile

run: $(LIBRARY)/.corpus
	$(BIN)/nianbao ask "$$Q" --library $(LIBRARY)
	$(BIN)/nianbao serve --library $(LIBRARY) --host $(HOST) --port $(PORT)

ask: $(LIBRARY)/.corpus
	@$(BIN)/nianbao ask "$$Q" --library $(LIBRARY)

test: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest $(PYTEST_ARGS)

eval: $(LIBRARY)/.corpus
	$(BIN)/nianbao eval $(QUESTIONS) --library $(LIBRARY)

bench: $(VENV)/installed-dev
	@for script in $$(grep -l __main__ tests/bench/*.py); do \
	  echo "== $$script"; $(BIN)/python "$$script" || exit 1; \
	done

bench-peers: $(VENV)/installed-dev $(PEERS)/installed
	@$(BIN)/python tests/bench/peers/compare.py $(PEERS)/bin/python

model: $(VENV)/installed
	$(BIN)/python -m index.train

corpus: $(VENV)/installed-dev
	$(BIN)/python tests/corpus_source/make_corpus.py

ocr: $(VENV)/installed
	$(PIP) install --constraint constraints.txt --editable ".[ocr]"

picture: $(VENV)/installed-dev
	$(BIN)/python tests/browser/make_screenshot.py

mcp: $(VENV)/installed
	$(PIP) install --constraint constraints.txt --editable ".[mcp]"

clean:
	rm -rf $(VENV) $(PEERS) $(LIBRARY) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

# The reports of corpus/ are taken in once, and again when one of them changes.
$(LIBRARY)/.corpus: $(VENV)/installed $(wildcard corpus/*)
	$(BIN)/nianbao ingest corpus --library $(LIBRARY)
	@touch $@

# The other stacks have an environment of their own, which git is told to pass over.
$(PEERS)/installed: tests/bench/peers/requirements.txt constraints.txt | $(BIN)/python
	$(BIN)/python -m venv $(PEERS)
	@echo '*' > $(PEERS)/.gitignore
	$(PEERS)/bin/python -m pip --disable-pip-version-check --no-input install --constraint constraints.txt --requirement tests/bench/peers/requirements.txt
	@touch $@

# Installing is repeated only when what is to be installed changes.
$(VENV)/installed: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(PIP) install --constraint constraints.txt --editable ".[dev]"
	@touch $@

$(BIN)/python:
	@python="$(PYTHON)"; \
	for name in python3 python3.13 python3.12 python3.11 python; do \
	  [ -n "$$python" ] && break; \
	  $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && python=$$name; \
	done; \
	[ -n "$$python" ] || { echo "需要 Python 3.11 或更新的版本。" >&2; exit 1; }; \
	$$python -m venv $(VENV) || { rm -rf $(VENV); echo "建不了虚拟环境：请先装好 $$python 的 venv 模块。" >&2; exit 1; }

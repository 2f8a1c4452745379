# make demo   a small province in the browser, from nothing
# make test   every test
# make check  format, lint, types, import contracts, sizes, translations
# make pictures  the pictures of the documents, from the pages of a demonstration (pictures-check compares them)
# make weights-check  the shipped weights of incidents made again, and held against those that ship; takes a while
# make lock   exact versions with hashes, after a change of pyproject.toml or frontend/package.json
#
# Everything is installed into this folder: .uv (the installer) and .venv. Nothing is done twice.

PYTHON ?= python3
UV     := .uv/bin/uv
BIN    := .venv/bin
DONE   := .venv/.done
INSTALL := $(UV) pip install --quiet --python .venv
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
           --no-emit-index-url --no-emit-find-links --no-header --no-annotate

FRONTEND := $(shell find frontend -name node_modules -prune -o -type f -print)
MESSAGES := $(wildcard src/cotmoc/locale/*/LC_MESSAGES/*.po)

.PHONY: demo install test check pictures pictures-check weights-check lock format clean

demo: install
	$(BIN)/cotmoc demo

install: $(DONE)/project $(DONE)/frontend $(DONE)/messages

test: install $(DONE)/dev
	tools/need-chromium
	$(BIN)/pytest --numprocesses auto --dist loadfile

check: install $(DONE)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy src tests tools benchmarks
	$(BIN)/lint-imports
	$(BIN)/python tools/ratchet.py
	$(BIN)/python tools/messages.py check

format: $(DONE)/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

pictures: install $(DONE)/dev
	$(BIN)/python tools/screenshots.py

pictures-check: install $(DONE)/dev
	$(BIN)/python tools/screenshots.py --check

# In one thread: sums of numbers depend on how they are divided.
weights-check: install $(DONE)/dev
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 NUMBA_NUM_THREADS=1 $(BIN)/python -m benchmarks.ready_weights --check

lock: $(DONE)/project
	$(COMPILE) pyproject.toml -o requirements/run.txt
	$(COMPILE) pyproject.toml --extra spark -o requirements/spark.txt
	$(COMPILE) pyproject.toml --group build -o requirements/build.txt
	$(COMPILE) pyproject.toml --group build --group dev -o requirements/dev.txt
	$(COMPILE) --group node -o requirements/node.txt
	$(COMPILE) --group uv -o requirements/uv.txt
	tools/lock-frontend

clean:
	rm -rf .uv .venv frontend/node_modules src/cotmoc/web/static/built

$(UV): requirements/uv.txt
	tools/need-python $(PYTHON)
	$(PYTHON) -m venv --clear .uv
	.uv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $@

$(DONE): $(UV)
	test -x $(BIN)/python || $(UV) venv --quiet --no-python-downloads --python $(PYTHON) .venv
	mkdir -p $@
	touch $@

$(DONE)/build: requirements/build.txt | $(DONE)
	$(INSTALL) --require-hashes -r $<
	touch $@

$(DONE)/dev: requirements/dev.txt | $(DONE)
	$(INSTALL) --require-hashes -r $<
	touch $@

$(DONE)/project: pyproject.toml $(DONE)/build
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

$(DONE)/frontend: $(FRONTEND) tools/build-frontend | $(DONE)
	tools/build-frontend
	touch $@

$(DONE)/messages: $(MESSAGES) tools/messages.py $(DONE)/build
	$(BIN)/python tools/messages.py compile
	touch $@

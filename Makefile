# Every target does its own set-up; Python 3.11 and make are all that is needed.
PYTHON ?= python3.11
BIN := .venv/bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locales/*/LC_MESSAGES/*.po))

.PHONY: run demo test check prove bench bench-area bench-groups preview clean

run: .venv/run $(CATALOGUES)
	$(BIN)/mashwara run

demo: .venv/run $(CATALOGUES)
	$(BIN)/mashwara demo
	$(BIN)/mashwara run

test: .venv/dev $(CATALOGUES)
	$(BIN)/pytest --numprocesses auto --dist worksteal

check: .venv/dev $(CATALOGUES)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest tests/test_house.py tests/house tests/test_glossary.py

prove: .venv/dev $(CATALOGUES)
	MASHWARA_PROOFS=long $(BIN)/pytest -m proof

bench: .venv/bench $(CATALOGUES)
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.groups

bench-groups: .venv/dev $(CATALOGUES)
	$(BIN)/python -m benchmarks.groups

bench-area: .venv/dev $(CATALOGUES)
	$(BIN)/python -m benchmarks.area

preview: .venv/run $(CATALOGUES)
	$(BIN)/mashwara preview

# A hashed file together with -e . is refused by pip, so it is done in two steps.
.venv/run: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/dev: requirements-dev.txt .venv/run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

.venv/bench: requirements-bench.txt .venv/dev
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	touch $@

%.mo: %.po .venv/run
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

clean:
	rm -rf .venv $(CATALOGUES)

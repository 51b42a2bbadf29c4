# What a newcomer types: make run, make run FOLDER=~/articles, make test. How fast it is: make bench.
PORT ?= 8000
FOLDER ?=
BENCH ?=
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
  $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin

.PHONY: run test test-cluster lint types tests bench fuzz audit clean

run: .venv/run-stamp
	@$(BIN)/python app.py --port $(PORT) $(FOLDER)

test: lint types tests

lint: .venv/dev-stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev-stamp
	$(BIN)/mypy

tests: .venv/dev-stamp
	$(BIN)/pytest --numprocesses auto --dist worksteal

bench: .venv/run-stamp
	$(BIN)/python -m evaluation.speed $(BENCH)

# For long: 5,000 requests made from the API's description, 100,000 of any kind, ten minutes of each other target.
fuzz: .venv/dev-stamp
	$(BIN)/python -m tests.fuzz.described --examples 5000
	$(BIN)/python -m tests.fuzz requests --cases 100000
	$(BIN)/python -m tests.fuzz parser readers highlights --seconds 600

# OpenSearch itself, three nodes on this machine; needs Java 17 or later and Maven.
CLUSTER_TESTS ?= tests/cluster
test-cluster: .venv/dev-stamp build/cluster/stamp
	DIWAN_TEST_CLUSTER=3 $(BIN)/pytest $(CLUSTER_TESTS) --durations=5

build/cluster/stamp: tests/cluster/pom.xml tests/cluster/Node.java
	mvn -q -B -f tests/cluster/pom.xml dependency:copy-dependencies -DoutputDirectory=$(CURDIR)/build/cluster/jars
	javac -cp 'build/cluster/jars/*' -d build/cluster/classes tests/cluster/Node.java
	@touch $@

# Known faults of what is required, from PyPI's advisories; red where these cannot be asked. What bandit finds is
# explained in tests/test_audit.py.
audit: .venv/dev-stamp
	$(BIN)/pip-audit --strict --disable-pip --no-deps -r requirements.txt
	$(BIN)/pytest tests/test_audit.py

.venv/python-stamp:
	@if [ -z "$(PYTHON)" ]; then echo "error: Diwan needs Python 3.11, 3.12 or 3.13, and none was found on the PATH."; \
	  echo "       Install one (Debian: apt install python3 python3-venv), or name it: make run PYTHON=/path/to/python3"; exit 2; fi
	$(PYTHON) -m venv .venv
	@touch $@

.venv/run-stamp: .venv/python-stamp requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev-stamp: .venv/run-stamp requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

clean:
	rm -rf .venv build

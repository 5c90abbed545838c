# Everything a contributor types. `make estimate` and `make test` first install what is missing.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := estimate

SWIFT_FILES := Package.swift Sources Tests Benchmarks
# Without the flag every module is compiled a second time, for tests that would import it with @testable.
SWIFT_TEST := swift test -c release --disable-testable-imports
# The tests find this Python first.
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.PHONY: setup python build estimate test check-slow bench lint format docs clean

setup:
	@command -v swift >/dev/null || { \
	  echo 'cogcast: no Swift toolchain; install Swift 6.1 or later (https://swift.org/install)' >&2; \
	  exit 1; }
	@command -v pkg-config >/dev/null \
	  && pkg-config --exists openblas lapacke simdjson zlib libzstd \
	  || .ci/install libopenblas-dev liblapacke-dev libsimdjson-dev zlib1g-dev libzstd-dev \
	    pkg-config

build: setup
	swift build -c release

estimate: setup
	swift build -c release --product cogcast
	.build/release/cogcast estimate scenarios/support-assistant.json

test: setup python
	$(SWIFT_TEST)

# Runs the statistical tests at their full number of seeds as well.
check-slow: setup python
	COGCAST_SLOW=1 $(SWIFT_TEST)

# Tests that need the packages of Tests/requirements.txt are reported as skipped without them.
python:
	@[[ .venv/installed -nt Tests/requirements.txt ]] || { \
	  { python3 -c 'import ensurepip, venv' 2>/dev/null || .ci/install python3-venv; } \
	  && python3 -m venv .venv \
	  && .venv/bin/python3 -m pip install --quiet --disable-pip-version-check \
	    --requirement Tests/requirements.txt \
	  && touch .venv/installed; \
	} || echo 'cogcast: no Python packages; the tests that need them will be skipped' >&2

# Writes Benchmarks/results.md; takes about half an hour on an idle machine.
bench: setup .venv-bench/installed
	swift build -c release --product cogcast
	swift build -c release --product CogcastBenchmarks
	.venv-bench/bin/python3 Benchmarks/run.py

.venv-bench/installed: Benchmarks/requirements.txt
	python3 -c 'import ensurepip, venv' 2>/dev/null || .ci/install python3-venv
	python3 -m venv .venv-bench
	.venv-bench/bin/python3 -m pip install --quiet --disable-pip-version-check \
	  --requirement Benchmarks/requirements.txt
	touch $@

lint:
	swift format lint --strict --recursive $(SWIFT_FILES)

format:
	swift format --in-place --recursive $(SWIFT_FILES)

docs: setup
	swift package generate-documentation --target Cogcast

clean:
	rm -rf .build .venv .venv-bench

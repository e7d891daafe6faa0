# StanceKit. `make demo` and `make test` do all their own set-up on Debian 12.
SHELL := /bin/bash
.DEFAULT_GOAL := help
STANCE := .build/release/stance
DEMO := build/demo

.PHONY: help setup build demo test lint sanitize damage endurance faults fuzz fuzz-smoke malformed determinism bench \
	peers compare models quality fixtures clean

help:       ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup:      ## install the C libraries with apt where they are missing
	@scripts/setup.sh

build: setup  ## build the command and the library, release
	@swift build -c release --product stance

demo: build  ## train, evaluate on held-out articles, score the sample articles
	@mkdir -p $(DEMO)
	@scripts/demo.sh $(STANCE) $(DEMO)

test: setup lint  ## lint, build and run every test
	@scripts/test.sh

lint:       ## swift format in strict mode
	@swift format lint --strict -r Sources Tests Package.swift Benchmarks/Package.swift \
		Benchmarks/Sources Benchmarks/Kernels Benchmarks/Pipeline Fuzz/Package.swift Fuzz/Sources

sanitize: setup  ## every test again under Address Sanitizer and under Thread Sanitizer
	@scripts/sanitize.sh address thread

damage: setup  ## damage models in every way, and measure what loading one takes
	@swift test -c release \
		--filter 'ModelDamageTests|ForgedModelTests|ModelFileTests|ModelReplacementTests'
	@STANCE_MEMORY=1 MALLOC_MMAP_THRESHOLD_=65536 MALLOC_TRIM_THRESHOLD_=65536 \
		swift test -c release --skip-build --filter ModelMemoryTests

fuzz: setup  ## fuzz every parser under Address Sanitizer: make fuzz TIME=600, or RUNS=10000000
	@TIME=$(TIME) RUNS=$(RUNS) scripts/fuzz.sh run $(TARGETS)

fuzz-smoke: setup  ## the same for a minute each
	@TIME=60 SEED=1 scripts/fuzz.sh run

malformed: build  ## score malformed files of every class and count their rows
	@scripts/malformed/malformed.py $(STANCE)

determinism: build  ## SHA-256 of models and scores over threads, kernels and builds
	@swift build --product stance
	@scripts/determinism.py $(STANCE) .build/debug/stance

faults: build  ## break scoring in every way a system can, then resume: make faults FAULTS="--kills 1000"
	@python3 scripts/faults/faults.py $(STANCE) build/faults $(FAULTS)

endurance: build  ## memory at 1x, 10x, 100x, the journal's price, 20 minutes without a pause
	@for what in memory journal soak; do python3 scripts/endurance.py $(STANCE) $$what || exit 1; done

bench: build  ## scoring speed beside scikit-learn on text made by a fixed seed
	@scripts/venv.sh
	@.venv/bin/python Benchmarks/bag_of_words.py --stance $(STANCE) $(BENCH)

peers: setup  ## install the peers of make compare into Benchmarks/.venv and with apt
	@Benchmarks/peers/install.sh

compare: build peers  ## ours and the peers in turn: make compare COMPARE="--speed FOLDER"
	@# Or the package manager misses new files, and changed types, of the package above.
	@touch Benchmarks/Package.swift Benchmarks/Sources/Driver/*.swift
	@swift build -c release --package-path Benchmarks --product driver
	@Benchmarks/.venv/bin/python Benchmarks/compare.py --stance $(STANCE) \
		--driver Benchmarks/.build/release/driver $(COMPARE)

models: build  ## rebuild the shipped model from seeds/ and NewsMTSC
	@scripts/models.sh $(STANCE) $(NEWSMTSC)

quality: build  ## write docs/quality.md again: make quality QUALITY="--newsmtsc FOLDER"
	@scripts/venv.sh
	@.venv/bin/python scripts/quality.py $(STANCE) $(QUALITY)

fixtures:   ## write the golden values in Tests/Fixtures again with scikit-learn
	@scripts/venv.sh
	@for script in scripts/make_*_fixtures.py; do echo $$script; .venv/bin/python $$script || exit 1; done

clean:      ## remove what building leaves
	@rm -rf .build .build-asan .build-tsan .build-fuzz build .venv Benchmarks/.build Benchmarks/.venv

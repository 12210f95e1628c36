# SPDX-License-Identifier: Apache-2.0
# The one door to Sluice. `make help` lists the targets; each installs first what is missing.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-builtin-rules --no-print-directory
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)

# npm keeps this file up to date whenever it installs: packages are stale when the lock file is newer.
npm_stamp := node_modules/.package-lock.json
sluice := node bin/sluice.js

.PHONY: help setup packages demo test clock bench line-rate prove mutants packaging synth pnr check-fresh smoke corpus fuzz e2e e2e-tools lint format typecheck emit clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

setup: packages $(npm_stamp) ## Install what is missing: system packages and npm packages
	$(if $(filter setup,$(MAKECMDGOALS)),@echo "everything that Sluice needs is installed")

packages:
	@src/tools/install-packages.sh

$(npm_stamp): package-lock.json
	@node --input-type=module -e 'import { isSupported } from "./bin/node-version.js"; process.exit(isSupported(process.versions.node) ? 0 : 1)' \
		|| { echo "setup: Sluice needs Node.js 20.19 or a later 20, 22.12 or a later 22, or 23 or newer on the PATH." >&2; exit 1; }
	@echo "installing the npm packages (under a minute the first time)"
	@npm ci --loglevel=error
	@touch $@

demo: setup ## Replay a real capture through the generated hardware, into virtual machines
	@$(sluice) demo

test: setup clock typecheck lint ## Run the whole test suite
	@SECONDS_BEFORE=$$(($$(date +%s) - $(started))) vitest run

# Notes when what follows it began.
clock: setup
	$(eval started := $(shell date +%s))

bench: setup ## Measure line rate and speeds (CORPUS=dir: parser on captures; CLASSBENCH=dir: rule placement)
	@$(sluice) bench $(if $(CORPUS),--corpus "$(CORPUS)") $(if $(CLASSBENCH),--classbench "$(CLASSBENCH)")

line-rate: setup ## Send frames of every size without a gap and count losses (CONFIG=10g; goes on where it was broken off)
	@$(sluice) line-rate $(if $(CONFIG),--config $(CONFIG))

prove: setup ## Prove library and machine with two engines (logs and waveforms in build/proofs)
	@$(sluice) prove

mutants: setup ## Put single faults into the isolation logic: a test must find each (an hour; goes on where it was broken off)
	@$(sluice) mutants

packaging: setup ## Have FuseSoC and ipyxact (from PyPI, in build/packaging) take what "make emit" writes
	@test -x build/packaging/bin/fusesoc || { python3 -m venv build/packaging && build/packaging/bin/pip install --quiet fusesoc ipyxact; }
	@vitest run test/src/generate/packages.test.ts

synth: setup ## Synthesise the machine (CONFIG=10g, or parser at four widths) and record sizes (ten minutes)
	@$(sluice) synth $(CONFIG)

pnr: setup ## Place and route it on an ECP5 and record its clock (CONFIG=10g SEEDS=3 STAGE=rx_dma, or AREA=yes; 15 minutes a seed)
	@$(sluice) pnr $(CONFIG) $(if $(SEEDS),--seeds $(SEEDS)) $(if $(STAGE),--stage $(STAGE)) $(if $(AREA),--area)

check-fresh: $(npm_stamp) ## Fail if a recorded size, clock or figure is of other Verilog: before a release
	@$(sluice) synth --check-fresh

smoke: setup ## Run the README's commands in minimal roots of Debian and Ubuntu (SYSTEMS=debian-13; as root; an hour)
	@src/tools/install-packages.sh --list smoke-packages.txt
	@$(sluice) smoke $(SYSTEMS) --record

corpus: setup ## Compare the parser with other tools on the captures in CORPUS=dir
	@test -n "$(CORPUS)" || { echo "corpus: name the captures, a file or a directory: make corpus CORPUS=dir" >&2; exit 1; }
	@$(sluice) corpus "$(CORPUS)"

fuzz: setup ## Send mutated frames through the header parser for a minute
	@$(sluice) fuzz

e2e-tools: setup ## Install what "make e2e" needs: DPDK, QEMU and a Linux kernel for guests
	@src/tools/install-packages.sh --list e2e-packages.txt
	@$(sluice) e2e --tools

e2e: e2e-tools ## Have DPDK and Linux guests drive the simulated card (ten minutes)
	@$(sluice) e2e

lint: $(npm_stamp) ## Check style, common mistakes and the logic depth that components declare
	@biome check --error-on-warnings .
	@typescript-hdl lint
	@$(sluice) depth --bounds

format: $(npm_stamp) ## Rewrite the sources in the project's style
	@biome check --write .

typecheck: $(npm_stamp) ## Check the types of all sources
	@tsc -p .

emit: setup ## Write the Verilog of the default configuration to build/rtl
	@$(sluice) emit

clean: ## Remove everything that was built (npm packages stay)
	@rm -rf build

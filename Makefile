# Two commands matter: `make serve` and `make test`. `make help` lists the rest.
MAKEFLAGS += --no-print-directory
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PORT ?= 8080
# The address that share links carry, e.g. https://example.org/sawtooth/
PUBLIC_URL ?=
export SAWTOOTH_PUBLIC_URL := $(PUBLIC_URL)
# These take the place of those in .cargo/config.toml, which says what the first is for; it also saves 80 KB over the
# wire. A panic names its place, but no folder of the machine that built the page.
# Browsers have SIMD since 2023 at the latest; the months of a range take a fraction of the time with it.
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS := --cfg erase_components -C target-feature=+simd128 \
	--remap-path-prefix=$(or $(CARGO_HOME),$(HOME)/.cargo)=cargo --remap-path-prefix=$(CURDIR)=sawtooth
export PATH := $(shell scripts/tools.sh path):$(PATH)

SOURCES := $(filter-out src/bin/sawtooth/%, $(shell find src rates style icons -type f 2>/dev/null)) index.html boot.js \
	sw.js manifest.json favicon.svg preview.png \
	Trunk.toml Cargo.toml Cargo.lock rust-toolchain.toml scripts/finish.mjs scripts/split.mjs
PROGRAM := $(filter-out src/bin/app/% src/page/%, $(filter src/%, $(SOURCES))) Cargo.toml Cargo.lock \
	rust-toolchain.toml scripts/worker.sh

.PHONY: help serve dist single release sawtooth test bench org rates-check findings tools browser org-tools workbook-tools FORCE

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: dist ## build what changed and serve it on http://127.0.0.1:8080 (PORT=...)
	@exec node scripts/serve.mjs --port $(PORT) dist

dist: tools dist/index.html ## the static folder for any web host (PUBLIC_URL=...)

sawtooth: dist target/page/index.html.gz ## the program for a terminal with the page in it: target/terminal/sawtooth
	cargo build --locked --profile terminal --features embed --bin sawtooth

# In gzip the page is 1.9 MB of the program and not 4.7, and browsers take it so.
target/page/index.html.gz: dist/index.html
	@rm -rf target/page; cp -r dist target/page; gzip -9nr target/page
	@touch $@

# Trunk replaces the folder, so a build that fails leaves the page of before.
# What the linker leaves for scripts/split.mjs, which stands before wasm-bindgen, says which
# function needs which.
dist/index.html: $(SOURCES) target/public-url target/worker/worker.js
	@echo trunk build; PATH='$(CURDIR)/scripts/trunk:$(PATH)' \
	CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS='$(CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS) -C link-args=--emit-relocs' \
		trunk build
	@touch $@

single: dist target/single/sawtooth.html ## the page as one file, for a mail or a folder (PUBLIC_URL=...)

target/single/sawtooth.html: dist/index.html target/worker/single.js scripts/single.mjs $(wildcard scripts/single/*.* scripts/single/src/*)
	node scripts/single.mjs dist $@

release: single ## target/release-files: the static folder as a zip, the single file, their checksums
	node scripts/release.mjs dist target/single/sawtooth.html target/release-files

# What reads logs, apart from the page and loaded with the first of them.
target/worker/worker.js: $(PROGRAM)
	scripts/worker.sh
	@touch $@

target/worker/single.js: $(PROGRAM)
	scripts/worker.sh single
	@touch $@

# Changes only when the address does.
target/public-url: FORCE
	@mkdir -p target; [ "$$(cat $@ 2>/dev/null)" = '$(PUBLIC_URL)' ] && [ -e $@ ] || echo '$(PUBLIC_URL)' > $@

test: tools browser org-tools workbook-tools ## everything: format, lints, native tests, page, size, browser tests
	cargo fmt --check
	cargo clippy --locked --all-targets --features bench,page -- -D warnings
	cargo clippy --locked --features page --test browser -- -D warnings
	cargo clippy --locked --target wasm32-unknown-unknown --no-default-features --features page,sheet --bin app --bin worker --bin sheet -- -D warnings
	cargo clippy --locked --target wasm32-unknown-unknown --no-default-features --features browser,tables --bin worker -- -D warnings
	cargo test --locked --features page
	@$(MAKE) single
	node scripts/size.mjs dist
	cargo test --locked --features page --test browser -- --test-threads=2

bench: dist browser ## speed of the sums, size, a dragged slider, logs beside ccusage, Lighthouse
	@scripts/tools.sh lighthouse
	cargo bench --locked --features bench --bench estimate --bench import
	cargo build --locked --release --bin sawtooth
	node benches/report.mjs

org: org-tools ## what tables for an organisation take: 1 GB of transcripts, DuckDB and ClickHouse beside ours (ORG=folder)
	cargo build --locked --release --bin sawtooth
	node benches/org.mjs $(ORG)

rates-check: ## compare the prices with LiteLLM's list: FILE=its json
	@[ -n '$(FILE)' ] || { echo 'make rates-check FILE=model_prices_and_context_window.json' >&2; exit 2; }
	cargo run --locked --quiet --example rates_check -- '$(FILE)'

findings: ## what surprised us about other software, checked again: apart from the tests
	@for finding in findings/*.sh; do echo "$$finding"; "$$finding"; done

tools:
	@scripts/tools.sh build

browser:
	@scripts/tools.sh browser

org-tools:
	@scripts/tools.sh org

workbook-tools:
	@scripts/tools.sh workbook

# `make` lists what there is. Needs Rust, Python 3 and make; all else goes into .venv.

PYTHON ?= python3
VENV_PYTHON := .venv/bin/python
# Notebooks to run; all of notebooks/ where none is named.
NOTEBOOKS ?=
LAB_ARGS ?=
# 0: setup does not compile polars, which notebook 03 needs; a later one without this makes up for it.
POLARS ?= 1
WITHOUT_POLARS := $(if $(filter 0,$(POLARS)),--without-polars)
# All that percept has code or tests for; `networks` is there by default.
FEATURES := --features plotly,polars-streaming,polars-csv,polars-parquet
# How the kernel compiles; not before LTO below is known.
KERNELS_PROFILE = CARGO_PROFILE_BENCH_OPT_LEVEL=2 CARGO_PROFILE_BENCH_DEBUG_ASSERTIONS=true \
	CARGO_PROFILE_BENCH_OVERFLOW_CHECKS=true CARGO_PROFILE_BENCH_LTO=$(LTO) CARGO_PROFILE_BENCH_CODEGEN_UNITS=16 \
	CARGO_PROFILE_BENCH_INCREMENTAL=true
# As the launcher has it; `make bench-train LTO=false` measures what a kernel without the launcher does.
LTO ?= off
# Kernels of each kind that `bench-dep` measures.
REPEATS ?= 2
BENCH_ARGS ?=
# Random cases of each property.
CASES ?= 1000000
# 1: the browser tests leave pictures of whole pages in target/screenshots, also where nothing is wrong.
export SCREENSHOTS ?=
# The commit that `before-after` compares the figures with.
BEFORE ?= HEAD
# Processor minutes of each fuzz target.
MINUTES ?= 20

# Only the kernel of .venv is to be found, whatever else is installed on the machine.
export JUPYTER_PATH := $(CURDIR)/.venv/share/jupyter
export PYTHONDONTWRITEBYTECODE := 1

# Lanes joined by + run side by side; in a lane, : joins what runs one after the other. Two cores are kept busy by two
# lanes, or by one step that runs alone and has two lanes of its own.
STEPS := format lint:docs:rust-tests:package+fuzz-tests:instructions setup browser-setup check-notebooks \
	site:check-gallery:playground-tests:browser-tests:tool-tests+lab-tests:kernel-tests

.DEFAULT_GOAL := help
.PHONY: help lab kernel kernel-undo notebooks gallery before-after public-api test $(subst :, ,$(subst +, ,$(STEPS))) properties fuzz deny bench-dep bench-first bench-train bench-peers bench-sizes bench-features bench-larger clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  \1\t/' | expand -t 20

setup: ## Prepare .venv and compile for the notebooks (first time 5 to 20 minutes; POLARS=0 leaves the largest part for later)
	@$(PYTHON) tools/setup.py $(WITHOUT_POLARS)

browser-setup: ## See to the browser of the tests, axe-core and plotly.js
	@$(PYTHON) tools/setup.py --browser $(WITHOUT_POLARS)

lab: setup ## Open JupyterLab on notebooks/ (LAB_ARGS="--no-browser" and the like)
	@$(VENV_PYTHON) -m jupyterlab --ServerApp.root_dir=notebooks \
		$(if $(filter 0,$(shell id -u)),--allow-root) $(LAB_ARGS)

# Polars is for a notebook here; what others ask for is compiled as they run.
kernel: WITHOUT_POLARS := --without-polars
kernel: setup ## Install "Rust (keeps its builds)" for this user: for notebooks anywhere, in any JupyterLab and VS Code
	@$(PYTHON) tools/user_kernel.py install

kernel-undo: ## Remove that kernel again
	@$(PYTHON) tools/user_kernel.py undo

notebooks: setup ## Run the notebooks, write their outputs back, leave pages in target/notebooks/
	@$(VENV_PYTHON) tools/notebooks.py run $(NOTEBOOKS)

gallery: setup ## Draw docs/gallery anew: every kind of value beside the code that makes it
	@PYTHONPATH=tools $(VENV_PYTHON) -m website.gallery --write

check-gallery: setup ## Compare docs/gallery with what today's code draws
	@PYTHONPATH=tools $(VENV_PYTHON) -m website.gallery

before-after: browser-setup ## Put every figure of the commit BEFORE beside today's, live, static, dark and narrow, on one sheet
	@PYTHONPATH=tools $(VENV_PYTHON) -m website.sheet $(BEFORE)

site: setup ## Leave the notebooks, the gallery and the guides as pages in target/site/: for a file browser or any web server, offline too
	@PYTHONPATH=tools $(VENV_PYTHON) -m website.build

test: ## Run every check: the steps below, each with its time
	@MAKE="$(MAKE)" $(PYTHON) tools/steps.py $(STEPS)

format: ## Check the formatting
	cargo fmt --check
	cargo fmt --check --manifest-path fuzz/Cargo.toml

lint: ## Run clippy, with the perceptron alone and with all features; a warning fails
	cargo clippy --locked --all-targets --no-default-features -- -D warnings
	cargo clippy --locked --all-targets $(FEATURES) -- -D warnings

docs: ## Build the documentation; a warning fails
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps $(FEATURES)

rust-tests: ## Run the unit, documentation, golden and snapshot tests
	INSTA_UPDATE=no cargo test --locked $(FEATURES) --no-fail-fast

properties: ## Check every property on CASES random cases, optimised (1,000,000 unless told: many hours)
	PROPTEST_CASES=$(CASES) cargo test --locked --release --test suite -- properties:: --nocapture

fuzz-tests: ## Fuzz each target for ten seconds, where there is a C++ compiler
	@$(PYTHON) tools/fuzz.py

fuzz: ## Fuzz each target for MINUTES of processor time, and add the counts to docs/held.md
	@$(PYTHON) tools/fuzz.py --minutes $(MINUTES)

deny: ## Check licences, sources and duplicates of the dependencies with cargo-deny, where it is installed
	cargo deny check bans
	cargo deny $(FEATURES) check licenses sources

instructions: ## Count the instructions of the hot paths, where there is valgrind, and compare with benches/instructions.csv
	@$(PYTHON) tools/instructions.py

package: ## Build the crate as it would be published
	CARGO_TARGET_DIR=target cargo package --locked --allow-dirty --quiet

tool-tests: setup ## Show that the notebook check fails where it should
	@PYTHONPATH=tools $(VENV_PYTHON) -m unittest discover --start-directory tests/notebooks

public-api: ## Write the list of what is public anew
	@$(PYTHON) tools/public_api.py --write

check-notebooks: setup ## Run the notebooks and compare with their committed outputs
	@$(VENV_PYTHON) tools/notebooks.py check $(NOTEBOOKS)

browser-tests: browser-setup ## Look at the pages of the notebooks: with and without scripts and plotly.js, light, dark, narrow
	@PYTHONPATH=tools $(VENV_PYTHON) -m unittest discover --start-directory tests/browser

playground-tests: browser-setup ## Hold the playground's script against the library, to the last bit
	@FEATURES="$(FEATURES)" $(VENV_PYTHON) tools/playground.py

kernel-tests: setup ## Show that the real kernel finds what earlier sessions compiled, and run the code of README and guides in it
	@PYTHONPATH=tools $(VENV_PYTHON) -m unittest discover --start-directory tests/kernel

lab-tests: browser-setup ## Look at every kind of value in JupyterLab, on pages, as VS Code and GitHub show it: trusted or not, light and dark
	@PYTHONPATH=tools:tests/browser $(VENV_PYTHON) -m unittest discover --start-directory tests/lab

bench-dep: setup ## Measure what `:dep percept` costs a notebook (about 10 minutes; BENCH_ARGS=--polars an hour)
	@$(VENV_PYTHON) benches/dep_time.py --repeats $(REPEATS) $(BENCH_ARGS)

bench-first: setup ## Measure how long the reader of each notebook waits for its first cell and picture
	@$(VENV_PYTHON) benches/first_cells.py $(NOTEBOOKS)

bench-train: ## Measure training, predictions and pictures as a kernel runs them (BENCH_ARGS=w1 one of them)
	@$(KERNELS_PROFILE) cargo bench --locked --bench train_time -- $(BENCH_ARGS)

bench-peers: ## Set training and predictions beside numba, scikit-learn and JAX, installed into target/peers (10 minutes)
	@$(PYTHON) benches/peers.py $(BENCH_ARGS)

bench-sizes: setup ## Print the bytes of the figures beside those of plotly.rs and Python plotly
	@CARGO_PROFILE_BENCH_OPT_LEVEL=0 $(VENV_PYTHON) benches/figure_sizes.py

bench-features: ## Measure what each feature costs to compile (half an hour)
	@$(PYTHON) benches/features.py

bench-larger: ## Train on a file of 4 GiB with 1 GiB of memory (needs root; compiles polars first)
	@$(PYTHON) benches/larger_than_memory.py

clean: ## Delete what was built; .venv stays
	rm -rf target notebooks/.ipynb_checkpoints

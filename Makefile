# The commands of this project; `make help` lists them. Everything else is plain SwiftPM.

SWIFT ?= swift
PREFIX ?= $(HOME)/.local
# Not every shell expands the tilde of PREFIX=~/.local.
prefix = $(DESTDIR)$(patsubst ~/%,$(HOME)/%,$(PREFIX))
# Debian keeps packages' completions for zsh elsewhere.
zsh = site-functions
sources = Package.swift Sources Tests Benchmarks

# One set of flags for running, measuring and installing, so that none of them builds anew what another has built.
# With the Swift runtime linked in, the binary starts faster and runs where there is no Swift.
release = -c release
ifeq ($(shell uname -s),Linux)
release += --static-swift-stdlib
# Without its symbols the binary is less than half as large; on macOS taking them away would break the signature.
without_symbols = $(if $(shell command -v strip),-s)
endif

# Warnings are errors here, and only here: Package.swift looks at this variable.
strict = DLVIZ_STRICT=1

# A few tests at a time: started all at once, those with a time limit spend it waiting for a processor.
width = $(addsuffix $(space)4,$(shell $(SWIFT) test --help-hidden | grep -o -e --experimental-maximum-parallelization-width))
space = $(subst ,, )

.PHONY: help run build test lint format sanitize bench install uninstall deb tarball test-package deps test-deps clean
.DEFAULT_GOAL := help

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## build and run; ARGS="xor --seed 7" are dlviz' own arguments
	@exec "$$($(SWIFT) build $(release) --show-bin-path)/dlviz" $(ARGS)

build: deps ## build the release binary
	@$(SWIFT) build $(release) --product dlviz

test: test-deps lint ## check everything: format, imports, warnings as errors, all tests, under a terminal too
	$(strict) $(SWIFT) build --build-tests
	$(strict) $(SWIFT) test --skip-build $(width)
# The package too, where packages are made: of the program that was tested, with little compression.
	@if command -v dpkg-shlibdeps >/dev/null; then SWIFT="$(SWIFT)" Scripts/link-static .build/tested/dlviz && DEB_LEVEL=0 \
	  $(MAKE) --no-print-directory test-package BINARY=.build/tested/dlviz packages=.build/tested/packages quick=--quick; fi

lint: ## check the format, and the imports against the table of Sources/README.md
	Scripts/check-imports
	$(SWIFT) format lint --strict --parallel --recursive $(sources)

format: ## format all sources
	$(SWIFT) format --in-place --parallel --recursive $(sources)

sanitize: deps ## look for data races in the training thread and its channel
	$(SWIFT) test --sanitize=thread --filter TrainingTests --scratch-path .build-tsan

bench: build ## measure, in release builds; MNIST where DLVIZ_DATA says where it is
	@$(SWIFT) build -c release --package-path Benchmarks
	@bin=$$($(SWIFT) build -c release --package-path Benchmarks --show-bin-path); \
	$$bin/xor-benchmark && $$bin/activations-benchmark && $$bin/sweep-benchmark; \
	if [ -n "$$DLVIZ_DATA" ]; then $$bin/mnist-benchmark --epochs 5; fi
	@python3 Benchmarks/screen.py -- "$$($(SWIFT) build $(release) --show-bin-path)/dlviz" xor --pace max

# What is installed and packed: the release build, unless another program is named.
BINARY = $$($(SWIFT) build $(release) --show-bin-path)/dlviz

install: $(if $(filter file,$(origin BINARY)),build) ## install the binary, manual page and shell completions under PREFIX, ~/.local unless given
	@install -d "$(prefix)/bin" "$(prefix)/share/man/man1" "$(prefix)/share/bash-completion/completions" \
	  "$(prefix)/share/zsh/$(zsh)" "$(prefix)/share/fish/vendor_completions.d"
	@install $(without_symbols) -m 755 "$(BINARY)" "$(prefix)/bin/dlviz"
	@"$(prefix)/bin/dlviz" manual > "$(prefix)/share/man/man1/dlviz.1"
	@"$(prefix)/bin/dlviz" --generate-completion-script bash > "$(prefix)/share/bash-completion/completions/dlviz"
	@"$(prefix)/bin/dlviz" --generate-completion-script zsh > "$(prefix)/share/zsh/$(zsh)/_dlviz"
	@"$(prefix)/bin/dlviz" --generate-completion-script fish > "$(prefix)/share/fish/vendor_completions.d/dlviz.fish"
	@echo "installed $(prefix)/bin/dlviz, its manual page, and completions for bash, zsh and fish"

uninstall: ## remove what install has put under PREFIX
	rm -f "$(prefix)/bin/dlviz" "$(prefix)/share/man/man1/dlviz.1" "$(prefix)/share/bash-completion/completions/dlviz" \
	  "$(prefix)/share/zsh/$(zsh)/_dlviz" "$(prefix)/share/fish/vendor_completions.d/dlviz.fish"

packages = .build/packages

deb: package_tree ## build an installable Debian package in .build/packages
	@rm -f $(packages)/dlviz_*.deb
	@Scripts/build-package deb $(packages)/tree $(packages)
	@if command -v lintian >/dev/null; then lintian --allow-root --fail-on error $(packages)/dlviz_*.deb; fi

tarball: package_tree ## build an archive with the binary, its manual page and completions in .build/packages
	@Scripts/build-package tarball $(packages)/tree $(packages)

test-package: deb ## try the Debian package in a root without Swift
	@timeout 600 Scripts/test-package $(packages)/dlviz_*.deb $(quick)

.PHONY: package_tree
package_tree:
	@rm -rf $(packages)/tree && mkdir -p $(packages)
	@$(MAKE) --no-print-directory install DESTDIR=$(CURDIR)/$(packages)/tree PREFIX=/usr zsh=vendor-completions

deps: ## install what building needs and is missing
	@SWIFT="$(SWIFT)" Scripts/install-dependencies

test-deps:
	@SWIFT="$(SWIFT)" Scripts/install-dependencies --for-tests

clean: ## remove what was built
	rm -rf .build .build-tsan Benchmarks/.build

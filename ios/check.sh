#!/usr/bin/env bash
# Checks the Swift kit on Linux or a Mac: compiler, format, build without warnings, documentation, leaks,
# and the tests against a real server, whose summary comes last. Says how long each step took.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=ios/tools/where.sh
. tools/where.sh
export SAMENSPEL_STRICT=1

# Cycles of opening, writing, observing and closing; docs/measurements.md has the figure for 10,000.
leak_cycles=300

step() { # step NAME COMMAND...: runs one step quietly; all it said is shown when it fails
  local name=$1 begin=$SECONDS log
  shift
  log=$(mktemp)
  if "$@" >"$log" 2>&1; then
    printf 'swift: %s: ok, %d s\n' "$name" $((SECONDS - begin))
    grep -E '^\{' "$log" || true
    rm -f "$log"
  else
    tail -n 100 "$log"
    rm -f "$log"
    printf 'swift: %s: FAILED after %d s\n' "$name" $((SECONDS - begin))
    return 1
  fi
}

core() { # the same command as the whole check uses, so that it builds nothing twice
  (cd "$project" && cargo build --release --workspace --all-targets)
}

format() {
  tools/swift.sh swift format lint --strict --recursive Sources/SamenspelKit Tests Package.swift
}

documentation() {
  local built=$project/target/swift-kit graphs
  tools/package.sh package dump-symbol-graph --minimum-access-level public
  graphs=$(mktemp -d "$built/graphs.XXXXXX")
  find "$built" -path '*/symbolgraph/SamenspelKit*.json' -exec cp {} "$graphs" \;
  # Debian keeps it beside the compiler and not on the path.
  # shellcheck disable=SC2016
  tools/swift.sh sh -c 'PATH=$PATH:/usr/libexec/swift/bin exec docc convert "$@"' docc \
    Sources/SamenspelKit/SamenspelKit.docc --additional-symbol-graph-dir "$graphs" \
    --fallback-display-name SamenspelKit --fallback-bundle-identifier nl.samenspel.kit \
    --output-path "$graphs/documentation" --warnings-as-errors
  rm -rf "$graphs"
}

tools/toolchain.sh
step 'core and server' core
step 'format' format
step 'build' tools/package.sh build --build-tests
step 'documentation' documentation
step "leaks, $leak_cycles cycles" tools/package.sh run --skip-build Measure leaks "$leak_cycles"
printf 'swift: tests, %d s so far\n' "$SECONDS"
# Of the log only what a person reads: the build's lines were seen above.
tools/package.sh test --disable-xctest --skip-build 2>&1 | grep -v '^\['

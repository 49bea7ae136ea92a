#!/usr/bin/env bash
# Writes the Kotlin and Swift bindings and the listing of the interface (ffi/api.txt) from the library, and
# the kits' typed notes from the core's table of note kinds, with the examples that their tests share.
# With --check it changes nothing, and fails where what is committed is not what the library has.
# With --library FILE it takes a library that is built already.
set -euo pipefail
cd "$(dirname "$0")/.."

check=false library=
while [ $# -gt 0 ]; do
  case $1 in
    --check) check=true ;;
    --library) library=$2; shift ;;
    *) echo "usage: ffi/bindings.sh [--check] [--library FILE]"; exit 2 ;;
  esac
  shift
done
if [ -z "$library" ]; then
  cargo build --release -p samenspel-ffi
  library=target/release/libsamenspel_ffi.so
  [ -e "$library" ] || library=target/release/libsamenspel_ffi.dylib
fi

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
# Beside a library that is built already, this is built too; asking cargo for it alone would build the core anew.
kinds=$(dirname "$library")/examples/note_kinds
if [ -x "$kinds" ]; then "$kinds" >"$out/kinds.json"
else cargo run --quiet --locked --release -p samenspel-rules --example note_kinds >"$out/kinds.json"; fi
cargo run --quiet --locked --manifest-path ffi/bindgen/Cargo.toml --target-dir target/bindgen -- "$library" "$out/kinds.json" "$out"

# What is made, and where it is kept.
files=(
  "api.txt ffi/api.txt"
  "kotlin/nl/samenspel/ffi/samenspel_ffi.kt android/bindings/src/main/kotlin/nl/samenspel/ffi/samenspel_ffi.kt"
  "swift/SamenspelFFI.swift ios/Sources/SamenspelFFI/SamenspelFFI.swift"
  "swift/samenspel_ffiFFI.h ios/Sources/samenspel_ffiFFI/include/samenspel_ffiFFI.h"
)
kotlin_notes=android/kit/src/main/kotlin/nl/samenspel/kit/notes/made
swift_notes=ios/Sources/SamenspelKit/Notes/Made
for made in "$out"/typed/kotlin/*; do files+=("typed/kotlin/${made##*/} $kotlin_notes/${made##*/}"); done
files+=("typed/tests/note-kinds.json tests/kits/note-kinds.json")
for made in "$out"/typed/swift/*; do files+=("typed/swift/${made##*/} $swift_notes/${made##*/}"); done
stale=0
# What is made no more must not stay.
for kept in "$kotlin_notes"/* "$swift_notes"/*; do
  [ -e "$kept" ] || continue
  [[ " ${files[*]} " == *" $kept "* ]] && continue
  if $check; then echo "stale: $kept"; stale=1; else rm "$kept"; fi
done
for pair in "${files[@]}"; do
  read -r made kept <<<"$pair"
  # Generators leave spaces at ends of lines, which nobody wants in a diff.
  sed -i 's/[ \t]*$//' "$out/$made"
  if $check; then
    if ! diff -q "$out/$made" "$kept" >/dev/null; then
      echo "stale: $kept"
      diff -u "$kept" "$out/$made" | head -n 40 || true
      stale=1
    fi
  else
    mkdir -p "$(dirname "$kept")"
    cp "$out/$made" "$kept"
  fi
done
[ $stale -eq 0 ] || { echo 'the interface changed: run ffi/bindings.sh, and look at the change of ffi/api.txt'; exit 1; }
$check && echo "bindings are current: ${#files[@]} files, $(grep -c . ffi/api.txt) lines in the listing"
exit 0

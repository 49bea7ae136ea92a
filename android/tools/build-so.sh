#!/usr/bin/env bash
# Builds the core's library for Android, one .so per ABI, into jniLibs/ of a folder, with `cargo ndk`.
# Refuses a library of which a LOAD segment is not aligned to 16 KB: newer phones do not load it.
#   build-so.sh [OUT]             builds into OUT (android/kit/build/jniLibs)
#   build-so.sh --check FILE...   only checks the alignment of libraries that are there
set -euo pipefail

# As cargo-ndk names them; 32-bit phones have 4 KB pages, and are aligned all the same.
abis=(arm64-v8a armeabi-v7a x86_64)
# Of Android 8; what the apps ask for at least.
platform=26
page_bytes=16384

check_alignment() { # check_alignment FILE: fails with what is wrong
  local file=$1 align found=0
  [ -r "$file" ] || { echo "$file: not there" >&2; return 1; }
  command -v readelf >/dev/null || { echo 'readelf is missing: install binutils' >&2; return 1; }
  # -W keeps a segment on one line, the alignment last.
  while read -r align; do
    found=$((found + 1))
    if [ $((align % page_bytes)) -ne 0 ] || [ $((align)) -eq 0 ]; then
      echo "$file: a LOAD segment is aligned to $((align)) bytes, not to $page_bytes" >&2
      return 1
    fi
  done < <(readelf -lW "$file" 2>/dev/null | awk '$1 == "LOAD" { print $NF }')
  [ "$found" -gt 0 ] || { echo "$file: no LOAD segment, so no library" >&2; return 1; }
  echo "$file: $found LOAD segments, all aligned to $page_bytes bytes"
}

if [ "${1:-}" = --check ]; then
  shift
  [ $# -gt 0 ] || { echo 'usage: build-so.sh --check FILE...' >&2; exit 2; }
  for file in "$@"; do check_alignment "$file"; done
  exit 0
fi

missing=()
command -v cargo >/dev/null || missing+=('Rust (https://rustup.rs)')
command -v cargo-ndk >/dev/null || missing+=('cargo-ndk (cargo install cargo-ndk --locked)')
[ -d "${ANDROID_NDK_HOME:-${ANDROID_NDK_ROOT:-/nowhere}}" ] ||
  missing+=("Android's NDK, r27 or newer (its folder in ANDROID_NDK_HOME)")
if [ ${#missing[@]} -gt 0 ]; then
  echo 'no libraries for Android were built. What is missing:' >&2
  printf -- '- %s\n' "${missing[@]}" >&2
  exit 3
fi

here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/../kit/build/jniLibs}
mkdir -p "$out"
out=$(cd "$out" && pwd)
cd "$here/../.."

targets=()
for abi in "${abis[@]}"; do targets+=(-t "$abi"); done
# The NDK aligns to 16 KB by itself from r28 on; before, it must be told.
RUSTFLAGS="${RUSTFLAGS:-} -C link-arg=-Wl,-z,max-page-size=$page_bytes" \
  cargo ndk "${targets[@]}" --platform "$platform" -o "$out" build --release --locked -p samenspel-ffi
for abi in "${abis[@]}"; do check_alignment "$out/$abi/libsamenspel_ffi.so"; done

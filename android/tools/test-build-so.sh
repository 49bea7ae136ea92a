#!/usr/bin/env bash
# Tests what build-so.sh can be tested for without Android's NDK: that it tells an aligned library from
# one that is not, and that it says what is missing.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fails=0
expect() { # expect NAME CODE WORDS COMMAND...: its exit code, and words that it says
  local name=$1 code=$2 words=$3 got=0
  shift 3
  "$@" >"$work/said" 2>&1 || got=$?
  if [ "$got" -eq "$code" ] && grep -qF -- "$words" "$work/said"; then
    echo "ok: $name"
  else
    echo "FAILED: $name: exit code $got instead of $code, or it does not say \"$words\":"
    cat "$work/said"
    fails=$((fails + 1))
  fi
}

printf 'int answer(void) { return 42; }\nint kept = 7;\n' >"$work/a.c"
cc -fPIC -c -o "$work/a.o" "$work/a.c"
for pages in 4096 16384 65536; do
  ld -shared -z "max-page-size=$pages" -o "$work/$pages.so" "$work/a.o"
done
: >"$work/empty.so"

expect 'pages of 4 KB are refused' 1 'aligned to 4096 bytes, not to 16384' ./build-so.sh --check "$work/4096.so"
expect 'pages of 16 KB pass' 0 'all aligned to 16384' ./build-so.sh --check "$work/16384.so"
expect 'pages of 64 KB pass' 0 'all aligned to 16384' ./build-so.sh --check "$work/65536.so"
expect 'one that is not among others is found' 1 '4096.so' ./build-so.sh --check "$work/16384.so" "$work/4096.so"
expect 'what is no library is refused' 1 'no LOAD segment' ./build-so.sh --check "$work/empty.so"
expect 'what is not there is refused' 1 'not there' ./build-so.sh --check "$work/none.so"
expect 'without an NDK it says so' 3 "Android's NDK" env -u ANDROID_NDK_ROOT ANDROID_NDK_HOME="$work/none" ./build-so.sh "$work/out"
[ ! -e "$work/out" ] || { echo 'FAILED: it made a folder all the same'; fails=$((fails + 1)); }

# The library of this machine, as the linker here aligns it: the check must agree with readelf.
library=${SAMENSPEL_PROGRAMS:-../../target/release}/libsamenspel_ffi.so
if [ -e "$library" ]; then
  smallest=$(readelf -lW "$library" | awk '$1 == "LOAD" { print $NF }' | while read -r it; do echo $((it)); done | sort -n | head -n 1)
  if [ $((smallest % 16384)) -eq 0 ]; then code=0 words='all aligned'; else code=1 words="aligned to $smallest bytes"; fi
  expect "this machine's library is judged by its own segments ($smallest bytes)" "$code" "$words" ./build-so.sh --check "$library"
fi

[ $fails -eq 0 ] || { echo "$fails failed"; exit 1; }

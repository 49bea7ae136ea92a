#!/usr/bin/env bash
# Runs SwiftPM on this package against the library that Cargo built:
#   ios/tools/package.sh test
#   ios/tools/package.sh run Measure
# SAMENSPEL_LIBRARY_FOLDER names another folder of libsamenspel_ffi than target/release.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=ios/tools/where.sh
. "$here/where.sh"

[ $# -gt 0 ] || { echo "usage: ios/tools/package.sh build|test|run ..." >&2; exit 2; }
library=${SAMENSPEL_LIBRARY_FOLDER:-$project/target/release}
[ -e "$library/libsamenspel_ffi.so" ] || [ -e "$library/libsamenspel_ffi.dylib" ] ||
  { echo "no libsamenspel_ffi in $library: run cargo build --release -p samenspel-ffi" >&2; exit 1; }
verb=$1
shift
cd "$here/.."
exec "$here/swift.sh" swift "$verb" --scratch-path "$project/target/swift-kit" \
  -Xlinker -L"$library" -Xlinker -rpath -Xlinker "$library" "$@"

#!/usr/bin/env bash
# Runs a command with the Swift toolchain, in the folder it is called from:
#   ios/tools/swift.sh swift build
# That folder must be in the project. Variables named SAMENSPEL_… go with it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=ios/tools/where.sh
. "$here/where.sh"

[ $# -gt 0 ] || { echo "usage: ios/tools/swift.sh COMMAND..." >&2; exit 2; }
if has_own_swift; then exec "$@"; fi
[ -e "$swift_root/.complete" ] || { echo "no Swift toolchain yet: run ios/tools/toolchain.sh" >&2; exit 1; }
case "$PWD/" in
  "$project"/*) in_swift_root "$PWD" "$@" ;;
  *) echo "call it from a folder of the project: the toolchain sees no other" >&2; exit 1 ;;
esac

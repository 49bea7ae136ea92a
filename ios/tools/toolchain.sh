#!/usr/bin/env bash
# Gets a Swift 6 compiler on Linux: Debian 13's `swiftlang` in a folder of its own (3.2 GB), which
# leaves the machine's own packages alone. Does nothing where it is done, or where `swift` 6 is
# installed (a Mac). SAMENSPEL_SWIFT_ROOT names the folder; without it: target/swift.
# With --possible it does nothing, and fails where there is no Swift and none can be got.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=ios/tools/where.sh
. "$here/where.sh"

suite=trixie
packages=swiftlang,libc6-dev,libstdc++-14-dev,git,ca-certificates,libssl3t64
free_mb_min=4500

fail() { printf 'Swift toolchain: %s\n' "$@" >&2; exit 1; }

if [ "${1:-}" = --possible ]; then
  has_own_swift || [ -e "$swift_root/.complete" ] ||
    { [ "$(uname -s)" = Linux ] && command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; }
  exit
fi
if has_own_swift; then
  echo "Swift toolchain: using the machine's own ($(swift --version 2>/dev/null | head -n 1))"
  exit 0
fi
if [ -e "$swift_root/.complete" ]; then
  echo "Swift toolchain: there already, in ${swift_root#"$project"/}"
  exit 0
fi

[ "$(uname -s)" = Linux ] ||
  fail "no swift 6 found: install Xcode 16 or later, or the toolchain of swift.org"
command -v apt-get >/dev/null ||
  fail "not Debian, and no swift 6 found: install the toolchain of swift.org, so that 'swift --version' says 6 or more"
[ "$(id -u)" -eq 0 ] ||
  fail "needs root, for a chroot: run this once as root (sudo ios/tools/toolchain.sh), or install the toolchain of swift.org"

mkdir -p "$swift_root"
free_mb=$(df --output=avail -m "$swift_root" | tail -n 1)
[ "$free_mb" -ge "$free_mb_min" ] ||
  fail "needs $free_mb_min MB free in $swift_root, there are $free_mb: free some, or set SAMENSPEL_SWIFT_ROOT"

if ! command -v debootstrap >/dev/null; then
  echo 'Swift toolchain: installing debootstrap'
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends debootstrap debian-archive-keyring >/dev/null
fi

# The mirror that this machine's own apt uses for Debian itself.
debian_mirror() {
  apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' 'Label: Debian' 2>/dev/null | head -n 1
}
mirror=$(debian_mirror)
if [ -z "$mirror" ]; then
  apt-get update -qq
  mirror=$(debian_mirror)
fi
[ -n "$mirror" ] ||
  fail "apt knows no Debian mirror here: add one to /etc/apt/sources.list.d, or install the toolchain of swift.org"

# What an earlier run left half done, if anything, would only confuse.
find "$swift_root" -mindepth 1 -maxdepth 1 -exec rm -rf --one-file-system {} +
began=$SECONDS
echo "Swift toolchain: the base of Debian ($suite)"
log=$swift_root.log
debootstrap --variant=minbase "$suite" "$swift_root" "$mirror" >"$log" 2>&1 ||
  { tail -n 20 "$log" >&2; fail "debootstrap failed; all it said is in $log"; }

# A compiler that can be had again needs no fsync per file, no manuals and no services.
echo force-unsafe-io >"$swift_root/etc/dpkg/dpkg.cfg.d/unsafe-io"
printf 'path-exclude=%s\n' '/usr/share/man/*' '/usr/share/doc/*' >"$swift_root/etc/dpkg/dpkg.cfg.d/no-manuals"
printf '#!/bin/sh\nexit 101\n' >"$swift_root/usr/sbin/policy-rc.d"
chmod +x "$swift_root/usr/sbin/policy-rc.d"
# How the machine reaches its mirror (a proxy, a certificate) holds inside too.
for settings in /etc/apt/apt.conf.d/*proxy* /etc/apt/apt.conf; do
  [ -f "$settings" ] && cp "$settings" "$swift_root/etc/apt/apt.conf.d/"
done

echo "Swift toolchain: the compiler, $((SECONDS - began)) s so far"
in_swift_root / sh -c "apt-get update -qq &&
  apt-get install -y -qq --no-install-recommends ${packages//,/ } && apt-get clean" >>"$log" 2>&1 ||
  { tail -n 20 "$log" >&2; fail "installing swiftlang failed; all it said is in $log"; }

in_swift_root / swift --version >>"$log" 2>&1 || { tail -n 5 "$log" >&2; fail "the compiler does not start"; }
touch "$swift_root/.complete"
echo "Swift toolchain: complete in $((SECONDS - began)) s, $(du -sm "$swift_root" | cut -f 1) MB"

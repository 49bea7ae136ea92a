#!/usr/bin/env bash
# Builds the bindings and the Kotlin kit with Maven, and runs every test against the real core and a real
# server. Needs a JDK 17 and Maven, which it installs where it may (Debian's packages as root), and the
# core's library and the server's program: built before (`cargo build --release --workspace`), or named by
# SAMENSPEL_PROGRAMS. Works without a network once Maven has what it needs.
set -uo pipefail
cd "$(dirname "$0")"
begun=$SECONDS
log=$(mktemp)
trap 'rm -f "$log"' EXIT

tools() {
  local need=()
  command -v mvn >/dev/null || need+=(maven)
  # Maven itself comes with a runtime; to compile it takes a compiler.
  command -v javac >/dev/null || need+=(openjdk-17-jdk-headless)
  command -v cc >/dev/null || need+=(build-essential)
  command -v readelf >/dev/null || need+=(binutils)
  [ ${#need[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "a JDK 17 and Maven are needed: as root, apt-get install ${need[*]}"
    return 1
  fi
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${need[@]}" >/dev/null
}

programs() {
  local folder=${SAMENSPEL_PROGRAMS:-../target/release} file
  for file in libsamenspel_ffi.so samenspel; do
    [ -e "$folder/$file" ] || {
      echo "$folder/$file is missing: run cargo build --release --workspace, or set SAMENSPEL_PROGRAMS"
      return 1
    }
  done
  # Maven runs the tests in another folder.
  SAMENSPEL_PROGRAMS=$(cd "$folder" && pwd)
  export SAMENSPEL_PROGRAMS
}

versions() { # what Maven and Gradle take must be the same
  local name pom toml wrong=0
  while read -r name toml; do
    pom=$(sed -n "s|.*<$name.version>\(.*\)</$name.version>.*|\1|p" pom.xml)
    [ "$pom" = "$toml" ] || { echo "$name: $pom in pom.xml, $toml in libs.versions.toml"; wrong=1; }
  done < <(sed -n '/^\[versions\]/,/^\[libraries\]/s/^\([a-z]*\) = "\(.*\)"$/\1 \2/p' gradle/libs.versions.toml)
  return $wrong
}

android_free() { # plain JVM, so that it is tested here and used anywhere
  ! grep -rnE '^import (android|androidx)\.' bindings/src kit/src
}

maven() {
  # A clean build: classes of sources that are gone would pass too.
  mvn clean test ${MAVEN_ARGUMENTS:-} 2>&1 | tee "$log" | grep -E '^(\[ERROR\]|\[INFO\] (Running|Tests run:|BUILD)|[0-9]+ (cycles|times))'
  return "${PIPESTATUS[0]}"
}

for step in tools programs versions android_free 'tools/test-build-so.sh' maven; do
  $step || {
    echo "android: FAILED at $step after $((SECONDS - begun)) s"
    exit 1
  }
done
# Maven's own words last, after how long it took.
echo "android: $((SECONDS - begun)) s"
grep -E '^\[(INFO|WARNING)\] Tests run:.*[0-9]$' "$log" | tail -n 1

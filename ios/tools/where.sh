# Sourced by the scripts beside it: where the project and the Swift toolchain are, and how to run
# something in its folder. Knows nothing of what is run.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
swift_root=${SAMENSPEL_SWIFT_ROOT:-$project/target/swift}

# Whether the machine has Swift 6 of its own: then nothing is installed and no folder entered.
has_own_swift() {
  command -v swift >/dev/null && swift --version 2>/dev/null | grep -Eq 'Swift version ([6-9]|[1-9][0-9])'
}

# in_swift_root FOLDER COMMAND...: runs a command inside the toolchain's folder, the project at the
# same path as outside. In namespaces of its own: the mounts are gone when it ends (deleting the
# toolchain deletes nothing else), and so is whatever it started.
in_swift_root() {
  local folder=$1
  shift
  # Ended from outside, it ends what runs inside: `unshare` itself hears no signal but the last.
  # shellcheck disable=SC2016
  unshare --mount --pid --fork --kill-child bash -c '
    set -e
    root=$1 project=$2 folder=$3
    shift 3
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mkdir -p "$root$project"
    mount --bind "$project" "$root$project"
    cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
    cd "$root$folder"
    # The variables that name files of the machine say nothing in there.
    exec env -i HOME=/root LANG=C.UTF-8 PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin \
      CI="${CI:-}" http_proxy="${http_proxy:-}" https_proxy="${https_proxy:-}" \
      $(env | grep -E "^SAMENSPEL_[A-Z_]+=[^ ]*$" || true) \
      chroot "$root" sh -c '\''cd "$1" && shift && exec "$@"'\'' sh "$folder" "$@"
  ' bash "$swift_root" "$project" "$folder" "$@" <&0 &
  local inside=$! outcome=0
  # shellcheck disable=SC2064
  trap "kill -KILL $inside 2>/dev/null; exit 143" TERM INT HUP
  wait "$inside" 2>/dev/null || outcome=$?
  trap - TERM INT HUP
  return "$outcome"
}

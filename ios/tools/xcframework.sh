#!/usr/bin/env bash
# Makes ios/Samenspel.xcframework on a Mac: the core for phones, for the simulator and for the Mac
# itself, with the C interface that the generated Swift imports.
#   ios/tools/xcframework.sh           needs Xcode, rustup and its Apple targets
#   ios/tools/xcframework.sh --check   only says whether all of that is here
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "$here/../.." && pwd)
out=$project/ios/Samenspel.xcframework
interface=$project/ios/Sources/samenspel_ffiFFI/include
library=libsamenspel_ffi.a
# Phone; simulator on both kinds of Mac; both kinds of Mac.
targets=(aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios aarch64-apple-darwin x86_64-apple-darwin)

missing=()
command -v xcodebuild >/dev/null || missing+=("xcodebuild: install Xcode 16 or later (only on a Mac), then xcode-select --install")
command -v lipo >/dev/null || missing+=("lipo: comes with Xcode")
if command -v rustup >/dev/null; then
  installed=$(cd "$project" && rustup target list --installed)
  for target in "${targets[@]}"; do
    grep -qx "$target" <<<"$installed" || missing+=("Rust for $target: rustup target add $target")
  done
else
  missing+=("rustup: https://rustup.rs")
fi
for file in samenspel_ffiFFI.h module.modulemap; do
  [ -e "$interface/$file" ] || missing+=("$file in ${interface#"$project"/}: run ffi/bindings.sh")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "No XCFramework can be made here. Missing:" >&2
  printf -- '- %s\n' "${missing[@]}" >&2
  exit 1
fi
if [ "${1:-}" = --check ]; then
  echo 'all that an XCFramework needs is here'
  exit 0
fi

# A phone has no OpenSSL: Apple's own cryptography seals the store, unless these say otherwise.
unset OPENSSL_DIR OPENSSL_LIB_DIR OPENSSL_INCLUDE_DIR
export IPHONEOS_DEPLOYMENT_TARGET=16.0 MACOSX_DEPLOYMENT_TARGET=13.0
for target in "${targets[@]}"; do
  echo "building for $target"
  (cd "$project" && cargo build --release --locked -p samenspel-ffi --lib --target "$target")
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/headers" "$work/simulator" "$work/mac"
cp "$interface/samenspel_ffiFFI.h" "$interface/module.modulemap" "$work/headers/"
# In an XCFramework the library is named by the framework, not by the module map.
sed -i '' '/link "samenspel_ffi"/d' "$work/headers/module.modulemap"
of() { echo "$project/target/$1/release/$library"; }
lipo -create "$(of aarch64-apple-ios-sim)" "$(of x86_64-apple-ios)" -output "$work/simulator/$library"
lipo -create "$(of aarch64-apple-darwin)" "$(of x86_64-apple-darwin)" -output "$work/mac/$library"
rm -rf "$out"
xcodebuild -create-xcframework \
  -library "$(of aarch64-apple-ios)" -headers "$work/headers" \
  -library "$work/simulator/$library" -headers "$work/headers" \
  -library "$work/mac/$library" -headers "$work/headers" \
  -output "$out"
echo "made ${out#"$project"/}"

// swift-tools-version: 6.0
// The Swift kit: the core's generated bindings, and what an app uses of them. On Apple platforms the
// core is an XCFramework (tools/xcframework.sh makes it); elsewhere it is the shared library that Cargo
// built, whose folder tools/package.sh gives to the linker.

import Foundation
import PackageDescription

/// Warnings are errors in what people wrote; a flag that SwiftPM refuses in a dependency, so that only
/// the checks ask for it.
let strict: [SwiftSetting] =
  ProcessInfo.processInfo.environment["SAMENSPEL_STRICT"] == nil
  ? [] : [.unsafeFlags(["-warnings-as-errors"])]

#if os(Linux)
  let core: Target = .systemLibrary(name: "samenspel_ffiFFI", path: "Sources/samenspel_ffiFFI/include")
#else
  let core: Target = .binaryTarget(name: "samenspel_ffiFFI", path: "Samenspel.xcframework")
#endif

let package = Package(
  name: "SamenspelKit",
  platforms: [.iOS(.v16), .macOS(.v13)],
  products: [.library(name: "SamenspelKit", targets: ["SamenspelKit"])],
  targets: [
    core,
    .target(
      name: "SamenspelFFI", dependencies: ["samenspel_ffiFFI"],
      // What the core needs of Apple's platforms: their cryptography and whom they trust.
      linkerSettings: ["Security", "CoreFoundation"].map {
        .linkedFramework($0, .when(platforms: [.iOS, .macOS]))
      }),
    .target(name: "SamenspelKit", dependencies: ["SamenspelFFI"], swiftSettings: strict),
    // What the tests need beside the kit: a server, a wire that can be cut, a process that is killed.
    .target(
      name: "KitTesting", dependencies: ["SamenspelKit"], path: "Tests/KitTesting",
      swiftSettings: strict),
    .executableTarget(
      name: "KilledWriter", dependencies: ["SamenspelKit"], path: "Tests/KilledWriter",
      swiftSettings: strict),
    .executableTarget(
      name: "Measure", dependencies: ["SamenspelKit", "KitTesting"], path: "Tests/Measure",
      swiftSettings: strict),
    .testTarget(
      name: "SamenspelKitTests", dependencies: ["SamenspelKit", "KitTesting", "KilledWriter"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

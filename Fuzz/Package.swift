// swift-tools-version: 6.1
import PackageDescription

// Feeds hostile bytes to the parsers of the package above; kept apart from it, so that users of
// StanceKit get none of this. It is built by scripts/fuzz.sh, which adds the instrumentation.
let package = Package(
    name: "Fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "StanceKit", path: "..")],
    targets: [
        .systemLibrary(name: "CLibFuzzer", path: "CLibFuzzer"),
        .executableTarget(
            name: "stance-fuzz",
            dependencies: ["CLibFuzzer", .product(name: "StanceKit", package: "StanceKit")],
            path: "Sources"),
    ],
    swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.1
import PackageDescription

// Measures the package above; kept apart from it, so that users of StanceKit get none of this.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "driver", targets: ["Driver"])],
    dependencies: [
        .package(name: "StanceKit", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        // The side of `make compare` that is ours.
        .executableTarget(
            name: "Driver",
            dependencies: [
                .product(name: "StanceKit", package: "StanceKit"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)

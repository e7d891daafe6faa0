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
        // Without its traits it needs neither jemalloc nor interposers, and counts no allocations.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        // The side of `make compare` that is ours.
        .executableTarget(
            name: "Driver",
            dependencies: [
                .product(name: "StanceKit", package: "StanceKit"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        .target(name: "MadeText"),
        // What `swift package benchmark` finds: folders right below one named Benchmarks.
        .executableTarget(
            name: "Kernels",
            dependencies: [
                "MadeText",
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "StanceKit", package: "StanceKit"),
            ],
            path: "Kernels",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
        .executableTarget(
            name: "Pipeline",
            dependencies: [
                "MadeText",
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "StanceKit", package: "StanceKit"),
            ],
            path: "Pipeline",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    ],
    swiftLanguageModes: [.v6]
)

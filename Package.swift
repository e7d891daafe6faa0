// swift-tools-version: 6.1
import PackageDescription

// Homebrew packages are named for completeness; the project is built and tested on Debian 12 only.
let package = Package(
    name: "StanceKit",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "StanceKit", targets: ["StanceKit"]),
        .executable(name: "stance", targets: ["stance"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // MARK: C libraries
        .systemLibrary(
            name: "COpenBLAS", pkgConfig: "openblas",
            providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),
        .systemLibrary(
            name: "CLAPACKE", pkgConfig: "lapacke",
            providers: [.apt(["liblapacke-dev"]), .brew(["lapack"])]),
        .systemLibrary(
            name: "CXXHash", pkgConfig: "libxxhash",
            providers: [.apt(["libxxhash-dev"]), .brew(["xxhash"])]),
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(
            name: "CZstd", pkgConfig: "libzstd",
            providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
        .target(
            name: "CSimdjson",
            linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "CHTML", dependencies: ["CLibXML2"]),

        .target(name: "CKernels"),

        // MARK: The library, in the direction of its data
        .target(name: "StanceNumerics", dependencies: ["CKernels", "COpenBLAS", "CLAPACKE"]),
        .target(name: "StanceCore", dependencies: ["CKernels", "StanceNumerics", "CXXHash"]),
        .target(name: "StanceEvaluation", dependencies: ["StanceCore"]),
        .target(
            name: "StanceTraining",
            dependencies: ["CKernels", "StanceCore", "StanceEvaluation", "StanceNumerics"]),
        .target(
            name: "StanceFormats",
            dependencies: [
                "StanceCore", "CHTML", "CSimdjson", "CSQLite", "CXXHash", "CZlib", "CZstd",
                .product(name: "Yams", package: "Yams"),
            ]),
        .target(name: "StanceReport", dependencies: ["StanceCore", "StanceEvaluation"]),
        .target(
            name: "StanceKit",
            dependencies: [
                "StanceCore", "StanceEvaluation", "StanceFormats", "StanceNumerics",
                "StanceReport", "StanceTraining",
            ]),

        // MARK: The command
        .executableTarget(
            name: "stance",
            dependencies: [
                "StanceKit", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // MARK: Tests
        .testTarget(name: "StanceNumericsTests", dependencies: ["StanceNumerics"]),
        .testTarget(name: "StanceCoreTests", dependencies: ["StanceCore", "StanceFormats"]),
        .testTarget(name: "StanceEvaluationTests", dependencies: ["StanceEvaluation"]),
        .testTarget(name: "StanceTrainingTests", dependencies: ["CKernels", "StanceTraining"]),
        .testTarget(
            name: "StanceFormatsTests", dependencies: ["CSQLite", "StanceFormats"]),
        .testTarget(name: "StanceReportTests", dependencies: ["StanceReport"]),
        .testTarget(name: "StanceKitTests", dependencies: ["StanceKit"]),
        .testTarget(name: "stanceTests", dependencies: ["stance"]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

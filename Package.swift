// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "cogcast",
  products: [
    .library(name: "Cogcast", targets: ["Cogcast"]),
    .executable(name: "cogcast", targets: ["CogcastCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.4.0"),
  ],
  targets: [
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas lapacke",
      providers: [.apt(["libopenblas-dev", "liblapacke-dev"])]),
    .target(name: "CVectorKernels"),
    .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .target(name: "Kernels", dependencies: ["COpenBLAS", "CVectorKernels"]),
    .target(name: "Distributions", dependencies: ["Kernels"]),
    .target(name: "JSONDocuments"),
    .target(
      name: "Pricing", dependencies: ["JSONDocuments"],
      resources: [.embedInCode("Resources/builtin.book.json")]),
    .target(
      name: "UsageRecords",
      dependencies: ["Pricing", "JSONDocuments", "CSimdJSON", "CZlib", "CZstd"]),
    .target(
      name: "Scenarios", dependencies: ["Distributions", "Pricing", "JSONDocuments"],
      resources: [.embedInCode("Resources/profiles")]),
    .target(
      name: "Simulation", dependencies: ["Scenarios", "Distributions", "Pricing", "Kernels"]),
    .target(name: "Summaries", dependencies: ["Simulation", "Scenarios", "Kernels"]),
    .target(name: "Economics", dependencies: ["Summaries", "Simulation", "Scenarios"]),
    .target(
      name: "Governance",
      dependencies: [
        "Economics", "Summaries", "Simulation", "Scenarios", "Pricing", "JSONDocuments", "Kernels",
      ]),
    .target(
      name: "Explanations",
      dependencies: [
        "Economics", "Summaries", "Simulation", "Scenarios", "Distributions", "Pricing",
        "JSONDocuments",
      ]),
    .target(
      name: "Reports",
      dependencies: [
        "Explanations", "Governance", "Economics", "Summaries", "Simulation", "Scenarios",
        "Pricing", "JSONDocuments",
      ],
      resources: [
        .embedInCode("Resources/litellm_snippet.py"), .embedInCode("Resources/otel_snippet.py"),
      ]),
    .target(
      name: "Cogcast",
      dependencies: [
        "Reports", "Explanations", "Governance", "Economics", "Summaries", "Simulation",
        "Scenarios", "Distributions", "Pricing", "UsageRecords", "JSONDocuments", "Kernels",
      ]),
    .executableTarget(
      name: "CogcastCLI",
      dependencies: [
        "Cogcast", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "CogcastBenchmarks",
      dependencies: ["Simulation", "Scenarios", "UsageRecords", "Pricing", "Kernels"],
      path: "Benchmarks",
      exclude: [
        "README.md", "growth.svg", "low-volume.json", "peers", "reference-workload.json",
        "requirements.txt", "results.md", "run.py", "sections",
      ]),
    .testTarget(
      name: "KernelsTests", dependencies: ["Kernels", "COpenBLAS", "CVectorKernels"],
      exclude: ["References"]),
    .testTarget(
      name: "DistributionsTests", dependencies: ["Distributions", "Kernels"],
      exclude: ["References"]),
    .testTarget(
      name: "PricingTests", dependencies: ["Pricing"], exclude: ["References"]),
    .testTarget(name: "UsageRecordsTests", dependencies: ["UsageRecords", "Pricing"]),
    .testTarget(name: "ScenariosTests", dependencies: ["Scenarios", "Cogcast"]),
    .testTarget(
      name: "SimulationTests",
      dependencies: [
        "Simulation", "Cogcast", "Explanations", "Scenarios", "Distributions", "Pricing", "Kernels",
        "Summaries", "HandMade",
      ]),
    .testTarget(
      name: "OracleTests",
      dependencies: [
        "Cogcast", "Governance", "Economics", "Summaries", "Scenarios", "Simulation",
        "Distributions", "Pricing", "Kernels",
      ],
      exclude: ["References"]),
    .target(
      name: "HandMade", dependencies: ["Simulation", "Scenarios", "Distributions", "Pricing"],
      path: "Tests/HandMade"),
    .testTarget(
      name: "SummariesTests",
      dependencies: ["HandMade", "Economics", "Summaries", "Simulation", "Scenarios", "Kernels"],
      exclude: ["References"]),
    .testTarget(
      name: "GovernanceTests",
      dependencies: [
        "HandMade", "Governance", "Economics", "Summaries", "Simulation", "Scenarios",
      ],
      exclude: ["References"]),
    .testTarget(name: "ReportsTests", dependencies: ["Reports", "Cogcast"]),
    .testTarget(
      name: "CogcastTests", dependencies: ["Cogcast", "CogcastCLI"], exclude: ["Goldens"]),
    .testTarget(name: "StructureTests"),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that what measurements depend on never reaches users.
let package = Package(
  name: "dlviz-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "dlviz", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .executableTarget(
      name: "mnist-benchmark",
      dependencies: [
        .product(name: "DlvizKit", package: "dlviz"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "MNIST"
    ),
    .executableTarget(
      name: "activations-benchmark",
      dependencies: [
        .product(name: "DlvizKit", package: "dlviz"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Activations"
    ),
    .executableTarget(
      name: "xor-benchmark",
      dependencies: [
        .product(name: "DlvizKit", package: "dlviz"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Xor"
    ),
    .executableTarget(
      name: "sweep-benchmark",
      dependencies: [
        .product(name: "DlvizKit", package: "dlviz"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sweep"
    ),
    .executableTarget(
      name: "playground-benchmark",
      dependencies: [
        .product(name: "DlvizKit", package: "dlviz"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Playground",
      exclude: ["peer.mjs"]
    ),
    .executableTarget(
      name: "watch-benchmark",
      dependencies: [
        .product(name: "DlvizKit", package: "dlviz"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Watch"
    ),
    .executableTarget(
      name: "tensors-benchmark",
      dependencies: [
        .product(name: "DlvizKit", package: "dlviz"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tensors"
    ),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        .product(name: "DlvizKit", package: "dlviz"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Fuzz"
    ),
  ]
)

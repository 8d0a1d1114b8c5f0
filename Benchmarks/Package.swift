// swift-tools-version: 6.3
import PackageDescription

/// A program of the folder `path`.
func program(_ name: String, path: String, exclude: [String] = []) -> Target {
  .executableTarget(
    name: name,
    dependencies: [
      .product(name: "DlvizKit", package: "dlviz"),
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    path: path,
    exclude: exclude
  )
}

// A package of its own, so that what measurements depend on never reaches users.
let package = Package(
  name: "dlviz-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "dlviz", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    program("mnist-benchmark", path: "MNIST"),
    program("activations-benchmark", path: "Activations"),
    program("xor-benchmark", path: "Xor"),
    program("sweep-benchmark", path: "Sweep"),
    program("playground-benchmark", path: "Playground", exclude: ["peer.mjs"]),
    program("watch-benchmark", path: "Watch"),
    program("tensors-benchmark", path: "Tensors"),
    program("fuzz", path: "Fuzz"),
  ]
)

// swift-tools-version: 6.3
import PackageDescription

/// Warnings are errors where the project checks itself (`make test`), never in a user's build.
let strict = Context.environment["DLVIZ_STRICT"] != nil

let swiftSettings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (strict ? [.treatAllWarnings(as: .error)] : [])

func target(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: swiftSettings)
}

func testTarget(
  _ name: String,
  _ dependencies: [Target.Dependency],
  resources: [Resource] = [],
  exclude: [String] = []
) -> Target {
  .testTarget(
    name: name,
    dependencies: dependencies + ["TestSupport"],
    exclude: exclude,
    resources: resources,
    swiftSettings: swiftSettings
  )
}

let collections = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let numerics = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "dlviz",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "dlviz", targets: ["dlviz"]),
    .library(
      name: "DlvizKit",
      targets: [
        "Terminal", "Plots", "NeuralNet", "Lessons", "LessonScreens", "Datasets", "Playground", "Training", "Shell",
        "FunctionScreens", "PlaneScreens", "PlaygroundScreens", "RunScreens", "TensorLab", "TensorScreens", "Screens",
        "WatchScreens", "Logs", "Records", "TensorFiles",
      ]
    ),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
  ],
  targets: [
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "CCurses",
      linkerSettings: [
        .linkedLibrary("ncursesw", .when(platforms: [.linux])),
        .linkedLibrary("ncurses", .when(platforms: [.macOS])),
      ]
    ),
    .target(name: "CKernels"),
    .target(name: "CBytes"),
    .target(name: "CCurl", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(name: "CCrypto", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),

    .target(name: "CSQLite", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),

    target("Terminal"),
    target("Records", exclude: ["README.md"]),
    target("Logs", ["Records", "CBytes", "CZlib", "CSQLite"]),
    target("Plots", ["Terminal"]),
    target("Curses", ["CCurses", "Terminal"]),
    target("NeuralNet", ["CKernels", numerics]),
    target("TensorFiles", ["Records"]),
    target("TensorLab", ["NeuralNet", "TensorFiles", numerics]),
    target("Lessons", ["NeuralNet", "Plots"]),
    target("Datasets", ["NeuralNet", "CZlib", "CCurl", "CCrypto"]),
    target("Training", ["NeuralNet", "Datasets", "Lessons", "Records", "Playground", "TensorFiles", collections]),
    target("Playground", ["NeuralNet", "CKernels", "Records", numerics]),
    target("Shell", ["Plots", "Terminal", "Records", "Training", "NeuralNet", "Lessons"], exclude: ["README.md"]),
    target("FunctionScreens", ["Shell", "Plots", "Terminal", "Records", "Training", "NeuralNet"]),
    target("PlaneScreens", ["Shell", "Plots", "Terminal", "Records", "Training", "NeuralNet", "Datasets"]),
    target("RunScreens", ["Shell", "Plots", "Terminal", "Training"]),
    target("WatchScreens", ["Shell", "Plots", "Terminal", "Logs", "Records"]),
    target("PlaygroundScreens", ["Playground", "Shell", "Plots", "Terminal", "Training", "NeuralNet"]),
    target(
      "TensorScreens",
      ["Shell", "Plots", "Terminal", "Records", "Training", "TensorFiles", "TensorLab", "NeuralNet"]
    ),
    target("LessonScreens", ["Lessons", "Shell", "Plots", "Terminal", "NeuralNet", numerics]),
    target("Screens", ["Shell", "Plots", "Terminal", "Records", "Training", "NeuralNet", "Datasets"]),
    .executableTarget(
      name: "dlviz",
      dependencies: [
        "Terminal", "Plots", "Curses", "NeuralNet", "Datasets", "Playground", "Training", "Records", "Logs", "Shell",
        "FunctionScreens", "Lessons", "LessonScreens", "PlaneScreens", "PlaygroundScreens", "RunScreens", "TensorFiles",
        "TensorLab", "TensorScreens", "Screens", "WatchScreens",
        argumentParser,
      ],
      swiftSettings: swiftSettings
    ),

    .target(name: "TestSupport", dependencies: ["Terminal"], path: "Tests/TestSupport", swiftSettings: swiftSettings),
    testTarget("TerminalTests", ["Terminal"]),
    testTarget("RecordsTests", ["Records"]),
    testTarget(
      "PlaygroundScreensTests",
      [
        "PlaygroundScreens", "Playground", "Lessons", "Shell", "Plots", "Terminal", "Training", "ScreenTestSupport",
      ],
      exclude: ["Golden"]
    ),
    testTarget("PlaygroundTests", ["Playground", "NeuralNet", "CKernels", "Records"], resources: [.copy("Reference")]),
    testTarget("LogsTests", ["Logs", "Records", "CBytes"], resources: [.copy("Real")]),
    testTarget("PlotsTests", ["Plots", "Terminal"]),
    testTarget("CursesTests", ["Curses", "CCurses", "Terminal"]),
    testTarget("NeuralNetTests", ["NeuralNet", "CKernels", numerics], resources: [.copy("Reference")]),
    testTarget("LessonsTests", ["Lessons", "NeuralNet"], resources: [.copy("Reference")]),
    testTarget("TensorLabTests", ["TensorLab", "TensorFiles", "NeuralNet", numerics], resources: [.copy("Reference")]),
    testTarget("DatasetsTests", ["Datasets", "NeuralNet", "CZlib"], resources: [.copy("Reference")]),
    .target(name: "AllocationCounter", path: "Tests/AllocationCounter"),
    testTarget(
      "TrainingTests",
      ["Training", "AllocationCounter", "NeuralNet", "Datasets", "Lessons", "Playground", "Records"],
      resources: [.copy("Reference")]
    ),
    .target(
      name: "ScreenTestSupport",
      dependencies: ["TestSupport", "Shell", "Lessons", "Plots", "Terminal", "Training"],
      path: "Tests/ScreenTestSupport",
      swiftSettings: swiftSettings
    ),
    testTarget(
      "ShellTests",
      ["Shell", "Plots", "Terminal", "Records", "Training", "ScreenTestSupport"],
      exclude: ["Golden"]
    ),
    testTarget(
      "TensorScreensTests",
      [
        "TensorScreens", "Lessons", "Shell", "Plots", "Terminal", "TensorFiles", "TensorLab", "NeuralNet",
        "ScreenTestSupport",
      ],
      exclude: ["Golden"]
    ),
    testTarget(
      "PlaneScreensTests",
      [
        "PlaneScreens", "Lessons", "Shell", "Plots", "Terminal", "Records", "Training", "NeuralNet", "Datasets",
        "ScreenTestSupport",
      ],
      exclude: ["Golden"]
    ),
    testTarget(
      "FunctionScreensTests",
      ["FunctionScreens", "Lessons", "Shell", "Plots", "Terminal", "Training", "NeuralNet", "ScreenTestSupport"],
      exclude: ["Golden"]
    ),
    testTarget(
      "RunScreensTests",
      ["RunScreens", "Lessons", "Shell", "Plots", "Terminal", "Training", "ScreenTestSupport"],
      exclude: ["Golden"]
    ),
    testTarget(
      "WatchScreensTests",
      [
        "WatchScreens", "Lessons", "Shell", "Plots", "Terminal", "Records", "Logs", "Training", "ScreenTestSupport",
      ],
      exclude: ["Golden"]
    ),
    testTarget(
      "LessonScreensTests",
      ["LessonScreens", "Lessons", "Shell", "Plots", "Terminal", "NeuralNet", "ScreenTestSupport"],
      exclude: ["Golden"]
    ),
    testTarget(
      "ScreensTests",
      [
        "ScreenTestSupport", "Shell", "Screens", "Lessons", "Plots", "Terminal", "Records", "Training", "NeuralNet",
        "Datasets",
      ],
      exclude: ["Golden"]
    ),
    testTarget("CommandLineTests", ["Terminal", "dlviz", "terminal-probe"]),
    .executableTarget(
      name: "terminal-probe",
      dependencies: ["Curses", "Terminal"],
      path: "Tests/TerminalProbe",
      swiftSettings: swiftSettings
    ),
  ]
)

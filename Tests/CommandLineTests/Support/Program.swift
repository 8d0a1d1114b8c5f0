import Foundation
import Testing

/// A program of this package as it was built, run without a terminal.
enum Program {
  /// What a program left behind.
  struct Result {
    var status: Int32
    var output: String
    var error: String

    /// Standard output's JSON objects, one a line.
    func objects() throws -> [[String: Any]] {
      try output.split(separator: "\n").map {
        try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
    }
  }

  /// Runs dlviz as it was built.
  static func dlviz(_ arguments: [String], locale: String = "C.UTF-8") throws -> Result {
    try run([path("dlviz")] + arguments, environment: ["LC_ALL": locale])
  }

  private static let closingOthers = """
    for file in /proc/$$/fd/*; do
      number=${file##*/}
      case $number in [012]) ;; *) eval "exec $number>&-" ;; esac
    done
    exec "$@"
    """

  /// The path of a product, beside the test bundle.
  static func path(_ name: String) -> String {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appendingPathComponent(name).path
  }

  /// Runs a command to its end, without a terminal.
  ///
  /// A program may leave another running behind it (tmux its server), so what that one would inherit must keep nobody
  /// waiting: output goes to files, not pipes, and Foundation's own socket, whose closing tells it of the end, is closed
  /// in the child before the program starts.
  static func run(
    _ command: [String],
    environment: [String: String] = [:],
    input: String = ""
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dlviz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (inputFile, outputFile, errorFile) = (
      folder.appendingPathComponent("input"), folder.appendingPathComponent("output"),
      folder.appendingPathComponent("error")
    )
    try Data(input.utf8).write(to: inputFile)
    try Data().write(to: outputFile)
    try Data().write(to: errorFile)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["bash", "-c", closingOthers, "bash"] + command
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.runUnblocked()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: outputFile), as: UTF8.self),
      error: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self)
    )
  }
}

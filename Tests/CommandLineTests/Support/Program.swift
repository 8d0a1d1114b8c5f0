import Foundation

/// A program of this package as it was built, run without a terminal.
enum Program {
  /// What a program left behind.
  struct Result {
    var status: Int32
    var output: String
    var error: String
  }

  /// The path of a product, beside the test bundle.
  static func path(_ name: String) -> String {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appendingPathComponent(name).path
  }

  /// Runs a command to its end with pipes for input, output and error.
  static func run(
    _ command: [String],
    environment: [String: String] = [:],
    input: String = ""
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let (inputPipe, outputPipe) = (Pipe(), Pipe())
    // A file, so that neither of two full pipes can hold the program up.
    let errorFile = FileManager.default.temporaryDirectory.appendingPathComponent("dlviz-\(UUID().uuidString).txt")
    _ = FileManager.default.createFile(atPath: errorFile.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: errorFile) }
    process.standardInput = inputPipe
    process.standardOutput = outputPipe
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    try inputPipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try inputPipe.fileHandleForWriting.close()
    let output = try outputPipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus,
      output: String(decoding: output, as: UTF8.self),
      error: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self)
    )
  }
}

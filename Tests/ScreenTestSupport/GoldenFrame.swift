import Foundation
import Plots
import Terminal
import TestSupport
import Testing

/// Compares a frame with `Golden/NAME.txt` of the test target whose folder the caller's file is in; with `DLVIZ_RECORD_GOLDEN` set it writes the file, to be looked at.
public func expectGoldenFrame(
  _ name: String,
  _ frame: Buffer,
  caller: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = URL(filePath: caller).deletingLastPathComponent()
    .appending(path: "../Golden/\(name).txt").standardizedFileURL
  if ProcessInfo.processInfo.environment["DLVIZ_RECORD_GOLDEN"] != nil {
    try (frame.lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
    Issue.record("\(name).txt was written, not compared: look at it", sourceLocation: sourceLocation)
  }
  let text = try String(contentsOf: file, encoding: .utf8)
  // The last line ends with a line break, as in every text file.
  expectFrame(frame, String(text.dropLast()), sourceLocation: sourceLocation)
}

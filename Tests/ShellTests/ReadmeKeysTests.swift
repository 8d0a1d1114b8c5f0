import Foundation
import Shell
import Testing

/// The README's table of keys is the program's.
struct ReadmeKeysTests {
  @Test func theTableSaysWhatTheKeysMean() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
      .standardizedFileURL
    let text = try String(contentsOf: file, encoding: .utf8)
    for key in CommonKey.allCases {
      let caps = key.caps.split(separator: " ").map { "`\($0)`" }.joined(separator: " ")
      #expect(text.contains("| \(caps) | \(key.sense) |"), "\(key.caps)")
    }
  }
}

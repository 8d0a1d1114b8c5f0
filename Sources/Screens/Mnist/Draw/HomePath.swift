#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Writes paths as a shell's prompt does, so that the rest of a message keeps its room.
enum HomePath {
  /// A text in which the home directory is `~`.
  static func shortened(
    _ text: String,
    home: String? = ProcessInfo.processInfo.environment["HOME"]
  ) -> String {
    guard var home, home.hasPrefix("/") else { return text }
    while home.hasSuffix("/") { home.removeLast() }
    guard !home.isEmpty else { return text }
    return text.split(separator: " ", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(home + "/") ? "~" + $0.dropFirst(home.count) : String($0) }
      .joined(separator: " ")
  }
}

import Datasets
import Plots
import Terminal

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Which theme a person has chosen, for terminals with a dark and with a light background, and for those that do not say.
///
/// A text file, `$XDG_STATE_HOME/dlviz/look`, else `~/.local/state/dlviz/look`: a line for each kind, `dark light` for the light theme on a
/// dark terminal. It is there from the first start on. What cannot be read or written is no fault worth a word.
final class LookMemory {
  private let path: String?
  private var themes: [String: String] = [:]
  private let isFirstStart: Bool

  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    path = Self.path(environment)
    let text = path.flatMap { try? String(contentsOfFile: $0, encoding: .utf8) }
    isFirstStart = text == nil
    for line in (text ?? "").split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2 { themes[String(words[0])] = String(words[1]) }
    }
  }

  /// The theme that was chosen for such a background; nil where none was.
  func theme(for background: Color?) -> Theme? {
    switch themes[Self.kind(of: background)] {
    case Theme.dark.name: .dark
    case Theme.light.name: .light
    default: nil
    }
  }

  /// Keeps a choice for the next start.
  func remember(_ theme: Theme, for background: Color?) {
    themes[Self.kind(of: background)] = theme.name
    write()
  }

  /// What is said at the first start of all: which glyphs were chosen, since no terminal tells what its font lacks.
  func greeting(_ look: Look) -> String? {
    guard isFirstStart else { return nil }
    write()
    return "glyphs: \(look.charset.words), ctrl-T for others; theme: \(look.theme.name), t changes it; ? help, q quit"
  }

  private func write() {
    guard let path else { return }
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let lines = themes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }
    try? AtomicFile.write(lines.joined(), to: path)
  }

  private static func kind(of background: Color?) -> String {
    background.map { Theme.fitting($0).name } ?? "unknown"
  }

  private static func path(_ environment: [String: String]) -> String? {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/dlviz/look" }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.local/state/dlviz/look"
  }
}

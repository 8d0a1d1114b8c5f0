import ArgumentParser
import Plots
import Screens
import Shell
import Terminal

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Where a run's story goes: a screen, text, JSON lines or a picture.
struct OutputOptions: ParsableArguments {
  @Flag(help: "No screen: progress lines and a final text plot. The default when standard output is not a terminal.")
  var headless = false

  @Flag(help: "Write the events to standard output as JSON, one object a line; all else goes to standard error.")
  var json = false

  @Option(
    help: ArgumentHelp("No screen: write the final frame to FILE.txt, .ansi or .svg.", valueName: "file"),
    completion: .file(extensions: PictureFormat.allCases.map(\.rawValue))
  )
  var snapshot: String?

  @Option(parsing: .unconditional, help: "The snapshot's size in cells.")
  var size = CellSize(120, 40)

  func validate() throws {
    guard let snapshot else { return }
    _ = try PictureFormat(path: snapshot)
    if json { throw ValidationError("--json and --snapshot: expected one of the two, found both") }
    try size.checkForScreen()
  }

  /// What to do.
  enum Mode { case screen, text, json, snapshot(String) }

  /// Whether there is a screen.
  var showsScreen: Bool { if case .screen = mode { true } else { false } }

  var mode: Mode {
    if let snapshot { return .snapshot(snapshot) }
    if json { return .json }
    return headless || isatty(STDOUT_FILENO) == 0 ? .text : .screen
  }
}

/// The format of a picture, by its file's name.
enum PictureFormat: String, CaseIterable {
  case txt, ansi, svg

  init(path: String) throws {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    // A name that begins with its only dot has no ending: the file is a hidden one.
    let ending = name.dropFirst().split(separator: ".", omittingEmptySubsequences: false).dropFirst().last ?? ""
    guard let format = PictureFormat(rawValue: ending.lowercased()) else {
      throw ValidationError(
        "--snapshot: expected a name ending in .txt, .ansi or .svg, found '\(path)'"
      )
    }
    self = format
  }

  /// What `--charset auto` and `--color auto` mean in a file: text by the locale and plain, a terminal's by `NO_COLOR`, a picture in full.
  var auto: (charset: Capabilities.Charset, depth: Capabilities.ColorDepth) {
    switch self {
    case .txt: (TextLook.charset, .mono)
    case .ansi: (.braille, ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty ? .trueColor : .mono)
    case .svg: (.braille, .trueColor)
    }
  }
}

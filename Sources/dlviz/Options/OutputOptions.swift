import ArgumentParser
import Foundation

/// Where a run's story goes: a screen, text, JSON lines or a picture.
struct OutputOptions: ParsableArguments {
  @Flag(help: "No screen: progress lines and a final text plot. Chosen by itself when standard output is no terminal.")
  var headless = false

  @Flag(help: "The events as one JSON object a line on standard output, all else on standard error.")
  var json = false

  @Option(help: ArgumentHelp("Without a screen, write the final frame to FILE.txt, .ansi or .svg.", valueName: "file"))
  var snapshot: String?

  @Option(parsing: .unconditional, help: "The picture's size in cells.")
  var size = CellSize(120, 40)

  @Option(
    name: .customLong("log-every"),
    parsing: .unconditional,
    help: "Report every so many epochs; the first and the last always."
  )
  var logEvery: Int?

  func validate() throws {
    if let logEvery, logEvery < 1 { throw ValidationError("--log-every: expected 1 or more, found \(logEvery)") }
    if let snapshot { _ = try PictureFormat(path: snapshot) }
  }

  /// What to do.
  enum Mode { case screen, text, json, snapshot(String) }

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
    let ending = (path as NSString).pathExtension.lowercased()
    guard let format = PictureFormat(rawValue: ending) else {
      throw ValidationError(
        "--snapshot: expected a name ending in .txt, .ansi or .svg, found '\(path)'"
      )
    }
    self = format
  }
}

import ArgumentParser

/// The format of a recording, by its file's name.
enum RecordingFormat: String, CaseIterable {
  case cast, svg

  init(path: String) throws {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    // A name that begins with its only dot has no ending: the file is a hidden one.
    let ending = name.dropFirst().split(separator: ".", omittingEmptySubsequences: false).dropFirst().last ?? ""
    guard let format = RecordingFormat(rawValue: ending.lowercased()) else {
      throw ValidationError("--record: expected a name ending in .cast or .svg, found '\(path)'")
    }
    self = format
  }
}

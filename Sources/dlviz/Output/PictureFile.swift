import Datasets
import Plots
import Shell
import Terminal

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Writes frames as files.
enum PictureFile {
  /// Writes the frame that a screen shows.
  static func write(_ screen: some Screen, _ size: Size, _ options: LookOptions, to path: String) throws {
    let look = options.look(for: try PictureFormat(path: path))
    try write(screen.view(ViewContext(size: size, look: look)), look: look, to: path)
  }

  /// Writes a frame in the format that the file's name asks for.
  static func write(_ frame: Buffer, look: Look, to path: String) throws {
    var frame = frame
    frame.transliterate(to: look.charset)
    let text =
      switch try PictureFormat(path: path) {
      case .txt: frame.text
      case .ansi: frame.ansi(look.colorDepth)
      case .svg: frame.svg(foreground: look.theme.text, background: look.theme.background)
      }
    try AtomicFile.write(text, to: path)
  }

  /// Writes a frame to the first free `dlviz-NAME-N.svg` of the working directory and says so.
  static func writeNext(_ frame: Buffer, look: Look, screen: String, command: String?) -> String {
    for number in 1...9999 {
      let path = "dlviz-\(screen)-\(number).svg"
      if FileManager.default.fileExists(atPath: path) { continue }
      do {
        try write(frame, look: look, to: path)
        return "wrote \(path)"
      } catch {
        return "\(error)"
      }
    }
    return "no free name from dlviz-\(screen)-1.svg to -9999.svg in this folder"
  }
}

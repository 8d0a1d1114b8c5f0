import Foundation
import Plots
import Terminal

/// How plots in plain text look: glyphs by the locale, no colours.
struct TextLook {
  let look: Look

  init(_ options: LookOptions) { look = options.look(charset: Self.charset, depth: .mono) }

  /// Braille where the locale says UTF-8, else ASCII: what is read may be a file, so nothing is asked of a terminal.
  static var charset: Capabilities.Charset {
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    let isUTF8 = locale.lowercased().replacingOccurrences(of: "-", with: "").contains("utf8")
    return isUTF8 ? .braille : .ascii
  }
}

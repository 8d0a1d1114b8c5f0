import Plots
import Terminal

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How plots in plain text look: glyphs by the locale, no colours.
struct TextLook {
  let look: Look

  init(_ options: LookOptions) { look = options.look(charset: Self.charset, depth: .mono) }

  /// Braille where the locale says UTF-8, else ASCII: what is read may be a file, so nothing is asked of a terminal.
  static var charset: Capabilities.Charset {
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    let isUTF8 = locale.lowercased().filter { $0 != "-" }.contains("utf8")
    return isUTF8 ? .braille : .ascii
  }
}

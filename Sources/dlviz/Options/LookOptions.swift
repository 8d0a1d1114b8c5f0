import ArgumentParser
import Curses
import Plots
import Terminal

/// How frames look.
struct LookOptions: ParsableArguments {
  enum CharsetChoice: String, CaseIterable, ExpressibleByArgument {
    case auto, braille, block, shades, ascii

    var charset: Capabilities.Charset? { Capabilities.Charset(rawValue: rawValue) }
  }

  enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
    case auto, truecolor
    case colors256 = "256"
    case colors16 = "16"
    case colors8 = "8"
    case never

    var depth: Capabilities.ColorDepth? {
      switch self {
      case .auto: nil
      case .truecolor: .trueColor
      case .colors256: .colors256
      case .colors16: .colors16
      case .colors8: .colors8
      case .never: .mono
      }
    }
  }

  enum ThemeChoice: String, CaseIterable, ExpressibleByArgument {
    case auto, dark, light

    /// The theme; nil goes by the terminal.
    var theme: Theme? {
      switch self {
      case .auto: nil
      case .dark: .dark
      case .light: .light
      }
    }
  }

  @Option(help: "The glyphs to draw with; auto follows the locale.")
  var charset = CharsetChoice.auto

  @Option(help: "How many colours to use; auto follows the terminal and NO_COLOR.")
  var color = ColorChoice.auto

  @Option(
    help: "Colours for a dark or a light terminal; auto takes the last choice made with t, else asks the terminal."
  )
  var theme = ThemeChoice.auto

  @Option(parsing: .unconditional, help: "The maximum frame rate, 1 to 240 frames a second.")
  var fps = 60

  @Flag(name: .customLong("no-mouse"), help: "Leave the mouse to the terminal.")
  var noMouse = false

  @Option(
    help: ArgumentHelp(
      """
      Record the screen: FILE.cast for asciinema (at most 16 MB), or FILE.svg, an animated picture (at most 8 MB). \
      Ten frames a second, fewer if a long session would not fit.
      """,
      valueName: "file"
    ),
    completion: .file(extensions: RecordingFormat.allCases.map(\.rawValue))
  )
  var record: String?

  /// Called by the command that was chosen: what is thrown while the root command is parsed shows that one's usage.
  /// - Parameter showsScreen: whether there will be a screen.
  func check(showsScreen: Bool) throws {
    if let record {
      _ = try RecordingFormat(path: record)
      guard showsScreen else {
        throw ValidationError("--record: expected a screen to record, found a run without one (by an option or a pipe)")
      }
    }
    guard (1...240).contains(fps) else { throw ValidationError("--fps: expected 1 to 240, found \(fps)") }
  }

  /// What the ncurses terminal is asked for.
  var cursesOptions: CursesOptions {
    CursesOptions(charset: charset.charset, colorDepth: color.depth, usesMouse: !noMouse)
  }

  /// The look of a frame that is written to a file or a pipe rather than shown.
  /// - Parameters:
  ///   - charset: what auto means here.
  ///   - depth: what auto means here.
  func look(charset: Capabilities.Charset, depth: Capabilities.ColorDepth) -> Look {
    Look(
      theme: theme.theme ?? .dark,
      capabilities: Capabilities(
        charset: self.charset.charset ?? charset,
        colorDepth: color.depth ?? depth,
        hasMouse: false
      )
    )
  }

  /// The look of a picture in a file of some format.
  func look(for format: PictureFormat) -> Look { look(charset: format.auto.charset, depth: format.auto.depth) }
}

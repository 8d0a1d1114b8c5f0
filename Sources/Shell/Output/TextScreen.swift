import Plots
import Records
import Terminal

/// A screen that can also be read without a window: as text, as JSON lines.
public protocol TextScreen: Screen {
  /// The panels that stand in the text as plots, side by side.
  var textPanels: [PanelID] { get }
  /// What there is to say, in lines of words.
  func summary() -> [StyledText]
  /// All figures as events between `started` and `finished`; for a screen without a run.
  func figures() -> [JSONLine]
  /// What `started` says beside the command.
  func describe(in line: inout JSONLine)
}

extension TextScreen {
  /// The panels that stand in a text.
  public var textPanels: [PanelID] { [] }
  /// All figures as JSON lines.
  public func figures() -> [JSONLine] { [] }
  /// What `started` says of it.
  public func describe(in line: inout JSONLine) {}

  /// The panels that stand in the text, side by side in glyphs of the look's kind; nil for none.
  public func textPlot(size: Size, look: Look) -> Buffer? {
    let ids = textPanels
    guard !ids.isEmpty else { return nil }
    var buffer = Buffer(size: size)
    var plain = self
    plain.shell.pointer = nil
    let places = buffer.bounds.columns(Array(repeating: .share(1), count: ids.count))
    for (id, place) in zip(ids, places) {
      plain.draw(id, in: place, of: &buffer, look: look)
    }
    buffer.transliterate(to: look.charset)
    return buffer
  }

  /// The screen as text: its plots, its words.
  public func text(look: Look) -> [String] {
    let plot = textPlot(size: TextReport.plotSize, look: look).map(\.text) ?? ""
    return plot.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      + summary().map {
        $0.spelled(for: look).string.replacing("\u{A0}", with: " ").transliterated(to: look.charset)
      }
  }

  /// The screen as JSON lines.
  public func json() -> [String] {
    var started = JSONLine(event: "started")
    started.add("command", name)
    describe(in: &started)
    var finished = JSONLine(event: "finished")
    finished.add("reason", "completed")
    return ([started] + figures() + [finished]).map(\.text)
  }
}

/// Sizes that all texts share.
public enum TextReport {
  /// The plot in a text.
  public static let plotSize = Size(80, 16)
}

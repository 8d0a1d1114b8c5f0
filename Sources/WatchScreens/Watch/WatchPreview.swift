import Logs
import Plots
import Shell
import Terminal

/// What can be watched, as the menu shows it: a log of one's own is read only when the screen is opened.
public struct WatchPreview: MenuPreview {
  /// The list.
  public init() {}

  /// Draws it in a region.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = Panel(title: "log formats it reads", figure: "\(LogFormat.allCases.count) kinds", padding: 1)
      .draw(in: region, of: &buffer, look: look)
    var lines: [StyledText] = []
    for format in LogFormat.allCases {
      lines.append(StyledText(format.rawValue, .title, .bold))
      lines += StyledText(format.detail, .muted).wrapped(width: max(10, inner.width))
    }
    for (offset, line) in lines.prefix(inner.height).enumerated() {
      line.draw(
        in: Rect(x: inner.x, y: inner.y + offset, width: inner.width, height: 1),
        of: &buffer,
        look: look
      )
    }
  }
}

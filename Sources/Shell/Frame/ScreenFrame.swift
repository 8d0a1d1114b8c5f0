import Plots
import Terminal

/// What every screen has around its panels: a title line, a line of settings and a line of keys.
public struct ScreenFrame {
  /// The smallest window that a screen is drawn in, unless it has less to show there.
  public static let minimumSize = Size(60, 20)

  /// What runs.
  public var title: StyledText
  /// With which settings: those that have no room are left out whole, the last first.
  public var details: [String]
  /// State, progress and speed, at the right of the title line.
  public var status: StyledText
  /// The settings that a key can change; nil leaves the line to the panels.
  public var controls: ControlLine?
  /// The keys.
  public var hints: KeyHints
  /// Something to say once, in place of the keys.
  public var notice: String?
  /// A text that is being typed, in place of the keys.
  public var editor: LineEditor?

  /// A frame.
  public init(
    title: StyledText,
    details: [String] = [],
    status: StyledText,
    controls: ControlLine?,
    hints: KeyHints,
    notice: String? = nil,
    editor: LineEditor? = nil
  ) {
    self.title = title
    self.details = details
    self.status = status
    self.controls = controls
    self.hints = hints
    self.notice = notice
    self.editor = editor
  }

  /// The regions of a frame in a window.
  public struct Regions: Hashable, Sendable {
    /// The first line.
    public var title: Rect
    /// Where panels go.
    public var body: Rect
    /// The settings' line, empty when there is none.
    public var controls: Rect
    /// The last line.
    public var hints: Rect
  }

  /// The regions in a window, with or without a line of settings.
  public static func regions(_ size: Size, hasControls: Bool) -> Regions {
    let rows = Rect(size).rows(.fixed(1), .share(1), .fixed(hasControls ? 1 : 0), .fixed(1))
    return Regions(title: rows[0], body: rows[1], controls: rows[2], hints: rows[3])
  }

  /// Whether a window is too small to draw in; then the notice that says so is in the buffer.
  /// - Parameter least: the smallest size that the screen is drawn in.
  public static func isTooSmall(_ context: ViewContext, least: Size = minimumSize, _ buffer: inout Buffer) -> Bool {
    let notice = TooSmallNotice(needed: least)
    guard notice.applies(to: context.size) else { return false }
    notice.draw(in: buffer.bounds, of: &buffer, look: context.look)
    return true
  }

  /// Draws the three lines and returns the regions.
  @discardableResult
  public func draw(into buffer: inout Buffer, look: Look) -> Regions {
    let regions = Self.regions(buffer.size, hasControls: controls != nil)
    let status = status.spelled(for: look)
    let room = max(0, regions.title.width - 2 - status.count - 2)
    let left = Rect(x: 1, y: 0, width: room, height: 1)
    line(room, look).draw(in: left, of: &buffer, look: look)
    let right = Rect(x: 1, y: 0, width: max(0, regions.title.width - 2), height: 1)
    status.draw(in: right, of: &buffer, look: look, alignment: .right)
    controls?.draw(in: regions.controls, of: &buffer, look: look)
    if let editor {
      editor.draw(in: regions.hints, of: &buffer, look: look)
    } else if let notice {
      StyledText(" " + notice, .accent).spelled(for: look).draw(in: regions.hints, of: &buffer, look: look)
    } else {
      hints.draw(in: regions.hints, of: &buffer, look: look)
    }
    return regions
  }

  /// The title with as many details as fit.
  private func line(_ width: Int, _ look: Look) -> StyledText {
    let lines = (0...details.count).reversed().map { count in
      title + StyledText(count > 0 ? "   " + details.prefix(count).joined(separator: " │ ") : "", .muted)
    }.map { $0.spelled(for: look) }
    return lines.first { $0.count <= width } ?? title.spelled(for: look)
  }
}

import Plots
import Terminal

extension Screen {
  /// Draws the frame for a window.
  public func view(_ context: ViewContext) -> Buffer {
    let look = context.look
    var buffer = look.buffer(context.size)
    if ScreenFrame.isTooSmall(context, least: leastSize, &buffer) { return buffer }
    var screen = self
    screen.shell.size = context.size
    let parts = screen.settle()
    screen.drawFrame(parts, into: &buffer, look: look)
    return buffer
  }

  private func drawFrame(_ parts: PageParts<Self>, into buffer: inout Buffer, look: Look) {
    let heading = heading
    ScreenFrame(
      title: heading.title,
      details: heading.details,
      status: heading.status,
      controls: shell.hasSettings ? controlLine(parts) : nil,
      hints: KeyHints(hints(activeBindings(parts))),
      notice: shell.notice ?? question,
      editor: shell.editor
    ).draw(into: &buffer, look: look)
    let regions = regions
    if !regions.pages.isEmpty { pageLine.draw(in: regions.pages, of: &buffer, look: look) }
    for place in panels(parts.layout) { draw(place.panel, in: place.region, of: &buffer, look: look) }
    drawOverlay(of: &buffer, look: look)
  }

  /// The row of pages.
  var pageLine: PageLine {
    PageLine(
      Page.allCases.map { PageLine.Name($0.title, short: $0.shortTitle) },
      selected: shell.page.index,
      notes: pageNotes
    )
  }

  /// The settings' line.
  func controlLine(_ parts: PageParts<Self>) -> ControlLine {
    ControlLine(
      parts.settings.map { ControlLine.Control($0.label, $0.value, short: $0.shortLabel) },
      focused: focusedIndex(in: parts.settings),
      // Where the focused panel has a use for the arrows, signs alone change the setting.
      usesSigns: parts.takes(.left)
    )
  }

  // MARK: What lies over the panels

  /// The text of what is open, where it is one.
  private var overlayText: ScrollingText? {
    switch shell.overlay.kind {
    case .explain: explanation.map { ScrollingText(title: $0.title, lines: $0.lines) }
    case .message: message.map { ScrollingText(title: $0.title, lines: $0.lines) }
    case .tasks: tasks.map { ScrollingText(title: $0.title, lines: $0.lines) }
    case .command: reproducingCommand.map { .command($0, in: overlayRegion) }
    case .help, nil: nil
    }
  }

  /// How far what is open can be scrolled.
  var overlayExtent: ScrollExtent {
    if shell.overlay.kind == .help { return helpBox.extent(in: overlayRegion) }
    return overlayText?.extent(in: overlayRegion) ?? ScrollExtent(rows: 0, room: 0)
  }

  private var overlayRegion: Rect { ScreenFrame.regions(shell.size, hasControls: shell.hasSettings).body }

  private func drawOverlay(of buffer: inout Buffer, look: Look) {
    if shell.overlay.kind == .help {
      var help = helpBox
      help.scroll = shell.overlay.scroll
      help.draw(in: overlayRegion, of: &buffer, look: look)
    } else if var text = overlayText {
      text.scroll = shell.overlay.scroll
      text.draw(in: overlayRegion, of: &buffer, look: look)
    }
  }
}

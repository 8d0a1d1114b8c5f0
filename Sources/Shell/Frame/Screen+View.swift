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
    let (lines, layout) = screen.settleForFrame()
    screen.drawFrame(lines, layout, into: &buffer, look: look)
    return buffer
  }

  /// Settles the page and makes its lines, or takes those of an earlier frame that follow from the same.
  private mutating func settleForFrame() -> (lines: PageLines, layout: [PlacedPanel<PanelID>]) {
    let kept = keptLines
    let focus = (now: shell.panel, told: shell.toldPanel)
    if let kept, let lines = kept.memo.lines(kept.inputs) {
      shell.hasSettings = lines.controls != nil
      let layout = layout(in: regions.body)
      if !settleFocus(layout) {
        assert(lines == PageLines(self, PageParts(self)), "the page's lines follow from more than `keptLines` says")
        return (lines, layout)
      }
    }
    let parts = settle()
    let lines = PageLines(self, parts)
    // Where the focus had to move the lines are those of another panel.
    if let kept, focus == (shell.panel, shell.panel) { kept.memo.keep(lines, of: kept.inputs) }
    return (lines, parts.layout)
  }

  private func drawFrame(
    _ lines: PageLines,
    _ layout: [PlacedPanel<PanelID>],
    into buffer: inout Buffer,
    look: Look
  ) {
    let heading = heading
    ScreenFrame(
      title: heading.title,
      details: heading.details,
      status: heading.status,
      controls: lines.controls,
      hints: lines.hints,
      notice: shell.notice ?? question,
      editor: shell.editor
    ).draw(into: &buffer, look: look)
    let regions = regions
    if !regions.pages.isEmpty { pageLine.draw(in: regions.pages, of: &buffer, look: look) }
    for place in panels(layout) { draw(place.panel, in: place.region, of: &buffer, look: look) }
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

import Plots
import Terminal

extension MenuScreen {
  /// Draws the frame.
  public func view(_ context: ViewContext) -> Buffer {
    let look = context.look
    var buffer = look.buffer(context.size)
    if ScreenFrame.isTooSmall(context, &buffer) { return buffer }
    frame.draw(into: &buffer, look: look)
    let layout = MenuLayout(context.size, entries: Self.entries)
    let inner = Panel(title: "screens", isFocused: true).draw(in: layout.list, of: &buffer, look: look)
    for (index, place) in layout.entries.enumerated() { draw(index, in: place, of: &buffer, look: look) }
    if let last = layout.entries.last, inner.maxY - last.maxY >= 3 {
      StyledText("dlviz COMMAND --help: all options", .muted).draw(
        in: MenuLayout.words(in: Rect(x: inner.x, y: inner.maxY - 2, width: inner.width, height: 1)),
        of: &buffer,
        look: look
      )
    }
    if !layout.preview.isEmpty { preview.draw(destination, in: layout.preview, of: &buffer, look: look) }
    drawOverlay(of: &buffer, look: look)
    return buffer
  }

  private var frame: ScreenFrame {
    ScreenFrame(
      title: StyledText("dlviz", .title, .bold) + StyledText("   watch a neural network learn", .muted),
      status: StyledText(version.isEmpty ? "" : "version \(version)", .muted),
      controls: nil,
      hints: KeyHints([
        .init("↑↓", "choose"), .init("Enter", "open"), .init("1-\(Self.entries.count)", "open"), .init("t", "theme"),
        .init("?", "help"), .init("q", "quit"),
      ]),
      notice: notice
    )
  }

  private func draw(_ index: Int, in place: Rect, of buffer: inout Buffer, look: Look) {
    guard !place.isEmpty else { return }
    let entry = Self.entries[index]
    let isSelected = index == selected
    if isSelected { buffer.fill(place, Cell(" ", look.style(.selection))) }
    let words = MenuLayout.words(in: place)
    (StyledText(isSelected ? "▶ " : "  ", .accent) + StyledText("\(index + 1)", isSelected ? .text : .muted))
      .draw(in: Rect(x: place.x + 1, y: place.y, width: 4, height: 1), of: &buffer, look: look)
    StyledText(entry.command, isSelected ? .accent : .title, .bold).draw(in: words, of: &buffer, look: look)
    Paragraph(StyledText(entry.says, isSelected ? .text : .muted))
      .draw(in: Rect(x: words.x, y: words.y + 1, width: words.width, height: words.height - 1), of: &buffer, look: look)
    // Text written over the marked rows has its own colours; of few, one pair alone is sure to be readable.
    guard isSelected, look.colorDepth <= .colors16 else { return }
    let marked = look.style(.selection)
    buffer.restyle(place) { style in
      let attributes = style.attributes.union(marked.attributes)
      style = marked
      style.attributes = attributes
    }
  }

  func overlayRegion(_ size: Size) -> Rect { ScreenFrame.regions(size, hasControls: false).body }

  var helpOverlay: HelpOverlay { Self.help }
  /// Nothing runs here that could be explained.
  var explainOverlay: ScrollingText? { nil }

  private static let help = HelpOverlay(
    title: "keys",
    groups: [
      .init(
        "menu",
        [
          .init("↑ ↓", "choose"), .init("Enter, 1-\(entries.count)", "open a screen"), .init("t", "dark or light"),
          .init("w", "write a picture of the frame"), .init("q, Esc", "quit"), .init("ctrl-C", "quit, anywhere"),
        ]
      ),
      .init(
        "on every screen",
        [
          .init("space", "pause, resume"), .init("s S", "one step, a larger step"),
          .init("r R", "restart, new seed"),
          .init("tab", "next setting"), .init("← →", "change it"), .init("[ ]", "rewind, forward"),
          .init("z", "zoom a panel"), .init("e", "explain"), .init("?", "help"), .init("q", "back"),
        ]
      ),
    ]
  )
}

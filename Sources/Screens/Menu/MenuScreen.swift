import Datasets
import Plots
import Terminal

/// Bare `dlviz`: all screens, each opened by a key.
public struct MenuScreen: Screen {
  /// A line of the menu.
  struct Entry: Hashable, Sendable {
    var command: String
    var says: String
    var destination: Destination
  }

  static let entries: [Entry] = [
    Entry(
      command: "dlviz xor",
      says: "a small network learns XOR: loss, output surface, hidden units, rewind",
      destination: .xor(.xor)
    ),
    Entry(
      command: "dlviz perceptron",
      says: "one line learns AND and OR, sample by sample, and never XOR",
      destination: .perceptron
    ),
    Entry(
      command: "dlviz activations",
      says: "f and f′ of fourteen functions, and what they do to depth",
      destination: .activations
    ),
    Entry(
      command: "dlviz losses",
      says: "six losses and their slopes, over prediction, logit and softmax",
      destination: .losses
    ),
    Entry(
      command: "dlviz mnist",
      says: "train a digit classifier, look inside it, draw your own digit",
      destination: .mnist
    ),
  ]

  var selected = 0
  var size = Size(80, 24)
  var showsHelp = false
  var notice: String?

  /// A menu.
  public init() {}

  /// `menu`.
  public var name: String { "menu" }

  /// Takes in what happened.
  public mutating func update(_ event: ScreenEvent<Never>) -> [ScreenCommand<Never>] {
    switch event {
    case .input(.resize(let size)): self.size = size
    case .input(.key(let key)): return handle(key)
    case .input(.mouse(let mouse)): return handle(mouse)
    case .notice(let text): notice = text
    case .tick, .covered: break
    }
    return []
  }

  private mutating func handle(_ key: Key) -> [ScreenCommand<Never>] {
    notice = nil
    if showsHelp {
      showsHelp = false
      return []
    }
    switch key {
    case .character("q"), .escape: return [.quit]
    case .up, .character("k"), .backTab: selected = max(0, selected - 1)
    case .down, .character("j"), .tab: selected = min(Self.entries.count - 1, selected + 1)
    case .home: selected = 0
    case .end: selected = Self.entries.count - 1
    case .enter, .character(" "), .right: return [.open(Self.entries[selected].destination)]
    case .character("?"), .function(1): showsHelp = true
    case .character(let scalar):
      let number = Int(scalar.value) - 0x31
      if Self.entries.indices.contains(number) { return [.open(Self.entries[number].destination)] }
    default: break
    }
    return []
  }

  private mutating func handle(_ mouse: Mouse) -> [ScreenCommand<Never>] {
    let row = mouse.position.y - Self.firstRow(size)
    switch mouse.action {
    case .press where Self.entries.indices.contains(row): return [.open(Self.entries[row].destination)]
    case .move where Self.entries.indices.contains(row): selected = row
    case .wheelUp: selected = max(0, selected - 1)
    case .wheelDown: selected = min(Self.entries.count - 1, selected + 1)
    default: break
    }
    return []
  }

  private static func firstRow(_ size: Size) -> Int { max(4, (size.height - entries.count) / 2 - 1) }

  /// Draws the frame.
  public func view(_ context: ViewContext) -> Buffer {
    let look = context.look
    var buffer = look.buffer(context.size)
    if ScreenFrame.isTooSmall(context, &buffer) { return buffer }
    let frame = ScreenFrame(
      title: StyledText("dlviz", .title, .bold) + StyledText("   watch a neural network learn", .muted),
      status: StyledText("Swift · ncurses", .muted),
      controls: nil,
      hints: KeyHints([
        .init("↑↓", "choose"), .init("Enter", "open"), .init("1-9", "open"), .init("t", "theme"), .init("?", "help"),
        .init("q", "quit"),
      ]),
      notice: notice
    )
    let body = frame.draw(into: &buffer, look: look).body
    Panel(title: "screens", isFocused: true).draw(in: body, of: &buffer, look: look)
    let width = Self.entries.map { $0.command.count }.max() ?? 0
    for (index, entry) in Self.entries.enumerated() {
      let row = Rect(x: body.x + 3, y: Self.firstRow(context.size) + index, width: body.width - 6, height: 1)
      guard row.y < body.maxY - 1 else { break }
      let isSelected = index == selected
      if isSelected { buffer.fill(row, Cell(" ", look.style(.selection))) }
      let padding = String(repeating: " ", count: width - entry.command.count + 3)
      let line =
        StyledText(isSelected ? "▶ " : "  ", .accent) + StyledText("\(index + 1)  ", .muted)
        + StyledText(entry.command + padding, isSelected ? .accent : .title, .bold) + StyledText(entry.says, .text)
      line.draw(in: row, of: &buffer, look: look)
    }
    if showsHelp {
      HelpOverlay(
        title: "keys",
        groups: [
          .init(
            "menu",
            [
              .init("↑ ↓", "choose"), .init("Enter, 1-9", "open a screen"), .init("t", "dark or light"),
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
      ).draw(in: body, of: &buffer, look: look)
    }
    return buffer
  }
}

import Datasets
import Plots
import Terminal

/// Bare `dlviz`: all screens, each opened by a key.
public struct MenuScreen: Screen, OverlaidScreen {
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
  var overlay = OverlayState()
  var notice: String?

  let version: String
  var preview = MenuPreview()

  /// A menu.
  /// - Parameter version: the program's, for the title line; empty for none.
  public init(version: String = "") { self.version = version }

  /// The screen that is chosen.
  var destination: Destination { Self.entries[selected].destination }

  var layout: MenuLayout { MenuLayout(size, entries: Self.entries) }

  /// Ticks come while the preview on show moves.
  public var tickInterval: Duration? { layout.preview.isEmpty ? nil : preview.tickInterval(destination) }

  /// `menu`.
  public var name: String { "menu" }

  /// Takes in what happened.
  public mutating func update(_ event: ScreenEvent<Never>) -> [ScreenCommand<Never>] {
    var commands: [ScreenCommand<Never>] = []
    switch event {
    case .input(.resize(let size)): self.size = size
    case .input(.key(let key)): commands = handle(key)
    case .input(.mouse(let mouse)): commands = handle(mouse)
    case .notice(let text): notice = text
    case .tick(let now): preview.tick(destination, now)
    case .covered: break
    }
    if !layout.preview.isEmpty { preview.prepare(destination) }
    return commands
  }

  private mutating func handle(_ key: Key) -> [ScreenCommand<Never>] {
    notice = nil
    if overlayTakes(key) { return [] }
    switch key {
    case .character("q"), .escape: return [.quit]
    case .up, .character("k"), .backTab: selected = max(0, selected - 1)
    case .down, .character("j"), .tab: selected = min(Self.entries.count - 1, selected + 1)
    case .home: selected = 0
    case .end: selected = Self.entries.count - 1
    case .enter, .character(" "), .right: return [.open(destination)]
    case .character("?"), .function(1): overlay.open(.help)
    case .character(let scalar):
      let number = Int(scalar.value) - 0x31
      guard Self.entries.indices.contains(number) else { break }
      selected = number
      return [.open(destination)]
    default: break
    }
    return []
  }

  private mutating func handle(_ mouse: Mouse) -> [ScreenCommand<Never>] {
    if overlayTakes(mouse) { return [] }
    let entry = layout.entry(at: mouse.position)
    switch mouse.action {
    case .press:
      if let entry {
        selected = entry
        return [.open(destination)]
      }
    case .move: if let entry { selected = entry }
    case .wheelUp: selected = max(0, selected - 1)
    case .wheelDown: selected = min(Self.entries.count - 1, selected + 1)
    default: break
    }
    return []
  }
}

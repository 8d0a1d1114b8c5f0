import Terminal

/// The keys that mean the same on every screen, or nothing there.
public enum CommonKey: CaseIterable, Hashable, Sendable {
  case run, step, time, restart, pace, setting, change, arrows, panel, zoom, page, range, logarithm, text, explain,
    tasks
  case reproduce, picture, theme, glyphs, help, undo, open, leave, cancel

  /// The keys, and what else one may press for them.
  public var keys: [Key] {
    switch self {
    case .run: [.character(" ")]
    case .step: [.character("s"), .character("S")]
    case .time: [.character("["), .character("]"), .character("{"), .character("}"), .home, .end]
    case .restart: [.character("r"), .character("R")]
    case .pace: [.character("<"), .character(">"), .character(","), .character(".")]
    case .setting: [.tab, .backTab]
    case .change: [.character("-"), .character("+"), .character("_"), .character("=")]
    case .arrows: [.left, .right, .up, .down]
    case .panel: [.character("p"), .character("P")]
    case .zoom: [.character("z")]
    case .page: "0123456789".unicodeScalars.map { .character($0) }
    case .range: [.character("i"), .character("o")]
    case .logarithm: [.character("l")]
    case .text: [.character("/")]
    case .explain: [.character("e")]
    case .tasks: [.character("g")]
    case .reproduce: [.character("y")]
    case .picture: [.character("w")]
    case .theme: [.character("t")]
    case .glyphs: [.control("t")]
    case .help: [.character("?"), .character("h"), .function(1)]
    case .undo: [.character("u")]
    case .open: [.enter]
    case .leave: [.character("q")]
    case .cancel: [.escape]
    }
  }

  /// How the keys are written.
  public var caps: String {
    switch self {
    case .run: "space"
    case .step: "s S"
    case .time: "[ ] { } Home End"
    case .restart: "r R"
    case .pace: "< >"
    case .setting: "tab shift-tab"
    case .change: "- +"
    case .arrows: "arrows"
    case .panel: "p P"
    case .zoom: "z"
    case .page: "1–9"
    case .range: "i o"
    case .logarithm: "l"
    case .text: "/"
    case .explain: "e"
    case .tasks: "g"
    case .reproduce: "y"
    case .picture: "w"
    case .theme: "t"
    case .glyphs: "ctrl-T"
    case .help: "?"
    case .undo: "u"
    case .open: "Enter"
    case .leave: "q"
    case .cancel: "Esc"
    }
  }

  /// What they mean.
  public var sense: String {
    switch self {
    case .run: "run, pause"
    case .step: "one step, a larger one"
    case .time: "back and forward in time, in larger steps, to the beginning, to the end"
    case .restart: "restart with the same seed, with a new one"
    case .pace: "slower, faster"
    case .setting: "next, previous setting"
    case .change: "change the setting"
    case .arrows: "move in the focused panel; where nothing moves, change the setting and the panel"
    case .panel: "focus the next, the previous panel"
    case .zoom: "zoom the focused panel to the whole window"
    case .page: "go to a page; on a screen without pages, choose an item"
    case .range: "zoom a plot's range in and out"
    case .logarithm: "linear or logarithmic axis"
    case .text: "type a value for the setting, or a filter"
    case .explain: "explain, with the current numbers"
    case .tasks: "the lesson's tasks"
    case .reproduce: "show and copy the command that reproduces this"
    case .picture: "write a picture of the screen"
    case .theme: "dark or light theme"
    case .glyphs: "other glyphs: braille, blocks, shades, ASCII"
    case .help: "all keys on this page"
    case .undo: "undo"
    case .open: "open or confirm"
    case .leave: "back, then quit"
    case .cancel: "back; never quits"
    }
  }

  /// What is said where a screen has no use for the keys.
  var absence: String {
    switch self {
    case .run: "nothing runs on this page"
    case .step: "there are no steps on this page"
    case .time: "there is nothing to rewind on this page"
    case .restart: "there is nothing to restart on this page"
    case .pace: "nothing has a pace on this page"
    case .setting, .change: "this page has no settings"
    case .arrows: "there is nothing to move here"
    case .panel: "this page has no other panel"
    case .zoom: "there is nothing to zoom on this page"
    case .page: "there is no such page or item"
    case .range: "no plot on this page can be zoomed"
    case .logarithm: "no axis on this page can be logarithmic"
    case .text: "there is nothing to type on this page"
    case .explain: "there is nothing to explain yet"
    case .tasks: "this page has no tasks"
    case .reproduce: "no command reproduces this"
    case .undo: "there is nothing to undo"
    case .open: "there is nothing to open here"
    case .leave, .cancel, .picture, .theme, .glyphs, .help: ""
    }
  }

  /// The common meaning of a key; nil where a screen may give it its own.
  public init?(_ key: Key) {
    guard let common = Self.byKey[key] else { return nil }
    self = common
  }

  private static let byKey: [Key: CommonKey] = Dictionary(
    allCases.flatMap { common in common.keys.map { ($0, common) } },
    uniquingKeysWith: { first, _ in first }
  )
}

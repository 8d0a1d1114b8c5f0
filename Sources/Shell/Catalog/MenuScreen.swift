import Plots
import Terminal

/// Bare `dlviz`: all screens of the catalog in the course's order, each opened by a key.
public struct MenuScreen: Screen {
  /// What is heard from the worker.
  public typealias Message = Never
  /// What is asked of the worker.
  public typealias Effect = Never
  /// The panels, in reading order.
  public enum PanelID: Hashable, Sendable { case list, preview }

  /// The shell's part of it.
  public var shell = ShellState<OnlyPage, PanelID>(panel: .list)
  /// The chosen entry.
  public private(set) var selected = 0
  private let entries: [CatalogEntry]
  private let version: String
  /// Which of its runs an entry opens with, by its name.
  private var runs: [String: Int] = [:]
  private var previews: [String: any MenuPreview] = [:]

  /// A menu.
  /// - Parameter version: the program's, for the title line; empty for none.
  public init(_ entries: [CatalogEntry], version: String = "") {
    precondition(!entries.isEmpty, "expected at least one screen, found none")
    self.entries = entries
    self.version = version
  }

  /// The short name.
  public var name: String { "menu" }
  /// The command that shows this again.
  public var reproducingCommand: String? { "dlviz" }

  /// The title line.
  public var heading: Heading {
    var heading = Heading("", status: StyledText(version.isEmpty ? "" : "version \(version)", .muted))
    heading.title = StyledText("dlviz", .title, .bold) + StyledText("   watch a neural network learn", .muted)
    return heading
  }

  /// Lines of the help box without a key.
  public var helpNotes: [HelpNote] {
    CommonKey.allCases.filter { ![.open, .help, .picture, .theme, .leave, .cancel, .reproduce, .arrows].contains($0) }
      .map { HelpNote("on every screen", $0.caps, $0.sense) }
  }

  // MARK: Keys

  /// The screen's own keys on the page in front.
  public var bindings: [Binding<Self>] {
    let count = entries.count
    return [
      Binding([.up, .down], common: .arrows, hint: "choose", hintCaps: "↑↓", rank: 1, help: "choose", group: "menu") {
        screen,
        key in screen.select(screen.selected + (key == .down ? 1 : -1))
      },
      Binding([.home, .end], common: .time, help: "the first, the last", group: "menu") { screen, key in
        screen.select(key == .home ? 0 : count - 1)
      },
      Binding(common: .open, hint: "open", rank: 2, help: "open a screen", group: "menu") {
        screen,
        _ in [.open(screen.destination)]
      },
      Binding(
        [.left, .right],
        common: .arrows,
        hint: "run",
        hintCaps: "←→",
        rank: 4,
        help: "choose which of its prepared runs to open",
        group: "menu",
        when: { !$0.entries[$0.selected].runs.isEmpty }
      ) { screen, key in screen.chooseRun(by: key == .right ? 1 : -1) },
      Binding(
        CommonKey.page.keys.dropFirst().prefix(count).map { $0 },
        common: .page,
        caps: "1–\(min(9, count))",
        hint: "open",
        rank: 3,
        help: "open the screen with that number",
        group: "menu"
      ) { screen, key in
        guard case .character(let scalar) = key else { return [] }
        _ = screen.select(Int(scalar.value) - 0x31)
        return [.open(screen.destination)]
      },
    ]
  }

  /// The chosen screen, with the chosen one of its runs.
  private var destination: Destination {
    let entry = entries[selected]
    let run = runs[entry.name] ?? 0
    return Destination(entry.name, run == 0 ? nil : entry.runs[run].name)
  }

  private mutating func chooseRun(by step: Int) -> [Command] {
    let entry = entries[selected]
    runs[entry.name] = ((runs[entry.name] ?? 0) + step + entry.runs.count) % entry.runs.count
    return []
  }

  /// What the chosen run is, below the list; the program's own words where none was chosen.
  private var footer: String {
    let entry = entries[selected]
    return runs[entry.name].map { entry.runs[$0].title } ?? "dlviz COMMAND --help: all options"
  }

  /// What an entry's line says: the run that was chosen for it, else what the screen is.
  private func words(_ entry: CatalogEntry) -> String {
    guard let run = runs[entry.name] else { return entry.says }
    return "‹ \(entry.runs[run].name) ›"
  }

  private mutating func select(_ index: Int) -> [Command] {
    selected = min(max(0, index), entries.count - 1)
    prepare()
    return []
  }

  /// Takes in what the mouse did over a panel.
  public mutating func point(_ mouse: Mouse, at panel: PanelID, in region: Rect) -> [Command] {
    switch mouse.action {
    case .wheelUp: return select(selected - 1)
    case .wheelDown: return select(selected + 1)
    case .press, .move:
      guard panel == .list, let entry = list(in: region).entry(at: mouse.position) else { return [] }
      _ = select(entry)
      return mouse.action == .press ? [.open(destination)] : []
    default: return []
    }
  }

  // MARK: Previews

  /// What to do before the first event.
  public mutating func start() -> [Command] {
    prepare()
    return []
  }

  /// How often a tick is wanted; nil while nothing moves.
  public var tickInterval: Duration? {
    panels[.preview].isEmpty ? nil : previews[entries[selected].name]?.tickInterval
  }

  /// Takes in that time went by.
  public mutating func tick(_ now: Duration) -> [Command] {
    previews[entries[selected].name]?.tick(now)
    return []
  }

  /// Makes the chosen screen's preview where there is room for one, once.
  private mutating func prepare() {
    let entry = entries[selected]
    guard previews[entry.name] == nil, let make = entry.makePreview else { return }
    previews[entry.name] = make()
  }

  // MARK: Panels

  /// Where the panels of the page in front are.
  public func layout(in body: Rect) -> [PlacedPanel<PanelID>] {
    if body.width >= 100 {
      let columns = body.columns(.atLeast(58, share: 0.4), .share(1))
      return [PlacedPanel(.list, columns[0]), PlacedPanel(.preview, columns[1])]
    }
    if body.height >= 38 {
      let rows = body.rows(.fixed(min(body.height - 12, 2 * entries.count + 4)), .share(1))
      return [PlacedPanel(.list, rows[0]), PlacedPanel(.preview, rows[1])]
    }
    return [PlacedPanel(.list, body)]
  }

  /// Draws it in a region.
  public func draw(_ panel: PanelID, in region: Rect, of buffer: inout Buffer, look: Look) {
    switch panel {
    case .list:
      let inner = frame(.list, "screens", footer: footer)
        .draw(in: region, of: &buffer, look: look)
      list(in: region).draw(in: inner, of: &buffer, look: look)
    case .preview:
      guard region.width >= 20, region.height >= 8 else { return }
      previews[entries[selected].name]?.draw(in: region, of: &buffer, look: look)
    }
  }

  private func list(in region: Rect) -> MenuList {
    MenuList(
      entries: entries.map { MenuList.Entry(command: "dlviz \($0.name)", group: $0.group, says: words($0)) },
      selected: selected,
      region: Panel(title: "").inner(of: region)
    )
  }
}

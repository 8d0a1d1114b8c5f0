import Plots
import Terminal

/// One screen: what it shows and what it does; everything else is the shell's.
///
/// A screen is a value. Nothing in it reads a clock, a file or a thread: what happens comes in as events, what is to be done goes out as
/// commands. It names its settings, bindings and pages as values and draws its panels; from these the shell makes dispatch, focus, zoom,
/// overlays, the three lines around the panels, help, and the tables that documents and tests read. So every screen runs without a
/// terminal, on scripted keys and a hand-driven clock.
public protocol Screen {
  /// What the screen hears from its worker.
  associatedtype Message = Never
  /// What the screen asks of its worker.
  associatedtype Effect = Never
  /// Its pages, in the order of their keys.
  associatedtype Page: ScreenPage = OnlyPage
  /// Its panels, in reading order.
  associatedtype PanelID: Hashable & Sendable

  /// What the screen's functions answer with.
  typealias Command = ScreenCommand<Effect>

  /// A short name for files and titles: `xor`.
  var name: String { get }
  /// What the shell keeps for the screen: window, page, focus, zoom, what lies over the panels, what is to be said.
  var shell: ShellState<Page, PanelID> { get set }

  // MARK: What it shows

  /// The title line: what runs, with which settings, and how far it is.
  var heading: Heading { get }
  /// The smallest window that it is drawn in; smaller ones only say so.
  var leastSize: Size { get }
  /// The panels of the page in front and where they are; the first is focused to begin with.
  func layout(in body: Rect) -> [PlacedPanel<PanelID>]
  /// Draws a panel with its border.
  func draw(_ panel: PanelID, in region: Rect, of buffer: inout Buffer, look: Look)
  /// What is happening, with the current numbers in it; nil where there is nothing to explain yet.
  var explanation: Explanation? { get }
  /// Whether there is something to explain, found without writing it.
  var canExplain: Bool { get }
  /// Something that has happened and needs an answer, while ``OverlayState/Kind/message`` is open; nil for nothing.
  var message: Explanation? { get }
  /// The figures of the run by which a lesson's tasks are checked, by their names in `LessonFacts`.
  var facts: [String: Double] { get }
  /// What stands at the right of the row of pages.
  var pageNotes: PageLine.Notes? { get }
  /// The command that shows again what is on the screen; nil where there is none.
  var reproducingCommand: String? { get }
  /// Lines for the help box that no key stands for, by the title of their group.
  var helpNotes: [HelpNote] { get }

  // MARK: What it does

  /// The settings that keys change on the page in front.
  var settings: [Setting<Self>] { get }
  /// The screen's own keys on the page in front; they are asked before the common ones.
  var bindings: [Binding<Self>] { get }
  /// Keys that a kind of screen shares, such as those that move a run in time; asked after the screen's own.
  var sharedBindings: [Binding<Self>] { get }
  /// Where the lines of settings and keys are kept from frame to frame, with all that they follow from on the page in front; nil where
  /// they are made for every frame.
  var keptLines: (memo: PageLineMemo, inputs: PageLineMemo.Inputs)? { get }
  /// What a question on the screen is, while the screen's own keys alone are wanted as its answer; nil when it asks nothing.
  var question: String? { get }

  /// What to do before the first event.
  mutating func start() -> [Command]
  /// Takes in what the worker said.
  mutating func hear(_ message: Message) -> [Command]
  /// Takes in what the mouse did over a panel, after the shell has focused it.
  mutating func point(_ mouse: Mouse, at panel: PanelID, in region: Rect) -> [Command]
  /// Is told that the window has another size than before, or its first.
  mutating func resized() -> [Command]
  /// Is told which panel has the focus, when another has it than before.
  mutating func focused(_ panel: PanelID)
  /// Goes back by one of the screen's own levels; nil at its first.
  mutating func backWithin() -> [Command]?
  /// Is told when another page has come to the front.
  mutating func turned(from page: Page) -> [Command]
  /// Takes in a line that was typed for a purpose of the screen's own.
  mutating func submitted(_ text: String, _ purpose: LineEditor.Purpose) -> [Command]
  /// Is told of a line while it is being typed.
  mutating func typed(_ text: String, _ purpose: LineEditor.Purpose) -> [Command]
  /// Is told that a line was given up.
  mutating func cancelled(_ purpose: LineEditor.Purpose) -> [Command]
  /// How a line that is being typed goes on when tab is pressed; nil where nothing fits.
  func completion(of text: String, _ purpose: LineEditor.Purpose) -> String?
  /// Is told that another screen covers this one, or no longer does.
  mutating func covered(_ isCovered: Bool) -> [Command]
  /// Takes in that time went by.
  mutating func tick(_ now: Duration) -> [Command]
  /// How often the screen wants to hear a tick, nil when nothing on it moves by itself.
  var tickInterval: Duration? { get }
}

extension Screen {
  /// That of all screens.
  public var leastSize: Size { ScreenFrame.minimumSize }
  /// What is happening, with the current numbers.
  public var explanation: Explanation? { nil }
  /// Whether there is something to explain.
  public var canExplain: Bool { explanation != nil }
  /// What has happened and needs an answer.
  public var message: Explanation? { nil }
  /// The figures of the run by which a lesson's tasks are checked.
  public var facts: [String: Double] { [:] }
  /// What stands at the right of the row of pages.
  public var pageNotes: PageLine.Notes? { nil }
  /// The command that shows this again.
  public var reproducingCommand: String? { "dlviz \(name)" }
  /// Lines of the help box without a key.
  public var helpNotes: [HelpNote] { [] }
  /// The settings of the page in front.
  public var settings: [Setting<Self>] { [] }
  /// The screen's own keys on the page in front.
  public var bindings: [Binding<Self>] { [] }
  /// Keys that a kind of screen shares.
  public var sharedBindings: [Binding<Self>] { [] }
  /// Where the lines of settings and keys are kept.
  public var keptLines: (memo: PageLineMemo, inputs: PageLineMemo.Inputs)? { nil }
  /// What the screen asks, while it does.
  public var question: String? { nil }
  /// What to do before the first event.
  public mutating func start() -> [Command] { [] }
  /// Takes in what the mouse did over a panel.
  public mutating func point(_ mouse: Mouse, at panel: PanelID, in region: Rect) -> [Command] { [] }
  /// Is told that the window has another size.
  public mutating func resized() -> [Command] { [] }
  /// Is told which panel has the focus.
  public mutating func focused(_ panel: PanelID) {}
  /// Goes back by one of the screen's own levels.
  public mutating func backWithin() -> [Command]? { nil }
  /// Is told that another page has come to the front.
  public mutating func turned(from page: Page) -> [Command] { [] }
  /// The submitted.
  public mutating func submitted(_ text: String, _ purpose: LineEditor.Purpose) -> [Command] { [] }
  /// The typed.
  public mutating func typed(_ text: String, _ purpose: LineEditor.Purpose) -> [Command] { [] }
  /// The cancelled.
  public mutating func cancelled(_ purpose: LineEditor.Purpose) -> [Command] { [] }
  /// The completion.
  public func completion(of text: String, _ purpose: LineEditor.Purpose) -> String? { nil }
  /// Is told that another screen covers this one, or no longer does.
  public mutating func covered(_ isCovered: Bool) -> [Command] { [] }
  /// Takes in that time went by.
  public mutating func tick(_ now: Duration) -> [Command] { [] }
  /// How often a tick is wanted; nil while nothing moves.
  public var tickInterval: Duration? { nil }
}

extension Screen where Message == Never {
  /// Takes in what the worker said.
  public mutating func hear(_ message: Never) -> [Command] {}
}

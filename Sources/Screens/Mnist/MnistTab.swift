import Plots
import Terminal

/// One tab of the mnist screen: a value with a pure update and a pure view over the state that all tabs share.
protocol MnistTab: Sendable {
  /// The tab's own keys for the key line, the most important first.
  func hints(_ state: MnistState) -> [KeyHints.Hint]
  /// The tab's own keys for the help box.
  var help: [HelpOverlay.Group] { get }
  /// What the explain box says, computed from the run.
  func explanation(_ state: MnistState) -> [StyledText]

  /// Takes in a key before the screen does; nil leaves it to the screen.
  mutating func handle(_ key: Key, _ state: MnistState, in region: Rect) -> [MnistScreen.Command]?
  /// Takes in what the mouse did inside the tab's region.
  mutating func handle(_ mouse: Mouse, _ state: MnistState, in region: Rect) -> [MnistScreen.Command]
  /// Takes in what the worker said, after the shared state has; also while another tab is shown.
  mutating func hear(_ message: MnistScreen.Message, _ state: MnistState) -> [MnistScreen.Command]
  /// Is told when the tab comes to the front.
  mutating func open(_ state: MnistState) -> [MnistScreen.Command]
  /// Asks for what the tab in front lacks; after every message, and when it comes to the front.
  mutating func request(_ state: MnistState) -> [MnistScreen.Command]
  /// Draws the tab.
  func draw(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look)
}

extension MnistTab {
  func hints(_ state: MnistState) -> [KeyHints.Hint] { [] }
  var help: [HelpOverlay.Group] { [] }
  mutating func handle(_ mouse: Mouse, _ state: MnistState, in region: Rect) -> [MnistScreen.Command] { [] }
  mutating func hear(_ message: MnistScreen.Message, _ state: MnistState) -> [MnistScreen.Command] { [] }
  mutating func open(_ state: MnistState) -> [MnistScreen.Command] { [] }
  mutating func request(_ state: MnistState) -> [MnistScreen.Command] { [] }
}

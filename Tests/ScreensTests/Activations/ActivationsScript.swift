import NeuralNet
import Plots
import Screens
import Terminal
import Training

@testable import Screens

/// The activations screen with its experiment's events put in by hand: no thread, no clock.
struct ActivationsScript {
  var screen: ActivationsScreen
  /// What the screen asked for since the last keys.
  var commands: [ScreenCommand<ActivationsScreen.Effect>] = []

  init(
    _ selection: [Activation] = ActivationsScreen.defaultSelection,
    page: ActivationsScreen.Page = .curves,
    size: Size = Size(120, 40),
    depth: DepthSettings = DepthSettings(width: 16, depth: 6, batchSize: 16, activations: [])
  ) {
    screen = ActivationsScreen(selection, page: page, depth: depth)
    commands += screen.update(.input(.resize(size)))
    commands += screen.start()
  }

  /// Presses keys and gives what the screen asked for since.
  @discardableResult
  mutating func press(_ keys: Key...) -> [ScreenCommand<ActivationsScreen.Effect>] {
    commands = []
    for key in keys { commands += screen.update(.input(.key(key))) }
    return commands
  }

  @discardableResult
  mutating func type(_ text: String) -> [ScreenCommand<ActivationsScreen.Effect>] {
    commands = []
    for scalar in text.unicodeScalars { commands += screen.update(.input(.key(.character(scalar)))) }
    return commands
  }

  @discardableResult
  mutating func mouse(_ action: Mouse.Action, _ x: Int, _ y: Int) -> [ScreenCommand<ActivationsScreen.Effect>] {
    commands = screen.update(.input(.mouse(Mouse(action, at: Point(x, y)))))
    return commands
  }

  /// Does what the screen asked for last, at once, and tells it what came of it.
  mutating func experiment() throws {
    guard case .effect(.run(let settings))? = commands.last else { return }
    var reports: [DepthReport] = []
    try DepthComparison(settings).run(report: { reports.append($0) })
    for report in reports { _ = screen.update(.message(.report(settings, report))) }
    _ = screen.update(.message(.finished(settings, seconds: nil)))
  }

  func frame(_ capabilities: Capabilities = .full) -> Buffer {
    var frame = screen.view(ViewContext(size: screen.size, look: Look(theme: .dark, capabilities: capabilities)))
    frame.transliterate(to: capabilities.charset)
    return frame
  }

  func text(_ capabilities: Capabilities = .full) -> String { frame(capabilities).text }
}

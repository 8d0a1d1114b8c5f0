import NeuralNet
import Plots
import ScreenTestSupport
import Shell
import Terminal
import Training

@testable import FunctionScreens

/// The activations screen with its experiment's events put in by hand: no thread, no clock.
struct ActivationsScript: ScreenDriver {
  var screen: ActivationsScreen
  var commands: [ScreenCommand<ActivationsScreen.Effect>] = []

  init(
    _ selection: [Activation] = ActivationsScreen.defaultSelection,
    page: ActivationsScreen.Mode = .curves,
    size: Size = Size(120, 40),
    depth: DepthSettings = DepthSettings(width: 16, depth: 6, batchSize: 16, activations: [])
  ) {
    screen = ActivationsScreen(selection, page: page, depth: depth)
    commands += screen.update(.input(.resize(size)))
    commands += screen.start()
  }

  var size: Size { screen.shell.size }
  mutating func send(_ event: ScreenEvent<ActivationsScreen.Message>) -> [ScreenCommand<ActivationsScreen.Effect>] {
    screen.update(event)
  }
  func view(_ context: ViewContext) -> Buffer { screen.view(context) }

  /// Does what the screen asked for last, at once, and tells it what came of it.
  mutating func experiment() throws {
    guard case .effect(.run(let settings))? = commands.last else { return }
    var reports: [DepthReport] = []
    try DepthComparison(settings).run(report: { reports.append($0) })
    for report in reports { _ = screen.update(.message(.report(settings, report))) }
    _ = screen.update(.message(.finished(settings, seconds: nil)))
  }
}

import ScreenTestSupport
import Shell
import Datasets
import NeuralNet
import Plots
import Screens
import Terminal
import Training

@testable import Screens

/// The xor screen with its session's events put in by hand: no thread, no clock.
struct XorScript: ScreenDriver {
  var screen: XorScreen
  var commands: [ScreenCommand<XorScreen.Effect>] = []

  init(_ settings: PlaneSettings = PlaneSettings(), size: Size = Size(120, 40)) {
    screen = XorScreen(settings: settings)
    commands += screen.update(.input(.resize(size)))
    commands += screen.start()
  }

  /// A screen whose session has trained to the end.
  static func trained(_ settings: PlaneSettings = PlaneSettings(), size: Size = Size(120, 40)) -> XorScript {
    var script = XorScript(settings, size: size)
    let session = TrainingSession<PlaneRun>(
      settings,
      options: SessionOptions(endsWhenFinished: true, keepsPast: false),
      channel: EventChannel()
    )
    while let events = session.channel.receiveWaiting() { events.forEach { script.hear($0) } }
    return script
  }

  var size: Size { screen.size }
  mutating func send(_ event: ScreenEvent<TrainingEvent<PlaneRun>>) -> [ScreenCommand<XorScreen.Effect>] {
    screen.update(event)
  }
  func view(_ context: ViewContext) -> Buffer { screen.view(context) }
}

extension ScreenCommand where Effect == XorScreen.Effect {
  static func session(_ command: TrainingCommand<PlaneSettings>) -> Self { .effect(.command(command)) }
}

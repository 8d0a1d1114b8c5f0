import Datasets
import NeuralNet
import Plots
import Screens
import Terminal
import Training

@testable import Screens

/// The xor screen with its session's events put in by hand: no thread, no clock.
struct XorScript {
  var screen: XorScreen
  /// What the screen asked for, in order.
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

  mutating func hear(_ event: TrainingEvent<PlaneRun>) { commands += screen.update(.message(event)) }

  /// Presses keys and gives what the screen asked for since.
  @discardableResult
  mutating func press(_ keys: Key...) -> [ScreenCommand<XorScreen.Effect>] {
    commands = []
    for key in keys { commands += screen.update(.input(.key(key))) }
    return commands
  }

  @discardableResult
  mutating func type(_ text: String) -> [ScreenCommand<XorScreen.Effect>] {
    commands = []
    for scalar in text.unicodeScalars { commands += screen.update(.input(.key(.character(scalar)))) }
    return commands
  }

  @discardableResult
  mutating func mouse(_ action: Mouse.Action, _ x: Int, _ y: Int) -> [ScreenCommand<XorScreen.Effect>] {
    commands = screen.update(.input(.mouse(Mouse(action, at: Point(x, y)))))
    return commands
  }

  func frame(_ capabilities: Capabilities = .full) -> Buffer {
    var frame = screen.view(ViewContext(size: screen.size, look: Look(theme: .dark, capabilities: capabilities)))
    frame.transliterate(to: capabilities.charset)
    return frame
  }

  func text(_ capabilities: Capabilities = .full) -> String { frame(capabilities).text }
}

extension ScreenCommand where Effect == XorScreen.Effect {
  static func session(_ command: TrainingCommand<PlaneSettings>) -> Self { .effect(.command(command)) }
}

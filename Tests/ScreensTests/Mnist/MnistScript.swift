import Datasets
import NeuralNet
import Plots
import Screens
import Terminal
import Training

@testable import Screens

/// The mnist screen with its session's events put in by hand; what is computed from them is computed at once.
struct MnistScript {
  var stage: MnistStage
  /// What the screen asked for since the last key, in order; what was computed at once included.
  var commands: [ScreenCommand<MnistScreen.Effect>] = []

  var screen: MnistScreen { stage.screen }

  init(
    _ options: MnistOptions = MnistImages.options(),
    tab: MnistScreen.Tab = .train,
    size: Size = Size(120, 40)
  ) {
    var screen = MnistScreen(options, tab: tab)
    let start = screen.start()
    stage = MnistStage(screen)
    commands = start + stage.update(.input(.resize(size)))
  }

  /// A screen with images, whose session has trained to the end.
  static func trained(
    _ options: MnistOptions = MnistImages.options(),
    kind: ImageDatasetKind = .mnist,
    tab: MnistScreen.Tab = .train,
    size: Size = Size(120, 40)
  ) -> MnistScript {
    var script = MnistScript(options, tab: tab, size: size)
    let data = MnistImages.data(kind: kind)
    script.hear(.loaded(data))
    let session = TrainingSession<ClassifierRun>(
      options.settings(data),
      options: SessionOptions(endsWhenFinished: true, snapshotInterval: .zero, keepsPast: false),
      channel: EventChannel(),
      clock: FrozenClock()
    )
    while let events = session.channel.receiveWaiting() { events.forEach { script.hear(.training($0)) } }
    return script
  }

  mutating func hear(_ message: MnistScreen.Message) { commands += stage.update(.message(message)) }

  @discardableResult
  mutating func press(_ keys: Key...) -> [ScreenCommand<MnistScreen.Effect>] {
    commands = []
    for key in keys { commands += stage.update(.input(.key(key))) }
    return commands
  }

  @discardableResult
  mutating func type(_ text: String) -> [ScreenCommand<MnistScreen.Effect>] {
    commands = []
    for scalar in text.unicodeScalars { commands += stage.update(.input(.key(.character(scalar)))) }
    return commands
  }

  @discardableResult
  mutating func mouse(_ action: Mouse.Action, _ x: Int, _ y: Int) -> [ScreenCommand<MnistScreen.Effect>] {
    commands = stage.update(.input(.mouse(Mouse(action, at: Point(x, y)))))
    return commands
  }

  func frame(_ capabilities: Capabilities = .full) -> Buffer {
    var frame = screen.view(ViewContext(size: screen.size, look: Look(theme: .dark, capabilities: capabilities)))
    frame.transliterate(to: capabilities.charset)
    return frame
  }

  func text(_ capabilities: Capabilities = .full) -> String { frame(capabilities).text }
}

/// A clock that stands still: speeds and times in frames do not depend on the machine.
private struct FrozenClock: SessionClock {
  func now() -> Duration { .zero }
  func pass(_ duration: Duration, sleep: (Duration) -> Void) {}
}

extension ScreenCommand where Effect == MnistScreen.Effect {
  static func session(_ command: TrainingCommand<ClassifierRunSettings>) -> Self { .effect(.command(command)) }
}

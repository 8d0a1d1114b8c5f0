import Datasets
import NeuralNet
import Plots
import ScreenTestSupport
import Screens
import Shell
import Terminal
import Training

@testable import Screens

/// The mnist screen with its session's events put in by hand; what is computed from them is computed at once.
struct MnistScript: ScreenDriver {
  var stage: MnistStage
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

  var size: Size { screen.size }
  mutating func send(_ event: ScreenEvent<MnistScreen.Message>) -> [ScreenCommand<MnistScreen.Effect>] {
    stage.update(event)
  }
  func view(_ context: ViewContext) -> Buffer { screen.view(context) }
}

/// A clock that stands still: speeds and times in frames do not depend on the machine.
private struct FrozenClock: SessionClock {
  func now() -> Duration { .zero }
  func pass(_ duration: Duration, sleep: (Duration) -> Void) {}
}

extension ScreenCommand where Effect == MnistScreen.Effect {
  static func session(_ command: TrainingCommand<ClassifierRunSettings>) -> Self { .effect(.command(command)) }
}

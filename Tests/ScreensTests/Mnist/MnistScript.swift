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
  var stage: ScreenStage<MnistScreen>
  var commands: [ScreenCommand<MnistScreen.Effect>] = []

  var screen: MnistScreen { stage.screen }

  init(
    _ options: MnistOptions = MnistImages.options(),
    page: MnistPage = .train,
    size: Size = Size(120, 40)
  ) {
    var screen = MnistScreen(options, page: page)
    let start = screen.start()
    stage = ScreenStage(screen)
    commands = start + stage.update(.input(.resize(size)))
  }

  /// A screen with images, whose session has trained to the end.
  static func trained(
    _ options: MnistOptions = MnistImages.options(),
    kind: ImageDatasetKind = .mnist,
    page: MnistPage = .train,
    size: Size = Size(120, 40)
  ) -> MnistScript {
    var script = MnistScript(options, page: page, size: size)
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

  var size: Size { screen.shell.size }
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
  static func session(_ command: TrainingCommand<ClassifierRunSettings>) -> Self { .effect(.run(.command(command))) }
}

extension Size {
  /// The room of a page's panels in a window of this size: between the title with the pages below it and the settings with the keys below them.
  var page: Rect { Rect(x: 0, y: 2, width: width, height: height - 4) }
}

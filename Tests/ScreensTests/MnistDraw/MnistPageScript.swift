import Datasets
import NeuralNet
import Plots
import ScreenTestSupport
import Shell
import Terminal
import Training

@testable import Screens

/// The mnist screen on a few drawn digits with its session's events put in by hand.
struct MnistPageScript: ScreenDriver {
  var stage: ScreenStage<MnistScreen>
  var commands: [ScreenCommand<MnistScreen.Effect>] = []

  /// A small network on few images, so that debug builds train it in no time.
  static let settings: ClassifierRunSettings = {
    let preview = GeneratedDigits.preview(seed: 3, trainCount: 60, testCount: 60)
    var settings = ClassifierRunSettings(data: ClassifierData(preview))
    settings.hidden = [12, 8]
    settings.training.batchSize = 20
    settings.training.epochs = 1
    settings.threads = 1
    return settings
  }()

  init(page: MnistPage, size: Size = Size(120, 40), hasData: Bool = true) {
    var options = MnistOptions(kind: .generated, locator: DatasetLocator(environment: [:]))
    options.hidden = Self.settings.hidden
    options.training = Self.settings.training
    options.drawnDirectory = "/nowhere/drawn"
    stage = ScreenStage(MnistScreen(options, page: page))
    update(.input(.resize(size)))
    if hasData { update(.message(.loaded(Self.settings.data))) }
  }

  /// A screen whose session has trained to the end.
  static func trained(page: MnistPage, size: Size = Size(120, 40)) -> MnistPageScript {
    var script = MnistPageScript(page: page, size: size)
    script.train(settings)
    return script
  }

  /// Trains a session to its end and passes on what it says.
  mutating func train(_ settings: ClassifierRunSettings) {
    let session = TrainingSession<ClassifierRun>(
      settings,
      options: SessionOptions(endsWhenFinished: true, keepsPast: false),
      channel: EventChannel()
    )
    while let events = session.channel.receiveWaiting() { events.forEach { update(.message(.training($0))) } }
  }

  var size: Size { stage.screen.shell.size }
  mutating func send(_ event: ScreenEvent<MnistScreen.Message>) -> [ScreenCommand<MnistScreen.Effect>] {
    stage.update(event)
  }
  func view(_ context: ViewContext) -> Buffer { stage.screen.view(context) }

  /// The settings that were sent to the session since the last keys.
  var configured: [ClassifierRunSettings] {
    commands.compactMap { command in
      if case .effect(.run(.command(.configure(let settings)))) = command { return settings }
      return nil
    }
  }

  static let ascii = Capabilities(charset: .ascii, colorDepth: .mono, hasMouse: true)
  static let block = Capabilities(charset: .block, colorDepth: .colors16, hasMouse: true)
}

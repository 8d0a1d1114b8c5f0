import Datasets
import NeuralNet
import Plots
import Terminal
import Training

@testable import Screens

/// The mnist screen on a few drawn digits with its session's events put in by hand.
struct MnistTabScript {
  var stage: MnistStage
  /// What the screen asked for since the last keys.
  var commands: [ScreenCommand<MnistScreen.Effect>] = []
  private(set) var size: Size

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

  init(tab: MnistScreen.Tab, size: Size = Size(120, 40), hasData: Bool = true) {
    var options = MnistOptions(kind: .generated, locator: DatasetLocator(environment: [:]))
    options.hidden = Self.settings.hidden
    options.training = Self.settings.training
    options.drawnDirectory = "/nowhere/drawn"
    self.size = size
    stage = MnistStage(MnistScreen(options, tab: tab))
    update(.input(.resize(size)))
    if hasData { update(.message(.loaded(Self.settings.data))) }
  }

  /// A screen whose session has trained to the end.
  static func trained(tab: MnistScreen.Tab, size: Size = Size(120, 40)) -> MnistTabScript {
    var script = MnistTabScript(tab: tab, size: size)
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

  mutating func update(_ event: ScreenEvent<MnistScreen.Message>) {
    if case .input(.resize(let new)) = event { size = new }
    commands += stage.update(event)
  }

  /// Presses keys; `commands` are then theirs alone.
  mutating func press(_ keys: Key...) {
    commands = []
    for key in keys { update(.input(.key(key))) }
  }

  mutating func type(_ text: String) {
    commands = []
    for scalar in text.unicodeScalars { update(.input(.key(.character(scalar)))) }
  }

  mutating func mouse(_ action: Mouse.Action, _ x: Int, _ y: Int) {
    commands = []
    update(.input(.mouse(Mouse(action, at: Point(x, y)))))
  }

  func frame(_ capabilities: Capabilities = .full) -> Buffer {
    var frame = stage.screen.view(ViewContext(size: size, look: Look(theme: .dark, capabilities: capabilities)))
    frame.transliterate(to: capabilities.charset)
    return frame
  }

  func text(_ capabilities: Capabilities = .full) -> String { frame(capabilities).text }

  /// The settings that were sent to the session since the last keys.
  var configured: [ClassifierRunSettings] {
    commands.compactMap { command in
      if case .effect(.command(.configure(let settings))) = command { return settings }
      return nil
    }
  }

  static let ascii = Capabilities(charset: .ascii, colorDepth: .mono, hasMouse: true)
  static let block = Capabilities(charset: .block, colorDepth: .colors16, hasMouse: true)
}

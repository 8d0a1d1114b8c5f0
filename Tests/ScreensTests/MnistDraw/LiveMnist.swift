import Plots
import ScreenTestSupport
import Shell
import Terminal
import Training

@testable import Screens

/// The mnist screen with a real session that does what the screen asks of it, and nothing by itself.
struct LiveMnist {
  private(set) var script: MnistPageScript
  private let session: TrainingSession<ClassifierRun>

  /// A screen whose session waits before its first step.
  init(page: MnistPage, settings: ClassifierRunSettings, size: Size = Size(120, 40)) {
    script = MnistPageScript(page: page, size: size)
    session = TrainingSession(settings, options: SessionOptions(startsPaused: true), channel: EventChannel())
    hear { $0.run.snapshot != nil }
  }

  var state: MnistState { script.stage.screen.state }
  var text: String { script.text() }

  /// Does something with the screen, passes on what it asks of the session, and waits until its answer has arrived.
  mutating func act(_ action: (inout MnistPageScript) -> Void, until isReached: (MnistState) -> Bool) {
    script.commands = []
    action(&script)
    for case .effect(.run(.command(let command))) in script.commands { session.send(command) }
    hear(until: isReached)
  }

  /// Presses keys one after another; the session's answer is waited for after the last.
  mutating func type(_ keys: String, until isReached: (MnistState) -> Bool) {
    act({ $0.type(keys) }, until: isReached)
  }

  private mutating func hear(until isReached: (MnistState) -> Bool) {
    while !isReached(state), let events = session.channel.receiveWaiting() {
      for event in events { script.update(.message(.training(event))) }
    }
  }

  func end() { session.cancel() }
}

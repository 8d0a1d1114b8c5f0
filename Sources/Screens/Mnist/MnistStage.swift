import Datasets
import NeuralNet
import Shell
import Terminal
import Training

/// The mnist screen without threads of its own: what it asks to have computed, and for the saved samples, is answered at once.
///
/// For pictures of a run without a terminal, and for tests.
public struct MnistStage {
  /// The screen.
  public private(set) var screen: MnistScreen
  /// What the screen has asked of the session and of files, which nobody has done.
  public private(set) var unanswered: [MnistScreen.Effect] = []
  private let analyst = AnalystBox()

  /// A stage with a screen before its first event.
  public init(_ screen: MnistScreen) { self.screen = screen }

  /// Passes an event on and answers what can be answered.
  public mutating func update(_ event: ScreenEvent<MnistScreen.Message>) -> [ScreenCommand<MnistScreen.Effect>] {
    let commands = screen.update(event)
    for case .effect(let effect) in commands {
      if case .readSamples(let files) = effect {
        _ = update(.message(DrawnSampleAnswers.read(files)))
      } else if let answer = analyst.use({ $0.answer(effect) }) {
        _ = update(.message(answer))
      } else {
        unanswered.append(effect)
      }
    }
    return commands
  }

  /// Takes out what nobody has done.
  public mutating func takeUnanswered() -> [MnistScreen.Effect] {
    defer { unanswered.removeAll() }
    return unanswered
  }
}

import Shell
import Synchronization

/// Lets one thread at a time use the analyst.
final class AnalystBox: Sendable {
  private let analyst = Mutex(NetworkAnalyst())

  /// What the worker would say to an effect, computed on the calling thread; nil for what is done elsewhere.
  func answer(_ effect: MnistScreen.Effect) -> MnistScreen.Message? {
    if case .readSamples(let files) = effect { return DrawnSampleAnswers.read(files) }
    return use { $0.answer(effect) }
  }

  /// Runs `body` with the analyst.
  func use<Result: Sendable>(_ body: @Sendable (NetworkAnalyst) -> Result) -> Result {
    analyst.withLock { body($0) }
  }
}

extension ScreenStage where S == MnistScreen {
  /// The mnist screen without threads of its own: what it asks to have computed, and for the saved samples, is answered at once.
  public init(_ screen: MnistScreen) {
    let analyst = AnalystBox()
    self.init(screen, answer: analyst.answer)
  }
}

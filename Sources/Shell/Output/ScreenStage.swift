/// A screen without threads of its own: what it asks to have computed is answered at once.
///
/// For texts and pictures of a run without a window, and for tests.
public struct ScreenStage<S: Screen> {
  /// The screen.
  public private(set) var screen: S
  private let answer: (S.Effect) -> S.Message?

  /// A stage with a screen before its first event.
  /// - Parameter answer: what the worker would say to an effect; nil where nobody answers.
  public init(_ screen: S, answer: @escaping (S.Effect) -> S.Message? = { _ in nil }) {
    self.screen = screen
    self.answer = answer
  }

  /// Passes an event on and answers what can be answered; gives what the screen asked for.
  @discardableResult
  public mutating func update(_ event: ScreenEvent<S.Message>) -> [ScreenCommand<S.Effect>] {
    let commands = screen.update(event)
    for case .effect(let effect) in commands {
      if let message = answer(effect) { update(.message(message)) }
    }
    return commands
  }
}

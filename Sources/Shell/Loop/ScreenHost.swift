import Lessons
import Terminal

/// Joins a screen's value and its worker.
public final class ScreenHost<S: Screen, Worker: ScreenWorker>: HostedScreen
where Worker.Effect == S.Effect, Worker.Message == S.Message {
  /// The screen now.
  public private(set) var screen: S
  private let worker: Worker

  /// A host.
  public init(_ screen: S, worker: Worker) {
    self.screen = screen
    self.worker = worker
  }

  /// The short name.
  public var name: String { screen.name }
  /// How often a tick is wanted; nil while nothing moves.
  public var tickInterval: Duration? { screen.tickInterval }
  /// The command that shows this again.
  public var reproducingCommand: String? { screen.reproducingCommand }

  /// What to do before the first event.
  public func start(size: Size) -> [ProgramCommand] {
    perform(screen.update(.input(.resize(size)))) + perform(screen.begin())
  }

  /// Puts the screen into a lesson, unless it stands in one already.
  public func join(_ lesson: TaskTracker) {
    if screen.shell.lesson == nil { screen.shell.lesson = lesson }
  }

  /// The handle.
  public func handle(_ input: InputEvent) -> [ProgramCommand] { perform(screen.update(.input(input))) }

  /// The receive.
  public func receive() -> (changed: Bool, commands: [ProgramCommand]) {
    let messages = worker.receive()
    var commands: [ProgramCommand] = []
    for message in messages { commands += perform(screen.update(.message(message))) }
    return (!messages.isEmpty, commands)
  }

  /// Takes in that time went by.
  public func tick(_ now: Duration) -> [ProgramCommand] { perform(screen.update(.tick(now))) }
  /// The notify.
  public func notify(_ notice: String) { _ = perform(screen.update(.notice(notice))) }
  /// The set covered.
  public func setCovered(_ isCovered: Bool) { _ = perform(screen.update(.covered(isCovered))) }
  /// The view.
  public func view(_ context: ViewContext) -> Buffer { screen.view(context) }
  /// The end.
  public func end() { worker.end() }

  private func perform(_ commands: [ScreenCommand<S.Effect>]) -> [ProgramCommand] {
    commands.compactMap { command in
      switch command {
      case .effect(let effect):
        worker.perform(effect)
        return nil
      case .program(let command): return command
      }
    }
  }
}

extension ScreenHost where Worker == IdleWorker {
  /// A host of a screen that asks for nothing.
  public convenience init(_ screen: S) { self.init(screen, worker: IdleWorker()) }
}

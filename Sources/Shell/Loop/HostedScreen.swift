import Lessons
import Terminal

/// A screen with its worker, whatever its type; what the program's loop holds.
public protocol HostedScreen: AnyObject {
  /// The screen's short name.
  var name: String { get }
  /// How often the screen wants a tick.
  var tickInterval: Duration? { get }
  /// The command that shows again what is on the screen; nil where there is none.
  var reproducingCommand: String? { get }
  /// Puts the screen into a lesson, unless it stands in one already.
  func join(_ lesson: TaskTracker)
  /// Starts the screen in a window.
  func start(size: Size) -> [ProgramCommand]
  /// Passes on what a person did.
  func handle(_ input: InputEvent) -> [ProgramCommand]
  /// Passes on what the worker has to say; true when there was something.
  func receive() -> (changed: Bool, commands: [ProgramCommand])
  /// Passes on the time.
  func tick(_ now: Duration) -> [ProgramCommand]
  /// Passes on what the program did.
  func notify(_ notice: String)
  /// Tells that another screen covers this one, or no longer does.
  func setCovered(_ isCovered: Bool)
  /// The frame.
  func view(_ context: ViewContext) -> Buffer
  /// Ends the worker.
  func end()
}

extension HostedScreen {
  /// A screen without tasks that can be checked.
  public func join(_ lesson: TaskTracker) {}
}

import Lessons
import Shell

extension ScreenScript {
  /// The same screen in a lesson of the course.
  public func inLesson(_ name: String) -> ScreenScript {
    var screen = screen
    screen.shell.lesson = Course.lesson(named: name).map { TaskTracker($0) }
    return ScreenScript(screen, size: size)
  }

  /// The tasks that are done, counted from 1 as the screen does.
  public var doneTasks: [Int] {
    let isDone = screen.shell.lesson?.isDone ?? []
    return isDone.indices.filter { isDone[$0] }.map { $0 + 1 }
  }
}

import LessonScreens
import Lessons
import Shell

/// Remembers which lessons were opened and which tasks done.
final class CourseWorker: ScreenWorker {
  func perform(_ effect: LessonEffect) {
    var progress = CourseFiles.progress()
    let isNew =
      switch effect {
      case .opened(let lesson): progress.open(lesson)
      case .finished(let lesson, let task): progress.finish(task, of: lesson)
      }
    if isNew { CourseFiles.keep(progress) }
  }

  func receive() -> [Never] { [] }
  func end() {}
}

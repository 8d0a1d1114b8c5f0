import Datasets
import Lessons
import Shell
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The course as files have it: a teacher's lessons, and what was opened and done before.
enum CourseFiles {
  private static let opened = Mutex<Lesson?>(nil)

  /// Makes a lesson the one whose tasks its screen shows.
  static func activate(_ lesson: Lesson) { opened.withLock { $0 = lesson } }

  /// The lesson that a screen belongs to, with what is done of it; nil for a screen without one.
  /// - Parameter preset: The run that the screen shows, which may have a lesson of its own.
  static func tracker(for screen: String, preset: String? = nil) -> TaskTracker? {
    let active = opened.withLock { $0 }
    let own = preset.flatMap { Course.lesson(named: "\(screen)-\($0)") }
    guard let lesson = active?.screen == screen ? active : own ?? Course.lesson(named: screen) else { return nil }
    var tracker = TaskTracker(lesson, done: progress().done[lesson.name] ?? [])
    // Who follows a server's runs came for these.
    tracker.announces = screen != "watch" || active?.screen == screen
    return tracker
  }

  // MARK: Lessons

  /// The lessons of a file.
  static func lessons(in path: String) throws -> [Lesson] {
    try LessonFile(text(path, limit: LessonFile.maximumBytes), file: path).lessons
  }

  /// A text file as a whole.
  /// - Throws: `Failure` for what is no file, no text, or too large.
  static func text(_ path: String, limit: Int) throws -> String {
    guard FileManager.default.fileExists(atPath: path) else {
      throw Failure(description: "\(path): expected a file, found none")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(description: "\(path): expected a file that can be read, found a folder or one that cannot")
    }
    guard data.count <= limit else {
      throw Failure(description: "\(path): expected at most \(limit) bytes, found \(data.count)")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Failure(description: "\(path): expected text in UTF-8, found other bytes")
    }
    return text
  }

  // MARK: Progress

  /// Where progress is kept: `$XDG_STATE_HOME/dlviz/course`, else `~/.local/state/dlviz/course`; nil where there is neither.
  static func progressPath(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String? {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/dlviz/course" }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.local/state/dlviz/course"
  }

  /// What was opened and done before; nothing where it cannot be read.
  static func progress() -> CourseProgress {
    guard let path = progressPath(), let text = try? text(path, limit: 1 << 20) else { return CourseProgress() }
    return CourseProgress(text)
  }

  /// Remembers which lessons were opened and which tasks done.
  static func note(_ news: LessonNews) {
    var progress = progress()
    if progress.note(news) { keep(progress) }
  }

  /// Keeps what has been opened and done; where it cannot be written it is forgotten, and nothing else happens.
  static func keep(_ progress: CourseProgress) {
    guard let path = progressPath(), let slash = path.lastIndex(of: "/") else { return }
    try? FileManager.default.createDirectory(atPath: String(path[..<slash]), withIntermediateDirectories: true)
    try? AtomicFile.write(progress.text, to: path)
  }

  /// The menu's entries with a mark where a screen's lesson is done.
  static func marked(_ entries: [CatalogEntry]) -> [CatalogEntry] {
    let progress = progress()
    return entries.map { entry in
      guard let lesson = Course.lesson(named: entry.name), progress.isFinished(lesson) else { return entry }
      var entry = entry
      entry.says = "✓ " + entry.says
      return entry
    }
  }
}

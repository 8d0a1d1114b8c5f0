/// Which lessons were opened and which tasks done, as a few lines of text that are kept between runs.
public struct CourseProgress: Hashable, Sendable {
  /// The lessons that were opened, by name.
  public private(set) var opened: Set<String> = []
  /// The tasks that were done, from 0, by the lesson's name.
  public private(set) var done: [String: Set<Int>] = [:]

  /// Nothing done yet.
  public init() {}

  /// Reads what ``text`` wrote; lines that say nothing are passed over, so that no file can do harm.
  public init(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline).prefix(10_000) {
      let words = line.split(separator: " ")
      guard words.count >= 2, words[1].count <= 40 else { continue }
      let name = String(words[1])
      switch words[0] {
      case "opened": opened.insert(name)
      case "done":
        guard words.count == 3, let task = Int(words[2]), (1...LessonFile.maximumItems).contains(task) else { continue }
        done[name, default: []].insert(task - 1)
      default: continue
      }
    }
  }

  /// The lines of a file: `opened NAME`, `done NAME TASK` with tasks from 1.
  public var text: String {
    (opened.sorted().map { "opened \($0)" }
      + done.keys.sorted().flatMap { name in (done[name] ?? []).sorted().map { "done \(name) \($0 + 1)" } })
      .map { $0 + "\n" }.joined()
  }

  /// Notes that a lesson was opened.
  /// - Returns: whether that is new.
  @discardableResult
  public mutating func open(_ name: String) -> Bool { opened.insert(name).inserted }

  /// Notes that a task was done.
  /// - Returns: whether that is new.
  @discardableResult
  public mutating func finish(_ task: Int, of name: String) -> Bool { done[name, default: []].insert(task).inserted }

  /// Whether a lesson's tasks are all done that can be checked.
  public func isFinished(_ lesson: Lesson) -> Bool {
    let tasks = lesson.tasks.indices.filter { lesson.tasks[$0].check != nil }
    return !tasks.isEmpty && tasks.allSatisfy { done[lesson.name]?.contains($0) == true }
  }
}

/// How far the tasks of a lesson are done: fed with figures of the run, it remembers which stages have been reached.
public struct TaskTracker: Hashable, Sendable {
  /// The lesson.
  public let lesson: Lesson
  /// Which tasks are done, in their order.
  public private(set) var isDone: [Bool]
  /// Whether a notice says when a task is done. Where somebody came to work and not for a lesson, only once the tasks were opened.
  public var announces = true
  private var stages: [Int]

  /// A lesson with the tasks that were done before, counted from 0.
  public init(_ lesson: Lesson, done: Set<Int> = []) {
    self.lesson = lesson
    isDone = lesson.tasks.indices.map { done.contains($0) }
    stages = lesson.tasks.map { _ in 0 }
  }

  /// How many tasks are done.
  public var doneCount: Int { isDone.count { $0 } }
  /// Whether every task that can be checked is done.
  public var isFinished: Bool { zip(lesson.tasks, isDone).allSatisfy { $1 || $0.check == nil } }

  /// Looks at the run.
  /// - Returns: the tasks that are done now and were not before.
  public mutating func look(at facts: [String: Double]) -> [Int] {
    var news: [Int] = []
    for (index, task) in lesson.tasks.enumerated() where !isDone[index] {
      guard let check = task.check else { continue }
      // One look may satisfy a stage and the next one after it, where they do not exclude each other.
      while stages[index] < check.stages.count, check.stages[stages[index]].allSatisfy({ $0.holds(of: facts) }) {
        stages[index] += 1
      }
      if stages[index] == check.stages.count {
        isDone[index] = true
        news.append(index)
      }
    }
    return news
  }

  /// Begins unfinished tasks anew, as with a new run.
  public mutating func restart() { stages = stages.map { _ in 0 } }
}

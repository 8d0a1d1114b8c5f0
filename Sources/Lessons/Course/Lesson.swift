/// One lesson of a course: a screen to open, something to read, tasks to do and questions to think about.
public struct Lesson: Hashable, Sendable {
  /// Something to do on the screen.
  public struct Task: Hashable, Sendable {
    /// What is to be done.
    public var text: String
    /// How the run tells that it has been done; nil for a task that a person judges.
    public var check: LessonCheck?
    /// A way to do it; empty for none.
    public var hint = ""
  }

  /// Something to think about.
  public struct Question: Hashable, Sendable {
    /// The question.
    public var text: String
    /// The answer, which a key reveals.
    public var answer: String
  }

  /// Its name on the command line.
  public var name: String
  /// Its title.
  public var title: String
  /// The command that opens its screen, without the leading `dlviz`, in words.
  public var command: [String]
  /// What to read before.
  public var text: String
  /// What to do.
  public var tasks: [Task]
  /// What to think about.
  public var questions: [Question]

  /// The screen that it is about: the command's first word.
  public var screen: String { command.first ?? "" }

  /// The command as it is typed.
  public var commandLine: String { (["dlviz"] + command.map(Self.quoted)).joined(separator: " ") }

  private static func quoted(_ word: String) -> String {
    let plain = word.allSatisfy { $0.isLetter || $0.isNumber || "-_=.,:/+".contains($0) }
    return plain && !word.isEmpty ? word : "'\(word)'"
  }
}

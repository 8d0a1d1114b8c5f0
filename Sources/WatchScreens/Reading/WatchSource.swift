/// Where runs are read from.
public enum WatchSource: Sendable {
  /// Files and folders.
  case paths([String])
  /// A pipe by its descriptor.
  case pipe(Int32)
  /// A command's output, and what is written below some paths from now on.
  case command(CommandRun, paths: [String])

  /// What is watched, in the words of the command line.
  public var words: [String] {
    switch self {
    case .paths(let paths): paths
    case .pipe: ["-"]
    case .command(let run, let paths): (paths == ["."] ? [] : paths) + ["--"] + run.words
    }
  }

  /// What the run of a pipe's or a command's output is called.
  var outputName: String {
    switch self {
    case .paths, .pipe: "stdin"
    case .command(let run, _): run.words[0].split(separator: "/").last.map { "output of \($0)" } ?? "output"
    }
  }

  /// The descriptor that bytes come from; nil for files.
  var descriptor: Int32? {
    switch self {
    case .paths: nil
    case .pipe(let descriptor): descriptor
    case .command(let run, _): run.terminal
    }
  }
}

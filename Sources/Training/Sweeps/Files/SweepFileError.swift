/// What is wrong with a file of a sweep's runs.
public enum SweepFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// It cannot be opened, read or written.
  case cannotUse(path: String, reason: String)
  /// Its first line is not that of a sweep.
  case notASweep(path: String, found: String)
  /// It is of a command whose runs are not compared.
  case notARun(path: String, found: String)
  /// Its last line is not whole.
  case cut(path: String, line: Int)
  /// A line is not a run of its sweep.
  case damaged(path: String, line: Int, expected: String, found: String)
  /// It is of another sweep.
  case foreign(path: String, what: String, expected: String, found: String)
  /// A run stands in two places.
  case doubled(run: String, path: String, other: String)
  /// Runs are missing.
  case missing(count: Int, of: Int, first: String, path: String?)

  /// The fault in one sentence.
  public var description: String {
    switch self {
    case .cannotUse(let path, let reason): "\(path): \(reason)"
    case .notASweep(let path, let found): "\(path): expected a sweep in the first line, found \(found)"
    case .notARun(let path, let found):
      "\(path): expected a part of a sweep, or a run of dlviz xor, neuron, mnist or playground, found one of \(found)"
    case .cut(let path, let line): "\(path): cut off in line \(line): expected a whole line"
    case .damaged(let path, let line, let expected, let found):
      "\(path), line \(line): expected \(expected), found \(found)"
    case .foreign(let path, let what, let expected, let found):
      "\(path): from another sweep; \(what): expected \(expected), found \(found)"
    case .doubled(let run, let path, let other):
      path == other ? "\(path): \(run) appears twice" : "\(other): \(run) is already in \(path)"
    case .missing(let count, let total, let first, let path):
      "expected \(total) runs, \(count) missing, the first \(first)"
        + (path.map { ": a part is absent or unfinished, \($0)" } ?? "")
    }
  }
}

/// Why a neuron cannot be trained so.
public enum NeuronError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A setting has a value that it cannot have.
  case setting(name: String, expected: String, found: String)
  /// A line of a data file does not fit.
  case data(file: String, line: Int, expected: String, found: String)
  /// A data file as a whole does not fit.
  case file(String, expected: String, found: String)

  /// The fault in one sentence.
  public var description: String {
    switch self {
    case .setting(let name, let expected, let found): "\(name): expected \(expected), found \(found)"
    case .data(let file, let line, let expected, let found):
      "\(file), line \(line): expected \(expected), found \(found)"
    case .file(let file, let expected, let found): "\(file): expected \(expected), found \(found)"
    }
  }
}

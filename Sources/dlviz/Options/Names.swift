import ArgumentParser
import NeuralNet
import Shell
import Terminal
import Training

// The library's own names are the command line's.

extension Activation: ExpressibleByArgument {
  /// The activation of a name; nil where there is none of it.
  public init?(argument: String) { self.init(name: argument) }
  /// The names, as help and completion list them.
  public static var allValueStrings: [String] { all.filter(\.isTrainable).map(\.name) }
  /// Completion offers the names.
  public static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
  /// The name, as help gives a default.
  public var defaultValueDescription: String { name }
}

extension Loss: ExpressibleByArgument {
  /// The loss of a name; nil where there is none of it.
  public init?(argument: String) { self.init(name: argument) }
  /// The names, as help and completion list them.
  public static var allValueStrings: [String] { all.filter { $0 != .softmaxCrossEntropy }.map(\.name) }
  /// Completion offers the names.
  public static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
  /// The name, as help gives a default.
  public var defaultValueDescription: String { name }
}

extension Optimizer: ExpressibleByArgument {
  /// The optimizer of a name; nil where there is none of it.
  public init?(argument: String) { self.init(name: argument) }
  /// The names, as help and completion list them.
  public static var allValueStrings: [String] { all.map(\.name) }
  /// Completion offers the names.
  public static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
  /// The name, as help gives a default.
  public var defaultValueDescription: String { name }
}

extension Initializer: ExpressibleByArgument {
  /// The initializer of a name; nil where there is none of it.
  public init?(argument: String) { self.init(name: argument) }
  /// The names, as help and completion list them.
  public static var allValueStrings: [String] { all.map(\.name) }
  /// Completion offers the names.
  public static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
  /// The name, as help gives a default.
  public var defaultValueDescription: String { name }
}

/// Units of the hidden layers, `4` or `128,64`.
struct LayerList: ExpressibleByArgument, Equatable {
  var sizes: [Int]

  init(_ sizes: [Int]) { self.sizes = sizes }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let sizes = parts.compactMap { Int($0.filter { $0 != " " }) }
    guard sizes.count == parts.count else { return nil }
    self.sizes = sizes
  }

  var defaultValueDescription: String { sizes.map(String.init).joined(separator: ",") }
}

/// A size in cells, `100x30`.
struct CellSize: ExpressibleByArgument, Equatable {
  var size: Size

  init(_ width: Int, _ height: Int) { size = Size(width, height) }

  init?(argument: String) {
    let parts = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1], (1...1000).contains(width),
      (1...1000).contains(height)
    else { return nil }
    size = Size(width, height)
  }

  var defaultValueDescription: String { "\(size.width)x\(size.height)" }

  /// A screen says only that it has no room below a certain size, which is no picture of anything.
  func checkForScreen() throws {
    let least = ScreenFrame.minimumSize
    guard size.width >= least.width, size.height >= least.height else {
      throw ValidationError(
        "--size: expected \(least.width)x\(least.height) or more, found \(size.width)x\(size.height)"
      )
    }
  }
}

/// Checks parameters as the command line does: what may not be is bad usage.
func validated(_ check: () throws -> Void) throws {
  do {
    try check()
  } catch let error as ParameterError {
    throw ValidationError(error.description)
  }
}

extension SettingsError {
  /// The option that the setting belongs to, as it is typed.
  var option: String {
    let words = setting.split(separator: " ")
    return words.first == "augment"
      ? "--augment \(words.dropFirst().joined(separator: " "))"
      : "--\(words.joined(separator: "-"))"
  }
}

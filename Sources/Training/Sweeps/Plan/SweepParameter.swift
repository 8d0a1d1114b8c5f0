import Datasets
import NeuralNet
import Playground

/// A setting that a sweep can vary, by the name of its option.
public enum SweepParameter: String, CaseIterable, Hashable, Sendable {
  /// The truth table.
  case gate
  /// Units of the hidden layers.
  case hidden
  /// The hidden layers' activation.
  case activation
  /// What is minimised.
  case loss
  /// The update rule.
  case optimizer
  /// η.
  case learningRate = "learning-rate"
  /// Samples in a step.
  case batchSize = "batch-size"
  /// How many times every sample is trained on.
  case epochs
  /// How weights begin.
  case initializer
  /// How the learning rate changes during the run.
  case schedule
  /// The share of hidden units left out of each step.
  case dropout
  /// The strength of L1 regularisation.
  case l1
  /// The strength of L2 regularisation.
  case l2
  /// Where the playground's points come from.
  case dataset
  /// How noisy they are.
  case noise
  /// The share of them that is trained on, in percent.
  case trainPercent = "train-percent"
  /// How many there are.
  case samples
  /// What the network is given of a point.
  case features
  /// What the output layer makes of its sums.
  case output
  /// What keeps weights small.
  case regularization
  /// How strongly.
  case regularizationRate = "regularization-rate"
  /// Whether hidden layers add their input to their output.
  case residual
  /// What tells saved runs apart; no task has it as a setting.
  case run

  /// The parameter of an option's name; case and `_` for `-` do not matter, `lr` and `init` are understood too.
  public init?(name: String) {
    let name = String(name.lowercased().map { $0 == "_" ? "-" : $0 })
    let synonyms = ["lr": "learning-rate", "init": "initializer", "batch": "batch-size", "units": "hidden"]
    self.init(rawValue: synonyms[name] ?? name)
  }

  /// The value of settings that the playground fits to the others.
  static let fitting = "auto"

  /// What a data set begins with whose two classes lie on either side of a curve: `y>2*sin(x)`.
  public static let boundaryMark = "y>"

  /// The data set of a typed curve, without spaces, so that it is one word of a command.
  private func boundary(_ text: String) throws(SettingsError) -> SweepValue {
    let formula = String(text.filter { !$0.isWhitespace })
    do throws(FormulaError) {
      _ = try BoundaryFormula(formula)
    } catch {
      throw SettingsError(setting: "boundary", expected: error.expected, found: error.found)
    }
    return .name(Self.boundaryMark + formula)
  }

  /// Whether its numbers are whole.
  var isWhole: Bool { self == .batchSize || self == .epochs || self == .samples }

  /// The name as a field of JSON.
  public var field: String { String(rawValue.map { $0 == "-" ? "_" : $0 }) }

  /// The name as prose has it.
  public var words: String {
    self == .l1 || self == .l2 ? rawValue.uppercased() : String(rawValue.map { $0 == "-" ? " " : $0 })
  }

  /// A value from its text.
  /// - Throws: what was expected of the text.
  public func value(_ text: String) throws(SettingsError) -> SweepValue {
    func fault(_ expected: String) -> SettingsError {
      SettingsError(setting: words, expected: expected, found: "'\(text)'")
    }
    func name<T>(_ found: T?, _ name: (T) -> String, of all: [String]) throws(SettingsError) -> SweepValue {
      guard let found else { throw fault("one of \(all.joined(separator: ", "))") }
      return .name(name(found))
    }
    switch self {
    case .gate: return try name(LogicGate(named: text), \.name, of: LogicGate.common.map(\.name))
    case .activation:
      return try name(Activation(name: text), \.name, of: Activation.all.filter(\.isTrainable).map(\.name))
    case .loss:
      if text.lowercased() == Self.fitting { return .name(Self.fitting) }
      if let loss = Loss(name: text) { return .name(loss.name) }
      return try name(PlaygroundLoss(rawValue: text.lowercased()), \.rawValue, of: Loss.all.map(\.name))
    case .optimizer: return try name(Optimizer(name: text), \.name, of: Optimizer.all.map(\.name))
    case .initializer:
      if let initializer = Initializer(name: text) { return .name(initializer.name) }
      return try name(PlaygroundInitialization(name: text), \.name, of: Initializer.all.map(\.name))
    case .schedule:
      let found = LearningRateSchedule(rawValue: text.lowercased())
      return try name(found, \.rawValue, of: LearningRateSchedule.allCases.map(\.rawValue))
    case .run: return .name(text)
    case .hidden:
      if text.lowercased() == "none" { return .layers([]) }
      let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "," }
      let sizes = parts.compactMap { Int($0) }
      guard sizes.count == parts.count, sizes.allSatisfy({ $0 > 0 }) else {
        throw fault("units of layers such as 4 or 128-64, or none")
      }
      return .layers(sizes)
    case .dataset:
      if text.hasPrefix(Self.boundaryMark) { return try boundary(String(text.dropFirst(Self.boundaryMark.count))) }
      return try name(
        PlaneDataset(name: text),
        \.name,
        of: PlaneDataset.named.map(\.name) + ["\(Self.boundaryMark)f(x)"]
      )
    case .output:
      if text.lowercased() == Self.fitting { return .name(Self.fitting) }
      let found = OutputActivation(rawValue: text.lowercased())
      return try name(found, \.rawValue, of: OutputActivation.allCases.map(\.rawValue))
    case .regularization:
      let found = WeightPenalty.allCases.first { $0.rawValue.lowercased() == text.lowercased() }
      return try name(found, \.rawValue, of: WeightPenalty.allCases.map(\.rawValue))
    case .features:
      let names = text.split(omittingEmptySubsequences: false) { $0 == "+" || $0 == "," }
      let features = Set(names.compactMap { PlaneFeature(name: String($0)) })
      guard features.count == names.count else {
        throw fault(
          "features such as x1+x2, each once, among \(PlaneFeature.allCases.map(\.name).joined(separator: ", "))"
        )
      }
      return .name(PlaneFeature.allCases.filter(features.contains).map(\.name).joined(separator: "+"))
    case .residual:
      guard text == "yes" || text == "no" else { throw fault("yes or no") }
      return .name(text)
    case .samples where text.lowercased() == Self.fitting, .batchSize where text.lowercased() == "full":
      return .name(text.lowercased())
    case .batchSize, .epochs, .samples:
      guard let number = Int(text) else { throw fault("a whole number") }
      return .integer(number)
    case .learningRate, .dropout, .l1, .l2, .noise, .trainPercent, .regularizationRate:
      guard let number = Double(text), number.isFinite else { throw fault("a number") }
      return .number(number)
    }
  }
}

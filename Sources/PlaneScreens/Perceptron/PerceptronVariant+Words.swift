import NeuralNet

extension PerceptronVariant {
  /// What the variant's line is called beside the rule's.
  var lineName: String { self == .averaged ? "the averaged line" : "the \(owner) line" }

  /// Whose line it is, in a word.
  var owner: String {
    switch self {
    case .classic: "rule's"
    case .pocket: "pocket's"
    case .averaged: "averaged"
    }
  }
}

import NeuralNet

/// A link of TensorFlow Playground, read as the peer's `state.ts` reads it.
public struct PlaygroundLink: Hashable, Sendable {
  /// The experiment.
  public var settings: PlaygroundSettings
  /// What of the link is left out or read otherwise than it may seem, one line each.
  public var notes: [String]

  /// Where the peer lives.
  public static let address = "https://playground.tensorflow.org/#"

  /// Reads a link, or the part of it after `#`.
  /// - Parameter drawSeed: a seed for a link without one; the peer draws one anew each time too.
  /// - Throws: what keeps it from being an experiment.
  public init(_ text: String, drawSeed: () -> String) throws(PlaygroundFault) {
    let fragment = try Self.fragment(of: text)
    var reader = LinkReader(fragment)
    settings = try reader.settings(drawSeed: drawSeed)
    notes = reader.notes
  }

  /// What follows `#`; nothing of an address without one.
  private static func fragment(of text: String) throws(PlaygroundFault) -> String {
    let trimmed = ScriptNumber.trimmed(text)
    if let mark = trimmed.firstIndex(of: "#") { return String(trimmed[trimmed.index(after: mark)...]) }
    if trimmed.contains("://") || trimmed.hasPrefix("playground.tensorflow.org") { return "" }
    guard trimmed.contains("=") || trimmed.isEmpty else {
      throw PlaygroundFault(
        "link",
        expected: "a Playground link or the part after its #, such as 'dataset=spiral&networkShape=8,8'",
        found: "'\(text)'"
      )
    }
    return trimmed
  }

  /// Whether a browser would write a text otherwise into its address (WHATWG URL): spaces, quotes, `<`, `>`, backticks and what is not ASCII.
  static func isEncoded(_ text: String) -> Bool {
    !text.unicodeScalars.allSatisfy { (0x21...0x7E).contains($0.value) && !"\"<>`".unicodeScalars.contains($0) }
  }
}

/// The peer's names of what its links choose.
enum PeerNames {
  static let activations: [(name: String, value: Activation)] = [
    ("relu", .relu), ("tanh", .tanh), ("sigmoid", .sigmoid), ("linear", .identity),
  ]
  static let datasets: [PlaneDataset] = [.circle, .xor, .gauss, .spiral]
  static let valueDatasets: [PlaneDataset] = [.plane, .bumps]

  /// All keys, in the order in which the peer writes them.
  static let keys = [
    "activation", "regularization", "batchSize", "dataset", "regDataset", "learningRate", "regularizationRate", "noise",
    "networkShape", "seed", "showTestData", "discretize", "percTrainData", "x", "y", "xTimesY", "xSquared", "ySquared",
    "cosX", "sinX", "cosY", "sinY", "collectStats", "tutorial", "problem", "initZero", "hideText",
  ]
}

/// The examples that a neuron learns from.
public struct NeuronData: Hashable, Sendable {
  /// Where they come from, in a few words.
  public var title: String
  /// The examples, in the order in which they are shown.
  public var samples: [NeuronSample]
  /// The names of the columns: the input's and the target's.
  public var names: (input: String, target: String) { (inputName, targetName) }

  private var inputName: String
  private var targetName: String

  /// Examples with a name.
  public init(_ title: String, _ samples: [NeuronSample], input: String = "x", target: String = "y") {
    self.title = title
    self.samples = samples
    inputName = input
    targetName = target
  }

  /// y = 2x + 1 at the whole numbers from −5 to 5.
  public static let line = NeuronData("y = 2x + 1", (-5...5).map { NeuronSample(Double($0), Double(2 * $0 + 1)) })

  /// 0 for −2, −1, 0 and 1 for 1, 2.
  public static let threshold = NeuronData(
    "a threshold above 0",
    [(-2.0, 0.0), (-1, 0), (0, 0), (1, 1), (2, 1)].map { NeuronSample($0.0, $0.1) }
  )

  /// How many examples there are.
  public var count: Int { samples.count }

  /// The least and the greatest value of the first input.
  public var inputRange: ClosedRange<Double> { range(samples.map { $0.inputs[0] }) }

  /// The least and the greatest target.
  public var targetRange: ClosedRange<Double> { range(samples.map(\.target)) }

  private func range(_ values: [Double]) -> ClosedRange<Double> {
    (values.min() ?? 0)...(values.max() ?? 0)
  }
}

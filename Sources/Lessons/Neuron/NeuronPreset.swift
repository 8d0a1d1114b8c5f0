/// A neuron's run by name: what `dlviz neuron --lesson NAME` opens.
public struct NeuronPreset: Hashable, Sendable {
  /// The name on the command line.
  public let name: String
  /// What it is, in a few words.
  public let title: String
  /// What there is to see, in a sentence or two.
  public let about: String
  /// The run.
  public let settings: NeuronSettings
  /// The inputs whose outputs are told at the end, each with as many values as the network has inputs.
  public let testInputs: [[Double]]

  init(
    _ name: String,
    _ title: String,
    _ about: String,
    _ settings: NeuronSettings,
    testInputs: [Double] = []
  ) {
    self.name = name
    self.title = title
    self.about = about
    self.settings = settings
    self.testInputs = testInputs.isEmpty ? settings.data.samples.map(\.inputs) : testInputs.map { [$0] }
  }

  /// The preset of a name; case does not matter.
  public init?(name: String) {
    guard let found = Self.all.first(where: { $0.name == name.lowercased() }) else { return nil }
    self = found
  }
}

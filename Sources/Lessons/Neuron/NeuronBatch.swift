/// How many samples are looked at before the weights change.
public enum NeuronBatch: Hashable, Sendable, CustomStringConvertible {
  /// After every sample.
  case sample
  /// After so many samples; at the end of an epoch after those that are left.
  case mini(Int)
  /// After all samples.
  case full

  /// The batch of a name on the command line: `1`, `sample`, `full` or a number.
  public init?(name: String) {
    switch name.lowercased() {
    case "full", "all": self = .full
    case "sample", "1": self = .sample
    default:
      guard let count = Int(name), count > 1 else { return nil }
      self = .mini(count)
    }
  }

  /// The name on the command line.
  public var name: String {
    switch self {
    case .sample: "sample"
    case .mini(let count): "\(count)"
    case .full: "full"
    }
  }

  /// The way of training in words.
  public var description: String {
    switch self {
    case .sample: "sample by sample"
    case .mini(let count): "batches of \(count)"
    case .full: "full batch"
    }
  }

  /// How many samples a whole batch has.
  public func size(of total: Int) -> Int {
    switch self {
    case .sample: 1
    case .mini(let count): min(count, total)
    case .full: total
    }
  }
}

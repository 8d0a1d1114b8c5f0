/// What a network is given for a pixel: (byte/255 − mean) / standardDeviation.
public struct PixelNormalisation: Hashable, Sendable {
  /// The mean grey value, in 0…1.
  public var mean: Float

  /// The standard deviation of the grey values, in 0…1.
  public var standardDeviation: Float

  /// Makes a normalisation.
  public init(mean: Float, standardDeviation: Float) {
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// The mean and standard deviation of MNIST's training images.
  public static let mnist = PixelNormalisation(mean: 0.1307, standardDeviation: 0.3081)
  /// Those of Fashion-MNIST's.
  public static let fashionMNIST = PixelNormalisation(mean: 0.2860, standardDeviation: 0.3530)
  /// Those of KMNIST's.
  public static let kmnist = PixelNormalisation(mean: 0.1918, standardDeviation: 0.3483)
  /// Plain values from 0 to 1, as torchvision's `ToTensor` alone gives them.
  public static let unit = PixelNormalisation(mean: 0, standardDeviation: 1)
  /// Values from −1 to 1, by a mean and a standard deviation of 0.5.
  public static let symmetric = PixelNormalisation(mean: 0.5, standardDeviation: 0.5)
  /// Values from 0 to 255, as the files have them.
  public static let bytes = PixelNormalisation(mean: 0, standardDeviation: 1 / 255)

  /// What people usually feed, the commonest first.
  public static let common: [PixelNormalisation] = [.mnist, .unit, .symmetric, .fashionMNIST, .kmnist, .bytes]

  /// The input for a byte.
  ///
  /// Computed in `Float` in the order in which torchvision's `ToTensor` and `Normalize` do, so that the bits agree.
  public func value(_ byte: UInt8) -> Float { (Float(byte) / 255 - mean) / standardDeviation }

  /// Reads `mnist`, `unit`, `MEAN,SD` and the other names; nil for anything else, and for a deviation that is not positive.
  public init?(parsing text: String) {
    let text = text.lowercased().filter { $0 != " " }
    if let named = Self.names.first(where: { $0.name == text }) {
      self = named.value
      return
    }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Float($0) }
    guard parts.count == 2, let mean = parts[0], let deviation = parts[1], mean.isFinite, deviation.isFinite,
      deviation > 0
    else { return nil }
    self.init(mean: mean, standardDeviation: deviation)
  }

  private static let names: [(name: String, value: PixelNormalisation)] = [
    ("mnist", .mnist), ("unit", .unit), ("symmetric", .symmetric), ("fashion-mnist", .fashionMNIST),
    ("kmnist", .kmnist), ("bytes", .bytes),
  ]

  /// The names that ``init(parsing:)`` knows.
  public static var allNames: [String] { names.map(\.name) }

  /// `MEAN,SD`, which reads back as the same numbers.
  public var text: String { "\(mean),\(standardDeviation)" }

  /// The name that ``init(parsing:)`` knows, else ``text``.
  public var name: String { Self.names.first { $0.value == self }?.name ?? text }

  /// The formula, such as (v/255 − 0.1307)/0.3081.
  public var formula: String {
    switch self {
    case .unit: "v/255"
    case .bytes: "v"
    default: "(v/255 \(mean < 0 ? "+" : "−") \(abs(mean)))/\(standardDeviation)"
    }
  }
}

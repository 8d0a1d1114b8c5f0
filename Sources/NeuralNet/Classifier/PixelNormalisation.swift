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

  /// The input for a byte.
  public func value(_ byte: UInt8) -> Float { (Float(byte) / 255 - mean) / standardDeviation }
}

extension ImageDataset {
  /// Mean grey value of MNIST's training images, in 0…1.
  public static let mean: Float = 0.1307
  /// Standard deviation of MNIST's training pixels, in 0…1.
  public static let standardDeviation: Float = 0.3081

  /// The network's input for each of the 256 grey values: (v/255 − 0.1307)/0.3081.
  ///
  /// Computed in `Float` in the order in which torchvision's `ToTensor` and `Normalize` do, so that the bits agree.
  public static let normalisedValues: [Float] = (0...255).map { (Float($0) / 255 - mean) / standardDeviation }

  /// The network's input for a grey value: (v/255 − 0.1307)/0.3081.
  public static func normalised(_ value: UInt8) -> Float {
    normalisedValues[Int(value)]
  }

  /// One image as the network's input, shape (height · width).
  public func normalised(at index: Int) -> [Float] {
    image(at: index).map(Self.normalised)
  }
}

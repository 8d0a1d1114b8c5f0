public import NeuralNet

extension ImageDataset {
  /// One image as the network's input, shape (height · width).
  public func normalised(at index: Int, _ normalisation: PixelNormalisation) -> [Float] {
    image(at: index).map { normalisation.value($0) }
  }
}

extension ImageDatasets {
  /// What a network is given for a pixel where nothing else is said: the set's usual figures, else the mean and the standard deviation of the
  /// training images to four digits.
  public var normalisation: PixelNormalisation {
    if let usual = train.kind.normalisation { return usual }
    var counts = Array(repeating: 0, count: 256)
    for pixel in train.pixels { counts[Int(pixel)] += 1 }
    let total = Double(max(1, train.pixels.count))
    let mean = counts.indices.reduce(0) { $0 + Double(counts[$1]) * Double($1) / 255 } / total
    let variance = counts.indices.reduce(0) { sum, value in
      let difference = Double(value) / 255 - mean
      return sum + Double(counts[value]) * difference * difference
    }
    let deviation = (variance / total).squareRoot()
    func rounded(_ value: Double) -> Float { Float((value * 1e4).rounded() / 1e4) }
    return PixelNormalisation(mean: rounded(mean), standardDeviation: max(rounded(deviation), 1e-4))
  }
}

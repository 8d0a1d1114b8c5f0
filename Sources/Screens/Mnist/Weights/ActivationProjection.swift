import Datasets
import NeuralNet

/// A layer's activations on the test images, laid out on the plane along which they differ most.
public struct ActivationProjection: Sendable {
  /// Which layer, 0 the first.
  public let layer: Int
  /// Its units.
  public let units: Int
  /// Where each test image lies, shape (images, 2).
  public let points: [Float]
  /// Each image's class.
  public let labels: [UInt8]
  /// The shares of the activations' variance along the two axes.
  public let varianceShares: [Double]
  /// The points' extent from left to right.
  public let x: ClosedRange<Double>
  /// The points' extent from bottom to top.
  public let y: ClosedRange<Double>

  /// - Parameter activations: shape (images, units).
  /// - Returns: nil when there are no images, or an activation is not finite.
  init?(_ activations: [Float], layer: Int, units: Int, test: ImageDataset) {
    guard test.count > 0, units > 0, activations.allSatisfy(\.isFinite) else { return nil }
    let components = PrincipalComponents(samples: activations, count: test.count)
    let axes = components.components.count
    var flat = components.project(activations)
    if axes < 2 { flat = flat.flatMap { [$0, 0] } }
    // An axis's sign is free. One class on the right and another on top keep the picture from flipping over between two looks.
    for (axis, label) in [(0, 0), (1, 1)] {
      var sum: Float = 0
      for (image, truth) in test.labels.enumerated() where Int(truth) == label { sum += flat[2 * image + axis] }
      if sum < 0 { for image in 0..<test.count { flat[2 * image + axis] = -flat[2 * image + axis] } }
    }
    self.layer = layer
    self.units = units
    points = flat
    labels = test.labels
    varianceShares = components.varianceShares + Array(repeating: 0, count: 2 - axes)
    x = Self.extent(flat, axis: 0)
    y = Self.extent(flat, axis: 1)
  }

  private static func extent(_ points: [Float], axis: Int) -> ClosedRange<Double> {
    var low = Float.infinity
    var high = -Float.infinity
    for index in stride(from: axis, to: points.count, by: 2) {
      low = min(low, points[index])
      high = max(high, points[index])
    }
    return low < high ? Double(low)...Double(high) : Double(low) - 1...Double(low) + 1
  }
}

import Datasets
import NeuralNet

/// A network looked into on all test images: what its layers' numbers are like, and how its last hidden layer lays out the classes.
///
/// Computed apart from the render loop; `step` says which network it was.
public struct NetworkInspection: Sendable {
  /// The numbers of one layer.
  public struct Layer: Equatable, Sendable {
    /// Units of the layer before, and of this one.
    public let inputs: Int
    /// Units of this layer.
    public let outputs: Int
    /// Its weights, biases left out.
    public let weights: ValueHistogram
    /// Their gradients in the last mini-batch; all zero before the first.
    public let gradients: ValueHistogram
  }

  /// What one unit of the first layer does on the test images.
  public struct Unit: Equatable, Sendable {
    /// Its mean activation on the images of each class; 0 for a class without images.
    public let classMeans: [Double]
    /// The share of images on which its activation is above 0.
    public let activeShare: Double

    /// The class on whose images it is most active.
    public var favourite: Int { classMeans.indices.max { classMeans[$0] < classMeans[$1] } ?? 0 }
  }

  /// The run's step that the network belongs to.
  public let step: Int
  /// Which start of the session.
  public let generation: Int
  /// Layer by layer.
  public let layers: [Layer]
  /// The units of the first layer.
  public let units: [Unit]
  /// Whether the units' activations are finite; else nothing can be said of what they do.
  public let isFinite: Bool
  /// The last hidden layer's activations, on a plane; nil when they are not finite.
  public let projection: ActivationProjection?

  /// So many bins has a histogram; an odd number, so that zero is in the middle of one.
  static let binCount = 61

  /// Looks into a network.
  /// - Parameters:
  ///   - gradients: of the last mini-batch, in the network's flat layout.
  ///   - passes: a trainer with the network's weights in it, for its fast passes.
  /// - Complexity: O(images · parameters of the hidden layers + images · units²).
  init(
    network: Network<Float>,
    gradients: [Float],
    step: Int,
    generation: Int,
    test: ImageDataset,
    passes: ClassifierTrainer
  ) {
    self.step = step
    self.generation = generation
    let layouts = network.architecture.layers
    layers = layouts.map { layout in
      Layer(
        inputs: layout.inputs,
        outputs: layout.outputs,
        weights: ValueHistogram(network.parameters[layout.weightRange], binCount: Self.binCount),
        gradients: ValueHistogram(gradients[layout.weightRange], binCount: Self.binCount)
      )
    }
    let first = passes.activations(ofLayer: 0, pixels: test.pixels, count: test.count)
    units = Self.units(first, count: layouts[0].outputs, test: test)
    isFinite = units.allSatisfy { $0.classMeans.allSatisfy(\.isFinite) }
    // Without a hidden layer, the probabilities take its place.
    let last = max(0, layouts.count - 2)
    let activations = last == 0 ? first : passes.activations(ofLayer: last, pixels: test.pixels, count: test.count)
    projection = ActivationProjection(activations, layer: last, units: layouts[last].outputs, test: test)
  }

  private static func units(_ activations: [Float], count: Int, test: ImageDataset) -> [Unit] {
    let classes = test.classNames.count
    var sums = [Double](repeating: 0, count: count * classes)
    var active = [Int](repeating: 0, count: count)
    for (image, label) in test.labels.enumerated() {
      for unit in 0..<count {
        let value = activations[image * count + unit]
        sums[unit * classes + Int(label)] += Double(value)
        if value > 0 { active[unit] += 1 }
      }
    }
    let classCounts = test.classCounts
    return (0..<count).map { unit in
      Unit(
        classMeans: (0..<classes).map { sums[unit * classes + $0] / Double(max(1, classCounts[$0])) },
        activeShare: Double(active[unit]) / Double(max(1, test.count))
      )
    }
  }
}

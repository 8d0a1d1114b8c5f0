public import RealModule

/// A floating-point type that networks compute in: `Float` or `Double`.
///
/// The requirements are the kernels that a network's hot loops call. They are requirements, not free functions, so that
/// a call from another module runs code compiled for the concrete type, never unspecialised generic code.
///
/// All kernels read and write feature-major blocks: value (feature, sample) stands at `feature * batch + sample`, and
/// `batch` is a multiple of ``NetworkScalar/laneCount``. A dense weight is (outputs, inputs), row-major.
public protocol NetworkScalar: Real, BinaryFloatingPoint, Sendable, BitwiseCopyable {
  /// Writes σ(z) = 1 / (1 + e⁻ᶻ) of `count` values, `count` a multiple of four.
  static func sigmoid(count: Int, _ input: UnsafePointer<Self>, _ output: UnsafeMutablePointer<Self>)

  /// Writes tanh(z) of `count` values, `count` a multiple of four.
  static func hyperbolicTangent(count: Int, _ input: UnsafePointer<Self>, _ output: UnsafeMutablePointer<Self>)

  /// Writes eᶻ − 1 of `count` values, `count` a multiple of four.
  static func exponentialMinusOne(count: Int, _ input: UnsafePointer<Self>, _ output: UnsafeMutablePointer<Self>)

  /// Writes W·A + b, (outputs, batch), of a dense layer.
  static func denseForward(
    _ shape: DenseShape,
    weights: UnsafePointer<Self>,
    biases: UnsafePointer<Self>,
    activations: UnsafePointer<Self>,
    into preActivations: UnsafeMutablePointer<Self>
  )

  /// Writes the gradients of a dense layer's weights, δ·Aᵀ (outputs, inputs), and of its biases, the row sums of δ.
  static func denseWeightGradients(
    _ shape: DenseShape,
    deltas: UnsafePointer<Self>,
    activations: UnsafePointer<Self>,
    weights: UnsafeMutablePointer<Self>,
    biases: UnsafeMutablePointer<Self>
  )

  /// Writes the gradient of a dense layer's input, Wᵀ·δ (inputs, batch).
  static func denseInputGradients(
    _ shape: DenseShape,
    weights: UnsafePointer<Self>,
    deltas: UnsafePointer<Self>,
    into gradients: UnsafeMutablePointer<Self>
  )

  /// ``Trainer/step(inputs:targets:count:)`` compiled for this type.
  static func trainingStep(
    _ trainer: Trainer<Self>,
    inputs: UnsafeBufferPointer<Self>,
    targets: UnsafeBufferPointer<Self>,
    count: Int
  ) -> Self

  /// ``Trainer``'s forward pass and loss, and its backward pass if asked, compiled for this type.
  static func trainingPass(
    _ trainer: Trainer<Self>,
    inputs: UnsafeBufferPointer<Self>,
    targets: UnsafeBufferPointer<Self>,
    count: Int,
    backward: Bool
  ) -> Self

  /// ``Network/evaluate(inputs:count:into:)`` compiled for this type.
  static func evaluation(
    of network: Network<Self>,
    inputs: UnsafeBufferPointer<Self>,
    count: Int,
    into evaluation: Evaluation<Self>
  )
}

extension NetworkScalar {
  /// How many samples a kernel computes at once; rows of a block are padded to a multiple of it.
  @inlinable
  public static var laneCount: Int { 4 }

  /// `count` rounded up to a whole number of lanes.
  @inlinable
  static func padded(_ count: Int) -> Int { (count + (laneCount - 1)) & ~(laneCount - 1) }
}

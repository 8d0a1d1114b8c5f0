import CKernels
import RealModule

extension Float: NetworkScalar {
  /// Writes σ(z) = 1 / (1 + e⁻ᶻ) of `count` values, `count` a multiple of four.
  public static func sigmoid(count: Int, _ input: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>) {
    dlviz_sigmoid_f32(count, input, output)
  }

  /// Writes tanh(z) of `count` values, `count` a multiple of four.
  public static func hyperbolicTangent(count: Int, _ input: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>)
  {
    dlviz_tanh_f32(count, input, output)
  }

  /// Writes eᶻ − 1 of `count` values, `count` a multiple of four.
  public static func exponentialMinusOne(
    count: Int,
    _ input: UnsafePointer<Float>,
    _ output: UnsafeMutablePointer<Float>
  ) {
    dlviz_expm1_f32(count, input, output)
  }

  /// Writes W·A + b, (outputs, batch), of a dense layer.
  public static func denseForward(
    _ shape: DenseShape,
    weights: UnsafePointer<Float>,
    biases: UnsafePointer<Float>,
    activations: UnsafePointer<Float>,
    into preActivations: UnsafeMutablePointer<Float>
  ) {
    dlviz_dense_forward_f32(
      shape.inputs,
      shape.outputs,
      shape.batch,
      weights,
      biases,
      activations,
      preActivations
    )
  }

  /// Writes the gradients of a dense layer's weights, δ·Aᵀ (outputs, inputs), and of its biases, the row sums of δ.
  public static func denseWeightGradients(
    _ shape: DenseShape,
    deltas: UnsafePointer<Float>,
    activations: UnsafePointer<Float>,
    weights: UnsafeMutablePointer<Float>,
    biases: UnsafeMutablePointer<Float>
  ) {
    dlviz_dense_weight_gradients_f32(
      shape.inputs,
      shape.outputs,
      shape.batch,
      deltas,
      activations,
      weights,
      biases
    )
  }

  /// Writes the gradient of a dense layer's input, Wᵀ·δ (inputs, batch).
  public static func denseInputGradients(
    _ shape: DenseShape,
    weights: UnsafePointer<Float>,
    deltas: UnsafePointer<Float>,
    into gradients: UnsafeMutablePointer<Float>
  ) {
    dlviz_dense_input_gradients_f32(shape.inputs, shape.outputs, shape.batch, weights, deltas, gradients)
  }

  /// ``Trainer/step(inputs:targets:count:)`` compiled for this type.
  public static func trainingStep(
    _ trainer: Trainer<Float>,
    inputs: UnsafeBufferPointer<Float>,
    targets: UnsafeBufferPointer<Float>,
    count: Int
  ) -> Float {
    trainer.performStep(inputs: inputs, targets: targets, count: count)
  }

  /// ``Trainer``'s forward pass and loss, and its backward pass if asked, compiled for this type.
  public static func trainingPass(
    _ trainer: Trainer<Float>,
    inputs: UnsafeBufferPointer<Float>,
    targets: UnsafeBufferPointer<Float>,
    count: Int,
    backward: Bool
  ) -> Float {
    trainer.performPass(inputs: inputs, targets: targets, count: count, backward: backward)
  }

  /// ``Network/evaluate(inputs:count:into:)`` compiled for this type.
  public static func evaluation(
    of network: Network<Float>,
    inputs: UnsafeBufferPointer<Float>,
    count: Int,
    into evaluation: Evaluation<Float>
  ) {
    evaluation.perform(network, inputs: inputs, count: count)
  }
}

import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

/// The formulas of one step at work on one input, with the network's current numbers in them.
///
/// Every number is computed as training computes it: gradients and the next step come from a trainer that is put in the run's state.
struct PlaneExplanation: ExplanationWriter {
  let network: Network<Double>
  let settings: PlaneSettings
  let row: Int
  let pass: ForwardPass<Double>
  /// ∂L/∂z of each layer and input, (inputs, units), as its share in the loss of the whole batch.
  let deltas: [[Double]]
  /// The run's optimizer before the next step, and after it.
  let before: Trainer<Double>.State
  let after: Trainer<Double>.State
  /// The gradient that the next step uses, with regularisation.
  let gradients: [Double]
  let target: Double
  var lines: [StyledText] = []

  init(
    network: Network<Double>,
    state: Trainer<Double>.State?,
    settings: PlaneSettings,
    row: Int,
    diagnosis: PlaneDiagnosis?,
    companion: PerceptronCompanion? = nil
  ) {
    self.network = network
    self.settings = settings
    self.row = row
    let points = settings.data.points
    pass = network.forward([points[row].x, points[row].y])
    target = Double(settings.data.labels[row])
    let trainer = Trainer(
      network: network,
      loss: settings.loss,
      optimizer: settings.optimizer,
      learningRate: settings.learningRate,
      l1: settings.l1,
      l2: settings.l2,
      maximumBatchSize: points.count
    )
    if let state, state.parameters.count == network.parameters.count { trainer.state = state }
    before = trainer.state
    let inputs = points.flatMap { [$0.x, $0.y] }
    let targets = settings.data.labels.map(Double.init)
    inputs.withUnsafeBufferPointer { inputs in
      targets.withUnsafeBufferPointer { targets in
        _ = trainer.step(inputs: inputs, targets: targets, count: targets.count)
      }
    }
    after = trainer.state
    gradients = trainer.withGradients { Array($0) }
    deltas = network.architecture.layers.indices.map { trainer.deltas(layer: $0) }

    writeState(diagnosis)
    if let companion { writePerceptron(companion) }
    writeForward()
    writeLoss()
    writeBackward()
    writeUpdate()
  }

  private mutating func writeState(_ diagnosis: PlaneDiagnosis?) {
    guard let diagnosis else { return }
    heading("What is happening")
    for words in diagnosis.words(settings) { write(words) }
  }

  // MARK: Lines

  mutating func write(_ text: StyledText) { lines.append(StyledText("  ") + text) }

  mutating func note(_ text: String) { lines.append(StyledText("  " + text, .muted)) }

  /// A calculation and its result.
  mutating func write(_ calculation: String, _ result: String) {
    lines.append(StyledText("  " + calculation + " = ") + StyledText(result, .accent))
  }

  // MARK: Names

  var lastLayer: Int { network.architecture.layers.count - 1 }

  func unit(_ layer: Int, _ index: Int) -> String {
    layer == lastLayer ? "ŷ" : XorScreen.unitName(layer: layer, unit: index)
  }

  /// What comes into a layer: an input or a unit of the layer before.
  func source(_ layer: Int, _ index: Int) -> String {
    layer == 0 ? "x\(subscripted(index + 1))" : unit(layer - 1, index)
  }

  func function(_ layer: Int) -> String {
    let activation = network.architecture.activation(layer: layer)
    return activation == .sigmoid ? "σ" : activation.displayName
  }

  var pointName: String { "(\(PlaneDiagnosis.name(settings.data.points[row])))" }
}

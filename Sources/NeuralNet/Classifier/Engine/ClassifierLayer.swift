import CKernels

/// One dense layer's parameters and moments as the kernels want them: (inputs, outputs) in panels of outputs.
///
/// Layers behind the first also keep the transpose, (outputs, inputs) in panels of inputs, for the backward pass.
final class ClassifierLayer {
  let inputs: Int
  let outputs: Int
  let panels: PanelLayout
  let inputPanels: PanelLayout

  let weights: AlignedFloats
  let biases: AlignedFloats
  let transposed: AlignedFloats?
  let firstMoments: Moments
  let secondMoments: Moments

  /// The sum over inputs of the weights of each unit, which a background is multiplied by.
  let weightSums: AlignedFloats

  /// Optimizer values that belong to weights and biases.
  struct Moments {
    let weights: AlignedFloats
    let biases: AlignedFloats

    func clear() {
      weights.clear()
      biases.clear()
    }
  }

  init(inputs: Int, outputs: Int, isFirst: Bool, threads: Int) {
    self.inputs = inputs
    self.outputs = outputs
    panels = PanelLayout(columns: outputs, atLeast: isFirst ? threads : 1)
    inputPanels = PanelLayout(columns: inputs)
    let padded = panels.padded
    func floats() -> AlignedFloats { AlignedFloats(count: inputs * padded) }
    weights = floats()
    biases = AlignedFloats(count: padded)
    transposed = isFirst ? nil : AlignedFloats(count: outputs * inputPanels.padded)
    firstMoments = Moments(weights: floats(), biases: AlignedFloats(count: padded))
    secondMoments = Moments(weights: floats(), biases: AlignedFloats(count: padded))
    weightSums = AlignedFloats(count: padded)
  }

  /// Reads a weight (outputs, inputs) and a bias.
  func read(weights source: UnsafePointer<Float>, biases sourceBiases: UnsafePointer<Float>) {
    load(source, sourceBiases, into: weights, biases)
    refreshTransposed(rows: 0..<inputs)
  }

  /// Reads values in a network's layout into panels.
  func load(
    _ source: UnsafePointer<Float>,
    _ sourceBiases: UnsafePointer<Float>,
    into values: AlignedFloats,
    _ biases: AlignedFloats
  ) {
    for panel in 0..<panels.count {
      let start = panels.start(panel)
      let width = panels.width(panel)
      let columns = Swift.min(width, outputs - start)
      ck_transpose(
        source + start * inputs,
        inputs,
        columns,
        inputs,
        values.base + start * inputs,
        width
      )
    }
    biases.base.update(from: sourceBiases, count: outputs)
  }

  /// Writes a worker's share of values in panels in a network's layout; the first also writes the biases.
  func store(
    _ values: AlignedFloats,
    _ biases: AlignedFloats,
    into target: UnsafeMutablePointer<Float>,
    _ targetBiases: UnsafeMutablePointer<Float>,
    worker: Int,
    among workers: Int
  ) {
    for panel in panels.panels(of: worker, among: workers) {
      let start = panels.start(panel)
      let width = panels.width(panel)
      let columns = Swift.min(width, outputs - start)
      ck_transpose(values.base + start * inputs, width, inputs, columns, target + start * inputs, inputs)
    }
    if worker == 0 { targetBiases.update(from: biases.base, count: outputs) }
  }

  /// Brings the transpose of some rows of the weights up to date.
  func refreshTransposed(rows: Range<Int>) {
    guard let transposed, !rows.isEmpty else { return }
    for inputPanel in 0..<inputPanels.count {
      let inputStart = inputPanels.start(inputPanel)
      let inputWidth = inputPanels.width(inputPanel)
      let part = rows.clamped(to: inputStart..<inputStart + inputWidth)
      if part.isEmpty { continue }
      let target = transposed.base + outputs * inputStart + (part.lowerBound - inputStart)
      for panel in 0..<panels.count {
        let start = panels.start(panel)
        let width = panels.width(panel)
        ck_transpose(
          weights.base + start * inputs + part.lowerBound * width,
          width,
          part.count,
          Swift.min(width, outputs - start),
          target + start * inputWidth,
          inputWidth
        )
      }
    }
  }

  /// Sums the weights of each unit in the order in which the sparse update does.
  func refreshWeightSums() {
    weightSums.clear()
    for panel in 0..<panels.count {
      let start = panels.start(panel)
      let width = panels.width(panel)
      ck_column_sums(
        ck_level_portable,
        weights.base + start * inputs,
        width,
        inputs,
        width,
        weightSums.base + start
      )
    }
  }
}

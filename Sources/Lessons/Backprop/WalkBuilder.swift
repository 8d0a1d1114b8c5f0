import NeuralNet
import Plots

/// Writes down the operations of a pass.
struct WalkBuilder {
  private let state: BackpropState
  private let pass: BackwardPass
  private let next: BackpropState
  private let newPass: BackwardPass
  private let numeric: FiniteDifferences
  private var last: Int { pass.layers.count - 1 }

  init(_ state: BackpropState, pass: BackwardPass, next: BackpropState, newPass: BackwardPass) {
    self.state = state
    self.pass = pass
    self.next = next
    self.newPass = newPass
    numeric = FiniteDifferences(state, layers: pass.layers)
  }

  var operations: [WalkOperation] { forward + backward + update + check }

  private var forward: [WalkOperation] {
    let names = WalkNames(state)
    var list: [WalkOperation] = []
    for (index, layer) in pass.layers.enumerated() {
      let shape = [1, layer.sums.count]
      list.append(
        make(.sums(layer: index), "z", "z", index, formula: names.sums(index), shape, layer.sums)
      )
      list.append(
        make(.outputs(layer: index), "a", "a", index, formula: names.outputs(index), shape, layer.outputs)
      )
    }
    list.append(
      WalkOperation(
        kind: .loss,
        name: "loss",
        symbol: "L",
        formula: names.loss,
        shape: [],
        values: [pass.loss],
        numeric: nil,
        layerNumber: nil
      )
    )
    return list
  }

  private var backward: [WalkOperation] {
    let names = WalkNames(state)
    var list: [WalkOperation] = []
    for index in (0...last).reversed() {
      let layer = pass.layers[index]
      let shape = [1, layer.deltas.count]
      list.append(
        make(
          .outputGradient(layer: index),
          "dL_da",
          "dL/da",
          index,
          formula: names.outputGradient(index),
          shape,
          layer.outputGradients,
          numeric: numeric.outputs(layer: index)
        )
      )
      list.append(
        make(
          .delta(layer: index),
          "delta",
          "δ",
          index,
          formula: names.delta(index),
          shape,
          layer.deltas,
          numeric: numeric.sums(layer: index)
        )
      )
      list.append(
        make(
          .weightGradient(layer: index),
          "dL_dW",
          "dL/dW",
          index,
          formula: names.weightGradient(index),
          [layer.input.count, layer.deltas.count],
          layer.weightGradients,
          numeric: numeric.weights(layer: index)
        )
      )
      list.append(
        make(
          .biasGradient(layer: index),
          "dL_db",
          "dL/db",
          index,
          formula: names.biasGradient(index),
          shape,
          layer.deltas,
          numeric: numeric.biases(layer: index)
        )
      )
    }
    return list
  }

  private var update: [WalkOperation] {
    let names = WalkNames(state)
    return (0...last).reversed().flatMap { index in
      let layout = state.network.architecture.layers[index]
      let weights = (0..<layout.inputs).flatMap { input in
        (0..<layout.outputs).map { next.network.weight(layer: index, output: $0, input: input) }
      }
      let biases = (0..<layout.outputs).map { next.network.bias(layer: index, output: $0) }
      return [
        make(
          .weightUpdate(layer: index),
          "new_W",
          "W",
          index,
          formula: names.weightUpdate(index),
          [layout.inputs, layout.outputs],
          weights
        ),
        make(
          .biasUpdate(layer: index),
          "new_b",
          "b",
          index,
          formula: names.biasUpdate(index),
          [1, layout.outputs],
          biases
        ),
      ]
    }
  }

  private var check: [WalkOperation] {
    let names = WalkNames(state)
    let outputs = newPass.layers[last].outputs
    return [
      WalkOperation(
        kind: .newPrediction,
        name: "new_prediction",
        symbol: "ŷ",
        formula: names.newPrediction,
        shape: [1, outputs.count],
        values: outputs,
        numeric: nil,
        layerNumber: nil
      ),
      WalkOperation(
        kind: .newLoss,
        name: "new_loss",
        symbol: "L",
        formula: names.newLoss,
        shape: [],
        values: [newPass.loss],
        numeric: nil,
        layerNumber: nil
      ),
    ]
  }

  private func make(
    _ kind: WalkOperation.Kind,
    _ name: String,
    _ symbol: String,
    _ layer: Int,
    formula: String,
    _ shape: [Int],
    _ values: [Double],
    numeric: [Double]? = nil
  ) -> WalkOperation {
    WalkOperation(
      kind: kind,
      name: "\(name)\(layer + 1)",
      symbol: symbol + subscripted(layer + 1),
      formula: formula,
      shape: shape,
      values: values,
      numeric: numeric,
      layerNumber: layer + 1
    )
  }
}

import CKernels

/// The numbers of one step of Muon.
struct MuonStep {
  /// η.
  var learningRate: Double
  /// λ of the decay, which shrinks weights and biases.
  var decay: Double
  /// L1's strength, added to gradients as sign(θ).
  var l1: Float
  /// AdamW's rule, for biases.
  var biasRule: ck_optimizer
}

/// Memory in which Muon brings a layer's matrix near its closest orthogonal one.
///
/// X is (rows, columns) with the shorter side as rows; strides are padded with zeros for the kernels.
final class ClassifierMuonMemory {
  /// A matrix in a network's layout, (outputs, inputs).
  let flat: AlignedFloats
  let x: AlignedFloats
  let transposed: AlignedFloats
  let gram: AlignedFloats
  let polynomial: AlignedFloats
  let product: AlignedFloats

  init(layers: [ClassifierLayer]) {
    func padded(_ count: Int) -> Int { (count + PanelLayout.unit - 1) / PanelLayout.unit * PanelLayout.unit }
    func largest(_ size: (ClassifierLayer) -> Int) -> AlignedFloats {
      AlignedFloats(count: layers.reduce(1) { Swift.max($0, size($1)) })
    }
    func short(_ layer: ClassifierLayer) -> Int { Swift.min(layer.inputs, layer.outputs) }
    func long(_ layer: ClassifierLayer) -> Int { Swift.max(layer.inputs, layer.outputs) }
    flat = largest { $0.inputs * $0.outputs }
    x = largest { short($0) * padded(long($0)) }
    transposed = largest { long($0) * padded(short($0)) }
    gram = largest { short($0) * padded(short($0)) }
    polynomial = largest { short($0) * padded(short($0)) }
    product = largest { short($0) * padded(long($0)) }
  }
}

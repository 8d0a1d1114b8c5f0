import NeuralNet

extension PlaygroundSettings {
  /// The command that runs this experiment again: the peer's link, and options for what links cannot say.
  public var command: String {
    var options: [String] = []
    let fresh = PlaygroundSettings()
    switch dataset {
    case .boundary(let text): options.append("--boundary '\(text)'")
    case .table(let table): options.append("--data '\(table.name)'")
    default: if !PlaneDataset.peers.contains(dataset) { options.append("--dataset \(dataset.name)") }
    }
    if let sampleCount, sampleCount != dataset.defaultCount { options.append("--samples \(sampleCount)") }
    if hidden.contains(where: { $0.activation != nil && $0.activation != activation }) {
      let layers = hidden.map { "\($0.units)" + ($0.activation.map { ":\($0.name)" } ?? "") }
      options.append("--hidden \(layers.joined(separator: ","))")
    }
    if !PeerNames.activations.contains(where: { $0.value == activation }) {
      options.append("--activation \(activation.name)")
    }
    if let output { options.append("--output \(output.rawValue)") }
    if let loss { options.append("--loss \(loss.rawValue)") }
    if dropout > 0 { options.append("--dropout \(ScriptNumber.text(of: dropout))") }
    if optimizer != .sgd { options.append("--optimizer \(optimizer.rawValue)") }
    if batchSize == .full { options.append("--batch-size full") }
    if case .usual(let initializer) = initialization { options.append("--initializer \(initializer.name)") }
    if case .given(let weights) = initialization { options.append("--init '\(weights.name)'") }
    if isResidual { options.append("--residual") }
    if !edits.added.isEmpty { options.append("--add-points '\(PointList(edits.added).text)'") }
    if !edits.removed.isEmpty {
      let removed = edits.removed.sorted { ($0.x, $0.y, $0.label) < ($1.x, $1.y, $1.label) }
      options.append("--remove-points '\(PointList(removed).text)'")
    }
    if epochs != fresh.epochs { options.append("--epochs \(epochs)") }
    return (["dlviz playground '\(link)'"] + options).joined(separator: " ")
  }
}

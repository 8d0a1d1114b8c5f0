import NeuralNet

extension PlaygroundSettings {
  /// The link that opens this experiment in the peer, with its own order of keys.
  ///
  /// Where ``peerLacks`` names something, the link has the peer's nearest instead.
  public var link: String {
    let names = Dictionary(uniqueKeysWithValues: PeerNames.activations.map { ($0.value, $0.name) })
    let isRegression = task == .regression
    let isKnown = PlaneDataset.peers.contains(dataset)
    var pairs: [(String, String)] = [("activation", names[activation] ?? "tanh")]
    if regularization != .none { pairs.append(("regularization", regularization.rawValue)) }
    let batch =
      switch batchSize {
      case .samples(let size): size
      case .full: Double(PlaneSplit(self).train.count)
      }
    pairs += [
      ("batchSize", ScriptNumber.text(of: batch)),
      ("dataset", isKnown && !isRegression ? dataset.name : "circle"),
      ("regDataset", isKnown && isRegression ? dataset.name : "reg-plane"),
      ("learningRate", ScriptNumber.text(of: learningRate)),
      ("regularizationRate", ScriptNumber.text(of: regularizationRate)),
      ("noise", ScriptNumber.text(of: noise)),
      ("networkShape", hidden.map { "\($0.units)" }.joined(separator: ",")),
      ("seed", seed),
      ("showTestData", "\(showsTestData)"),
      ("discretize", "\(isDiscrete)"),
      ("percTrainData", ScriptNumber.text(of: trainPercent)),
    ]
    for key in ["x", "y", "xTimesY", "xSquared", "ySquared", "cosX", "sinX", "cosY", "sinY"] {
      pairs.append((key, "\(PlaneFeature(rawValue: key).map(features.contains) ?? false)"))
    }
    pairs += [
      ("collectStats", "false"), ("problem", isRegression ? "regression" : "classification"),
      ("initZero", "\(initialization == .zero)"), ("hideText", "false"),
    ]
    return PlaygroundLink.address + pairs.map { $0.0 + "=" + $0.1 }.joined(separator: "&")
  }

  /// What of this experiment the peer has nothing for, in a few words each.
  public var peerLacks: [String] {
    var lacks: [String] = []
    if !PlaneDataset.peers.contains(dataset) { lacks.append("the data set \(dataset.title)") }
    if let sampleCount, sampleCount != dataset.defaultCount { lacks.append("\(sampleCount) points") }
    // Its page takes more as 50 and less as 0.
    if !(0...80).contains(noise) { lacks.append("noise \(ScriptNumber.text(of: noise))") }
    if !edits.isEmpty { lacks.append("points added or removed by hand") }
    if !PeerNames.activations.contains(where: { $0.value == activation }) { lacks.append(activation.displayName) }
    if hidden.contains(where: { $0.activation != nil && $0.activation != activation }) {
      lacks.append("an activation for each layer")
    }
    var plain = self
    plain.output = nil
    plain.loss = nil
    if outputActivation != plain.outputActivation || outputActivation == .softmax {
      lacks.append("the output \(outputActivation.title)")
    }
    if effectiveLoss != .halfSquare { lacks.append("the loss \(effectiveLoss.title)") }
    if dropout > 0 { lacks.append("dropout") }
    if optimizer != .sgd { lacks.append(optimizer.title) }
    if case .usual(let initializer) = initialization { lacks.append("\(initializer.displayName) initialisation") }
    if case .given(let weights) = initialization { lacks.append("the weights of \(weights.name)") }
    if isResidual { lacks.append("residual connections") }
    if seed.contains("&") || seed.contains("=") { lacks.append("a seed with & or =") }
    return lacks
  }
}

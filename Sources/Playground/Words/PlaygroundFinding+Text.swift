extension PlaygroundFinding {
  /// One or two sentences.
  public var text: String {
    switch self {
    case .diverged(let rate):
      "A weight or the loss is no longer finite. The learning rate \(ShortNumber.text(rate)) is too high for this network; try a "
        + "tenth of it."
    case .noUpdates:
      "The batch size exceeds the training set, and weights change only after a full batch: nothing is learned."
    case .deadUnits(let units, let count):
      "\(Self.list(units)) \(units.count == 1 ? "gives" : "give") 0 at every training point "
        + "(\(units.count) of \(count) hidden units): no gradient passes, so \(units.count == 1 ? "it is" : "they are") dead "
        + "unless the layer below changes."
    case .symmetricUnits(let units):
      "\(Self.list(units)) have the same incoming and outgoing weights, so they get the same gradients and stay equal: together they act as "
        + "one unit. Random initial weights would make them differ."
    case .linear(let boundary, let isStraight):
      "Every layer is linear, so the whole network is a linear function of its features"
        + (boundary.map { ": ŷ rises with \($0)" } ?? "") + ". "
        + (isStraight
          ? "Its boundary is a straight line however many layers it has; a curved one needs another activation."
          : "Only the features can curve its boundary.")
    case .rateTooHigh(let rises, let steps, let rate):
      "The training loss rose in \(rises) of the last \(steps) readings: steps at learning rate \(ShortNumber.text(rate)) overshoot the "
        + "minimum; try a lower one."
    case .overfitting(let least, let epoch, let now, let train):
      "The test loss was lowest at epoch \(epoch), \(ShortNumber.text(least)), and is now \(ShortNumber.text(now)), while the training loss fell to "
        + "\(ShortNumber.text(train)): the network overfits the noise in its training points. More points, regularisation or fewer units may help."
    case .removedWeights(let dead, let count):
      "L1 has set \(dead) of \(count) weights to 0: they crossed zero and stay there."
    }
  }

  private static func list(_ units: [UnitPlace]) -> String {
    let names = units.prefix(4).map(\.title)
    if units.count > 4 { return names.joined(separator: ", ") + " and \(units.count - 4) more" }
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}

/// Numbers in sentences.
enum ShortNumber {
  /// Three significant digits, without an exponent between a ten thousandth and a million.
  static func text(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : (value.isNaN ? "NaN" : (value > 0 ? "∞" : "−∞")) }
    var size = abs(value)
    var power = 0
    while size >= 1000 {
      size /= 10
      power += 1
    }
    while size < 100 {
      size *= 10
      power -= 1
    }
    let digits = size.rounded()
    let sign = value < 0 ? "−" : ""
    // Multiplied or divided by a whole power of ten, so that the shortest text of the result has these digits.
    var scale = 1.0
    for _ in 0..<abs(power) { scale *= 10 }
    return sign + ScriptNumber.text(of: power < 0 ? digits / scale : digits * scale)
  }
}

/// A sum of terms with signs between them.
enum LinearSum {
  static func text(_ terms: [(Double, String)]) -> String {
    var result = ""
    for (value, name) in terms where value != 0 || (name.isEmpty && terms.count == 1) {
      let size = ShortNumber.text(abs(value))
      if result.isEmpty {
        result = (value < 0 ? "−" : "") + size + name
      } else {
        result += (value < 0 ? " − " : " + ") + size + name
      }
    }
    return result.isEmpty ? "0" : result
  }
}

extension PlaygroundWeights {
  /// What the output's weighted sum is of the features where all hidden layers are linear; nil with several outputs.
  var linearCoefficients: (weights: [Double], bias: Double)? {
    guard shape.sizes[shape.layerCount] == 1 else { return nil }
    var row = weights(layer: shape.layerCount - 1, unit: 0)
    var bias = bias(layer: shape.layerCount - 1, unit: 0)
    for layer in stride(from: shape.layerCount - 2, through: 0, by: -1) {
      var below = [Double](repeating: 0, count: shape.sizes[layer])
      for (unit, factor) in row.enumerated() {
        bias += factor * self.bias(layer: layer, unit: unit)
        for input in below.indices { below[input] += factor * weight(layer: layer, unit: unit, input: input) }
      }
      row = below
    }
    return (row, bias)
  }
}

extension PlaygroundFinding {
  /// Whether it keeps the network from learning well.
  public var isFault: Bool {
    switch self {
    case .linear, .removedWeights: false
    default: true
    }
  }
}

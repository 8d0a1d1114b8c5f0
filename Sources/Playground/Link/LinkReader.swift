import NeuralNet

/// Reads the pairs of a link with the peer's rules.
///
/// The later of two equal keys counts; what follows a second `=` is dropped; an empty value, or one of spaces, is no value; a number is
/// JavaScript's `+text`; a truth value is false only as `false`; `networkShape` may be empty; a key ending in `_hide` hides a control
/// where it is `true`, and takes a feature out.
struct LinkReader {
  private var pairs: [String: String?] = [:]
  private var order: [String] = []
  private(set) var notes: [String] = []

  init(_ fragment: String) {
    for pair in fragment.split(separator: "&", omittingEmptySubsequences: false) {
      let parts = pair.split(separator: "=", omittingEmptySubsequences: false)
      let name = parts.first.map(String.init) ?? ""
      if pairs[name] == nil { order.append(name) }
      pairs.updateValue(parts.count > 1 ? String(parts[1]) : nil, forKey: name)
    }
  }

  /// The value of a key that has one.
  private func text(_ key: String) -> String? {
    guard let value = pairs[key] ?? nil, !ScriptNumber.trimmed(value).isEmpty else { return nil }
    return value
  }

  private func flag(_ key: String, default value: Bool) -> Bool { text(key).map { $0 != "false" } ?? value }

  private func number(_ key: String, default value: Double) -> Double {
    text(key).map(ScriptNumber.value(of:)) ?? value
  }

  private mutating func choice<Value>(_ key: String, _ choices: [(name: String, value: Value)], default value: Value)
    -> Value
  {
    guard let text = text(key) else { return value }
    if let found = choices.first(where: { $0.name == text }) { return found.value }
    let names = choices.map(\.name).joined(separator: ", ")
    notes.append("\(key)=\(text): expected \(names); ignored")
    return value
  }

  mutating func settings(drawSeed: () -> String) throws(PlaygroundFault) -> PlaygroundSettings {
    var settings = PlaygroundSettings()
    nameUnknownKeys()
    settings.activation = choice("activation", PeerNames.activations, default: .tanh)
    settings.regularization = choice(
      "regularization",
      WeightPenalty.allCases.map { ($0.rawValue, $0) },
      default: .none
    )
    settings.batchSize = .samples(number("batchSize", default: 10))
    settings.learningRate = number("learningRate", default: 0.03)
    settings.regularizationRate = number("regularizationRate", default: 0)
    settings.trainPercent = number("percTrainData", default: 50)
    settings.noise = noise()
    settings.hidden = try layers()
    settings.features = features()
    settings.showsTestData = flag("showTestData", default: false)
    settings.isDiscrete = flag("discretize", default: false)
    settings.initialization = flag("initZero", default: false) ? .zero : .peer
    let dataset = choice("dataset", PeerNames.datasets.map { ($0.name, $0) }, default: .circle)
    let values = choice("regDataset", PeerNames.valueDatasets.map { ($0.name, $0) }, default: .plane)
    let isRegression = choice("problem", [("classification", false), ("regression", true)], default: false)
    settings.dataset = isRegression ? values : dataset
    if let seed = text("seed") {
      settings.seed = seed
      if PlaygroundLink.isEncoded(seed) {
        notes.append("seed: a browser encodes some of its characters with %, which makes it another seed")
      }
    } else {
      settings.seed = drawSeed()
      notes.append("seed: missing; \(settings.seed) was drawn at random")
    }
    nameConsequences(settings)
    return settings
  }

  private mutating func nameUnknownKeys() {
    for key in order where !key.isEmpty && !PeerNames.keys.contains(key) && !key.hasSuffix("_hide") {
      notes.append("\(key): not a key of Playground; ignored")
    }
    for key in ["cosX", "cosY"] where flag(key, default: false) {
      notes.append("\(key): Playground knows the key but has no such feature; ignored")
    }
  }

  /// The page's slider: more than 50 counts up to 80, and more than that is 50.
  private mutating func noise() -> Double {
    let noise = number("noise", default: 0)
    if noise > 80 {
      notes.append("noise=\(ScriptNumber.text(of: noise)): Playground takes more than 80 as 50")
      return 50
    }
    if noise < 0 {
      notes.append("noise=\(ScriptNumber.text(of: noise)): Playground takes less than 0 as 0")
      return 0
    }
    return noise
  }

  private mutating func layers() throws(PlaygroundFault) -> [HiddenLayer] {
    guard let value = pairs["networkShape"] else { return [HiddenLayer(units: 4), HiddenLayer(units: 2)] }
    guard let text = value else {
      notes.append("networkShape: expected =, found none; Playground's page fails here; ignored")
      return [HiddenLayer(units: 4), HiddenLayer(units: 2)]
    }
    if ScriptNumber.trimmed(text).isEmpty { return [] }
    var layers: [HiddenLayer] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let number = ScriptNumber.value(of: String(part))
      // The peer counts i = 0, 1, 2 … while i < number.
      let units = number.isNaN ? 0 : max(0, number.rounded(.up))
      guard units <= Double(PlaygroundSettings.limits.units) else {
        throw PlaygroundFault(
          "networkShape",
          expected: "at most \(PlaygroundSettings.limits.units) units per layer",
          found: "'\(part)'"
        )
      }
      layers.append(HiddenLayer(units: Int(units)))
    }
    return layers
  }

  private mutating func features() -> Set<PlaneFeature> {
    var features = Set(PlaneFeature.allCases.filter { flag($0.rawValue, default: $0 == .x || $0 == .y) })
    for feature in PlaneFeature.allCases where features.contains(feature) && pairs[feature.rawValue + "_hide"] == "true"
    {
      features.remove(feature)
      notes.append("\(feature.rawValue)_hide: Playground leaves out a hidden feature, so \(feature.title) is not used")
    }
    return features
  }

  private mutating func nameConsequences(_ settings: PlaygroundSettings) {
    for layer in settings.hidden.indices where settings.hidden[layer].units == 0 {
      notes.append("networkShape: layer \(layer + 1) has no units")
    }
    if case .samples(let size) = settings.batchSize {
      let split = PlaneSplit(settings)
      if settings.batchSize.ends(in: split.train.count).isEmpty {
        notes.append(
          "batchSize=\(ScriptNumber.text(of: size)): \(split.train.count) points never fill a batch, so no weight changes"
        )
      }
    }
  }
}

import ArgumentParser
import NeuralNet
import Playground
import Training

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What makes an experiment, beside a link.
struct PlaygroundOptions: ParsableArguments {
  @Option(
    help: "Where the points come from: \(PlaneDataset.named.map(\.name).joined(separator: ", ")).",
    completion: .list(PlaneDataset.named.map(\.name))
  )
  var dataset: String?
  @Option(
    help: ArgumentHelp("Two classes on either side of the curve x₂ = f(x₁), such as '2*sin(x)'.", valueName: "f(x)")
  )
  var boundary: String?
  @Option(
    help: ArgumentHelp("Points from a CSV or JSON lines file: two features and a label or value.", valueName: "file"),
    completion: .file(extensions: ["csv", "jsonl"])
  )
  var data: String?
  @Option(
    help: ArgumentHelp(
      "Which columns of --data: two features and the label, by name or number.",
      valueName: "a,b,label"
    )
  )
  var columns: String?
  @Option(parsing: .unconditional, help: "The noise of the points, 0 to 50 in Playground.")
  var noise: Double?
  @Option(name: .customLong("train-percent"), parsing: .unconditional, help: "The percentage of points to train on.")
  var trainPercent: Double?
  @Option(parsing: .unconditional, help: "The number of points.")
  var samples: Int?
  @Option(parsing: .unconditional, help: "The seed of points and weights, any text.")
  var seed: String?
  @Option(
    help: ArgumentHelp(
      "The input features: \(PlaneFeature.allCases.map(\.name).joined(separator: ", ")).",
      valueName: "features"
    )
  )
  var features: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Units in the hidden layers, each with an optional activation, such as 4,2 or 8:relu,4:tanh, or none.",
      valueName: "layers"
    )
  )
  var hidden: String?
  @Option(help: "The hidden layers' activation.")
  var activation: Activation?
  @Option(help: "The output's activation: linear, tanh, sigmoid or softmax.")
  var output: OutputActivation?
  @Option(help: "The loss to minimise: \(PlaygroundLoss.allCases.map(\.rawValue).joined(separator: ", ")).")
  var loss: PlaygroundLoss?
  @Option(help: "The regularisation: none, L1 or L2.")
  var regularization: WeightPenalty?
  @Option(
    name: .customLong("regularization-rate"),
    parsing: .unconditional,
    help: "The strength of the regularisation."
  )
  var regularizationRate: Double?
  @Option(parsing: .unconditional, help: "The fraction of hidden units dropped for each sample.")
  var dropout: Double?
  @Option(help: "The update rule: sgd, momentum, rmsprop or adam.")
  var optimizer: PlaygroundOptimizer?
  @Option(
    name: [.customLong("learning-rate"), .customLong("lr")],
    parsing: .unconditional,
    help: "The size of a step."
  )
  var learningRate: Double?
  @Option(name: .customLong("batch-size"), parsing: .unconditional, help: "Points per step, or full.")
  var batchSize: BatchOption?
  @Option(help: "How the weights are initialised: \(PlaygroundInitialization.all.map(\.name).joined(separator: ", ")).")
  var initializer: InitializationOption?
  @Flag(help: "Add a hidden layer's input to its output where both have the same width.")
  var residual = false
  @Option(
    name: .customLong("init"),
    help: ArgumentHelp("Begin with the hidden layers and weights of a safetensors file.", valueName: "file"),
    completion: .file(extensions: ["safetensors"])
  )
  var initialWeights: String?
  @Option(
    name: .customLong("add-points"),
    parsing: .unconditional,
    help: ArgumentHelp("Add training points x,y,label, separated by semicolons.", valueName: "points")
  )
  var addedPoints: String?
  @Option(
    name: .customLong("remove-points"),
    parsing: .unconditional,
    help: ArgumentHelp("Leave out points, written as for --add-points.", valueName: "points")
  )
  var removedPoints: String?
  @Option(parsing: .unconditional, help: "The number of passes over the training points.")
  var epochs: Int?

  func validate() throws {
    if let epochs, epochs < 0 { throw ValidationError("--epochs: expected 0 or more, found \(epochs)") }
    let sources = [("--dataset", dataset), ("--boundary", boundary), ("--data", data)].filter { $0.1 != nil }
    if sources.count > 1 {
      throw ValidationError(
        "\(sources.map(\.0).joined(separator: " and ")): expected one of them, found \(sources.count)"
      )
    }
    if initialWeights != nil, initializer != nil {
      throw ValidationError("--init and --initializer: expected one of the two, found both")
    }
    if columns != nil, data == nil { throw ValidationError("--columns: expected with --data, found without") }
  }

  /// The settings, and lines to tell of how a link or a file was read.
  func settings(link: String?) throws -> (PlaygroundSettings, [String]) {
    var settings = PlaygroundSettings()
    var notes: [String] = []
    if let link {
      let read = try PlaygroundLink(link) { seed ?? Self.drawnSeed() }
      settings = read.settings
      notes = read.notes
    }
    try apply(to: &settings, &notes)
    do {
      try settings.validate()
    } catch {
      throw ValidationError("--\(error)")
    }
    return (settings, notes)
  }

  private func apply(to settings: inout PlaygroundSettings, _ notes: inout [String]) throws {
    try applyData(to: &settings, &notes)
    if let noise { settings.noise = noise }
    if let trainPercent { settings.trainPercent = trainPercent }
    if let samples { settings.sampleCount = samples }
    if let seed { settings.seed = seed }
    if let features { settings.features = try Self.features(features) }
    if let hidden { settings.hidden = try Self.layers(hidden) }
    if let activation { settings.activation = activation }
    if let output { settings.output = output }
    if let loss { settings.loss = loss }
    if let regularization { settings.regularization = regularization }
    if let regularizationRate { settings.regularizationRate = regularizationRate }
    if let dropout { settings.dropout = dropout }
    if let optimizer { settings.optimizer = optimizer }
    if let learningRate { settings.learningRate = learningRate }
    if let batchSize { settings.batchSize = batchSize.size }
    if let initializer { settings.initialization = initializer.initialization }
    if residual { settings.isResidual = true }
    if let addedPoints { settings.edits.added = try Self.points(addedPoints, "--add-points") }
    if let removedPoints { settings.edits.removed = Set(try Self.points(removedPoints, "--remove-points")) }
    if let initialWeights { try applyWeights(initialWeights, to: &settings) }
    if let epochs { settings.epochs = epochs }
  }

  private func applyData(to settings: inout PlaygroundSettings, _ notes: inout [String]) throws {
    if let dataset {
      guard let found = PlaneDataset(name: dataset) else {
        throw ValidationError(
          "--dataset: expected \(PlaneDataset.named.map(\.name).joined(separator: ", ")), found '\(dataset)'"
        )
      }
      settings.dataset = found
    }
    if let boundary { settings.dataset = .boundary(boundary) }
    guard let data else { return }
    let table = try Self.table(data, columns: columns)
    settings.dataset = .table(table)
    notes += table.notes
  }

  /// The points of a file.
  static func table(_ path: String, columns: String?) throws -> PlaneTable {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw Failure(description: "--data: expected a file that can be read, found none at '\(path)'")
    }
    let wanted = columns?.split(separator: ",", omittingEmptySubsequences: false).map {
      String($0.filter { $0 != " " })
    }
    do {
      return try TableReader.read(
        String(decoding: bytes, as: UTF8.self),
        name: path.split(separator: "/").last.map(String.init) ?? path,
        columns: wanted
      )
    } catch {
      throw Failure(description: "\(path): \(error)")
    }
  }

  private func applyWeights(_ path: String, to settings: inout PlaygroundSettings) throws {
    if hidden == nil {
      settings.hidden = try NetworkFile.network(path).hidden.enumerated().map { index, units in
        let own = settings.hidden.indices.contains(index) ? settings.hidden[index].activation : nil
        return HiddenLayer(units: units, activation: own)
      }
    }
    let parameters = try NetworkFile.read(path, layerSizes: settings.layerSizes)
    settings.initialization = .given(
      GivenWeights(name: path, layerSizes: settings.layerSizes, parameters: parameters)
    )
  }

  private static func points(_ text: String, _ option: String) throws -> [PlanePoint] {
    do {
      return try PointList(parsing: text).points
    } catch {
      throw ValidationError("\(option): expected \(error.expected), found \(error.found)")
    }
  }

  private static func features(_ text: String) throws -> Set<PlaneFeature> {
    var features: Set<PlaneFeature> = []
    for name in text.split(separator: ",") {
      guard let feature = PlaneFeature(name: String(name)) else {
        throw ValidationError(
          "--features: expected \(PlaneFeature.allCases.map(\.name).joined(separator: ", ")), found '\(name)'"
        )
      }
      features.insert(feature)
    }
    return features
  }

  private static func layers(_ text: String) throws -> [HiddenLayer] {
    if text.lowercased() == "none" { return [] }
    return try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let words = part.filter { $0 != " " }.split(separator: ":", maxSplits: 1).map(String.init)
      guard let first = words.first, let units = Int(first), units > 0 else {
        throw ValidationError("--hidden: expected units such as 4,2 or 8:relu, found '\(part)'")
      }
      guard words.count > 1 else { return HiddenLayer(units: units) }
      guard let activation = Activation(name: words[1]) else {
        throw ValidationError(
          "--hidden: expected an activation among \(Activation.all.map(\.name).joined(separator: ", ")), found '\(words[1])'"
        )
      }
      return HiddenLayer(units: units, activation: activation)
    }
  }

  /// Five decimals, as the peer draws a seed.
  private static func drawnSeed() -> String {
    let digits = String(Int.random(in: 0..<100_000))
    return "0." + String(repeating: "0", count: 5 - digits.count) + digits
  }
}

/// A number of points, or `full`.
struct BatchOption: ExpressibleByArgument {
  var size: BatchSize

  init?(argument: String) {
    if argument.lowercased() == "full" {
      size = .full
      return
    }
    guard let count = Int(argument), count > 0 else { return nil }
    size = .samples(Double(count))
  }
}

/// How weights begin, by name.
struct InitializationOption: ExpressibleByArgument {
  var initialization: PlaygroundInitialization

  init?(argument: String) {
    guard let found = PlaygroundInitialization(name: argument) else { return nil }
    initialization = found
  }

  static var allValueStrings: [String] { PlaygroundInitialization.all.map(\.name) }
}

extension OutputActivation: ExpressibleByArgument {}
extension PlaygroundLoss: ExpressibleByArgument {}
extension PlaygroundOptimizer: ExpressibleByArgument {}

extension WeightPenalty: ExpressibleByArgument {
  /// The one of a name, whatever its case.
  public init?(argument: String) {
    guard let found = Self.allCases.first(where: { $0.rawValue.lowercased() == argument.lowercased() }) else {
      return nil
    }
    self = found
  }
}

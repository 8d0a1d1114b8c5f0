import ArgumentParser
import Datasets
import Playground
import Screens
import Training

/// What a sweep trains: its task, what is varied, what is fixed, and with how many seeds.
struct SweepOptions: ParsableArguments {
  @Option(help: "What to train: xor, perceptron, neuron, mnist or playground, each as by its own command.")
  var on: SweepSubject?
  @Option(
    help: ArgumentHelp(
      "A setting and the values to compare, such as hidden=2,4,8 or activation=relu,tanh; given twice, every pair of values.",
      valueName: "setting=values"
    ),
    transform: { text in
      do throws(SettingsError) {
        return try Sweep.Axis(parsing: text)
      } catch {
        throw ValidationError("\(error.setting): expected \(error.expected), found \(error.found)")
      }
    }
  )
  var over: [Sweep.Axis] = []
  @Option(
    help: "A sweep of the course: exercise-2 (the size of MNIST's hidden layers) or exercise-3 (their activation).",
    completion: .list(Sweep.presets)
  )
  var preset: String?
  @Option(parsing: .unconditional, help: "How many seeds to train each setting with. (default: 3)")
  var seeds: Int?
  @Option(parsing: .unconditional, help: "The first seed; the others are the numbers after it.")
  var seed: UInt64 = 42
  @Option(
    parsing: .unconditional,
    help: "The test accuracy that counts as solved, such as 0.97; the time to reach it is measured."
  )
  var target: Double?
  @Option(
    help: ArgumentHelp(
      "The images of mnist (mnist, fashion-mnist, kmnist or generated), or the points of playground (circle, spiral …).",
      valueName: "dataset"
    ),
    completion: .list(DatasetChoice.allValueStrings + PlaneDataset.named.map(\.name))
  )
  var dataset: String?
  @Option(
    help: ArgumentHelp("Playground: two classes on either side of the curve x₂ = f(x₁).", valueName: "f(x)")
  )
  var boundary: String?
  @Option(
    help: ArgumentHelp("The folder of mnist's image files, or a file of playground's points.", valueName: "path"),
    completion: .file()
  )
  var data: String?
  @Option(
    help: ArgumentHelp(
      "Playground: which columns of --data, two features and the label, by name or number.",
      valueName: "a,b,label"
    )
  )
  var columns: String?

  @Option(help: ArgumentHelp("The truth table.", valueName: "name")) var gate: String?
  @Option(help: ArgumentHelp("Units in the hidden layers, such as 4 or 128,64.", valueName: "sizes")) var hidden:
    String?
  @Option(help: ArgumentHelp("The hidden layers' activation.", valueName: "name")) var activation: String?
  @Option(help: ArgumentHelp("The loss to minimise.", valueName: "name")) var loss: String?
  @Option(help: ArgumentHelp("The update rule.", valueName: "name")) var optimizer: String?
  @Option(
    name: [.customLong("learning-rate"), .customLong("lr")],
    help: ArgumentHelp("The size of a step.", valueName: "number")
  )
  var learningRate: String?
  @Option(name: .customLong("batch-size"), help: ArgumentHelp("Samples per step.", valueName: "number")) var batchSize:
    String?
  @Option(help: ArgumentHelp("The number of passes over the training samples.", valueName: "number")) var epochs:
    String?
  @Option(help: ArgumentHelp("How the weights are initialised.", valueName: "name")) var initializer: String?
  @Option(help: ArgumentHelp("How the learning rate changes.", valueName: "name")) var schedule: String?
  @Option(help: ArgumentHelp("The fraction of hidden units dropped.", valueName: "number")) var dropout: String?
  @Option(help: ArgumentHelp("The strength of L1 regularisation.", valueName: "number")) var l1: String?
  @Option(help: ArgumentHelp("The strength of L2 regularisation.", valueName: "number")) var l2: String?
  @Option(help: ArgumentHelp("Playground: the noise of the points.", valueName: "number")) var noise: String?
  @Option(
    name: .customLong("train-percent"),
    help: ArgumentHelp("Playground: the percentage of points to train on.", valueName: "number")
  )
  var trainPercent: String?
  @Option(help: ArgumentHelp("Playground: the number of points.", valueName: "number")) var samples: String?
  @Option(help: ArgumentHelp("Playground: the input features, such as x1,x2.", valueName: "features"))
  var features: String?
  @Option(help: ArgumentHelp("Playground: the output's activation.", valueName: "name")) var output: String?
  @Option(help: ArgumentHelp("Playground: the regularisation, none, L1 or L2.", valueName: "name")) var regularization:
    String?
  @Option(
    name: .customLong("regularization-rate"),
    help: ArgumentHelp("Playground: its strength.", valueName: "number")
  )
  var regularizationRate: String?
  @Flag(help: "Playground: residual connections.") var residual = false

  /// Whether anything says what to train.
  var isGiven: Bool { on != nil || !over.isEmpty || preset != nil }

  /// The sweep that the options say, its images apart.
  func sweep() throws -> Sweep {
    do throws(SettingsError) {
      var sweep = try start()
      if let seeds { sweep.seedCount = seeds }
      sweep.firstSeed = seed
      sweep.targetAccuracy = target
      for (parameter, text) in fixed {
        guard let text else { continue }
        if sweep.axes.contains(where: { $0.parameter == parameter }) {
          throw SettingsError(setting: parameter.words, expected: "either a fixed value or --over", found: "both")
        }
        try sweep.settings.set(parameter, text)
      }
      // What a file has decides which settings fit.
      if sweep.subject != .playground || data == nil { try sweep.validate() }
      return sweep
    } catch {
      throw ValidationError("\(error.option): expected \(error.expected), found \(error.found)")
    }
  }

  private func start() throws(SettingsError) -> Sweep {
    guard let preset else { return Sweep(SweepSettings(on ?? .xor), axes: over) }
    guard var sweep = Sweep(preset: preset) else {
      throw SettingsError(setting: "preset", expected: Sweep.presets.joined(separator: " or "), found: "'\(preset)'")
    }
    if let on, on != sweep.subject {
      throw SettingsError(setting: "on", expected: "\(sweep.subject.rawValue) with \(preset)", found: on.rawValue)
    }
    sweep.axes += over
    return sweep
  }

  private var fixed: [(SweepParameter, String?)] {
    [
      (.gate, gate), (.hidden, hidden), (.activation, activation), (.loss, loss), (.optimizer, optimizer),
      (.learningRate, learningRate), (.batchSize, batchSize), (.epochs, epochs), (.initializer, initializer),
      (.schedule, schedule), (.dropout, dropout), (.l1, l1), (.l2, l2), (.noise, noise), (.trainPercent, trainPercent),
      (.samples, samples), (.features, features), (.output, output), (.regularization, regularization),
      (.regularizationRate, regularizationRate), (.residual, residual ? "yes" : nil),
      (
        .dataset,
        (on ?? .xor) == .mnist || preset != nil ? nil : dataset ?? boundary.map { SweepParameter.boundaryMark + $0 }
      ),
    ]
  }

  /// What does not fit together whatever is trained.
  func validate() throws {
    let sources = [("--dataset", dataset), ("--boundary", boundary), ("--data", data)].filter { $0.1 != nil }.map(\.0)
    let subject = preset == nil ? on ?? .xor : .mnist
    if columns != nil, data == nil { throw ValidationError("--columns: expected with --data, found without") }
    if subject != .playground, boundary != nil || columns != nil {
      throw ValidationError(
        "\(boundary != nil ? "--boundary" : "--columns"): expected with --on playground, found with \(subject.rawValue)"
      )
    }
    if subject != .playground, subject != .mnist, data != nil {
      throw ValidationError("--data: expected with --on mnist or playground, found with \(subject.rawValue)")
    }
    guard subject == .playground else { return }
    let isVaried = over.contains { $0.parameter == .dataset }
    if sources.count > 1 || isVaried && !sources.isEmpty {
      let all = sources + (isVaried ? ["--over dataset"] : [])
      throw ValidationError("\(all.joined(separator: " and ")): expected one of them, found \(all.count)")
    }
  }

  /// Reads the points of a file into the sweep's settings.
  private func learnPoints(_ sweep: inout Sweep) throws {
    guard let data else { return }
    let table = try PlaygroundOptions.table(data, columns: columns)
    for note in table.notes { StandardError.print(note) }
    sweep.settings.learn(table)
    sweep.data = table.mark
    do throws(SettingsError) { try sweep.validate() } catch {
      throw ValidationError("\(error.option): expected \(error.expected), found \(error.found)")
    }
  }

  /// The images that the sweep learns, and their mark in the sweep; nil for tasks without.
  func images(for sweep: inout Sweep, _ signals: StopSignals) throws -> ClassifierData? {
    guard sweep.subject == .mnist else {
      if data != nil { try learnPoints(&sweep) }
      return nil
    }
    let choice = dataset.flatMap(DatasetChoice.init(argument:))
    if let dataset, choice == nil {
      throw ValidationError(
        "--dataset: expected one of \(DatasetChoice.allValueStrings.joined(separator: ", ")), found '\(dataset)'"
      )
    }
    let kind = choice?.kind ?? .mnist
    let locator = DatasetLocator(dataDirectory: data)
    if data != nil, kind != .generated { _ = try DatasetLocator(dataDirectory: data, environment: [:]).find(kind) }
    var options = MnistOptions(kind: kind, locator: locator)
    options.drawsDigitsInstead = dataset == nil && data == nil
    let images = try MnistLoader(options).load(isCancelled: { signals.haveCome })
    if images.sets.isGenerated, kind != .generated {
      StandardError.print("no MNIST files found: learning \(GeneratedDigits.provenance)")
    }
    sweep.data = images.mark
    return images
  }
}

extension SweepSubject: ExpressibleByArgument {
  /// Where completion and help get the names.
  public static var allValueStrings: [String] { allCases.map(\.rawValue) }
}

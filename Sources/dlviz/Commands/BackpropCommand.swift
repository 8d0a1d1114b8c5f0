import ArgumentParser
import LessonScreens
import Lessons
import NeuralNet
import Plots
import Records
import Shell
import Terminal
import Training

/// `dlviz backprop`: a pass through a small network, operation by operation and both ways.
struct BackpropCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backprop",
    abstract: "A forward and a backward pass, operation by operation, with a finite difference beside each gradient.",
    discussion: """
      Without options, the course's 2-2-1 network: x = 0.5, 0.8, target 1, sigmoids, squared error, learning rate 0.5. --lesson opens another \
      network; --x, --target, --hidden and --init make one, of at most 4 inputs, 2 hidden layers of 8 units and 3 outputs. With --headless, \
      all operations are written as text. Weight matrices have the shape (inputs, outputs), as in x·W.
      """
  )

  @Option(help: ArgumentHelp("A prepared network, or list for their names. (default: course)", valueName: "name"))
  var lesson: String?
  @Option(parsing: .unconditional, help: ArgumentHelp("The inputs.", valueName: "x1,x2,…"))
  var x: NumberList?
  @Option(parsing: .unconditional, help: ArgumentHelp("The targets, one for each output.", valueName: "y1,…"))
  var target: NumberList?
  @Option(help: ArgumentHelp("Units in the hidden layers, or none; the weights are then random.", valueName: "n,…"))
  var hidden: String?
  @Option(
    name: .customLong("init"),
    help: ArgumentHelp(
      "Begin with the weights of a safetensors file: NAME.weight (out, in) and NAME.bias.",
      valueName: "file"
    ),
    completion: .file(extensions: ["safetensors"])
  )
  var initialWeights: String?
  @Option(help: "The hidden layers' activation; also the output's, unless the loss fixes it.")
  var activation: Activation?
  @Option(name: .customLong("output-activation"), help: "The output's activation, unless the loss fixes it.")
  var outputActivation: Activation?
  @Option(help: "The loss: \(BackpropState.losses.map(\.name).joined(separator: ", ")).")
  var loss: Loss?
  @Option(
    name: [.customLong("learning-rate"), .customLong("lr")],
    parsing: .unconditional,
    help: "η, \(BackpropParameters.learningRate.expected)."
  )
  var learningRate: Double?
  @Option(parsing: .unconditional, help: "The seed of random weights (default: 42).")
  var seed: UInt64?
  @Option(parsing: .unconditional, help: "With --headless and --json, how many passes to write, 1 to 10000.")
  var passes = 1
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Looks") var look: LookOptions

  private var preset: BackpropPreset? { lesson.flatMap { BackpropPreset(name: $0) } }

  func validate() throws {
    try look.check(showsScreen: output.showsScreen)
    if let lesson, lesson != "list", preset == nil {
      throw ValidationError(
        "--lesson: expected list or one of \(BackpropPreset.all.map(\.name).joined(separator: ", ")), found '\(lesson)'"
      )
    }
    guard (1...10_000).contains(passes) else { throw ValidationError("--passes: expected 1 to 10000, found \(passes)") }
    if seed != nil, hidden == nil { throw ValidationError("--seed: expected with --hidden, whose weights are random") }
    if hidden != nil, initialWeights != nil {
      throw ValidationError("--hidden: expected without --init, whose shapes define the layers")
    }
    if lesson != nil, hidden != nil || initialWeights != nil {
      throw ValidationError("--lesson: expected without --hidden and --init, which make another network")
    }
    guard initialWeights == nil, lesson != "list" else { return }
    do throws(BackpropError) { _ = try state(parameters: nil) } catch { throw ValidationError(error.description) }
  }

  mutating func run() throws {
    if lesson == "list" {
      for preset in BackpropPreset.all {
        let padding = String(repeating: " ", count: max(1, 12 - preset.name.count))
        try StandardOutput.print("\(preset.name)\(padding)\(preset.title)")
      }
      return
    }
    var file: (sizes: [Int], parameters: [Double])?
    if let initialWeights {
      let stored = try NetworkFile.network(initialWeights)
      file = (stored.layerSizes, stored.parameters)
    }
    let state: BackpropState
    do throws(BackpropError) { state = try self.state(parameters: file) } catch {
      throw Failure(description: error.description)
    }
    switch output.mode {
    case .json: try printJSON(state)
    case .text: try printText(state)
    case .screen, .snapshot:
      let screen = BackpropScreen(state, arguments: arguments)
      try ScreenRunner(output: output, look: look).run(screen)
    }
  }

  private func state(parameters file: (sizes: [Int], parameters: [Double])?) throws(BackpropError) -> BackpropState {
    let base = (preset ?? .course).state
    var network = base.network
    var samples = base.samples
    if let file {
      network = Network(
        Architecture(
          layerSizes: file.sizes,
          hiddenActivation: activation ?? .sigmoid,
          outputActivation: outputActivation ?? activation ?? .sigmoid
        ),
        parameters: file.parameters
      )
    } else if let hidden {
      let sizes = try Self.sizes(hidden)
      let inputs = x?.values.count ?? base.sample.inputs.count
      let outputs = target?.values.count ?? base.sample.targets.count
      var random = RandomNumbers(seed: seed ?? 42)
      network = Network(
        Architecture(
          layerSizes: [inputs] + sizes + [outputs],
          hiddenActivation: .sigmoid,
          outputActivation: .sigmoid
        ),
        initializer: .glorotUniform,
        using: &random
      )
    }
    let (inputs, outputs) = (network.architecture.inputCount, network.architecture.outputCount)
    if x != nil || target != nil || samples[0].inputs.count != inputs || samples[0].targets.count != outputs {
      let usual = [0.5, 0.8, 0.2, -0.4]
      samples = [
        BackpropSample(
          x?.values ?? (samples[0].inputs.count == inputs ? samples[0].inputs : Array(usual.prefix(inputs))),
          target?.values
            ?? (samples[0].targets.count == outputs ? samples[0].targets : (0..<outputs).map { $0 == 0 ? 1 : 0 })
        )
      ]
    }
    if let activation {
      network.architecture.hiddenActivation = activation
      network.architecture.outputActivation = activation
    }
    if let outputActivation { network.architecture.outputActivation = outputActivation }
    let wanted = loss ?? base.loss
    let isFree = wanted != .bce && wanted != .softmaxCrossEntropy
    if base.loss == .softmaxCrossEntropy, isFree, activation == nil, outputActivation == nil {
      network.architecture.outputActivation = .sigmoid
    }
    if let outputActivation, !isFree, !(wanted == .bce && outputActivation == .sigmoid) {
      throw BackpropError(
        "--output-activation",
        expected: wanted == .bce ? "sigmoid with BCE" : "none with cross-entropy, which brings softmax",
        found: outputActivation.name
      )
    }
    return try BackpropState(
      network,
      samples: samples,
      loss: wanted,
      learningRate: learningRate ?? base.learningRate
    )
  }

  private static func sizes(_ text: String) throws(BackpropError) -> [Int] {
    if text.lowercased() == "none" { return [] }
    guard let list = LayerList(argument: text), list.sizes.allSatisfy({ $0 > 0 }) else {
      throw BackpropError("--hidden", expected: "none or whole numbers above 0 between commas", found: "'\(text)'")
    }
    return list.sizes
  }

  private var arguments: String {
    var words: [String] = []
    if let lesson { words += ["--lesson", lesson] }
    if let x { words += ["--x", x.values.map { "\($0)" }.joined(separator: ",")] }
    if let target { words += ["--target", target.values.map { "\($0)" }.joined(separator: ",")] }
    if let hidden { words += ["--hidden", hidden] }
    if let initialWeights { words += ["--init", initialWeights] }
    if let activation { words += ["--activation", activation.name] }
    if let outputActivation { words += ["--output-activation", outputActivation.name] }
    if let loss { words += ["--loss", loss.name] }
    if let learningRate { words += ["--learning-rate", "\(learningRate)"] }
    if let seed { words += ["--seed", "\(seed)"] }
    return words.joined(separator: " ")
  }

  private func printText(_ start: BackpropState) throws {
    let look = TextLook(look).look
    var state = start
    for pass in 0..<passes {
      let walk = Walk(state)
      if pass > 0 { try StandardOutput.print("") }
      for line in walk.text {
        try StandardOutput.print(StyledText(line).spelled(for: look).string.transliterated(to: look.charset))
      }
      state = walk.next
    }
  }

  private func printJSON(_ start: BackpropState) throws {
    var started = JSONLine(event: "started")
    let architecture = start.network.architecture
    started.add("command", "backprop")
    started.add("layers", architecture.layerSizes)
    started.add("parameters", architecture.parameterCount)
    started.add("activation", architecture.hiddenActivation.name)
    started.add(
      "output_activation",
      start.loss == .softmaxCrossEntropy ? "softmax" : architecture.outputActivation.name
    )
    started.add("loss", start.loss.name)
    started.add("learning_rate", start.learningRate)
    started.add("weight_layout", "inputs, outputs")
    try StandardOutput.print(started.text)
    var state = start
    var last = Walk(state)
    for pass in 1...passes {
      last = Walk(state)
      for operation in last.operations { try StandardOutput.print(line(operation, of: last, pass: pass)) }
      state = last.next
    }
    var finished = JSONLine(event: "finished")
    finished.add("reason", "completed")
    finished.add("passes", passes)
    finished.add("loss", last.loss)
    finished.add("new_loss", last.newLoss)
    try StandardOutput.print(finished.text)
  }

  private func line(_ operation: WalkOperation, of walk: Walk, pass: Int) -> String {
    var line = JSONLine(event: "value")
    line.add("name", operation.name)
    line.add("shape", operation.shape)
    line.add("value", operation.values)
    if let numeric = operation.numeric { line.add("numeric", numeric) }
    if case .delta(let layer) = operation.kind, layer == walk.state.network.architecture.layers.count - 1,
      let other = walk.perceptronStyleDelta
    {
      line.add("perceptron_style", other)
    }
    line.add("formula", operation.formula)
    line.add("pass", pass)
    return line.text
  }
}

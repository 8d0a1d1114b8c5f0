import ArgumentParser
import Datasets
import NeuralNet
import PlaneScreens
import Plots
import Records
import Shell
import Terminal

/// `dlviz perceptron`: one line learns truth tables.
struct PerceptronCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "perceptron",
    abstract: "The perceptron rule learns AND and OR, sample by sample, and never XOR.",
    discussion: """
      The rule: ŷ = 1 if w·x + b ≥ 0, else 0; after each sample with target t, Δw = η·(t − ŷ)·x and Δb = η·(t − ŷ). Samples come in the \
      order 00, 01, 10, 11; the weights begin small and random, the bias at 0. Fourteen of the sixteen Boolean functions of two \
      inputs can be learned this way.
      """
  )

  @Argument(
    help: """
      One to three functions side by side: and, or, xor, nand, nor, xnor, or four digits such as 0110 for the inputs 00, 01, \
      10, 11; or all for the sixteen together. (default: and or xor)
      """
  )
  var functions: [String] = []
  @Option(
    name: [.customLong("learning-rate"), .customLong("lr")],
    help: "η, the size of a correction."
  )
  var learningRate = PerceptronParameters.learningRate.defaultValue
  @Option(help: "The maximum number of epochs; an epoch without errors ends the run.")
  var epochs = PerceptronParameters.epochs.defaultValue
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Begin every function with these weights, such as 0.5,-0.5, instead of its own small random ones; for different ones \
      run a function alone.
      """,
      valueName: "w1,w2"
    )
  )
  var weights: WeightPair?
  @Option(parsing: .unconditional, help: "Begin with this bias; without --weights, the weights then begin at 0.")
  var bias: Double?
  @Option(help: "The seed of the random weights.")
  var seed = PerceptronParameters.seed.defaultValue
  @Option(
    help: """
      Which line is drawn and scored: classic (the current one), pocket (the best so far) or averaged (the mean of all so far).
      """
  )
  var variant = PerceptronParameters.variant.defaultValue
  @Option(help: "Samples a second on the screen: a number, or max.")
  var pace: PaceOption?
  @Option(
    name: .customLong("log-every"),
    parsing: .unconditional,
    help: "With --json, write every N-th epoch, and always the first and the last."
  )
  var logEvery: Int?
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Looks") var look: LookOptions

  func validate() throws {
    try look.check(showsScreen: output.showsScreen)
    if let logEvery, logEvery < 1 { throw ValidationError("--log-every: expected 1 or more, found \(logEvery)") }
    try validated {
      try PerceptronParameters.learningRate.check(learningRate)
      try PerceptronParameters.epochs.check(epochs)
      for value in [weights?.w1, weights?.w2, bias] { if let value { try PerceptronParameters.weight.check(value) } }
    }
    if functions == ["all"] { return }
    guard !functions.contains("all") else {
      throw ValidationError(
        "functions: expected all to stand alone, as it is all sixteen, found '\(functions.joined(separator: " "))'"
      )
    }
    guard functions.count <= PerceptronScreen.maximumGates else {
      throw ValidationError(
        "functions: expected 1 to \(PerceptronScreen.maximumGates), or all; found \(functions.count)"
      )
    }
    for function in functions where LogicGate(named: function) == nil {
      throw ValidationError(
        "functions: expected \(LogicGate.common.map(\.name).joined(separator: ", ")), four digits such as 0110, or all, "
          + "found '\(function)'"
      )
    }
  }

  private func screen(pace: Double?) -> PerceptronScreen {
    var settings = PerceptronSettings()
    settings.learningRate = learningRate
    settings.epochs = epochs
    settings.seed = seed
    settings.variant = variant
    if weights != nil || bias != nil {
      settings.start = .given(w1: weights?.w1 ?? 0, w2: weights?.w2 ?? 0, bias: bias ?? 0)
    }
    let gates = functions.compactMap { LogicGate(named: $0) }
    return PerceptronScreen(
      settings: settings,
      gates: gates.isEmpty ? PerceptronScreen.defaultGates : gates,
      page: functions == ["all"] ? .all : .gates,
      pace: pace
    )
  }

  mutating func run() throws {
    if case .screen = output.mode {
      let pace = pace.map(\.perSecond) ?? PerceptronScreen.defaultPace
      let screen = screen(pace: pace)
      return try ScreenLauncher(look).run(Destination("perceptron")) { _ in ScreenHost(screen) }
    }
    var screen = screen(pace: nil)
    screen.runToEnd()
    switch output.mode {
    case .screen: break
    case .text:
      let look = TextLook(look).look
      for line in screen.textSummary(isASCII: look.isASCII) { print(line.transliterated(to: look.charset)) }
    case .json: printJSON(screen)
    case .snapshot(let path): try PictureFile.write(screen, output.size.size, look, to: path)
    }
  }

  /// Every sample and every epoch of every function.
  ///
  /// `w_b` is always the line that the rule moves, as are the figures beside it; a variant's own line has a field of its own.
  private func printJSON(_ screen: PerceptronScreen) {
    for gate in screen.shownGates {
      var started = JSONLine(event: "started")
      started.add("command", "perceptron")
      started.add("gate", gate.name)
      started.add("targets", gate.outputs.map { $0 ? 1 : 0 })
      started.add("learning_rate", learningRate)
      started.add("epochs", epochs)
      started.add("seed", seed)
      started.add("variant", variant.rawValue)
      started.add("w_b", screen.startLine(of: gate))
      print(started.text)
      let errors = screen.errorsPerEpoch(of: gate)
      let samples = screen.samples(of: gate)
      for sample in samples {
        var line = JSONLine(event: "step")
        line.add("gate", gate.name)
        line.add("epoch", sample.epoch)
        line.add("sample", sample.row + 1)
        line.add("weighted_sum", sample.update.weightedSum)
        line.add("prediction", sample.update.prediction)
        line.add("error", sample.update.error)
        // Adding 0 takes the sign from −0, which is η·e times an input of 0.
        line.add("delta_w", sample.update.weightChanges.map { $0 + 0 })
        line.add("delta_b", sample.update.biasChange + 0)
        addLines(sample, to: &line)
        let every = logEvery ?? 1
        let isReported = sample.epoch == 1 || sample.epoch == errors.count || sample.epoch % every == 0
        if isReported { print(line.text) }
        guard sample.row == 3, errors.indices.contains(sample.epoch - 1), isReported else { continue }
        var epoch = JSONLine(event: "epoch")
        epoch.add("gate", gate.name)
        epoch.add("epoch", sample.epoch)
        epoch.add("errors", errors[sample.epoch - 1])
        addLines(sample, to: &epoch)
        print(epoch.text)
      }
      var finished = JSONLine(event: "finished")
      finished.add("gate", gate.name)
      finished.add("reason", screen.hasConverged(gate) ? "converged" : "completed")
      finished.add("epochs", errors.count)
      finished.add("right", screen.rightCount(of: gate))
      if let last = samples.last { addLines(last, to: &finished) }
      print(finished.text)
    }
  }

  /// The rule's line, and the variant's where it has its own.
  private func addLines(_ sample: PerceptronScreen.Sample, to line: inout JSONLine) {
    line.add("w_b", sample.ruleLine)
    if variant != .classic { line.add("\(variant.rawValue)_w_b", sample.variantLine) }
  }
}

extension PerceptronVariant: ExpressibleByArgument {}

/// Two weights, `0.5,-0.5`.
struct WeightPair: ExpressibleByArgument, Equatable {
  var w1: Double
  var w2: Double

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Double($0.filter { $0 != " " }) }
    guard parts.count == 2, let w1 = parts[0], let w2 = parts[1] else { return nil }
    self.w1 = w1
    self.w2 = w2
  }
}

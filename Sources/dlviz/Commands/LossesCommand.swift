import ArgumentParser
import FunctionScreens
import NeuralNet
import Plots
import Shell
import Terminal

/// `dlviz losses`: losses and their derivatives.
struct LossesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "losses",
    abstract: "MSE, MAE, Huber, BCE, hinge and softmax cross-entropy, with their derivatives.",
    discussion: """
      Three pages: losses as functions of the prediction, or of the logit z with ŷ = σ(z), and softmax cross-entropy of a few \
      logits. With --headless, --json or --snapshot, one page is written.
      """
  )

  @Argument(help: "The page to begin with.")
  var page = LossesPage.prediction
  @Option(
    parsing: .unconditional,
    help: "y, \(LossesParameters.target.expected); BCE is drawn only from 0 to 1."
  )
  var target = LossesParameters.target.defaultValue
  @Option(
    parsing: .unconditional,
    help: """
      Where the losses are read: the prediction, \(LossesParameters.place(on: .prediction).expected), or on the logit page z, \
      \(LossesParameters.place(on: .logit).expected).
      """
  )
  var at: Double?
  @Option(help: "Huber's δ, the error at which it turns from quadratic to linear: \(LossesParameters.delta.expected).")
  var delta = LossesParameters.delta.defaultValue
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Three to ten logits from -10 to 10 for the softmax page.", valueName: "z1,z2,…")
  )
  var logits = NumberList(LossesParameters.logits)
  @Option(
    parsing: .unconditional,
    help: "With --json, how many points each curve has, evenly spaced; BCE has more near 0 and 1, where it is steep."
  )
  var points = LossesParameters.points.defaultValue
  @Option(name: .customLong("target-class"), help: "The target class on the softmax page, counted from 1.")
  var targetClass = 1
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Looks") var look: LookOptions

  func validate() throws {
    try look.check(showsScreen: output.showsScreen)
    try validated {
      try LossesParameters.target.check(target)
      try LossesParameters.delta.check(delta)
      try LossesParameters.points.check(points)
      if let at { try LossesParameters.place(on: page).check(at) }
      try LossesParameters.classes.check(logits.values.count)
      for value in logits.values { try LossesParameters.logit.check(value) }
    }
    if at != nil, page == .softmax {
      throw ValidationError("--at: expected with the prediction or the logit page, found with softmax")
    }
    guard (1...logits.values.count).contains(targetClass) else {
      throw ValidationError("--target-class: expected 1 to \(logits.values.count), found \(targetClass)")
    }
  }

  mutating func run() throws {
    var screen = LossesScreen(page: page, target: target, delta: delta, logits: logits.values)
    if let at { screen.setCursor(at) }
    screen.setTargetClass(targetClass)
    screen.pointCount = points
    try ScreenRunner(output: output, look: look).run(screen)
  }
}

extension LossesPage: ExpressibleByArgument {}

/// Numbers between commas, `2,1,0.1`.
struct NumberList: ExpressibleByArgument, Equatable {
  var values: [Double]

  init(_ values: [Double]) { self.values = values }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let values = parts.compactMap { Double($0.filter { $0 != " " }) }
    guard values.count == parts.count else { return nil }
    self.values = values
  }

  var defaultValueDescription: String { values.map { NumberFormat.compact.plain($0) }.joined(separator: ",") }
}

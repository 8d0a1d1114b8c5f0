import ArgumentParser
import FunctionScreens
import NeuralNet
import Plots
import Shell
import Terminal
import Training

/// `dlviz activations`: activation functions, their derivatives, and what they do to depth.
struct ActivationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activations",
    abstract: "Activation functions, their derivatives, and what they do in a deep network.",
    discussion: """
      Without names, sigmoid, tanh and ReLU are shown. With --deep, the panels show a random network, through which a batch passes \
      forward and a gradient backward; --depth, --width, --batch-size, --initializer and --seed describe it and imply --deep.
      """
  )

  @Argument(
    help: ArgumentHelp(
      "The activations to show: \(Activation.all.map(\.name).joined(separator: ", ")), or all.",
      valueName: "name"
    )
  )
  var names: [String] = []
  @Option(parsing: .unconditional, help: ArgumentHelp("The cursor's x.", valueName: "x"))
  var at = ActivationsParameters.x.defaultValue
  @Option(parsing: .unconditional, help: "The x range, such as -5:5.")
  var range = RangeOption(-5...5)
  @Option(
    parsing: .unconditional,
    help: "With --json and --headless, the number of points on each curve; 41 from -5 to 5 are 0.25 apart."
  )
  var points = ActivationsParameters.points.defaultValue
  @Option(parsing: .unconditional, help: "Leaky ReLU's slope for negative x.")
  var slope = ActivationsParameters.slope.defaultValue
  @Option(parsing: .unconditional, help: "ELU's α.")
  var alpha = ActivationsParameters.alpha.defaultValue
  @Option(parsing: .unconditional, help: "|f′| below which an activation counts as saturated.")
  var threshold = ActivationsParameters.threshold.defaultValue
  @Flag(help: "Show what the activations do to a deep random network.")
  var deep = false
  @Option(parsing: .unconditional, help: "How many layers, 1 to 50 (default: 20); implies --deep.")
  var depth: Int?
  @Option(parsing: .unconditional, help: "Units in each layer, 1 to 512 (default: 128); implies --deep.")
  var width: Int?
  @Option(
    name: .customLong("batch-size"),
    parsing: .unconditional,
    help: "How many random samples, 4 to 1024 (default: 256); implies --deep."
  )
  var batchSize: Int?
  @Option(help: "How the weights are initialised (default: glorot-uniform); implies --deep.")
  var initializer: Initializer?
  @Option(parsing: .unconditional, help: "The seed of every random number (default: 42); implies --deep.")
  var seed: UInt64?
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Looks") var look: LookOptions

  func validate() throws {
    try look.check(showsScreen: output.showsScreen)
    for name in names where name.lowercased() != "all" && Activation(name: name) == nil {
      throw ValidationError(
        "expected names among \(Activation.all.map(\.name).joined(separator: ", ")) or all, found '\(name)'"
      )
    }
    try validated {
      try ActivationsParameters.x.check(at)
      try ActivationsParameters.points.check(points)
      try ActivationsParameters.slope.check(slope)
      try ActivationsParameters.alpha.check(alpha)
    }
    do {
      try settings.validate()
    } catch {
      throw ValidationError(
        "--\(error.setting.replacing(" ", with: "-")): expected \(error.expected), found \(error.found)"
      )
    }
  }

  private var selection: [Activation] {
    var selection: [Activation] = []
    for name in names {
      for activation in name.lowercased() == "all" ? Activation.all : [Activation(name: name)].compactMap({ $0 })
      where !selection.contains(where: { $0.name == activation.name }) {
        selection.append(activation)
      }
    }
    if names.isEmpty { selection = ActivationsScreen.defaultSelection }
    return selection.map { activation in
      switch activation {
      case .leakyReLU: .leakyReLU(slope: slope)
      case .elu: .elu(alpha: alpha)
      default: activation
      }
    }
  }

  private var settings: DepthSettings {
    var settings = DepthSettings(activations: selection, saturationThreshold: threshold)
    if let width { settings.width = width }
    if let depth { settings.depth = depth }
    if let batchSize { settings.batchSize = batchSize }
    if let initializer { settings.initializer = initializer }
    if let seed { settings.seed = seed }
    return settings
  }

  /// Whether the deep network is asked for, by name or by an option that is about it alone.
  private var showsDepth: Bool {
    deep || depth != nil || width != nil || batchSize != nil || initializer != nil || seed != nil
  }

  private var screen: ActivationsScreen {
    ActivationsScreen(selection, page: showsDepth ? .depth : .curves, x: at, range: range.range, depth: settings)
  }

  mutating func run() throws {
    switch output.mode {
    case .screen:
      try ScreenLauncher(look).run(Destination("activations")) { [screen] wake in
        ScreenHost(screen, worker: ActivationsWorker(wake: wake))
      }
    case .text: try runText()
    case .json: try ActivationsJSON(selection, settings: settings, places: places, at: at).printLines(deep: showsDepth)
    case .snapshot(let path):
      try PictureFile.write(finishedScreen(size: output.size.size), output.size.size, look, to: path)
    }
  }

  /// The x of the curves that are printed.
  private var places: [Double] {
    let (low, high) = (range.range.lowerBound, range.range.upperBound)
    return (0..<points).map { low + (high - low) * Double($0) / Double(points - 1) }
  }

  /// The screen as it is after the depth experiment, if one is asked for.
  private func finishedScreen(size: Size) throws -> ActivationsScreen {
    var screen = screen
    _ = screen.update(.input(.resize(size)))
    _ = screen.start()
    if showsDepth {
      try DepthComparison(settings).run(report: { _ = screen.update(.message(.report(settings, $0))) })
      _ = screen.update(.message(.finished(settings, seconds: nil)))
    }
    return screen
  }

  private func runText() throws {
    let look = TextLook(look).look
    let screen = try finishedScreen(size: Size(80, 24))
    func show(_ line: String) { print(line.transliterated(to: look.charset)) }
    // The x that --at names stands among the others, in its place.
    let shown = places.contains(at) ? places : (places + [at]).sorted()
    for line in showsDepth ? screen.depthTable(width: 80) : screen.curveTable(shown) { show(line) }
    show("")
    var plot = screen.textPlot(size: Size(80, 16), look: look)
    plot.transliterate(to: look.charset)
    print(plot.text)
    for line in screen.textSummary(look.charset) { show(line.string) }
  }
}

/// A range of numbers, `-5:5`.
struct RangeOption: ExpressibleByArgument, Equatable {
  var range: ClosedRange<Double>

  init(_ range: ClosedRange<Double>) { self.range = range }

  init?(argument: String) {
    let ends = argument.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
    guard ends.count == 2, let low = ends[0], let high = ends[1], low.isFinite, high.isFinite, low < high,
      low >= -1000, high <= 1000
    else { return nil }
    range = low...high
  }

  var defaultValueDescription: String {
    "\(NumberFormat.compact.plain(range.lowerBound)):\(NumberFormat.compact.plain(range.upperBound))"
  }
}

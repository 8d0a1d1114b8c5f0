import ArgumentParser
import NeuralNet
import Plots
import Screens
import Terminal

/// `dlviz losses`: losses and their derivatives.
struct LossesCommand: ParsableCommand {
  /// A page by its name.
  enum PageChoice: String, CaseIterable, ExpressibleByArgument {
    case prediction, logit, softmax

    var page: LossesScreen.Page {
      switch self {
      case .prediction: .prediction
      case .logit: .logit
      case .softmax: .softmax
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "losses",
    abstract: "MSE, MAE, Huber, BCE, hinge and softmax cross-entropy, with their derivatives.",
    discussion: """
      Three pages: losses over the prediction, the same over the logit z with ŷ = σ(z), and softmax cross-entropy of a few \
      logits. With --headless, --json or --snapshot one page is written.
      """
  )

  @Argument(help: "The page to begin with.")
  var page = PageChoice.prediction
  @Option(parsing: .unconditional, help: "y, from -1000 to 1000; BCE is drawn where it is from 0 to 1.")
  var target = 1.0
  @Option(
    parsing: .unconditional,
    help: "Where the losses are read: the prediction, from -4 to 5, or on the logit page z, from -40 to 40."
  )
  var at: Double?
  @Option(help: "Huber's δ, where squared turns linear.")
  var delta = 1.0
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Three to ten logits from -10 to 10 for the softmax page.", valueName: "z1,z2,…")
  )
  var logits = NumberList(LossesScreen.defaultLogits)
  @Option(
    parsing: .unconditional,
    help: "With --json, how many points each curve has, evenly spaced; BCE has some more near 0 and 1, where it grows."
  )
  var points = 101
  @Option(name: .customLong("target-class"), help: "The right class of the softmax page, from 1.")
  var targetClass = 1
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Looks") var look: LookOptions

  func validate() throws {
    try look.check()
    guard abs(target) <= 1000 else {
      throw ValidationError("--target: expected -1000 to 1000, found \(target)")
    }
    guard delta >= 0.001, delta <= 1000 else {
      throw ValidationError("--delta: expected 0.001 to 1000, found \(delta)")
    }
    guard (2...100_000).contains(points) else {
      throw ValidationError("--points: expected 2 to 100000, found \(points)")
    }
    if let at {
      let ends = page == .logit ? -40.0...40 : -4.0...5
      guard ends.contains(at) else {
        throw ValidationError("--at: expected \(Int(ends.lowerBound)) to \(Int(ends.upperBound)), found \(at)")
      }
    }
    guard (3...10).contains(logits.values.count) else {
      throw ValidationError("--logits: expected 3 to 10 numbers, found \(logits.values.count)")
    }
    for value in logits.values where !(abs(value) <= 10) {
      throw ValidationError("--logits: expected numbers from -10 to 10, found \(value)")
    }
    guard (1...logits.values.count).contains(targetClass) else {
      throw ValidationError("--target-class: expected 1 to \(logits.values.count), found \(targetClass)")
    }
  }

  private var screen: LossesScreen {
    var screen = LossesScreen(page: page.page, target: target, delta: delta, logits: logits.values)
    if let at { screen.setCursor(at) }
    screen.setTargetClass(targetClass)
    return screen
  }

  mutating func run() throws {
    let screen = screen
    switch output.mode {
    case .screen:
      try ScreenLauncher(look).run(.losses) { _, _ in ScreenHost(screen, worker: IdleWorker()) }
    case .text:
      let look = TextLook(look).look
      var plot = screen.textPlot(size: Size(80, 16), look: look)
      plot.transliterate(to: look.charset)
      print(plot.text)
      for line in screen.textSummary(isASCII: look.isASCII) { print(line.transliterated(to: look.charset)) }
    case .json: printJSON(screen)
    case .snapshot(let path):
      let look = look.look(for: try PictureFormat(path: path))
      try PictureFile.write(screen.view(ViewContext(size: output.size.size, look: look)), look: look, to: path)
    }
  }

  /// The losses at the cursor and the points of the page's curves, or the softmax figures.
  private func printJSON(_ screen: LossesScreen) {
    var started = JSONLine(event: "started")
    started.add("command", "losses")
    started.add("page", page.rawValue)
    if page == .softmax {
      print(started.text)
      let figures = screen.softmaxFigures
      var line = JSONLine(event: "softmax")
      line.add("logits", figures.logits)
      line.add("target_class", figures.target)
      line.add("probabilities", figures.probabilities)
      line.add("gradient", figures.gradient)
      line.add("loss", figures.loss)
      print(line.text)
      return printEnd()
    }
    started.add("target", target)
    started.add("delta", delta)
    started.add("probability_floor", Loss.probabilityFloor)
    print(started.text)
    let x = page == .logit ? "logit" : "prediction"
    let readings = screen.readings
    var cursor = JSONLine(event: "cursor")
    cursor.add(x, readings.first?.x)
    cursor.add("losses", readings.map(\.loss))
    cursor.add("values", readings.map(\.value))
    cursor.add("derivatives", readings.map(\.derivative))
    print(cursor.text)
    for point in screen.points(count: points) {
      var line = JSONLine(event: "point")
      line.add("loss", point.loss)
      line.add(x, point.x)
      line.add("value", point.value)
      line.add("derivative", point.derivative)
      print(line.text)
    }
    printEnd()
  }

  private func printEnd() {
    var line = JSONLine(event: "finished")
    line.add("reason", "completed")
    print(line.text)
  }
}

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

  var defaultValueDescription: String { values.map { NumberFormat.compact.string($0) }.joined(separator: ",") }
}

import Datasets
import NeuralNet
import Plots
import Terminal
import Training

/// What the menu shows of the chosen screen: a network that really trains, curves and images that are really computed.
struct MenuPreview {
  /// Epochs of XOR in a tick, so that its 10,000 take about five seconds.
  static let epochsPerTick = 100
  /// Digits made: as many as the largest preview has room for.
  static let digitCount = 60

  private var xorRun: PlaneRun?
  private let xorSettings = PlaneSettings()
  /// The network that learns XOR, as it is now; nil before the first look at it.
  private(set) var xorNetwork: Network<Double>?
  /// Epochs it has trained.
  private(set) var xorEpochs = 0
  /// Its loss before the newest step.
  private(set) var xorLoss = 0.0
  /// A perceptron's run, played by the menu's ticks.
  private(set) var perceptron: PerceptronScreen?
  private(set) var activations: ActivationsScreen?
  private(set) var losses: LossesScreen?
  private(set) var digits: ImageDataset?

  /// Makes what a screen's preview needs, once.
  mutating func prepare(_ destination: Destination) {
    switch destination {
    case .xor:
      guard xorRun == nil, var run = try? PlaneRun(xorSettings) else { return }
      xorNetwork = run.snapshot().network
      xorRun = run
    case .perceptron:
      guard perceptron == nil else { return }
      var screen = PerceptronScreen()
      // As in a window with room for all three planes, and with no key going to any of them.
      _ = screen.update(.input(.resize(Size(200, 60))))
      screen.focusedPanel = .rule
      perceptron = screen
    case .activations:
      guard activations == nil else { return }
      var screen = ActivationsScreen()
      screen.focusedPanel = .table
      activations = screen
    case .losses:
      guard losses == nil else { return }
      var screen = LossesScreen()
      screen.focusedPanel = .table
      losses = screen
    case .mnist: digits = digits ?? GeneratedDigits.make(seed: 42, count: Self.digitCount)
    case .menu: break
    }
  }

  /// How often a preview moves; nil when it rests.
  func tickInterval(_ destination: Destination) -> Duration? {
    switch destination {
    case .xor: xorRun != nil && xorEpochs < xorSettings.epochs ? .milliseconds(50) : nil
    case .perceptron: perceptron?.tickInterval
    case .activations, .losses, .mnist, .menu: nil
    }
  }

  /// Goes on by a tick.
  mutating func tick(_ destination: Destination, _ now: Duration) {
    switch destination {
    case .xor: trainXor()
    case .perceptron: _ = perceptron?.update(.tick(now))
    case .activations, .losses, .mnist, .menu: break
    }
  }

  private mutating func trainXor() {
    guard var run = xorRun else { return }
    for _ in 0..<min(Self.epochsPerTick, xorSettings.epochs - xorEpochs) {
      for _ in 0..<run.stepsPerEpoch { xorLoss = run.step().loss }
      xorEpochs += 1
    }
    xorNetwork = run.snapshot().network
    xorRun = run
  }

  /// The points that XOR is learned from.
  var xorData: LabeledPoints { xorSettings.data }
}

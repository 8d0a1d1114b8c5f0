import Lessons
import NeuralNet
import Plots
import Shell
import Terminal

/// `dlviz neuron`: one neuron learns, sample by sample and both ways: its curve, its loss, the surface it walks on, the chain rule in numbers.
public struct NeuronScreen: PlaybackScreen, TextScreen {
  /// The screen hears nothing.
  public typealias Message = Never
  /// It asks for nothing.
  public typealias Effect = Never
  /// It has one page.
  public typealias Page = OnlyPage

  /// The panels, in reading order.
  public enum PanelID: Hashable, Sendable { case fit, surface, loss, chain, words }

  /// What the shell keeps.
  public var shell = ShellState<OnlyPage, PanelID>(panel: .fit)
  /// Where the lesson stands.
  public var playback: Playback

  /// The run.
  public private(set) var run: NeuronRun
  /// The same run without what is wrong with it: made-up gradients, the bug's wiring; nil where nothing is.
  private(set) var companion: NeuronRun?
  /// The preset that it began as, or whose data it has.
  public let preset: NeuronPreset?
  /// The inputs whose outputs are told.
  let testInputs: [[Double]]
  /// What the surface is the mean of.
  var surfacePart = NeuronParameters.surface.defaultValue
  /// Whether the loss is told as a sum.
  public var showsSum = NeuronParameters.showsSum.defaultValue
  var isLogarithmic = false
  /// The corner of the surface that has been seen so far, so that it grows and does not jitter.
  private(set) var map: (weight: ClosedRange<Double>, bias: ClosedRange<Double>)
  let surfaceMemo = SurfaceMemo()
  private var seed: UInt64 = 42
  /// How the run was asked for, as arguments.
  private let arguments: String

  /// A screen before its first event.
  /// - Parameters:
  ///   - preset: Where the settings come from; nil for data of one's own.
  ///   - settings: The run, already checked.
  ///   - arguments: The command's arguments, to show the same again.
  public init(
    _ settings: NeuronSettings = NeuronSettings(),
    preset: NeuronPreset? = .course,
    testInputs: [[Double]]? = nil,
    arguments: String = ""
  ) {
    run = NeuronRun(settings)
    self.preset = preset
    self.arguments = arguments
    self.testInputs = testInputs ?? preset?.testInputs ?? settings.data.samples.prefix(20).map(\.inputs)
    let steps = settings.epochs * settings.data.count
    let paces: [Double] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 200_000]
    // The story takes about ten seconds, and a short one is still told sample by sample.
    let pace = paces.last { $0 <= max(2, Double(steps) / 10) } ?? 2
    playback = Playback(last: steps, pace: pace, paces: paces)
    map = Self.view(of: run, beside: nil)
    companion = Self.companion(settings)
  }

  /// The screen's name.
  public var name: String { "neuron" }
  /// The command that shows the same again.
  public var reproducingCommand: String? {
    arguments.isEmpty ? "dlviz neuron" : "dlviz neuron \(arguments)"
  }

  var settingsNow: NeuronSettings { run.state.settings }

  /// The run that the pictured one should have been.
  private static func companion(_ settings: NeuronSettings) -> NeuronRun? {
    guard settings.gradients != .actual || settings.wiring != .correct else { return nil }
    var settings = settings
    settings.gradients = .actual
    settings.wiring = .correct
    return NeuronRun(settings)
  }

  // MARK: Playback

  /// What steps go over.
  public var playbackStrides: (small: String, large: String) { ("one sample", "one epoch") }

  /// Where a larger step leads.
  public func largeStep(from place: Int, forward: Bool) -> Int {
    let count = settingsNow.data.count
    return forward ? (place / count + 1) * count : (place - 1) / count * count
  }

  /// Brings the lesson to where the playback stands.
  public mutating func moved() -> [Command] {
    run.seek(to: playback.position)
    if run.position < playback.position {
      playback.move(to: run.position)
      playback.isPlaying = false
      if run.hasDiverged { shell.notice = "diverged: a parameter is no longer finite; [ goes back, r restarts" }
    }
    companion?.seek(to: run.position)
    map = Self.view(of: run, beside: map)
    return []
  }

  /// Begins anew.
  public mutating func restarted(isReseeded: Bool) -> [Command] {
    var settings = run.state.settings
    if isReseeded {
      var random = RandomNumbers(seed: seed)
      settings.start = settings.start.map { _ in (random.normal() * 1000).rounded() / 1000 }
      seed = random.next() % 100_000
    }
    begin(settings)
    return []
  }

  private mutating func begin(_ settings: NeuronSettings) {
    run = NeuronRun(settings)
    companion = Self.companion(settings)
    playback.last = settings.epochs * settings.data.count
    playback.move(to: 0)
    map = Self.view(of: run, beside: nil)
    shell.lesson?.restart()
  }

  /// Changes settings from here on.
  mutating func change(_ body: (inout NeuronSettings) -> Void) -> [Command] {
    run.change(body)
    companion?.change { settings in
      body(&settings)
      settings.gradients = .actual
      settings.wiring = .correct
    }
    playback.last = settingsNow.epochs * settingsNow.data.count
    playback.move(to: run.position)
    return []
  }

  /// Puts a parameter by hand.
  mutating func set(parameter index: Int, to value: Double) -> [Command] {
    run.setParameter(index, to: value)
    companion?.setParameter(index, to: value)
    map = Self.view(of: run, beside: map)
    return []
  }

  /// Trains to the end at once, for a text or a picture.
  public mutating func runToEnd() {
    playback.move(to: playback.last)
    _ = moved()
  }

  /// The part of the (w, b) plane that holds the path, the best line where there is one, and what was shown before.
  private static func view(
    of run: NeuronRun,
    beside old: (weight: ClosedRange<Double>, bias: ClosedRange<Double>)?
  ) -> (weight: ClosedRange<Double>, bias: ClosedRange<Double>) {
    let settings = run.state.settings
    let axes = LossSurface.axes(settings)
    if let old {
      let now = run.state.parameters
      let isInside = old.weight.contains(now[axes.weight]) && old.bias.contains(now[axes.bias])
      // A run that diverges leaves the map; following it would show nothing but one colour.
      let isFar = !now.allSatisfy { abs($0) < 1e4 }
      if isInside || isFar { return old }
    }
    var weights = [settings.start[axes.weight], run.state.parameters[axes.weight]]
    var biases = [settings.start[axes.bias], run.state.parameters[axes.bias]]
    if settings.isSingleNeuron, let fit = LineFit(settings.data.samples), abs(fit.weight) < 1e4, abs(fit.bias) < 1e4 {
      weights.append(fit.weight)
      biases.append(fit.bias)
    }
    func range(_ values: [Double], _ old: ClosedRange<Double>?) -> ClosedRange<Double> {
      let finite = values.filter(\.isFinite) + (old.map { [$0.lowerBound, $0.upperBound] } ?? [])
      let (low, high) = (finite.min() ?? -1, finite.max() ?? 1)
      let margin = old == nil ? max(1, 0.4 * (high - low)) : 0.1 * (high - low)
      return (low - margin).rounded(.down)...(high + margin).rounded(.up)
    }
    return (range(weights, old?.weight), range(biases, old?.bias))
  }

  // MARK: Lesson

  /// The figures that tasks are checked by.
  public var facts: [String: Double] {
    let state = run.state
    let settings = state.settings
    let sum = state.lossOfAll
    let axes = LossSurface.axes(settings)
    let silent = state.slopes.count { $0 == 0 }
    let epochs = run.shownEpochs
    let first = epochs.first?.lossSum ?? sum
    let isLost = run.hasDiverged || !sum.isFinite || sum > 1e6 * max(1, first)
    let isRising = epochs.count > 1 && epochs[epochs.endIndex - 1].lossSum > epochs[epochs.endIndex - 2].lossSum
    return [
      "loss": sum / Double(settings.data.count), "loss_sum": sum, "samples": Double(settings.data.count),
      "epoch": Double(state.epoch),
      "position": Double(run.position), "rewound": run.isRewound ? 1 : 0, "diverged": isLost ? 1 : 0,
      "dead": silent == settings.data.count && sum > 0 ? 1 : 0, "silent_samples": Double(silent),
      "weight": state.parameters[axes.weight], "bias": state.parameters[axes.bias],
      "learning_rate": settings.learningRate, "batch_size": Double(settings.batch.size(of: settings.data.count)),
      "loss_rising": isRising ? 1 : 0,
    ]
  }
}

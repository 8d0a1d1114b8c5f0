import NeuralNet
import Playground
import Plots
import Shell
import Terminal
import Training

/// `dlviz playground`: a network through which points of the plane go, unit by unit as heat maps, edited while it learns.
public struct PlaygroundScreen: RunScreen {
  /// An epoch of the playground is a step.
  public typealias Run = PlaygroundRun
  /// The session's events.
  public typealias Message = TrainingEvent<PlaygroundRun>
  /// What the session is asked.
  public typealias Effect = RunEffect<PlaygroundRunSettings>
  /// Four pages.
  public typealias Page = PlaygroundPage

  /// The panels, in reading order.
  public enum PanelID: Hashable, Sendable { case network, output, loss, words, weights }

  /// The shell's state.
  public var shell = ShellState<PlaygroundPage, PanelID>(page: .network, panel: .network)
  /// The run.
  public var run: RunModel<PlaygroundRun>
  /// What arrows and keys are about.
  var selection = NetworkSelection.output(0)
  /// The place in the plane that the output panel's keys are about.
  var cursor = (x: 0.0, y: 0.0)
  /// The class that a point is set with.
  var pen = 0
  /// The chosen incoming edge of a chosen output; nil for its bias.
  var outputEdge: Int?
  /// What was done by hand and `u` takes back.
  var undoable: [HandEdit] = []
  /// Whether a click into the output sets a point.
  var mouseSetsPoints = false
  /// The task that is tried; nil for none.
  var task: Int?
  /// What an earlier frame has drawn of the loss.
  let lossMemo = ChartMemo()
  /// What was said while link or file were read, told first.
  private let notes: [String]

  /// A screen before its first event.
  /// - Parameter notes: lines about how a link or a file was read.
  public init(_ settings: PlaygroundSettings, notes: [String] = [], pace: Double? = 30) {
    run = RunModel(PlaygroundRunSettings(settings), pace: pace)
    self.notes = notes
    shell.notice = notes.isEmpty ? nil : notes.joined(separator: " · ")
  }

  /// `playground`.
  public var name: String { "playground" }

  /// The experiment: of the picture, else as it is set.
  var experiment: PlaygroundSettings { run.settings.experiment }
  /// The picture, where it is of the network that is set.
  var snapshot: PlaygroundSnapshot? {
    guard let snapshot = run.snapshot,
      snapshot.weights.shape.sizes == experiment.layerSizes
    else { return nil }
    return snapshot
  }

  /// The weights of the picture.
  public var weights: PlaygroundWeights? { snapshot?.weights }

  /// An epoch, and ten.
  public var strides: RunStrides {
    RunStrides(small: (1, "one epoch", "epoch"), large: (10, "ten epochs", "ten"))
  }
  /// Epochs a second.
  public var paces: [Double] { [1, 2, 5, 10, 30, 60, 100, 200, 500, 1000] }

  /// A new network has no weights set by hand.
  public func restarting(_ settings: PlaygroundRunSettings) -> PlaygroundRunSettings {
    var settings = settings
    settings.edits = []
    return settings
  }

  /// Keeps the curves and a selection that there is.
  public mutating func heard(_ event: TrainingEvent<PlaygroundRun>) -> [Command] {
    switch event {
    case .started:
      undoable = []
      selection = selection.clamped(to: experiment)
    case .configured: selection = selection.clamped(to: experiment)
    default: break
    }
    return []
  }

  /// Losses at the ends of epochs until the one that is shown, thinned evenly to at most 200, with their epochs.
  private var curve: (figures: [PlaygroundFigures], epochs: [Int]) {
    let steps = run.reportedSteps(until: run.cursorStep)
    let stride = steps.count / 200 + 1
    let kept = steps.indices.filter { (steps.count - 1 - $0) % stride == 0 }
      .compactMap { run.report(atStep: steps[$0]) }
    let figures = kept.map {
      PlaygroundFigures(
        trainLoss: $0.trainLoss,
        testLoss: $0.testLoss ?? .nan,
        trainAccuracy: $0.trainAccuracy,
        testAccuracy: $0.testAccuracy
      )
    }
    return (figures, kept.map(\.epoch))
  }

  // MARK: What it says

  /// Data, network, loss, rule and seed.
  public var heading: Heading {
    let settings = experiment
    return Heading(
      "playground",
      details: [
        settings.dataset.title,
        settings.layerSizes.map(String.init).joined(separator: "-") + " \(settings.activation.displayName)",
        settings.effectiveLoss.title, settings.optimizer.title, "seed \(settings.seed)",
      ],
      status: run.status
    )
  }

  /// The link and, where the peer lacks something, what; the command opens all of it again.
  public var reproducingCommand: String? {
    let lacks = experiment.peerLacks
    var remarks = lacks.isEmpty ? [] : ["TensorFlow Playground lacks \(lacks.joined(separator: ", "))"]
    let count = Set(run.settings.edits.map(\.place)).count
    if count > 0 { remarks.append("without \(count == 1 ? "the weight" : "the \(count) weights") set by hand") }
    // The shell takes what follows # for a remark.
    return experiment.command + (remarks.isEmpty ? "" : "  # " + remarks.joined(separator: "; "))
  }

  var observation: PlaygroundObservation? {
    guard let snapshot else { return nil }
    let curve = curve
    return PlaygroundObservation(
      settings: snapshot.settings,
      weights: snapshot.weights,
      maps: snapshot.maps,
      silentUnits: snapshot.silentUnits,
      trainCount: snapshot.split.train.count,
      figures: curve.figures,
      epochs: curve.epochs
    )
  }
}

/// The pages.
public enum PlaygroundPage: ScreenPage {
  case network, output, curves, weights

  /// What stands in the row of pages.
  public var title: String {
    switch self {
    case .network: "network"
    case .output: "output"
    case .curves: "curves"
    case .weights: "weights"
    }
  }
}

/// A feature, a unit or an edge.
enum NetworkSelection: Hashable, Sendable {
  case feature(Int)
  /// A unit of a hidden layer; an input where its edge is meant.
  case unit(UnitPlace, input: Int?)
  case output(Int)

  /// The column in the picture: 0 the features.
  func column(_ settings: PlaygroundSettings) -> Int {
    switch self {
    case .feature: 0
    case .unit(let place, _): place.layer + 1
    case .output: settings.hidden.count + 1
    }
  }

  var row: Int {
    switch self {
    case .feature(let index), .output(let index): index
    case .unit(let place, _): place.unit
    }
  }

  /// The nearest that there is.
  func clamped(to settings: PlaygroundSettings) -> NetworkSelection {
    Self.at(column: min(column(settings), settings.hidden.count + 1), row: row, settings, input: input)
  }

  var input: Int? { if case .unit(_, let input) = self { input } else { nil } }

  /// What stands in a column and row of the picture, or the nearest to it.
  static func at(column: Int, row: Int, _ settings: PlaygroundSettings, input: Int? = nil) -> NetworkSelection {
    if column <= 0 { return .feature(min(max(0, row), PlaneFeature.allCases.count - 1)) }
    if column > settings.hidden.count { return .output(min(max(0, row), settings.outputCount - 1)) }
    let layer = column - 1
    let units = settings.hidden[layer].units
    let inputs = settings.layerSizes[layer]
    return .unit(
      UnitPlace(layer: layer, unit: min(max(0, row), max(0, units - 1))),
      input: input.flatMap { $0 < inputs ? $0 : nil }
    )
  }
}

import NeuralNet
import Plots
import Shell
import Terminal
import Training

/// `dlviz activations`: what activation functions do to a number, to its derivative, and to deep networks.
public struct ActivationsScreen: Screen {
  /// What the screen hears.
  public typealias Message = DepthEvent

  /// What the screen asks for.
  public enum Effect: Hashable, Sendable {
    /// Push a batch through a deep network, in place of what runs.
    case run(DepthSettings)
    /// Stop what runs.
    case cancel
  }

  /// What the panels show.
  public enum Mode: String, CaseIterable, Hashable, Sendable {
    /// f and f′ over x.
    case curves
    /// A deep random network, forward and backward.
    case depth
  }

  /// The panels of both pages, in reading order.
  public enum PanelID: CaseIterable, Hashable, Sendable {
    case values, slopes, table, about
    case histograms, measure, layer, words
  }

  /// How far a depth experiment is.
  enum DepthState: Hashable, Sendable {
    /// Nothing has been asked for.
    case idle
    /// So much is done.
    case running(Double)
    /// All is done, after so many seconds where that is known.
    case finished(Double?)
    /// The settings cannot be.
    case failed(String)
  }

  /// The activations shown where nobody has chosen.
  public static let defaultSelection: [Activation] = [.sigmoid, .tanh, .relu]
  /// The x range at first.
  static let defaultRange = -5.0...5.0

  /// Every activation, with the slope and α that are set.
  var activations = Activation.all
  /// The place in the drawing order of each selected activation; colour, stroke and order follow it.
  var slots: [Int?] = Array(repeating: nil, count: Activation.all.count)
  /// The selection before one activation was shown alone.
  var formerSlots: [Int?]?
  var profiles: [ActivationProfile] = []
  /// The activation that keys act on.
  var row = 0
  /// What the shell keeps for the screen.
  public var shell: ShellState<OnlyPage, PanelID>
  var page: Mode

  var xRange = ActivationsScreen.defaultRange
  var cursor = 1.0
  /// Where the cursor was put last; panning may take that out of sight.
  var placedCursor = 1.0
  /// The range and the cursor that the screen opened with.
  private(set) var firstRange = ActivationsScreen.defaultRange
  private(set) var firstCursor = 1.0
  /// The x under the pointer, read in place of the cursor's.
  var hovered: Double?
  var threshold: Double
  var isLogarithmic = false

  var depthSettings: DepthSettings
  var depthState = DepthState.idle
  /// What is shown: the newest complete experiment, or the first one as it comes in.
  var reports: [DepthReport] = []
  /// What the running experiment has said so far.
  var arriving: [DepthReport] = []
  /// Whether the reports shown are those of an older experiment than the one that was asked for last.
  var showsOlderReports = false
  /// What was asked for last.
  var askedSettings: DepthSettings?
  /// How many units the reports' layers have.
  var reportedWidth = 0
  /// How the weights of the reports began.
  var reportedInitializer: Initializer?
  var selectedLayer = 0
  var firstColumn = 0
  /// Lines of the words that are scrolled past.
  var wordsScroll = 0
  var measure = DepthMeasure.gradient

  /// A screen before its first event.
  /// - Parameters:
  ///   - selection: the activations to show, in order; those with a slope or α set it.
  ///   - page: what the panels show at first.
  ///   - x: where the cursor is at first.
  ///   - range: the x range at first.
  ///   - depth: the depth experiment's settings; its activations are the selection.
  public init(
    _ selection: [Activation] = ActivationsScreen.defaultSelection,
    page: Mode = .curves,
    x: Double = 1,
    range: ClosedRange<Double>? = nil,
    depth: DepthSettings = DepthSettings(activations: [])
  ) {
    self.page = page
    threshold = depth.saturationThreshold
    depthSettings = depth
    shell = ShellState(panel: page == .curves ? .table : .histograms)
    xRange = range ?? Self.defaultRange
    cursor = min(max(x, xRange.lowerBound), xRange.upperBound)
    placedCursor = cursor
    firstRange = xRange
    firstCursor = cursor
    for activation in selection {
      guard let index = activations.firstIndex(where: { $0.name == activation.name }), slots[index] == nil else {
        continue
      }
      activations[index] = activation
      slots[index] = (slots.compactMap { $0 }.max() ?? -1) + 1
      if slots[index] == 0 { row = index }
    }
    profiles = activations.map { ActivationProfile($0, threshold: threshold) }
    depthSettings.activations = selectedActivations
  }

  /// `activations`.
  public var name: String { "activations" }

  /// The selected activations' places in the list, in drawing order.
  var selection: [Int] {
    slots.indices.filter { slots[$0] != nil }.sorted { (slots[$0] ?? 0) < (slots[$1] ?? 0) }
  }

  /// The selected activations in drawing order.
  var selectedActivations: [Activation] { selection.map { activations[$0] } }

  /// The activation that keys act on: it is explained, and its tangent is drawn.
  var subject: Activation { activations[row] }

  /// The x that is read: the pointer's, else the cursor's.
  var x: Double { (shell.pointer == nil ? nil : hovered) ?? cursor }

  /// The key that selects an activation and marks its curve: 1 to 9, then A on.
  static func mark(_ index: Int) -> Unicode.Scalar {
    Unicode.Scalar(UInt8(index < 9 ? 0x31 + index : 0x41 + index - 9))
  }

  /// The colour of an activation's curve.
  func role(_ index: Int) -> Role { slots[index].map { .series($0) } ?? .muted }

  /// Begins the depth experiment where it is the first page.
  public mutating func start() -> [Command] { page == .depth ? runExperiment() : [] }
}

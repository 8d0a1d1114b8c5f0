import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

/// The sixth tab: layers, shapes and parameters, all settings, and the keys that save and load weights.
struct ModelTab: MnistTab {
  /// A watched image on its way through the network of now.
  private(set) var detail: PredictionDetail?
  /// Whether the detail is of another network than the newest, or of another image.
  private var isStale = true
  /// Which of the watched images.
  private(set) var sample = 0

  mutating func hear(_ message: MnistScreen.Message, _ state: MnistState) -> [MnistScreen.Command] {
    switch message {
    case .training(.started):
      detail = nil
      isStale = true
    case .training(.snapshot): isStale = true
    default: break
    }
    return []
  }

  /// Looks into a network only while somebody looks at the tab.
  mutating func request(_ state: MnistState) -> [MnistScreen.Command] {
    if isStale { look(state) }
    return []
  }

  private mutating func look(_ state: MnistState) {
    isStale = false
    guard let data = state.data, let network = state.network, !data.sampleIndices.isEmpty else {
      detail = nil
      return
    }
    let index = data.sampleIndices[sample % data.sampleIndices.count]
    detail = PredictionDetail(network: network, test: data.sets.test, image: index, data.normalisation)
  }

  func hints(_ state: MnistState) -> [KeyHints.Hint] {
    [
      .init("W", "save weights"), .init("L", "load weights"), .init("n", "next image"), .init("↑↓", "setting"),
      .init("←→", "change"),
    ]
  }

  var help: [HelpOverlay.Group] {
    [
      .init(
        "this tab",
        [
          .init("W", "write the weights to a new file (safetensors)"),
          .init("L", "load the newest: a run that waits begins"),
          .init("n N", "the next, previous watched image"), .init("↑ ↓", "choose a setting"), .init("← →", "change it"),
        ]
      )
    ]
  }

  mutating func handle(_ key: Key, _ state: MnistState, in region: Rect) -> [MnistScreen.Command]? {
    switch key {
    case .character("W"):
      guard let network = state.network else { return [] }
      return [.effect(.saveWeights(network, path: state.options.saveFile, metadata: state.metadata))]
    case .character("L"):
      guard let settings = state.settings else { return [] }
      return [
        .effect(.loadWeights(path: state.options.saveFile, layerSizes: settings.architecture.layerSizes))
      ]
    case .character("n"), .character("N"):
      let count = max(1, state.data?.sampleIndices.count ?? 1)
      sample = (sample + (key == .character("n") ? 1 : count - 1)) % count
      look(state)
      return []
    default: return nil
    }
  }

  /// The shape as it is or would be.
  static func architecture(_ state: MnistState) -> Architecture {
    state.settings?.architecture
      ?? Architecture(
        layerSizes: [state.data?.sets.train.pixelsPerImage ?? 784] + state.hidden + [state.classNames.count],
        hiddenActivation: state.activation,
        outputActivation: .identity
      )
  }

  func explanation(_ state: MnistState) -> [StyledText] {
    let architecture = Self.architecture(state)
    let grouped = NumberFormat.grouped
    var lines: [StyledText] = [
      StyledText("A dense layer computes ", .text) + StyledText("z = W·a + b", .accent, .bold)
        + ", W of shape (out, in), b of shape (out), then a' = f(z).",
      "",
    ]
    for (index, layer) in architecture.layers.enumerated() {
      lines.append(
        StyledText("layer \(index + 1)   ", .muted)
          + "\(layer.outputs) × \(layer.inputs) weights + \(layer.outputs) biases = "
          + StyledText(grouped.string(layer.weightCount + layer.outputs), .accent, .bold)
      )
    }
    let macs = architecture.layers.reduce(0) { $0 + $1.weightCount }
    let images = state.data?.sets.train.count ?? 60_000
    lines += [
      StyledText("sum       ", .muted) + StyledText(grouped.string(architecture.parameterCount), .accent, .bold),
      "",
      StyledText("One image costs \(grouped.string(2 * macs)) operations forward and about twice that backward: "),
      StyledText(
        "an epoch of \(grouped.string(images)) is \(NumberFormat.compact.string(Double(6 * macs * images))) of them."
      ),
    ]
    if let speed = state.samplesPerSecond {
      lines.append(
        StyledText("At \(NumberFormat.compact.string(speed)) images/s that is ")
          + StyledText("\(NumberFormat.compact.string(speed * Double(6 * macs) / 1e9)) GFLOP/s", .accent, .bold)
          + " if every pixel were multiplied; background is skipped."
      )
    }
    return lines
  }
}

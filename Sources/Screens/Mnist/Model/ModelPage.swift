import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

/// The sixth page: layers, shapes and parameters, all settings, and the keys that save and load weights.
struct ModelPage: Sendable {
  /// A watched image on its way through the network of now.
  private(set) var detail: PredictionDetail?
  /// Whether the detail is of another network than the newest, or of another image.
  private var isStale = true
  /// Which of the watched images.
  private(set) var sample = 0

  mutating func hear(_ message: MnistScreen.Message) {
    switch message {
    case .training(.started):
      detail = nil
      isStale = true
    case .training(.snapshot): isStale = true
    default: break
    }
  }

  /// Looks into a network only while somebody looks at the page.
  mutating func lookIfStale(_ state: MnistState) {
    if isStale { look(state) }
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

  /// Goes to another of the watched images.
  mutating func showImage(by direction: Int, _ state: MnistState) {
    let count = max(1, state.data?.sampleIndices.count ?? 1)
    sample = (sample + direction + count) % count
    look(state)
  }

  func explanation(_ state: MnistState) -> [StyledText] {
    let architecture = state.run.settings.architecture
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
    let images = state.data == nil ? 60_000 : state.run.settings.trainCount
    lines += [
      StyledText("total     ", .muted) + StyledText(grouped.string(architecture.parameterCount), .accent, .bold),
      "",
      StyledText("One image costs \(grouped.string(2 * macs)) operations forward and about twice that backward: "),
      StyledText(
        "an epoch of \(grouped.string(images)) takes \(NumberFormat.compact.string(Double(6 * macs * images))) of them."
      ),
    ]
    if let speed = state.samplesPerSecond {
      lines.append(
        StyledText("At \(NumberFormat.compact.string(speed)) images/s that is ")
          + StyledText("\(NumberFormat.compact.string(speed * Double(6 * macs) / 1e9)) GFLOP/s", .accent, .bold)
          + ", counting every pixel, though background pixels are skipped."
      )
    }
    return lines
  }
}

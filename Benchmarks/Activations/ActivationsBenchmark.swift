import ArgumentParser
import FunctionScreens
import NeuralNet
import Plots
import Shell
import Terminal
import Training

/// Times what the activations screen promises: a frame with five activations at 200×60 in 2 ms, and what depth does to a
/// batch of 256 in 50 layers of 256 units in 0.3 s.
@main
struct ActivationsBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activations-benchmark",
    abstract: "Times a frame of the activations screen and the depth experiment; the median of each."
  )

  @Option(help: "How many frames.")
  var frames = 300
  @Option(help: "How many depth experiments of each activation.")
  var repetitions = 5

  func run() throws {
    let five: [Activation] = [.sigmoid, .tanh, .relu, .gelu, .elu(alpha: 1)]
    measureStart(five)
    for (name, look) in [("braille, 24-bit", Look()), ("ASCII, mono", Look(charset: .ascii, colorDepth: .mono))] {
      measureFrame(name, five, look)
    }
    for activation in Activation.all { try measureDepth(activation) }
  }

  private func measureStart(_ five: [Activation]) {
    report("first frame, five activations, 200×60") {
      _ = frame(of: shown(five), Look())
    }
  }

  private func measureFrame(_ name: String, _ five: [Activation], _ look: Look) {
    var screen = shown(five)
    report("frame, five activations, 200×60, \(name)") {
      // The cursor moves, as it would under a key that is held down.
      _ = screen.update(.input(.key(.right)))
      _ = frame(of: screen, look)
    }
  }

  private func measureDepth(_ activation: Activation) throws {
    let comparison = try DepthComparison(
      DepthSettings(width: 256, depth: 50, batchSize: 256, initializer: .heNormal, activations: [activation])
    )
    report("depth, 50 layers of 256, batch 256, \(activation.name)", repetitions) { comparison.run() }
  }

  private func shown(_ five: [Activation]) -> ActivationsScreen {
    var screen = ActivationsScreen(five)
    _ = screen.update(.input(.resize(Size(200, 60))))
    return screen
  }

  private func frame(of screen: ActivationsScreen, _ look: Look) -> Buffer {
    var frame = screen.view(ViewContext(size: Size(200, 60), look: look))
    frame.transliterate(to: look.charset)
    return frame
  }

  /// Runs something so many times and prints the median, least and greatest time.
  private func report(_ name: String, _ count: Int? = nil, _ body: () -> Void) {
    let clock = ContinuousClock()
    let times = (0..<max(1, count ?? frames)).map { _ in clock.measure(body) / .milliseconds(1) }.sorted()
    let digits = NumberFormat.significant(3)
    let width = String(repeating: " ", count: max(0, 52 - name.unicodeScalars.count))
    print(
      "\(name)\(width) \(digits.string(times[times.count / 2])) ms"
        + "  (\(digits.string(times[0])) to \(digits.string(times[times.count - 1])))"
    )
  }
}

import ArgumentParser
import LessonScreens
import Lessons
import NeuralNet
import Plots
import Shell
import TensorLab
import TensorScreens
import Terminal

/// Times what the neuron, backprop, autograd and tensors screens promise: a first frame in 20 ms, a key's answer and a frame at 200×60 in 1 ms.
@main
struct TensorsBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tensors-benchmark",
    abstract:
      "Times frames of the neuron, backprop, autograd and tensors screens and the largest matrix product; the median of each."
  )

  @Option(help: "How many frames.")
  var frames = 200
  @Option(help: "Time only what has this word in its name.")
  var only = ""

  func run() throws {
    let size = Size(200, 60)
    lessons(size)
    for name in ["quadratic", "micrograd", "network"] {
      guard let example = AutogradExample.named(name) else { continue }
      report("first frame, autograd \(name)") { Self.frame(AutogradScreen(AutogradProblem(example)), size) }
      var screen = AutogradScreen(AutogradProblem(example))
      _ = screen.update(.input(.resize(size)))
      report("key and frame, autograd \(name)") {
        _ = screen.update(.input(.key(screen.playback.isAtEnd ? .home : .character("s"))))
        Self.frame(screen, size)
      }
    }
    try sums(size)
    for line in [TensorsScreen.defaultLine, "normal(256,256) @ normal(256,256)", "normal(512,512) + arange(512)"] {
      report("first frame, tensors \(line)", 20) { Self.frame(TensorsScreen(line: line), size) }
      var screen = TensorsScreen(line: line)
      _ = screen.update(.input(.resize(size)))
      report("key and frame, tensors \(line)") {
        _ = screen.update(.input(.key(.right)))
        Self.frame(screen, size)
      }
    }
  }

  /// Sums as long as a graph may have nodes for, of numbers and of rows.
  private func sums(_ size: Size) throws {
    func terms(_ count: Int) -> String { (0..<count).map { "x\($0 % 3)*\($0)" }.joined(separator: " + ") }
    let rows = "[" + Array(repeating: "1", count: 1_000).joined(separator: ",") + "]"
    for (name, source) in [
      ("a sum of 300 products", "x0=1; x1=2; x2=3; " + terms(300)),
      ("a sum of 600 products", "x0=1; x1=2; x2=3; " + terms(600)),
      ("40 products of 1,000 numbers", "x0=\(rows); x1=2; x2=3; sum(" + terms(40) + ")"),
    ] {
      report("first frame, autograd, \(name)", 5) {
        if let problem = try? AutogradProblem(source) { Self.frame(AutogradScreen(problem), size) }
      }
      var screen = AutogradScreen(try AutogradProblem(source))
      _ = screen.update(.input(.resize(size)))
      report("key and frame, autograd, \(name)") {
        _ = screen.update(.input(.key(screen.playback.isAtEnd ? .home : .character("S"))))
        Self.frame(screen, size)
      }
      _ = screen.update(.input(.key(.tab)))
      report("a number changed and frame, autograd, \(name)", 20) {
        _ = screen.update(.input(.key(.character("+"))))
        Self.frame(screen, size)
      }
    }
  }

  /// The lessons of the course, the largest walk that is allowed among them, and a table of as many rows as may be.
  private func lessons(_ size: Size) {
    let rows = (0..<NeuronData.maximumCount).map { index -> NeuronSample in
      let x = Double(index) / 1000 - 5
      return NeuronSample(x, 2 * x + 1)
    }
    let large = NeuronSettings(
      data: NeuronData("10,000 rows", rows),
      architecture: .neuron(.identity),
      learningRate: 0.001
    )
    for (name, settings) in [("neuron", NeuronSettings()), ("neuron, 10,000 rows", large)] {
      report("first frame, \(name)", 20) { Self.frame(NeuronScreen(settings), size) }
      var screen = NeuronScreen(settings)
      _ = screen.update(.input(.resize(size)))
      report("key and frame, \(name)") {
        _ = screen.update(.input(.key(screen.playback.isAtEnd ? .home : .character("s"))))
        Self.frame(screen, size)
      }
    }
    for preset in BackpropPreset.all where ["course", "deep"].contains(preset.name) {
      report("first frame, backprop \(preset.name)", 20) { Self.frame(BackpropScreen(preset.state), size) }
      var screen = BackpropScreen(preset.state)
      _ = screen.update(.input(.resize(size)))
      report("key and frame, backprop \(preset.name)") {
        _ = screen.update(.input(.key(.character("s"))))
        Self.frame(screen, size)
      }
      report("a number changed and frame, backprop \(preset.name)") {
        _ = screen.update(.input(.key(.character("+"))))
        Self.frame(screen, size)
      }
    }
  }

  private static func frame(_ screen: some Screen, _ size: Size) {
    _ = screen.view(ViewContext(size: size, look: Look()))
  }

  private func report(_ what: String, _ count: Int? = nil, _ body: () -> Void) {
    guard only.isEmpty || what.contains(only) else { return }
    let clock = ContinuousClock()
    let times = (0..<(count ?? frames)).map { _ in clock.measure(body) }.sorted()
    print("\(what): \(times[times.count / 2])")
  }
}

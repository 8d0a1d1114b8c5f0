import ArgumentParser
import NeuralNet
import Plots
import Shell
import TensorLab
import TensorScreens
import Terminal

/// Times what the autograd and tensors screens promise: a first frame in 20 ms, a key's answer and a frame at 200×60 in 1 ms.
@main
struct TensorsBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tensors-benchmark",
    abstract: "Times frames of the autograd and tensors screens and the largest matrix product; the median of each."
  )

  @Option(help: "How many frames.")
  var frames = 200

  func run() throws {
    let size = Size(200, 60)
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
    let terms = (0..<300).map { "x\($0 % 3)*\($0)" }.joined(separator: " + ")
    let long = try AutogradProblem("x0=1; x1=2; x2=3; " + terms)
    var sum = AutogradScreen(long)
    _ = sum.update(.input(.resize(size)))
    report("key and frame, autograd, a sum of 300 products") {
      _ = sum.update(.input(.key(sum.playback.isAtEnd ? .home : .character("S"))))
      Self.frame(sum, size)
    }
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

  private static func frame(_ screen: some Screen, _ size: Size) {
    _ = screen.view(ViewContext(size: size, look: Look()))
  }

  private func report(_ what: String, _ count: Int? = nil, _ body: () -> Void) {
    let clock = ContinuousClock()
    let times = (0..<(count ?? frames)).map { _ in clock.measure(body) }.sorted()
    print("\(what): \(times[times.count / 2])")
  }
}
